"""A day off and a day worked, as a pack's calendar says."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.text import Text


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day off that is no weekend, or a weekend day that is worked."""

    day: date
    works: bool
    title: Text
    provisional: bool
    basis: str
