"""Measures an order of inspections over one window or over the rolling windows.

The plain figures come from `core/inspection/compare.py`; `resample.py` says how sure they are.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from goodstanding.core.inspection.compare import (
    auc,
    auc_within,
    days_earlier,
    first_half_share,
    half_day,
)
from goodstanding.core.inspection.order import planned_days
from goodstanding.demo.chicago.source import Inspected
from goodstanding.demo.chicago.windows import Window
from goodstanding.store.analytics.resample import (
    FIGURES,
    Counts,
    Floats,
    Interval,
    Outcome,
    figures,
    interval,
    weights,
)

REPLICATES = 1_000


@dataclass(frozen=True, slots=True)
class Period:
    """The counted inspections of a window, each with its inspector's group, and their weights."""

    window: Window
    inspected: tuple[Inspected, ...]
    groups: tuple[str, ...]
    weights: Counts


@dataclass(frozen=True, slots=True)
class Measured:
    """The four figures of one order: as they are, and under each replicate."""

    values: Floats
    drawn: Floats

    def intervals(self) -> dict[str, Interval]:
        """Return each figure with its interval, by name."""
        return dict(zip(FIGURES, interval(self.values, self.drawn), strict=True))


def periods(
    windows: Sequence[Window],
    inspected: Sequence[Inspected],
    counted: frozenset[str],
    groups: Mapping[str, str],
    *,
    seed: int,
    replicates: int = REPLICATES,
) -> tuple[Period, ...]:
    """Return the counted inspections of each window; weights are drawn from `seed`.

    `inspected` come by day.
    """
    measured = [one for one in inspected if one.visit.number in counted]
    days = [one.visit.day for one in measured]
    found = []
    for number, window in enumerate(windows):
        first, after = bisect_left(days, window.start), bisect_left(days, window.end)
        inside = tuple(measured[first:after])
        found.append(
            Period(
                window=window,
                inspected=inside,
                groups=tuple(groups[one.visit.number] for one in inside),
                weights=weights(
                    [one.visit.entity for one in inside],
                    replicates=replicates,
                    seed=seed + number,
                ),
            )
        )
    return tuple(found)


def measure(period: Period, scores: Sequence[float]) -> Measured:
    """Return the figures of the order that `scores` (lowest first) give a period.

    As they are, and as they would be under each replicate.
    """
    visits = [one.visit for one in period.inspected]
    hits = [one.hit for one in period.inspected]
    actual = [visit.day for visit in visits]
    planned = planned_days(visits, scores)
    half = half_day(actual)
    values = np.array(
        [
            days_earlier(actual, planned, hits),
            first_half_share(planned, hits, half),
            auc(scores, hits),
            auc_within(scores, hits, period.groups),
        ],
        dtype=np.float64,
    )
    outcome = Outcome(
        hits=hits,
        days_earlier=[(a - p).days for a, p in zip(actual, planned, strict=True)],
        in_first_half=[day < half for day in planned],
        scores=scores,
        groups=period.groups,
    )
    return Measured(values, figures(outcome, period.weights))


def rolling_mean(parts: Sequence[Measured]) -> Measured:
    """Return the mean over windows, of the figures and of each replicate."""
    return Measured(
        np.mean([part.values for part in parts], axis=0),
        np.mean([part.drawn for part in parts], axis=0),
    )
