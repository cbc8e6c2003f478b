"""Gives the inspections of a period new days: the lowest scores first, as many a day as before.

The calendar is kept: if nine inspections took place on a day, nine take place on it. So an order
cannot look better than another by working more, only by going to the right place earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.canon import sha256


@dataclass(frozen=True, slots=True)
class Visit:
    """One inspection that took place: its number, whom it was at, on which day."""

    number: str
    entity: str
    day: date


def lot(visit: Visit) -> str:
    """Return what decides between equal scores.

    A digest of the entity and the inspection's number. Numbers and codes themselves are given in
    the order of time, and would let the order that really was leak into the new one.
    """
    return sha256(f"{visit.entity}|{visit.number}".encode())


def planned_days(visits: Sequence[Visit], scores: Sequence[float]) -> tuple[date, ...]:
    """Return the new day of each visit, in the order of `visits`; the lowest score goes first.

    `scores`: of each visit's entity, frozen before the first day.
    """
    calendar = sorted(visit.day for visit in visits)
    ranked = sorted(range(len(visits)), key=lambda index: (scores[index], lot(visits[index])))
    days = list(calendar)
    for day, index in zip(calendar, ranked, strict=True):
        days[index] = day
    return tuple(days)
