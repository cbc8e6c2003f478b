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
    hits = np.array([one.hit for one in period.inspected], dtype=np.float64)
    before = days < _half(period).toordinal()

    def of(weight: np.ndarray) -> np.ndarray:
        found = weight * hits
        gain = (found @ (days - days.mean())) / found.sum(axis=-1)
        return np.stack(
            [gain, np.full_like(gain, before.mean()), *(np.full_like(gain, 0.5),) * 2], axis=-1
        )

    return Measured(of(np.ones((1, len(days))))[0], of(period.weights))


def _half(period: Period) -> date:
    """Return the day before which the first half of the work lies."""
    return half_day([one.visit.day for one in period.inspected])
