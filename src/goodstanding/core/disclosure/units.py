"""Which units' figures stand alone: few deciders are known by name, so theirs stand together."""

from collections.abc import Mapping

FEWEST_DECIDERS = 5
"""Below this, a figure about a unit would be one about its people."""


def shown_together(deciders: Mapping[str, frozenset[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the units whose figures may stand, each alone or several as one.

    `deciders`: the accounts that decide, by unit: of every unit that there is, whether it has
    figures today or not, so that no group tells by its members who has some. Small units stand
    together, and with the smallest of the others where they are still too few: nothing about them
    is left by subtraction.
    """
    few = sorted(unit for unit, who in deciders.items() if len(who) < FEWEST_DECIDERS)
    alone = sorted(set(deciders) - set(few), key=lambda unit: (len(deciders[unit]), unit))
    while few and alone and len(_all(few, deciders)) < FEWEST_DECIDERS:
        few.append(alone.pop(0))
    singles = tuple((unit,) for unit in sorted(alone))
    return (*singles, tuple(sorted(few))) if few else singles


def _all(units: list[str], deciders: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(deciders[unit] for unit in units))
