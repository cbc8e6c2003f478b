"""How long a period lasts: days, working days, months; first day, roll-over, pauses.

The last day belongs to the period. What is computed here is never stored: a calendar that is
changed later changes the days that are still to come.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from goodstanding.core.basis.days import LAST_DAY, add_days, add_months
from goodstanding.core.disclosure.working_days import is_working_day
from goodstanding.core.policy.procedure_shape import Period
from goodstanding.core.policy.shape import Policy

Pause = tuple[date, date]
"""The day on which a clock stopped, and the day on which it went on: it counts from the next."""


def last_day(
    policy: Policy, period: Period, start: date, pauses: Sequence[Pause] = ()
) -> tuple[date, bool]:
    """Return the last day of a period, and whether it is provisional."""
    end = end_of(policy, period, start, pauses)
    return end, provisional(policy, period, start, end)


def end_of(policy: Policy, period: Period, start: date, pauses: Sequence[Pause] = ()) -> date:
    """Return the last day of a period as the calendar stands."""
    still = [(max(stopped, start), went_on) for stopped, went_on in pauses if went_on > start]
    if period.unit == "working_days":
        end = _working_days(policy, period, start, still)
    else:
        end = _calendar_days(period, start)
        for stopped, went_on in still:
            if stopped < end:
                end = add_days(end, (went_on - stopped).days)
    while period.roll == "forward" and end < LAST_DAY and not is_working_day(policy, end):
        end += timedelta(days=1)
    return end


def provisional(policy: Policy, period: Period, start: date, end: date) -> bool:
    """Return whether the calendar of a year that decided the last day is not published yet."""
    if period.unit != "working_days" and period.roll == "none":
        return False
    known = {day.year for day in policy.calendar}
    awaited = {day.year for day, entry in policy.calendar.items() if entry.provisional}
    first = start if period.unit == "working_days" else end
    years = range(first.year, end.year + 1)
    return any(year not in known or year in awaited for year in years)


def _calendar_days(period: Period, start: date) -> date:
    """Return the last day of days or months without pauses."""
    if period.unit == "day_of_next_month":
        return add_months(start.replace(day=1), 1).replace(day=period.count)
    if period.unit == "months":
        end = add_months(start, period.count)
    else:
        end = add_days(start, period.count)
    return end - timedelta(days=1) if period.first_day == "same" else end


def _working_days(policy: Policy, period: Period, start: date, pauses: Sequence[Pause]) -> date:
    """Return the last of some working days outside the pauses."""
    left = period.count
    day = start if period.first_day == "next" else start - timedelta(days=1)
    while left and day < LAST_DAY:
        day += timedelta(days=1)
        stands = pauses and any(stopped < day <= went_on for stopped, went_on in pauses)
        left -= is_working_day(policy, day) and not stands
    return day
