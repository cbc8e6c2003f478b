"""What is true of every case however it was led: told from its events alone, not by the engine.

Each promise takes what was seen of a case: the policy, its events, the effects, the day.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import Effect, Procedure, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import CLOCK, OUTCOME, Case, Event
from goodstanding.core.procedures.deadlines import due
from goodstanding.core.procedures.fold import fold


@dataclass(frozen=True)
class Seen:
    """A case as somebody sees it on a day, with the effects that its steps gave."""

    policy: Policy
    case: Case
    effects: Sequence[Effect]
    today: date

    @property
    def procedure(self) -> Procedure:
        """Return the version under which the case runs."""
        return self.case.procedure

    @property
    def steps(self) -> list[tuple[int, Event, ProcedureStep]]:
        """Return the events that are steps, each with its place."""
        known = self.procedure.steps
        events = enumerate(self.case.events)
        return [(place, one, known[one.step]) for place, one in events if one.step in known]

    @property
    def adverse(self) -> list[tuple[int, Event, ProcedureStep]]:
        """Return the steps that led to an adverse end."""
        states = self.procedure.states
        return [found for found in self.steps if states[found[2].to].adverse]


Promise = Callable[[Seen], None]


def one_state(seen: Seen) -> None:
    """The case stands where its last step led, and nowhere else."""
    found = seen.steps
    last = found[-1][2].to if found else seen.procedure.start
    assert seen.case.state == last == seen.case.trail[-1].state


def every_step_led_on(seen: Seen) -> None:
    """Each step began where the one before it ended."""
    state = seen.procedure.start
    for _, _, step in seen.steps:
        assert step.id == "open" or state in step.comes_from
        state = step.to


def no_step_out_of_an_end(seen: Seen) -> None:
    """At most one step leads to an end, and it is the last one."""
    states = seen.procedure.states
    ended = [states[step.to].end for _, _, step in seen.steps]
    assert not any(ended[:-1])


def numbered_in_order_of_days(seen: Seen) -> None:
    """Events are numbered without gaps, none is dated back, none lies ahead."""
    assert [event.number for event in seen.case.events] == list(range(1, len(seen.case.events) + 1))
    days = [event.on for event in seen.case.events]
    assert days == sorted(days)
    assert days[-1] <= seen.today


def never_the_same_person(seen: Seen) -> None:
    """Nobody, nor a deputy, acts in two roles that the law keeps apart."""
    roles = seen.procedure.roles
    acted: dict[str, set[str]] = {name: set() for name in roles}
    for _, event, step in seen.steps:
        if event.actor not in (CLOCK.id, OUTCOME.id):
            acted[step.by] |= {event.actor, *filter(None, event.deputy_for.split(","))}
    for role in roles.values():
        for other in role.not_same_as:
            assert not acted[role.id] & acted[other], (role.id, other)


def outside_the_contested_act(seen: Seen) -> None:
    """Who took part in the contested act, himself or by deputy, reviews nothing."""
    roles = seen.procedure.roles
    for _, event, step in seen.steps:
        if roles[step.by].outside_contested:
            assert not {event.actor, *event.deputy_for.split(",")} & {"con"}
            assert event.actor != "uni"


def no_interested_person(seen: Seen) -> None:
    """Who declared an interest acts in no office, nor does his deputy."""
    for event in seen.case.events:
        assert not {event.actor, *event.deputy_for.split(",")} & {"ivy"}


def party_and_offices_apart(seen: Seen) -> None:
    """The party's steps are the party's, all others an officer's or the clock's."""
    roles = seen.procedure.roles
    for _, event, step in seen.steps:
        assert (event.actor == "agent") == roles[step.by].party


def the_clock_harms_nobody(seen: Seen) -> None:
    """Time alone takes only a step that a lapse names, and never one that harms."""
    procedure = seen.procedure
    lapses = {one.lapse.take for one in procedure.deadlines.values() if one.lapse}
    for _, event, step in seen.steps:
        if event.actor in (CLOCK.id, OUTCOME.id):
            assert event.actor == OUTCOME.id or step.id in lapses
            assert not procedure.states[step.to].adverse
            assert not any(EFFECTS[use.do].burdens for use in step.effects)


def adverse_ends_had_notice(seen: Seen) -> None:
    """Before every adverse end a notice was drafted, and served after that."""
    for place, event, _ in seen.adverse:
        served = [
            n for n, one in enumerate(seen.case.events[:place]) if one.step.startswith("serve:")
        ]
        letters = {
            seen.case.events[n].step.removeprefix("serve:")
            for n in served
            if date.fromisoformat(seen.case.events[n].form["day"]) <= event.on
        }
        drafted = {step.letter for n, _, step in seen.steps if n < place}
        assert letters & drafted


def adverse_ends_had_time(seen: Seen) -> None:
    """Before every adverse end the party answered, or its days ran out one by one."""
    procedure = seen.procedure
    for place, event, step in seen.adverse:
        deadline = procedure.deadlines[step.after.answered_or_expired or step.after.expired or ""]
        name = f"serve:{step.after.served}"
        begun = max(n for n, one in enumerate(seen.case.events[:place]) if one.step == name)
        between = [one.step for one in seen.case.events[begun:place]]
        early = step.after.expired is None and set(between) & set(deadline.answered_by)
        day = date.fromisoformat(seen.case.events[begun].form["day"])
        assert early or event.on > _counted(seen.policy, procedure, deadline.id, day)


def adverse_ends_were_heard(seen: Seen) -> None:
    """Where a hearing is due it was held or waived, or nobody asked for it in time."""
    for place, event, step in seen.adverse:
        if step.after.heard:
            name = f"serve:{step.after.served}"
            begun = max(n for n, one in enumerate(seen.case.events[:place]) if one.step == name)
            between = {one.step for one in seen.case.events[begun:place]}
            asked = "hearing:requested" in between
            held = between & {"hearing:held", "hearing:waived"}
            procedure = seen.procedure
            time = step.after.answered_or_expired or step.after.expired or ""
            day = date.fromisoformat(seen.case.events[begun].form["day"])
            assert held or (not asked and event.on > _counted(seen.policy, procedure, time, day))


def adverse_ends_had_reasons(seen: Seen) -> None:
    """Every adverse decision gives reasons, and all that its step asks for."""
    for _, event, step in seen.adverse:
        assert event.form["reasons"].strip()
        assert all(event.form[name].strip() for name in step.needs)


def adverse_ends_were_anothers(seen: Seen) -> None:
    """Who decided adversely neither opened the case nor drafted the notice."""
    for place, event, step in seen.adverse:
        before = {
            one.actor
            for n, one, other in seen.steps
            if n < place and (other.letter == step.after.served or n == 0)
        }
        assert event.actor not in before


def adverse_ends_have_remedy_and_end(seen: Seen) -> None:
    """Every adverse end names its remedy; what goes on after it says until when."""
    state = seen.procedure.states[seen.case.state]
    if state.adverse:
        assert state.remedy
        lasting = any(EFFECTS[one.do].lasts for one in seen.effects)
        assert state.lasts is not None or not lasting


def burdens_wait_for_service(seen: Seen) -> None:
    """What burdens says what becomes of it while disputed, and waits for its letter."""
    for one in seen.effects:
        if EFFECTS[one.do].burdens:
            assert one.while_disputed in ("keep", "pause", "hide")
            assert one.waits_for


def lasting_burdens_only_at_adverse_ends(seen: Seen) -> None:
    """Nothing that lasts begins before the decision."""
    if any(EFFECTS[one.do].lasts for one in seen.effects):
        assert seen.procedure.states[seen.case.state].adverse


def objection_never_worsens(seen: Seen) -> None:
    """A procedure that reviews a contested act begins no new lasting burden."""
    roles = seen.procedure.roles.values()
    if any(role.outside_contested for role in roles):
        assert not any(EFFECTS[one.do].lasts for one in seen.effects)


def overdue_changes_nothing(seen: Seen) -> None:
    """Ten years later the same events make the same case, only with more that is overdue."""
    procedure = seen.procedure
    later = seen.today + timedelta(days=3650)
    now = {
        one.deadline
        for one in due(procedure, seen.case, on=seen.today, policy=seen.policy)
        if one.overdue
    }
    then = {
        one.deadline
        for one in due(procedure, seen.case, on=later, policy=seen.policy)
        if one.overdue
    }
    assert now <= then
    versions = seen.policy.procedures[seen.case.opening.procedure]
    assert fold(versions, seen.case.opening, seen.case.events) == seen.case


def somebody_is_told(seen: Seen) -> None:
    """In every state that waits, some time with a consequence stands over it."""
    procedure = seen.procedure
    if not procedure.states[seen.case.state].end:
        assert any(
            one.lapse and seen.case.state in one.during for one in procedure.deadlines.values()
        )


def services_follow_drafts(seen: Seen) -> None:
    """Each letter that counts as served was drafted before, and on no later day."""
    for letter, day in seen.case.served.items():
        drafted = [event.on for _, event, step in seen.steps if step.letter == letter]
        assert drafted
        assert drafted[-1] <= day <= seen.today


def beginnings_are_cases(seen: Seen) -> None:
    """Each beginning of a case is a case, and stood where the trail says."""
    versions = seen.policy.procedures[seen.case.opening.procedure]
    half = max(1, len(seen.case.events) // 2)
    before = fold(versions, seen.case.opening, seen.case.events[:half])
    assert before.state == seen.case.trail[half - 1].state


def _counted(policy: Policy, procedure: Procedure, name: str, start: date) -> date:
    """Return the last day of a time, counted day by day on the fingers."""
    within = procedure.deadlines[name].within
    assert within.unit != "months"
    day, left = start, within.count
    if within.first_day == "same":
        day -= timedelta(days=1)
    while left:
        day += timedelta(days=1)
        left -= within.unit == "days" or _works(policy, day)
    while within.roll == "forward" and not _works(policy, day):
        day += timedelta(days=1)
    return day


def _works(policy: Policy, day: date) -> bool:
    known = policy.calendar.get(day)
    return known.works if known else day.isoweekday() <= 5


PROMISES: tuple[Promise, ...] = (
    one_state,
    every_step_led_on,
    no_step_out_of_an_end,
    numbered_in_order_of_days,
    never_the_same_person,
    outside_the_contested_act,
    no_interested_person,
    party_and_offices_apart,
    the_clock_harms_nobody,
    adverse_ends_had_notice,
    adverse_ends_had_time,
    adverse_ends_were_heard,
    adverse_ends_had_reasons,
    adverse_ends_were_anothers,
    adverse_ends_have_remedy_and_end,
    burdens_wait_for_service,
    lasting_burdens_only_at_adverse_ends,
    objection_never_worsens,
    overdue_changes_nothing,
    somebody_is_told,
    services_follow_drafts,
    beginnings_are_cases,
)
