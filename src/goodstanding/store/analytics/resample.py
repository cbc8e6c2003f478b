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
    _, position = np.unique(np.asarray(entities), return_inverse=True)
    number = int(position.max()) + 1
    drawn = np.random.default_rng(seed).multinomial(
        number, np.full(number, 1 / number), size=replicates
    )
    return drawn[:, position].astype(np.float64)


def figures(outcome: Outcome, weight: Floats) -> Floats:
    """Return the four figures (columns) under each row of weights."""
    hits = np.asarray(outcome.hits, dtype=np.float64)
    found = weight * hits
    total = found.sum(axis=1)
    days = found @ np.asarray(outcome.days_earlier, dtype=np.float64) / total
    half = found @ np.asarray(outcome.in_first_half, dtype=np.float64) / total
    scores = np.asarray(outcome.scores, dtype=np.float64)
    groups = np.unique(np.asarray([str(group) for group in outcome.groups]), return_inverse=True)[1]
    everything = _pairs(scores, hits, weight)
    inside = sum(
        (_pairs(scores[here], hits[here], weight[:, here]) for here in _members(groups)),
        start=np.zeros((len(weight), 2)),
    )
    return np.column_stack(
        [days, half, everything[:, 0] / everything[:, 1], inside[:, 0] / inside[:, 1]]
    )


def _members(groups: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    """Return the positions of each group."""
    return [np.flatnonzero(groups == group) for group in range(int(groups.max()) + 1)]


def _pairs(scores: Floats, hits: Floats, weight: Floats) -> Floats:
    """Return the weight of rightly ordered pairs and of all pairs, for each row of weights."""
    order = np.argsort(-scores, kind="stable")
    ranked = scores[order]
    starts = np.flatnonzero(np.r_[True, ranked[1:] != ranked[:-1]])
    found = np.add.reduceat((weight * hits)[:, order], starts, axis=1)
    others = np.add.reduceat((weight * (1 - hits))[:, order], starts, axis=1)
    above = np.cumsum(others, axis=1) - others
    right = (found * (above + others / 2)).sum(axis=1)
    return np.column_stack([right, found.sum(axis=1) * others.sum(axis=1)])


def interval(values: Floats, drawn: Floats) -> tuple[Interval, ...]:
    """Return each figure with the middle 95 % of what the replicates gave."""
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return tuple(
        Interval(float(value), float(least), float(most))
        for value, least, most in zip(values, low, high, strict=True)
    )
