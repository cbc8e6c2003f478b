"""Days and months: the only calendar arithmetic of the project.

Every engine uses what these functions say. SQL never adds months: a condition such as
"at least 12 months have passed since `day`" is compiled to `day <= months_before(today, 12)`,
which is exact because `add_months` never decreases when its day grows.
"""

import calendar
from datetime import date, timedelta

FIRST_DAY = date(1949, 10, 1)
LAST_DAY = date(2199, 12, 31)


def add_days(day: date, days: int) -> date:
    """Return the day `days` days after `day`, never beyond `LAST_DAY`."""
    return min(LAST_DAY, day + timedelta(days=days)) if day < LAST_DAY else LAST_DAY


def add_months(day: date, months: int) -> date:
    """Return the same day of the month `months` (0 or more) later.

    Where that month is shorter, its last day: 31 January + 1 month = 28 or 29 February.
    Never beyond `LAST_DAY`.
    """
    if months < 0:
        raise ValueError("months must be 0 or more")
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > LAST_DAY.year:
        return LAST_DAY
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def months_before(today: date, months: int) -> date:
    """Return the latest day `d` with `add_months(d, months) <= today`."""
    index = today.year * 12 + today.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if today.day == calendar.monthrange(today.year, today.month)[1]:
        return date(year, month + 1, last)
    return date(year, month + 1, min(today.day, last))
