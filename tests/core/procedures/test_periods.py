"""Clocks: units, first days, roll-over, pauses; holidays, worked weekends, leap days, year ends."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.procedures.world import small_policy

from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.text import Text
from goodstanding.core.disclosure.working_days import add_working_days, is_working_day
from goodstanding.core.policy.calendar_shape import CalendarDay
from goodstanding.core.policy.procedure_shape import FirstDay, Period, PeriodUnit, Roll
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import last_day


@pytest.fixture(scope="module")
def policy() -> Policy:
    return small_policy()


def period(
    count: int, unit: PeriodUnit, first_day: FirstDay = "next", roll: Roll = "none"
) -> Period:
    return Period(count, unit, first_day, roll)


@pytest.mark.parametrize(
    ("within", "start", "end"),
    [
        # working days: over Spring Festival with two worked Saturdays, over 1 May, over October
        (period(5, "working_days"), "2026-02-10", "2026-02-24"),
        (period(7, "working_days"), "2026-02-27", "2026-03-09"),
        (period(1, "working_days"), "2026-04-30", "2026-05-06"),
        (period(7, "working_days"), "2026-04-29", "2026-05-12"),
        (period(10, "working_days"), "2026-09-24", "2026-10-15"),
        (period(1, "working_days"), "2026-05-08", "2026-05-09"),
        # the first day counts only where it is said, and only if it is worked
        (period(5, "working_days", "same"), "2026-02-10", "2026-02-14"),
        (period(1, "working_days", "same"), "2026-05-01", "2026-05-06"),
        (period(1, "days", "same"), "2026-05-01", "2026-05-01"),
        (period(30, "days"), "2026-08-03", "2026-09-02"),
        # roll-over: only forward, only where it is said, over a whole holiday
        (period(60, "days", roll="forward"), "2026-07-06", "2026-09-04"),
        (period(3, "days", roll="forward"), "2026-04-29", "2026-05-06"),
        (period(3, "days"), "2026-04-29", "2026-05-02"),
        (period(2, "months", roll="forward"), "2026-03-02", "2026-05-06"),
        (period(2, "months"), "2026-03-02", "2026-05-02"),
        # month ends, leap days, year ends
        (period(1, "months"), "2027-01-31", "2027-02-28"),
        (period(1, "months"), "2028-01-31", "2028-02-29"),
        (period(12, "months"), "2028-02-29", "2029-02-28"),
        (period(48, "months"), "2024-02-29", "2028-02-29"),
        (period(1, "months", "same"), "2026-01-01", "2026-01-31"),
        (period(1, "months", "same"), "2026-12-01", "2026-12-31"),
        (period(36, "months"), "2026-02-27", "2029-02-27"),
        # a day of the month after, however late in its month it began
        (period(15, "day_of_next_month"), "2026-09-30", "2026-10-15"),
        (period(15, "day_of_next_month"), "2026-12-01", "2027-01-15"),
        (period(28, "day_of_next_month"), "2027-01-31", "2027-02-28"),
        (period(15, "day_of_next_month", roll="forward"), "2026-07-31", "2026-08-17"),
        (period(1, "days"), "2028-02-28", "2028-02-29"),
        (period(1, "days"), "2026-12-31", "2027-01-01"),
        (period(1, "working_days"), "2025-12-31", "2026-01-04"),
        (period(3, "months"), "2026-11-30", "2027-02-28"),
    ],
)
def test_the_last_day_of_a_period(policy: Policy, within: Period, start: str, end: str) -> None:
    """Worked out by hand on the calendar of the State Council."""
    assert last_day(policy, within, date.fromisoformat(start))[0] == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("within", "start", "provisional"),
    [
        (period(5, "working_days"), "2026-12-01", False),
        (period(5, "working_days"), "2026-12-28", True),
        (period(5, "working_days"), "2027-03-01", True),
        (period(5, "days"), "2027-03-01", False),
        (period(5, "days", roll="forward"), "2027-03-01", True),
        (period(12, "months", roll="forward"), "2025-03-01", False),
        (period(12, "months"), "2031-03-01", False),
        (period(12, "months", roll="forward"), "2031-03-01", True),
        (period(5, "working_days"), "2031-03-03", True),
    ],
)
def test_days_of_an_unpublished_calendar_are_provisional(
    policy: Policy, within: Period, start: str, provisional: bool
) -> None:
    """Only where the calendar decides: plain days and months need none."""
    assert last_day(policy, within, date.fromisoformat(start))[1] is provisional


def test_a_calendar_that_changes_later_moves_what_is_still_to_come(policy: Policy) -> None:
    """The notice for 2027 adds a bridging day: the last day moves and is final."""
    within, start = period(3, "working_days"), date(2027, 5, 6)
    before = last_day(policy, within, start)
    bridged = CalendarDay(
        date(2027, 5, 7), works=False, title=Text("调休", "in lieu"), provisional=False, basis="law"
    )
    published: Mapping[date, CalendarDay] = {
        day: replace(entry, provisional=False) for day, entry in policy.calendar.items()
    }
    after = last_day(replace(policy, calendar={**published, bridged.day: bridged}), within, start)
    assert before == (date(2027, 5, 11), True)
    assert after == (date(2027, 5, 12), False)


@pytest.mark.parametrize(
    ("within", "pauses", "end"),
    [
        (period(7, "working_days"), [], "2026-05-12"),
        # stopped on 6 May, went on 8 May: Thursday and Friday are not counted
        (period(7, "working_days"), [("2026-05-06", "2026-05-08")], "2026-05-14"),
        (period(7, "working_days"), [("2026-05-06", "2026-05-06")], "2026-05-12"),
        (period(7, "working_days"), [("2026-05-13", "2026-05-20")], "2026-05-12"),
        (period(10, "days"), [("2026-05-01", "2026-05-04")], "2026-05-12"),
        (
            period(10, "days"),
            [("2026-05-01", "2026-05-04"), ("2026-05-11", "2026-05-13")],
            "2026-05-14",
        ),
        (period(10, "days"), [("2026-05-09", "2026-05-20")], "2026-05-09"),
        (period(10, "days"), [("2026-04-01", "2026-05-01")], "2026-05-11"),
        (period(1, "months"), [("2026-05-20", "2026-05-30")], "2026-06-08"),
    ],
)
def test_a_paused_clock_stands_still(
    policy: Policy, within: Period, pauses: list[tuple[str, str]], end: str
) -> None:
    """From the day after it stopped to the day on which it went on nothing is counted."""
    known = [(date.fromisoformat(one), date.fromisoformat(two)) for one, two in pauses]
    assert last_day(policy, within, date(2026, 4, 29), known)[0] == date.fromisoformat(end)


PERIODS = st.builds(
    Period,
    st.integers(1, 40),
    st.sampled_from(("days", "working_days", "months")),
    st.sampled_from(("next", "same")),
    st.sampled_from(("forward", "none")),
)
DAYS = st.dates(date(2024, 12, 1), date(2027, 12, 31))
PAUSE = st.tuples(st.integers(0, 60), st.integers(0, 20))


@given(within=PERIODS, start=DAYS)
@settings(max_examples=60, deadline=None)
def test_later_starts_never_end_earlier(within: Period, start: date) -> None:
    """No day's delay of service shortens the time to answer."""
    policy = POLICY
    ends = [last_day(policy, within, start + timedelta(days=more))[0] for more in range(40)]
    assert ends == sorted(ends)
    assert within.unit == "months" or ends[0] >= start


