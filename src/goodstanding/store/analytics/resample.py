"""How sure a figure is: businesses drawn again with replacement, order and calendar kept.

Each replicate gives every business of a window a weight (how often it was drawn); each figure is
computed with these weights. What varies is who was there, not in which order they were put.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
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


def weights(entities: Sequence[str], *, replicates: int, seed: int) -> Floats:
    """Return one row of weights for each replicate, one column for each inspection."""
    position = np.unique(np.asarray(entities), return_inverse=True)[1]
    number = int(position.max()) + 1
    drawn = np.random.default_rng(seed).integers(number, size=(replicates, number))
    places = drawn + number * np.arange(replicates)[:, None]
    times = np.bincount(places.ravel(), minlength=replicates * number)
    return times.reshape(replicates, number)[:, position].astype(np.float64)


def figures(outcome: Outcome, weight: Floats) -> Floats:
    """Return the four figures (columns) under each row of weights."""
    hits = np.asarray(outcome.hits, dtype=bool)
    found, others = weight[:, hits], weight[:, ~hits]
    total = found.sum(axis=1)
    days = found @ np.asarray(outcome.days_earlier, dtype=np.float64)[hits] / total
    half = found @ np.asarray(outcome.in_first_half, dtype=np.float64)[hits] / total
    scores = np.asarray(outcome.scores, dtype=np.float64)
    group = np.unique(np.asarray(outcome.groups), return_inverse=True)[1]
    right, pairs = _pairs(found, others, scores[hits], scores[~hits])
    right_within, pairs_within = np.zeros(len(weight)), np.zeros(len(weight))
    for number in range(int(group.max()) + 1):
        here, there = group[hits] == number, group[~hits] == number
        inside = _pairs(found[:, here], others[:, there], scores[hits][here], scores[~hits][there])
        right_within += inside[0]
        pairs_within += inside[1]
    return np.column_stack([days, half, right / pairs, right_within / pairs_within])


def _pairs(
    found: Floats, others: Floats, hit_scores: Floats, other_scores: Floats
) -> tuple[Floats, Floats]:
    """Return the weight of rightly ordered pairs of a hit and another, and of all such pairs.

    Right: the hit has the lower score; equal scores are half right. Four bytes are enough for
    products: weights are small, so every sum stays exact.
    """
    right = (hit_scores[:, None] < other_scores[None, :]).astype(np.float32)
    right[hit_scores[:, None] == other_scores[None, :]] = 0.5
    summed = ((found.astype(np.float32) @ right) * others).sum(axis=1)
    return summed, found.sum(axis=1) * others.sum(axis=1)


def interval(values: Floats, drawn: Floats) -> tuple[Interval, ...]:
    """Return each figure with the middle 95 % of what the replicates gave."""
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return tuple(
        Interval(float(value), float(least), float(most))
        for value, least, most in zip(values, low, high, strict=True)
    )
