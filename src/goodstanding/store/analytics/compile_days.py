"""Days in SQL: constants from Python, few macros that add to days, "never" at the calendar's end.

"At least `months` have passed since `day`" is `day <= CONSTANT`, so deciding never adds months.
Only naming the day of a change does, by macros that a test proves equal to `add_months` on every
day of the calendar.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlglot import exp

from goodstanding.core.basis.days import LAST_DAY, months_before
from goodstanding.store.analytics.compile_words import (
    all_of,
    call,
    case,
    cast,
    column,
    number,
    text,
)

MACROS = (
    f"""
    CREATE OR REPLACE TEMP MACRO months_later(d, months) AS
        least((d + to_months(months))::DATE, DATE '{LAST_DAY.isoformat()}')
    """,
    """
    CREATE OR REPLACE TEMP MACRO turn_of(d, months) AS
        ((year(d) * 12 + month(d) - 1 + months) * 32 + day(d))::INTEGER
    """,
    f"""
    CREATE OR REPLACE TEMP MACRO day_of_turn(turn) AS CASE WHEN turn IS NOT NULL THEN least(
        CASE
            WHEN turn % 32 <= 28 THEN make_date(turn // 384, turn // 32 % 12 + 1, turn % 32)
            ELSE least(
                make_date(turn // 384, turn // 32 % 12 + 1, 1) + (turn % 32 - 1),
                last_day(make_date(turn // 384, turn // 32 % 12 + 1, 1))
            )
        END,
        DATE '{LAST_DAY.isoformat()}'
    ) END
    """,
    "CREATE OR REPLACE TEMP MACRO days_later(d, days) AS d + days",
    "CREATE OR REPLACE TEMP MACRO days_between(later, earlier) AS later - earlier",
)
"""Run once a connection. That the engine moves months as we do is proven on every day there is.

Calendar arithmetic is always one of these calls: another engine gives them its own definition.
"""

CLOCK = "day"
"""The column of a record's clock day."""
LAST_BEFORE_NEVER = LAST_DAY - timedelta(days=1)


def day(value: date) -> exp.Expr:
    """Return a day constant."""
    return cast(text(value.isoformat()), "date")


def day_of(value: str) -> exp.Expr:
    """Return the day constant of an ISO day."""
    return cast(text(value), "date")


def days_since(value: exp.Expr, *, on: date) -> exp.Expr:
    """Return the days from a day in a column to a day."""
    return call("days_between", day(on), value)


def clock() -> exp.Expr:
    """Return the column of a record's clock day."""
    return column(CLOCK)


def have_passed(months: int, *, on: date) -> exp.Expr:
    """Return whether at least `months` months have passed since the clock day."""
    last = last_passed(months, on=on)
    return exp.false() if last is None else exp.LTE(this=clock(), expression=day(last))


def last_passed(months: int, *, on: date) -> date | None:
    """Return the last clock day since which so many months have passed, None for none."""
    return None if months >= on.year * 12 else months_before(on, months)


def are_younger(days: int, *, on: date) -> exp.Expr:
    """Return whether fewer than `days` days have passed since the clock day."""
    return exp.GT(this=clock(), expression=day(on - timedelta(days=days)))


def after(moment: exp.Expr, *, on: date) -> exp.Expr:
    """Return the day after a moment where it is still to come, else NULL."""
    to_come = [
        exp.GTE(this=moment, expression=day(on)),
        exp.LT(this=moment.copy(), expression=day(LAST_BEFORE_NEVER)),
    ]
    return case([(all_of(to_come), call("days_later", moment.copy(), number(1)))])


def earliest(moments: Iterable[exp.Expr], kind: str = "date") -> exp.Expr:
    """Return the earliest of days that are not NULL (the engine's LEAST leaves NULLs out)."""
    found = list(moments)
    if not found:
        return cast(exp.Null(), kind)
    return call("LEAST", *found) if len(found) > 1 else found[0]
