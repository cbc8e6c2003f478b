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
        role = ""
        step = procedure.steps.get(event.step)
        if event.number != place or (event.step == OPEN) != (place == 1):
            raise Refused(kinds.BROKEN_CASE.at(opening.id, number=event.number, step=event.step))
        if event.step == MOVE_VERSION:
            moved = date.fromisoformat(event.form["version"])
            procedure = version_of(versions, opening.id, moved)
        elif event.step.startswith(SERVE):
            served[event.step.removeprefix(SERVE)] = date.fromisoformat(event.form["day"])
        elif step is not None:
            if event.step != OPEN and state not in step.comes_from:
                raise Refused(
                    kinds.BROKEN_CASE.at(opening.id, number=event.number, step=event.step)
                )
            state, role = step.to, step.by
            served.pop(step.letter or "", None)
        elif event.step == OPEN:
            state = procedure.start
        elif not event.step.startswith("hearing:"):
            raise Refused(kinds.BROKEN_CASE.at(opening.id, number=event.number, step=event.step))
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
