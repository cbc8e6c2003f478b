"""From events to the case: nothing else ever says in which state a case is."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import OPEN, Procedure
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import (
    MOVE_VERSION,
    SERVE,
    Case,
    Event,
    Opening,
    Stand,
)


def fold(versions: Sequence[Procedure], opening: Opening, events: Sequence[Event]) -> Case:
    """Return the case that `events` make, under the version in which each of them happened.

    Events that no procedure could have produced are refused: a case stands in one state.
    """
    procedure = version_of(versions, opening.id, opening.version)
    state = ""
    trail: list[Stand] = []
    served: dict[str, date] = {}
    for place, event in enumerate(events, start=1):
        name, role = event.step, ""
        step = procedure.steps.get(name)
        lawful = event.number == place and (name == OPEN) == (place == 1)
        if step is not None:
            lawful = lawful and (name == OPEN or state in step.comes_from)
            state, role = step.to, step.by
            served.pop(step.letter or "", None)
        elif name.startswith(SERVE):
            served[name.removeprefix(SERVE)] = date.fromisoformat(event.form["day"])
        elif name == MOVE_VERSION:
            moved = date.fromisoformat(event.form["version"])
            procedure = version_of(versions, opening.id, moved)
        elif name == OPEN:
            state = procedure.start
        else:
            lawful = lawful and name.startswith("hearing:")
        if not lawful:
            raise Refused(kinds.BROKEN_CASE.at(opening.id, number=event.number, step=name))
        trail.append(Stand(event.on, state, role))
    if not trail:
        raise Refused(kinds.BROKEN_CASE.at(opening.id, number=1, step=OPEN))
    return Case(
        opening=opening,
        version=procedure.version,
        state=state,
        events=tuple(events),
        trail=tuple(trail),
        served=MappingProxyType(served),
    )


def version_of(versions: Sequence[Procedure], where: str, version: date) -> Procedure:
    """Return one version of a procedure; a case never loses the version under which it runs."""
    for procedure in versions:
        if procedure.version == version:
            return procedure
    raise Refused(kinds.NO_VERSION.at(where, version=version))
