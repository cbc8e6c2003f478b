"""The city's months, and days as whole numbers with their ISO texts looked up."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.days import add_months

ORIGIN = date(1995, 1, 1)
_LAST = date(2036, 12, 31)
_START = ORIGIN.toordinal()
ISO: tuple[str, ...] = tuple(
    date.fromordinal(number).isoformat() for number in range(_START, _LAST.toordinal() + 1)
)
"""ISO text of day number n, counted from `ORIGIN`."""


def number_of(day: date) -> int:
    """Return the day's number."""
    return day.toordinal() - _START


def day_of(number: int) -> date:
    """Return the day with this number."""
    return date.fromordinal(number + _START)


@dataclass(frozen=True, slots=True)
class Month:
    """One monthly batch: `first` and `last` are numbers of days; the first batch begins earlier."""

    index: int
    label: str
    first: int
    last: int

    @property
    def closes(self) -> date:
        """Return the month's last day: the day on which its files are learnt."""
        return day_of(self.last)


def months(first: tuple[int, int], history_from: tuple[int, int], count: int) -> tuple[Month, ...]:
    """Return `count` months from `first` on; the first of them reaches back to `history_from`."""
    made: list[Month] = []
    opening = date(*first, 1)
    for index in range(count):
        start = add_months(opening, index)
        last = number_of(add_months(opening, index + 1)) - 1
        begins = date(*history_from, 1) if index == 0 else start
        made.append(Month(index, f"{start:%Y-%m}", number_of(begins), last))
    return tuple(made)
