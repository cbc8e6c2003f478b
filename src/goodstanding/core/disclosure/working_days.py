"""Working days: weekdays, but for what the packs' calendar says otherwise."""

from datetime import date, timedelta

from goodstanding.core.policy.shape import Policy

SATURDAY = 5


def is_working_day(policy: Policy, day: date) -> bool:
    """Return whether offices work on `day`."""
    known = policy.calendar.get(day)
    return known.works if known else day.weekday() < SATURDAY


def add_working_days(policy: Policy, day: date, count: int) -> date:
    """Return the `count`-th working day after `day`; `day` itself is never counted."""
    if count < 0:
        raise ValueError("count must be 0 or more")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(policy, day)
    return day
