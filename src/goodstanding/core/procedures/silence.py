"""What the silence of an authority owes the party: held back until it decides, never a decision.

A time that ran out says it in its pack: a mark, and effects that hold back. It is noted once, as an
event in the name of time; the case stays where it stands.
"""

from datetime import date

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import LAPSE, Deadline, Effect, Lapse, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import CLOCK, Case, Event, Outcome
from goodstanding.core.procedures.deadlines import span


def owed(procedure: Procedure, case: Case, *, on: date, policy: Policy) -> tuple[str, ...]:
    """Return the times that are over by a day and owe what the case has not noted yet.

    Nothing is owed twice: what an earlier silence holds back is held until somebody decides.
    """
    noted = [one for event in case.events if (one := _lapse_of(procedure, event.step)) is not None]
    found: list[str] = []
    for deadline in procedure.deadlines.values():
        lapse = deadline.lapse
        if lapse is None or lapse.mark is None or lapse in noted:
            continue
        if _is_over(case, deadline, on=on, policy=policy):
            found.append(deadline.id)
            noted.append(lapse)
    return tuple(found)


def note_silence(
    procedure: Procedure, case: Case, deadline: str, *, on: date, policy: Policy
) -> Outcome:
    """Return the event by which a silence is noted and what it owes, or refuse: nothing is owed."""
    name = f"{LAPSE}{deadline}"
    where = f"{case.id}/{name}"
    if on < case.events[-1].on:
        raise Refused(kinds.BEFORE_LAST.at(where, day=on, last=case.events[-1].on))
    if deadline not in owed(procedure, case, on=on, policy=policy):
        raise Refused(kinds.NOT_LAPSED.at(where, step=name))
    lapse = _lapse_of(procedure, name)
    effects = tuple(Effect(use.do) for use in lapse.effects) if lapse else ()
    return Outcome(Event(len(case.events) + 1, name, CLOCK.id, on), effects)


def silent_mark(procedure: Procedure, case: Case) -> str:
    """Return what every surface says since the last silence that was noted, "" for nothing."""
    for event in reversed(case.events):
        lapse = _lapse_of(procedure, event.step)
        if lapse is not None and lapse.mark:
            return lapse.mark
    return ""


def _is_over(case: Case, deadline: Deadline, *, on: date, policy: Policy) -> bool:
    """Return whether a time that still binds the case in its state has run out."""
    if case.state not in deadline.during:
        return False
    runs = span(case, deadline, on=on, policy=policy)
    return runs is not None and on > runs[1]


def _lapse_of(procedure: Procedure, step: str) -> Lapse | None:
    """Return what the time whose silence an event notes owes, or None: it notes none."""
    if not step.startswith(LAPSE):
        return None
    deadline = procedure.deadlines.get(step.removeprefix(LAPSE))
    return deadline.lapse if deadline else None
