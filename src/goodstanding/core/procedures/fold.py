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
    trail: list[Stand] = []
    served: dict[str, date] = {}
    state = ""
    for place, event in enumerate(events, start=1):
        procedure, stand = _next(versions, opening.id, procedure, state, event, place)
        _serve(procedure, event, served)
        state = stand.state
        trail.append(stand)
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


def further(versions: Sequence[Procedure], case: Case, event: Event) -> Case:
    """Return a case after one more event: what folding all of them anew would give."""
    procedure = version_of(versions, case.id, case.version)
    place = len(case.events) + 1
    procedure, stand = _next(versions, case.id, procedure, case.state, event, place)
    served = case.served
    step = procedure.steps.get(event.step)
    if event.step.startswith(SERVE) or (step is not None and step.letter in served):
        changed = dict(served)
        _serve(procedure, event, changed)
        served = MappingProxyType(changed)
    return Case(
        opening=case.opening,
        version=procedure.version,
        state=stand.state,
        events=(*case.events, event),
        trail=(*case.trail, stand),
        served=served,
    )


def _next(
    versions: Sequence[Procedure],
    where: str,
    procedure: Procedure,
    state: str,
    event: Event,
    place: int,
) -> tuple[Procedure, Stand]:
    """Return the version and the state after an event, or refuse one that cannot have happened."""
    name, role = event.step, ""
    step = procedure.steps.get(name)
    lawful = event.number == place and (name == OPEN) == (place == 1)
    if step is not None:
        lawful = lawful and (name == OPEN or state in step.comes_from)
        state, role = step.to, step.by
    elif name == MOVE_VERSION:
        procedure = version_of(versions, where, date.fromisoformat(event.form["version"]))
    elif name == OPEN:
        state = procedure.start
    elif not name.startswith(SERVE):
        lawful = lawful and name.startswith("hearing:")
    if not lawful:
        raise Refused(kinds.BROKEN_CASE.at(where, number=event.number, step=name))
    return procedure, Stand(event.on, state, role)


def _serve(procedure: Procedure, event: Event, served: dict[str, date]) -> None:
    """Note what an event does to services: a letter arrives, or is drafted again and must anew."""
    step = procedure.steps.get(event.step)
    if step is not None:
        served.pop(step.letter or "", None)
    elif event.step.startswith(SERVE):
        served[event.step.removeprefix(SERVE)] = date.fromisoformat(event.form["day"])


def version_of(versions: Sequence[Procedure], where: str, version: date) -> Procedure:
    """Return one version of a procedure; a case never loses the version under which it runs."""
    for procedure in versions:
        if procedure.version == version:
            return procedure
    raise Refused(kinds.NO_VERSION.at(where, version=version))
