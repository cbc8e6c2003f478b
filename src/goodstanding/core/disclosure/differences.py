"""How far units differ: one number over all of them, of no unit and of no person."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Unit = tuple[str, ...]
"""A unit, or several small ones that stand together."""
FEWEST_BEHIND = 10
"""So many deciders stand behind a number, whichever unit is left out: no unit can take its own
share away and be left with few others'."""
FEWEST_CASES = 10
"""A unit with fewer has no share, only chance."""


@dataclass(frozen=True, slots=True)
class Difference:
    """By how many points of a hundred two units differ on average, and of how many units."""

    units: int
    points: int


def difference(
    shares: Mapping[Unit, tuple[int, int]], deciders: Mapping[str, frozenset[str]]
) -> Difference | None:
    """Return how far the shares of units lie apart; None: too few deciders stand behind it.

    `shares`: by unit, how many of how many cases · `deciders`: the accounts that decide, by the
    units that the groups are made of. Mean absolute difference of all pairs, rounded half up.
    """
    counted = {
        unit: Fraction(part, whole)
        for unit, (part, whole) in shares.items()
        if whole >= FEWEST_CASES
    }
    pairs = list(combinations(sorted(counted), 2))
    behind = [_behind([one for one in counted if one != left], deciders) for left in counted]
    if not pairs or min(behind) < FEWEST_BEHIND:
        return None
    apart = sum((abs(counted[one] - counted[other]) for one, other in pairs), Fraction())
    return Difference(len(counted), int(apart * 100 / len(pairs) + Fraction(1, 2)))


def _behind(units: list[Unit], deciders: Mapping[str, frozenset[str]]) -> int:
    """Return how many different accounts decide in some units."""
    return len(frozenset().union(*(deciders[one] for unit in units for one in unit)))
