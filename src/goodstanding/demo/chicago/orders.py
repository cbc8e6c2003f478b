"""The orders that the card is compared with: no order, the simplest one, the best possible one.

Each returns a score for every inspection of a period; the lowest goes first.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from goodstanding.core.inspection.compare import half_day
from goodstanding.demo.chicago.measure import Measured, Period
from goodstanding.demo.chicago.source import Inspected


def actual(period: Period) -> list[float]:
    """Return the order in which the city really went."""
    return [float(one.visit.day.toordinal()) for one in period.inspected]


def oracle(period: Period) -> list[float]:
    """Return the order that knows what will be found: nothing can be better."""
    return [0.0 if one.hit else 1.0 for one in period.inspected]


def naive(period: Period, inspected: Sequence[Inspected]) -> list[float]:
    """Return the number of critical violations found before the window, most first."""
    before: Counter[str] = Counter()
    for one in inspected:
        if one.visit.day < period.window.start:
            before[one.visit.entity] += one.critical
    return [-float(before[one.visit.entity]) for one in period.inspected]


def chance(period: Period) -> Measured:
    """Return what a random order gives on average, exactly: no simulation is needed.

    Every inspection may get every day, so a hit gains what its day is later than the mean day.
    """
    days = np.array([one.visit.day.toordinal() for one in period.inspected], dtype=np.float64)
    hits = np.array([one.hit for one in period.inspected])
    gains = (days - days.mean())[hits]
    early = float((days < _half(period).toordinal()).mean())
    found = period.weights[hits]
    drawn = (found * gains[:, None]).sum(axis=0) / found.sum(axis=0)
    sure = (early, 0.5, 0.5)
    return Measured(
        np.array([gains.mean(), *sure]),
        np.column_stack([drawn, np.tile(sure, (len(drawn), 1))]),
    )


def _half(period: Period) -> date:
    """Return the day before which the first half of the work lies."""
    return half_day([one.visit.day for one in period.inspected])
