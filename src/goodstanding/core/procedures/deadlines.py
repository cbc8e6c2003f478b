"""The times that run in a case. Overdue is computed, never set, and decides nothing by itself."""

from dataclasses import replace
from datetime import date

from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import (
    Deadline,
    Period,
    Procedure,
    lifts_at_end,
    waiting,
)
from goodstanding.core.policy.rights_shape import MATTER
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Case, Due
from goodstanding.core.procedures.periods import Pause, end_of, provisional

REVIEW = "review"
UNITS = {
    "days": Text("日", "days"),
    "working_days": Text("个工作日", "working days"),
    "months": Text("个月", "months"),
    "day_of_next_month": Text("日（次月）", "(day of the next month)"),
}
STARTS = {
    "opened": Text("立案", "the opening"),
    "entered": Text("进入该状态", "entry into the state"),
    "clock_day": Text("认定文书作出", "the finding document"),
    "served": Text("文书送达（{of}）", "service of {of}"),
    "step": Text("步骤“{of}”", "step {of}"),
    "given": Text("所填“{of}”", "the day given as {of}"),
}


def due(procedure: Procedure, case: Case, *, on: date, policy: Policy) -> tuple[Due, ...]:
    """Return every time that runs on a day, and the first review of what lasts, soonest first."""
    found = [
        one
        for deadline in procedure.deadlines.values()
        if case.state in (*deadline.during, *deadline.pauses)
        and not answered(case, deadline)
        and (one := running(procedure, case, deadline, on=on, policy=policy)) is not None
    ]
    found += _review(procedure, case, on)
    return tuple(sorted(found, key=lambda one: (one.ends, one.deadline)))


def running(
    procedure: Procedure, case: Case, deadline: Deadline, *, on: date, policy: Policy
) -> Due | None:
    """Return when a time ends and why, or None where it has not begun by then."""
    found = span(case, deadline, on=on, policy=policy)
    if found is None:
        return None
    start, ends, pauses = found
    within = _within(case, deadline, start, pauses, policy=policy) or deadline.within
    counted = replace(deadline, within=within)
    return Due(
        deadline=deadline.id,
        ends=ends,
        overdue=on > ends,
        why=_why(procedure, counted, start, ends, pauses, policy=policy),
        provisional=provisional(policy, within, start, ends),
        paused=case.state in deadline.pauses and on <= ends,
    )


def span(
    case: Case, deadline: Deadline, *, on: date, policy: Policy
) -> tuple[date, date, list[Pause]] | None:
    """Return from when to when a time runs and its pauses, or None where it has not begun."""
    begun = start_of(case, deadline)
    if begun is None:
        return None
    given = deadline.begins[0] == "given"
    if (case.events[begun[0]].on if given else begun[1]) > on:
        return None
    pauses = _pauses(case, deadline, on) if deadline.pauses else []
    within = _within(case, deadline, begun[1], pauses, policy=policy)
    return None if within is None else (begun[1], end_of(policy, within, begun[1], pauses), pauses)


def _within(
    case: Case, deadline: Deadline, start: date, pauses: list[Pause], *, policy: Policy
) -> Period | None:
    """Return how long a time is: the matter's own where the case names one, else the procedure's.

    Of papers with several times the longest; None where the matter defers none.
    """
    if deadline.matter is None:
        return deadline.within
    named = next((one.form[MATTER] for one in case.events if one.form.get(MATTER)), "")
    matter = policy.matters.get(named)
    if matter is None:
        return deadline.within
    if deadline.matter == "check":
        return matter.check.within if matter.check else deadline.within
    deferred = [one.deferred for one in matter.papers.values() if one.deferred]
    return max(deferred, key=lambda one: end_of(policy, one, start, pauses), default=None)


def ends_by_itself(procedure: Procedure, case: Case, *, on: date, policy: Policy) -> date | None:
    """Return the last day of the time whose end lifts a protection without anybody's act."""
    ends = [
        runs[1]
        for deadline in procedure.deadlines.values()
        if lifts_at_end(procedure, deadline)
        and (runs := span(case, deadline, on=on, policy=policy)) is not None
    ]
    return min(ends, default=None)


