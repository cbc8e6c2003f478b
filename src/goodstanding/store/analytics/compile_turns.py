"""Days on which something may change, counted from a record's clock day.

Each is a function of the clock day that never decreases, so the earliest of many records is that
of the earliest clock day among those whose turn is still to come: one minimum for an entity,
instead of a day for every record.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from goodstanding.core.basis.days import LAST_DAY, add_days, add_months
from goodstanding.store.analytics.compile_days import CLOCK, are_younger, day, have_passed
from goodstanding.store.analytics.compile_words import call, case, number, opposite


@dataclass(frozen=True, slots=True)
class Turn:
    """Some months, then some days, after the clock day."""

    months: int = 0
    days: int = 0

    def is_to_come(self, *, on: date) -> exp.Expr:
        """Return whether the turn of a record lies after a day."""
        if self.months:
            return opposite(have_passed(self.months, on=on - timedelta(days=self.days)))
        return are_younger(self.days, on=on)

    def counted_from(self, moment: exp.Expr, *, on: date) -> exp.Expr:
        """Return the turn of a clock day not after `on`; NULL at the calendar's end: never."""
        if self.months:
            moment = call("months_later", moment, number(self.months))
        if self.days:
            moment = call("days_later", moment, number(self.days))
        if add_days(add_months(on, self.months), self.days) < LAST_DAY:
            return moment
        ends = exp.LT(this=moment, expression=day(LAST_DAY))
        return case([(ends, moment.copy())])


def of_day(found: exp.Expr, moment: exp.Expr) -> exp.Expr:
    """Return an expression over the clock day as one over another moment."""

    def replaced(node: exp.Expr) -> exp.Expr:
        is_clock = isinstance(node, exp.Column) and node.name == CLOCK
        return moment.copy() if is_clock else node

    return found.transform(replaced, copy=False)
