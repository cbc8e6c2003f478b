"""The periods in which the inspections are ordered.

Two months each. The city's list of counted inspections has nothing from 2014-04-18 to 2014-08-31,
so the months May to August 2014 make no window, and March-April 2014 ends early.
"""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.days import add_months


@dataclass(frozen=True, slots=True)
class Window:
    """A period from `start` to before `end`; scores are frozen when it starts."""

    start: date
    end: date

    @property
    def name(self) -> str:
        """Return the window's months."""
        return f"{self.start:%Y-%m}"


def _two_months(year: int, month: int) -> Window:
    """Return the window that starts with a month."""
    start = date(year, month, 1)
    return Window(start, add_months(start, 2))


WRITTEN_BEFORE = date(2012, 9, 1)
"""The card was written from data before this day."""
EARLY = tuple(_two_months(2011, month) for month in (9, 11)) + tuple(
    _two_months(2012, month) for month in (1, 3, 5, 7)
)
"""Periods before the first window: fitted references learn from them."""
ROLLING = (
    *(_two_months(2012, month) for month in (9, 11)),
    *(_two_months(2013, month) for month in (1, 3, 5, 7, 9, 11)),
    *(_two_months(2014, month) for month in (1, 3, 9)),
)
"""The eleven windows of the evaluation."""
PUBLISHED = Window(date(2014, 9, 2), date(2014, 11, 1))
"""The window of the city's own evaluation."""