def start_of(case: Case, deadline: Deadline) -> tuple[int, date] | None:
    """Return the event that set a time running (its place) and the day from which it counts."""
    what, of, name = deadline.begins
    if what == "opened":
        return 0, case.opened
    if what == "clock_day":
        day = case.opening.clock_day
        return None if day is None else (0, day)
    if what in ("entered", "given"):
        inside = (*deadline.during, *deadline.pauses)
        return _entered(case, inside) if what == "entered" else _given(case, of)
    if what == "served" and of not in case.served:
        return None
    events = case.events
    place = len(events)
    for event in reversed(events):
        place -= 1
        if event.step == name:
            return place, case.served[of] if what == "served" else event.on
    return None


def answered(case: Case, deadline: Deadline) -> bool:
    """Return whether the party gave the answer that this time waits for."""
    if not deadline.answered_by:
        return False
    begun = start_of(case, deadline)
    return begun is not None and any(
        event.step in deadline.answered_by for event in case.events[begun[0] + 1 :]
    )


def _given(case: Case, field: str) -> tuple[int, date] | None:
    """Return which event last gave a day in its form, and that day: it may lie ahead."""
    for place in range(len(case.events) - 1, -1, -1):
        said = case.events[place].form.get(field, "").strip()
        if said:
            return place, date.fromisoformat(said)
    return None


def _entered(case: Case, states: tuple[str, ...]) -> tuple[int, date] | None:
    """Return when the case last came into some states from outside."""
    found, before = None, False
    for place, stand in enumerate(case.trail):
        inside = stand.state in states
        if inside and not before:
            found = place, stand.on
        before = inside
    return found


def _pauses(case: Case, deadline: Deadline, on: date) -> list[Pause]:
    """Return the times during which the clock stood still, the last perhaps until today."""
    found: list[Pause] = []
    since: date | None = None
    for stand in case.trail:
        if stand.state in deadline.pauses:
            since = since or stand.on
        elif since is not None:
            found.append((since, stand.on))
            since = None
    return found if since is None else [*found, (since, on)]


def review_due(day: date, months: int, *, on: date) -> Due:
    """Return the time until a dated review: it is overdue until somebody has reviewed."""
    why = Text(
        f"持续至条件成就，每{months}个月复查一次：{day}",
        f"lasts until it is done, and is reviewed every {months} months: {day}",
    )
    return Due(REVIEW, day, overdue=on > day, why=why)


def _review(procedure: Procedure, case: Case, on: date) -> list[Due]:
    """Return the first dated review of what lasts until something is done.

    The case itself knows of no later one: reviews are cases of their own.
    """
    lasts = procedure.states[case.state].lasts
    if lasts is None or lasts.review_months is None:
        return []
    begun = next(stand.on for stand in case.trail if stand.state == case.state)
    return [review_due(add_months(begun, lasts.review_months), lasts.review_months, on=on)]


def _why(
    procedure: Procedure,
    deadline: Deadline,
    begun: date,
    ends: date,
    pauses: list[Pause],
    *,
    policy: Policy,
) -> Text:
    """Return how a last day was counted."""
    within = deadline.within
    what, of, _ = deadline.begins
    titled = policy.form_fields.get(of) if what == "given" else procedure.steps.get(of)
    name = titled.title if titled else Text(of, of)
    unit = UNITS[within.unit]
    first = Text("次日起算", "from the next day on")
    if within.first_day == "same":
        first = Text("当日起算", "that day counted")
    zh = f"{begun} {STARTS[what].zh.format(of=name.zh)}，{first.zh}{within.count}{unit.zh}"
    en = (
        f"{within.count} {unit.en} from {STARTS[what].en.format(of=name.en)} on {begun}, {first.en}"
    )
    if within.roll == "forward":
        zh, en = f"{zh}，遇休息日顺延", f"{en}, rolled to a working day"
    for stopped, went_on in pauses:
        zh, en = f"{zh}，{stopped} 至 {went_on} 中止", f"{en}, paused {stopped} to {went_on}"
    return Text(f"{zh}：{ends}", f"{en}: {ends}")


def begins_with(procedure: Procedure, letter: str) -> bool:
    """Return whether a time runs from a letter's service, or what its step did waits for it."""
    clocks = {one.begins[1] for one in procedure.deadlines.values() if one.begins[0] == "served"}
    return letter in clocks or any(
        step.letter == letter and waiting(step) for step in procedure.steps.values()
    )