@given(within=PERIODS, start=DAYS, stopped=st.lists(PAUSE, max_size=3))
@settings(max_examples=60, deadline=None)
def test_pauses_only_ever_lengthen(
    within: Period, start: date, stopped: list[tuple[int, int]]
) -> None:
    """A pause never shortens a period, and a rolled end is a working day."""
    day, pauses = start, []
    for gap, length in stopped:
        pauses.append((day + timedelta(days=gap), day + timedelta(days=gap + length)))
        day = pauses[-1][1]
    plain, paused = last_day(POLICY, within, start), last_day(POLICY, within, start, pauses)
    assert plain[0] <= paused[0]
    assert within.roll == "none" or is_working_day(POLICY, paused[0])


@given(count=st.integers(1, 60), start=DAYS)
@settings(max_examples=60, deadline=None)
def test_units_agree_with_the_project_s_own_arithmetic(count: int, start: date) -> None:
    """Months by `add_months`, working days by `add_working_days`, and nothing else."""
    assert last_day(POLICY, period(count, "months"), start)[0] == add_months(start, count)
    ends = last_day(POLICY, period(count, "working_days"), start)[0]
    assert ends == add_working_days(POLICY, start, count)
    assert last_day(POLICY, period(count, "days"), start)[0] == start + timedelta(days=count)


POLICY = small_policy()
