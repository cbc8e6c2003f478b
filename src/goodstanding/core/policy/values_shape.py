"""What every rule is made of: values in force from a day, and conditions over one record.

Every number or choice that decides something is `Dated`: a row of values, each in force from a
day, each with a basis (`source-id` or `source-id#article`). A `None` value ends the rule.
"""

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """One value in force from `start` on, and the basis that says so."""

    start: date
    value: T
    basis: str


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """Values by the day from which each is in force, earliest first."""

    values: tuple[Value[T], ...]

    def entry_on(self, day: date) -> Value[T] | None:
        """Return the entry in force on `day`, or None before the first."""
        found: Value[T] | None = None
        for entry in self.values:
            if entry.start <= day:
                found = entry
        return found

    def on(self, day: date) -> T | None:
        """Return the value in force on `day`, or None where there is none."""
        entry = self.entry_on(day)
        return entry.value if entry else None

    def starts_after(self, day: date) -> tuple[date, ...]:
        """Return the days after `day` on which the value changes."""
        return tuple(entry.start for entry in self.values if entry.start > day)


# --- conditions: the closed list of operators over one record -------------------------------

Op = Literal["is", "in", "has", "at_least", "at_most", "between", "present", "absent"]


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one field. `arguments` are texts, or decimal texts for numbers, days as ISO.

    is: equals the one argument · in: equals any · has: a `choices` field contains any argument ·
    at_least / at_most / between: integers, money or days · present / absent: no arguments.
    A test of a missing field is false, except `absent`.
    The pseudo-field `severity` is the record's severity class.
    """

    field: str
    op: Op
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """True where every part is true."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any_:  # noqa: N801 - `Any` is taken by typing
    """True where at least one part is true."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where the part is false."""

    part: "Condition"


Condition = Test | All | Any_ | Not
