"""Floors and caps: each that bites gives a line of its own, so that lines still sum."""

from collections.abc import Iterable
from datetime import date

from goodstanding.core.appraisal.result import Line
from goodstanding.core.policy.values_shape import Dated


def bound_lines(
    points: int,
    *,
    floor: Dated[int] | None,
    cap: Dated[int] | None,
    indicator: str,
    where: str,
    on: date,
) -> tuple[Line, ...]:
    """Return the line by which a floor or a cap moves `points`, or nothing.

    A floor is looked at first; at most one of the two moves a sum.
    """
    least = floor.entry_on(on) if floor else None
    if least is not None and least.value is not None and points < least.value:
        return (Line("floor", indicator, where, least.value - points, least.basis),)
    most = cap.entry_on(on) if cap else None
    if most is not None and most.value is not None and points > most.value:
        return (Line("cap", indicator, where, most.value - points, most.basis),)
    return ()


def total(lines: Iterable[Line]) -> int:
    """Return the sum of the points of lines."""
    return sum(line.points for line in lines)
