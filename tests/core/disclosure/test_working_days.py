"""Working days: the calendar of the packs, checked against an independent one."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from goodstanding.core.disclosure.working_days import add_working_days, is_working_day
from goodstanding.core.policy.shape import Policy


def test_the_calendar_equals_the_published_notices(policy: Policy) -> None:
    """Every day of 2025 and 2026 is what the library that follows the notices says."""
    day = date(2025, 1, 1)
    while day <= date(2026, 12, 31):
        assert is_working_day(policy, day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_only_the_year_without_a_notice_is_provisional(policy: Policy) -> None:
    """2027 is marked as provisional until it is announced, and no other year is."""
    assert {day.day.year for day in policy.calendar.values() if day.provisional} == {2027}
    assert all(day.provisional for day in policy.calendar.values() if day.day.year == 2027)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 4, 29), 3, date(2026, 5, 7)),
        (date(2026, 4, 29), 5, date(2026, 5, 9)),
        (date(2026, 4, 29), 7, date(2026, 5, 12)),
        (date(2026, 2, 10), 5, date(2026, 2, 24)),
        (date(2026, 9, 24), 3, date(2026, 9, 30)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_working_days_are_counted_from_the_day_after(
    policy: Policy, day: date, count: int, expected: date
) -> None:
    """Holidays are passed over, worked weekend days count: 9 May 2026 is a working Saturday."""
    assert add_working_days(policy, day, count) == expected


def test_days_are_never_counted_backwards(policy: Policy) -> None:
    """A negative number is a mistake of the caller."""
    with pytest.raises(ValueError, match="0 or more"):
        add_working_days(policy, date(2026, 1, 1), -1)
