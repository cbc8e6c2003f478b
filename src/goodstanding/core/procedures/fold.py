"""From events to the case: nothing else ever says in which state a case is."""

from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import LAPSE, OPEN, SERVE, Procedure, ProcedureStep
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import MOVE_VERSION, Case, Event, Opening, Stand


def fold(versions: Sequence[Procedure], opening: Opening, events: Sequence[Event]) -> Case:
    """Return the case that `events` make, under the version in which each of them happened.

    Events that no procedure could have produced are refused: a case stands in one state.
    """
    procedure = version_of(versions, opening.id, opening.version)
    trail: list[Stand] = []
    served: dict[str, date] = {}
    state = ""
    for place, event in enumerate(events, start=1):
        step = procedure.steps.get(event.step)
        stand = _next(procedure, step, opening.id, state, event, place)
        procedure = _moved(versions, opening.id, procedure, event)
        _serve(step, event, served)
        state = stand.state
        trail.append(stand)
    if not trail:
        raise Refused(kinds.BROKEN_CASE.at(opening.id, number=1, step=OPEN))
    return Case(opening, procedure, state, tuple(events), tuple(trail), MappingProxyType(served))


def further(versions: Sequence[Procedure], case: Case, event: Event) -> Case:
    """Return a case after one more event: what folding all of them anew would give."""
    opening, procedure, served = case.opening, case.procedure, case.served
    step = procedure.steps.get(event.step)
    stand = _next(procedure, step, opening.id, case.state, event, len(case.trail) + 1)
    if step is None or step.letter in served:
        procedure = _moved(versions, opening.id, procedure, event)
        changed = dict(served)
        _serve(step, event, changed)
        served = MappingProxyType(changed)
    events, trail = case.events, case.trail
    events += (event,)
    trail += (stand,)
    return Case(opening, procedure, stand.state, events, trail, served)


def _next(
    procedure: Procedure,
    step: ProcedureStep | None,
    where: str,
    state: str,
    event: Event,
    place: int,
) -> Stand:
    """Return where a case stands after an event, or refuse one that cannot have happened."""
    name, role = event.step, ""
    lawful = event.number == place and (name == OPEN) == (place == 1)
    if step is not None:
        lawful = lawful and (name == OPEN or state in step.comes_from)
        state, role = step.to, step.by
    elif name == OPEN:
        state = procedure.start
    elif name.startswith(LAPSE):
        deadline = procedure.deadlines.get(name.removeprefix(LAPSE))
        lawful = lawful and deadline is not None and state in deadline.during
    elif name != MOVE_VERSION and not name.startswith(SERVE):
        lawful = lawful and name.startswith("hearing:")
    if not lawful:
        raise Refused(kinds.BROKEN_CASE.at(where, number=event.number, step=name))
    return Stand(event.on, state, role)


def _moved(
    versions: Sequence[Procedure], where: str, procedure: Procedure, event: Event
) -> Procedure:
    """Return the version under which a case runs after an event."""
    if event.step != MOVE_VERSION:
        return procedure
    return version_of(versions, where, date.fromisoformat(event.form["version"]))


def _serve(step: ProcedureStep | None, event: Event, served: dict[str, date]) -> None:
    """Note what an event does to services: a letter arrives, or is drafted again and must anew."""
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
