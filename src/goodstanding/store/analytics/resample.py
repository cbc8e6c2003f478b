"""How sure a figure is: businesses drawn again with replacement, order and calendar kept.

Each replicate gives every business of a window a weight (how often it was drawn); each figure is
computed with these weights. What varies is who was there, not in which order they were put.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.uint16]
Weights = NDArray[np.float32]
FIGURES = ("days", "half", "auc", "auc_within")
"""The figures of `core/inspection/compare.py`, in this order."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One window under one order: a value for each inspection."""

    hits: Sequence[bool]
    days_earlier: Sequence[int]
    in_first_half: Sequence[bool]
    scores: Sequence[float]
    groups: Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % interval."""

    value: float
    low: float
    high: float


def weights(entities: Sequence[str], *, replicates: int, seed: int) -> Counts:
    """Return one row for each inspection: how often its business is in each replicate.

    Each round draws one business for every replicate, so no place is counted twice in a round.
    """
    position = np.unique(np.asarray(entities), return_inverse=True)[1]
    number = int(position.max()) + 1
    chance = np.random.default_rng(seed)
    times = np.zeros((number, replicates), dtype=np.uint16)
    each = np.arange(replicates)
    for _ in range(number):
        times[chance.integers(number, size=replicates), each] += 1
    return times[position]


def figures(outcome: Outcome, times: Counts) -> Floats:
    """Return the four figures (columns) of each replicate (row)."""
    hits = np.asarray(outcome.hits, dtype=bool)
    found, others = times[hits].astype(np.float32), times[~hits].astype(np.float32)
    total = found.sum(axis=0, dtype=np.float64)
    days = np.asarray(outcome.days_earlier, dtype=np.float32)[hits]
    early = np.asarray(outcome.in_first_half, dtype=bool)[hits]
    scores = np.asarray(outcome.scores, dtype=np.float64)
    group = np.unique(np.asarray(outcome.groups), return_inverse=True)[1]
    right, pairs = _pairs(found, others, scores[hits], scores[~hits])
    right_within, pairs_within = np.zeros_like(total), np.zeros_like(total)
    for number in range(int(group.max()) + 1):
        here, there = group[hits] == number, group[~hits] == number
        inside = _pairs(found[here], others[there], scores[hits][here], scores[~hits][there])
        right_within += inside[0]
        pairs_within += inside[1]
    return np.column_stack(
        [
            (found * days[:, None]).sum(axis=0) / total,
            found[early].sum(axis=0) / total,
            right / pairs,
            right_within / pairs_within,
        ]
    )


def _pairs(
    found: Weights, others: Weights, hit_scores: Floats, other_scores: Floats
) -> tuple[Floats, Floats]:
    """Return the weight of rightly ordered pairs of a hit and another, and of all such pairs.

    Right: the hit has the lower score; equal scores are half right. For each hit, the weight of
    the others above it is read off their running sums. The sums are whole numbers far below
    2 to the 24th, so four bytes hold them exactly. They are summed row by row: `cumsum` goes
    through a table column by column, which takes more than twice as long.
    """
    order = np.argsort(-other_scores, kind="stable")
    above = np.zeros((len(others) + 1, others.shape[1]), dtype=np.float32)
    for place, row in enumerate(order.tolist()):
        np.add(above[place], others[row], out=above[place + 1])
    ranked = -other_scores[order]
    higher = np.searchsorted(ranked, -hit_scores, side="left")
    not_lower = np.searchsorted(ranked, -hit_scores, side="right")
    doubled = (found * (above[higher] + above[not_lower])).sum(axis=0, dtype=np.float64)
    return doubled / 2, found.sum(axis=0, dtype=np.float64) * above[-1]


def interval(values: Floats, drawn: Floats) -> tuple[Interval, ...]:
    """Return each figure with the middle 95 % of what the replicates gave."""
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return tuple(
        Interval(float(value), float(least), float(most))
        for value, least, most in zip(values, low, high, strict=True)
    )
