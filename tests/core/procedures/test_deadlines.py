"""The times of a case: what starts, pauses and ends them, and what time alone may do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.procedures.world import AGENT, ANNA, BO, Led, opened, small_policy

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.calendar_shape import CalendarDay
from goodstanding.core.policy.procedure_shape import Lasting, Period, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import CLOCK
from goodstanding.core.procedures.deadlines import REVIEW, due, span
from goodstanding.core.procedures.periods import last_day
from goodstanding.store.shelf import load_policy

OPENED = date(2026, 4, 29)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return small_policy()


def changed(policy: Policy, procedure: Procedure) -> Policy:
    """Return the policy with one procedure replaced."""
    return replace(policy, procedures={**policy.procedures, procedure.id: (procedure,)})


def test_a_case_tells_what_runs_and_how_it_was_counted(policy: Policy) -> None:
    """Only the times of its present state, soonest first, each in words of both languages."""
    led = opened(policy, "objection", AGENT, OPENED)
    found = due(led.procedure, led.case, on=OPENED, policy=policy)
    assert [(one.deadline, one.ends) for one in found] == [
        ("accept_in", date(2026, 4, 30)),
        ("decide_in", date(2026, 5, 12)),
    ]
    assert found[0].why.en == (
        "1 working days from the opening on 2026-04-29, from the next day on, "
        "rolled to a working day: 2026-04-30"
    )
    assert found[0].why.zh == "2026-04-29 立案，次日起算1个工作日，遇休息日顺延：2026-04-30"


def test_a_clock_stands_still_while_the_source_is_asked(policy: Policy) -> None:
    """Asked on 6 May, answered on 8 May: two working days are not counted; overdue never."""
    led = opened(policy, "objection", AGENT, OPENED)
    led.take("accept", ANNA, date(2026, 4, 30))
    led.take("ask_source", ANNA, date(2026, 5, 6))
    waiting = due(led.procedure, led.case, on=date(2026, 6, 6), policy=policy)
    times = {one.deadline: one for one in waiting}
    assert times["decide_in"].paused
    assert not times["decide_in"].overdue
    assert times["source_in"].overdue
    led.take("source_said", ANNA, date(2026, 5, 8))
    assert led.ends(date(2026, 5, 8)) == {"decide_in": date(2026, 5, 14)}


def test_time_alone_takes_only_the_step_that_the_pack_lets_it(policy: Policy) -> None:
    """After the time to accept is over, the clock accepts; before, and anything else, never."""
    led = opened(policy, "objection", AGENT, OPENED)
    for on, step in ((date(2026, 4, 30), "accept"), (date(2026, 6, 30), "withdraw")):
        with pytest.raises(Refused, match="CASE-E020"):
            led.take(step, CLOCK, on)
    led.take("accept", CLOCK, date(2026, 5, 6))
    assert led.case.state == "verifying"
    with pytest.raises(Refused, match="CASE-E020"):
        led.take("uphold", CLOCK, date(2026, 9, 1))


def test_a_time_since_entry_starts_anew_with_each_entry(policy: Policy) -> None:
    """`entered` counts from the last time the case came in from outside, not from inner steps."""
    led = opened(policy, "objection", AGENT, OPENED)
    led.take("accept", ANNA, OPENED)
    for on in (date(2026, 5, 6), date(2026, 5, 11)):
        led.take("ask_source", ANNA, on)
        assert led.ends(on)["source_in"] == on + timedelta(days=3)
        led.take("source_said", ANNA, on + timedelta(days=1))
    objection = policy.procedures["objection"][-1]
    since = replace(objection.deadlines["decide_in"], starts="entered", during=("verifying",))
    led.policy = changed(
        policy, replace(objection, deadlines={**objection.deadlines, "decide_in": since})
    )
    before = led.ends(date(2026, 5, 12))["decide_in"]
    led.take("answer", AGENT, date(2026, 5, 13))
    assert led.ends(date(2026, 5, 13))["decide_in"] == before


def test_a_time_from_the_finding_document_needs_its_day(policy: Policy) -> None:
    """The clock day is that of the document, not of the case; without it nothing runs."""
    objection = policy.procedures["objection"][-1]
    deadline = replace(objection.deadlines["decide_in"], starts="clock_day")
    told = changed(
        policy, replace(objection, deadlines={**objection.deadlines, "decide_in": deadline})
    )
    without = opened(told, "objection", AGENT, OPENED)
    assert "decide_in" not in without.ends(OPENED)
    found = opened(told, "objection", AGENT, OPENED, clock_day=date(2026, 4, 13))
    assert found.ends(OPENED)["decide_in"] == date(2026, 4, 22)


def test_reached_on_its_day_expired_the_day_after(policy: Policy) -> None:
    """What may be done once a time is reached may be done on its last day; expired, the next."""
    designation = policy.procedures["designation"][-1]
    last = date(2026, 7, 28)
    for guard, first in (("reached", last), ("expired", last + timedelta(days=1))):
        after = replace(designation.steps["drop"].after, **{guard: "decide_in"})
        steps = {**designation.steps, "drop": replace(designation.steps["drop"], after=after)}
        told = changed(policy, replace(designation, steps=steps))
        led = opened(told, "designation", ANNA, OPENED)
        with pytest.raises(Refused, match="CASE-E015"):
            led.take("drop", BO, first - timedelta(days=1))
        led.take("drop", BO, first)


def test_a_calendar_changed_later_moves_open_times_and_no_decision(policy: Policy) -> None:
    """A new day off gives the party longer; a decision made before stays made."""
    off = CalendarDay(
        date(2026, 5, 13),
        works=False,
        title=policy.calendar[date(2026, 5, 1)].title,
        provisional=False,
        basis="law#art1",
    )
    later = replace(policy, calendar={**policy.calendar, off.day: off})
    led = opened(policy, "designation", ANNA, date(2026, 5, 6))
    led.take("notify", ANNA, date(2026, 5, 6))
    led.serve("pre_notice", date(2026, 5, 7))
    decided = Led(policy, led.opening, list(led.events))
    decided.take("list", BO, date(2026, 5, 14))
    led.policy = decided.policy = later
    assert led.ends(date(2026, 5, 8))["answer_in"] == date(2026, 5, 14)
    with pytest.raises(Refused, match="CASE-E015"):
        led.take("list", BO, date(2026, 5, 14))
    assert decided.case.state == "listed"


def test_what_lasts_until_something_is_done_has_dated_reviews(policy: Policy) -> None:
    """A "lifetime" entry is looked at a year after it began, and late until somebody did."""
    designation = policy.procedures["designation"][-1]
    forever = replace(designation.states["listed"], lasts=Lasting(None, "performance", 12))
    told = changed(policy, replace(designation, states={**designation.states, "listed": forever}))
    led = opened(told, "designation", ANNA, date(2028, 2, 21))
    led.take("notify", ANNA, date(2028, 2, 21))
    led.serve("pre_notice", date(2028, 2, 21))
    led.take("list", BO, date(2028, 2, 29))
    led.serve("list_decision", date(2028, 3, 1))
    first = date(2029, 2, 28)
    for on, late in (
        (date(2028, 3, 1), False),
        (first, False),
        (date(2029, 3, 1), True),
        (date(2199, 12, 31), True),
    ):
        (found,) = due(led.procedure, led.case, on=on, policy=told)
        assert (found.deadline, found.ends, found.overdue) == (REVIEW, first, late)


def test_an_answered_time_no_longer_runs(policy: Policy) -> None:
    """Once the party answered, its time is no longer shown as due."""
    led = opened(policy, "designation", ANNA, OPENED)
    led.take("notify", ANNA, OPENED)
    assert set(led.ends(OPENED)) == {"decide_in"}
    led.serve("pre_notice", OPENED)
    assert set(led.ends(OPENED)) == {"answer_in", "decide_in"}
    led.take("state", AGENT, OPENED)
    assert set(led.ends(OPENED)) == {"decide_in"}


def test_a_pledge_keeps_to_the_times_of_its_own_matter() -> None:
    """What the matter says of papers and check goes before the procedure; it may defer no papers.

    Of two papers with times of their own the later day counts; an unknown matter has no times.
    """
    policy = load_policy()
    shop = policy.matters["bookshop"]
    assert shop.check is not None
    lease = shop.papers["lease"]
    soon = Period(5, "working_days", "next", "forward")
    papers = {
        "lease": replace(lease, deferred=soon),
        "plan": replace(lease, id="plan", deferred=replace(soon, count=7)),
    }
    check = replace(shop.check, within=Period(10, "days", "next", "none"))
    policy = replace(
        policy, matters={**policy.matters, "bookshop": replace(shop, papers=papers, check=check)}
    )

    def ends(matter: str) -> dict[str, date]:
        led = opened(policy, "pledge", AGENT, OPENED)
        led.events[0] = replace(led.events[0], form={**led.events[0].form, "matter": matter})
        led.take("grant", ANNA, OPENED)
        return led.ends(OPENED)

    own, plain = ends("bookshop"), ends("nowhere")
    assert own["papers_in"] == last_day(policy, replace(soon, count=7), OPENED)[0]
    assert own["check_in"] == OPENED + timedelta(days=10)
    times = policy.procedures["pledge"][-1].deadlines
    for name, end in plain.items():
        assert end == last_day(policy, times[name].within, OPENED)[0]
    assert set(ends("address")) == {"check_in"}
    led = opened(policy, "pledge", AGENT, OPENED)
    led.events[0] = replace(led.events[0], form={**led.events[0].form, "matter": "bookshop"})
    led.take("grant", ANNA, OPENED)
    (why,) = [
        one.why.en
        for one in due(led.procedure, led.case, on=OPENED, policy=policy)
        if one.deadline == "papers_in"
    ]
    assert why.startswith("7 working days")


def test_a_time_can_run_from_the_day_that_the_party_named() -> None:
    """A pledge to be performed until a day is reported on and checked from that day, not another.

    The day lies ahead, so the times are known when it is named, and run when the case is there.
    """
    policy = load_policy()
    led = opened(policy, "open_pledge", AGENT, OPENED)
    led.events[0] = replace(
        led.events[0], form={**led.events[0].form, "perform_until": "2026-08-31"}
    )
    assert set(led.ends(OPENED)) == {"publish_in"}
    led.take("publish", ANNA, date(2026, 4, 30))
    times = {"perform_in": date(2026, 9, 14), "check_in": date(2026, 9, 30)}
    assert led.ends(date(2026, 4, 30)) == times
    found = {
        one.deadline: one
        for one in due(led.procedure, led.case, on=date(2026, 9, 15), policy=policy)
    }
    assert (found["perform_in"].overdue, found["check_in"].overdue) == (True, False)
    assert "the day given as To be performed by on 2026-08-31" in found["perform_in"].why.en
    assert "所填“承诺履行至”" in found["perform_in"].why.zh
    led.take("report", AGENT, date(2026, 9, 10))
    assert set(led.ends(date(2026, 9, 15))) == {"check_in"}
    running = led.procedure.deadlines["perform_in"]
    other = replace(running, starts="given:reasons")
    assert span(led.case, other, on=date(2026, 9, 15), policy=policy) is None
