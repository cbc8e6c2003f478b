"""Days on which something may change, counted from a record's clock day.

Each turn is some months, then some days, after the clock day. Of one record the shortest that is
still to come is the earliest; of many, months are compared as whole numbers (`turn_of`: the month
and day before the month's end is looked at), which order as the days do. So each entity needs one
minimum for turns in months and one for turns in days, and one conversion to a day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from goodstanding.core.basis.days import LAST_DAY
from goodstanding.store.analytics.compile_days import (
    CLOCK,
    are_younger,
    clock,
    day,
    earliest,
    have_passed,
)
from goodstanding.store.analytics.compile_words import any_of, call, case, column, number, opposite

Conditions = Mapping["Turn", Sequence[exp.Expr]]
"""Turns, each with the records that it is for: any of these conditions."""


@dataclass(frozen=True, slots=True, order=True)
class Turn:
    """Some months, then some days (0 or 1 where there are months), after the clock day."""

    months: int = 0
    days: int = 0

    def is_to_come(self, *, on: date) -> exp.Expr:
        """Return whether the turn of a record lies after a day."""
        if self.months:
            return opposite(have_passed(self.months, on=on - timedelta(days=self.days)))
        return are_younger(self.days, on=on)

    def to_come(self, *, on: date) -> exp.Expr:
        """Return the turn of a record where it lies after a day, else NULL."""
        return case([(self.is_to_come(on=on), self.counted_from(clock()))])

    def counted_from(self, moment: exp.Expr) -> exp.Expr:
        """Return the turn of a clock day, NULL where it is never: at the calendar's end."""
        if self.months:
            moment = call("months_later", moment, number(self.months))
        if self.days:
            moment = call("days_later", moment, number(self.days))
        return before_never(moment)


def before_never(moment: exp.Expr) -> exp.Expr:
    """Return a day, NULL at the calendar's end."""
    return exp.Nullif(this=earliest([moment, day(LAST_DAY)]), expression=day(LAST_DAY))


def months_turn(conditions: Conditions, days: int) -> exp.Expr | None:
    """Return the earliest turn in months, and then so many days, as a whole number.

    The clock day itself (`Turn()`) is among them where there are turns in months alone.
    """
    chosen = sorted(turn for turn in conditions if turn.months and turn.days == days)
    if not chosen:
        return None
    if not days and Turn() in conditions:
        chosen.insert(0, Turn())
    months = case([(any_of(conditions[turn]), number(turn.months)) for turn in chosen])
    return call("turn_of", clock(), months)


def days_turn(conditions: Conditions) -> exp.Expr | None:
    """Return the earliest turn in days alone, but for those that `months_turn` holds."""
    has_months = any(turn.months and not turn.days for turn in conditions)
    chosen = sorted(turn for turn in conditions if not turn.months)
    if has_months and Turn() in chosen:
        chosen.remove(Turn())
    if not chosen:
        return None
    days = case([(any_of(conditions[turn]), number(turn.days)) for turn in chosen])
    return call("days_later", clock(), days)


def day_of_turn(name: str, days: int) -> exp.Expr:
    """Return the day of a turn in months that a column holds as a whole number."""
    found = call("day_of_turn", column(name))
    return call("days_later", found, number(days)) if days else found


def of_day(found: exp.Expr, moment: exp.Expr) -> exp.Expr:
    """Return an expression over the clock day as one over another moment."""

    def replaced(node: exp.Expr) -> exp.Expr:
        is_clock = isinstance(node, exp.Column) and node.name == CLOCK
        return moment.copy() if is_clock else node

    return found.transform(replaced, copy=False)
