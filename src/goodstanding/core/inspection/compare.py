"""Measures an order of inspections against the one that really was, in four figures.

A `hit` is an inspection that found what is looked for (here: a critical violation). All figures
are None where they say nothing: without hits, or where all are hits.
"""

from collections.abc import Hashable, Sequence
from datetime import date
from itertools import groupby


def days_earlier(
    actual: Sequence[date], planned: Sequence[date], hits: Sequence[bool]
) -> float | None:
    """Return how many days earlier the hits would have been found, on average."""
    gains = [
        (before - after).days
        for before, after, hit in zip(actual, planned, hits, strict=True)
        if hit
    ]
    return sum(gains) / len(gains) if gains else None


def half_day(actual: Sequence[date]) -> date:
    """Return the day of the middle inspection: days before it are the first half of the work."""
    return sorted(actual)[len(actual) // 2]


def first_half_share(days: Sequence[date], hits: Sequence[bool], half: date) -> float | None:
    """Return the share of the hits that fall on days before `half`."""
    found = [day < half for day, hit in zip(days, hits, strict=True) if hit]
    return sum(found) / len(found) if found else None


def _pairs(scores: Sequence[float], hits: Sequence[bool]) -> tuple[int, int]:
    """Return twice the pairs of a hit and another that the scores order rightly, and all pairs.

    Right: the hit has the lower score. Equal scores are half right, hence "twice".
    """
    right = above = 0
    ranked = sorted(zip(scores, hits, strict=True), key=lambda pair: -pair[0])
    for _, group in groupby(ranked, key=lambda pair: pair[0]):
        equal = [hit for _, hit in group]
        found = sum(equal)
        others = len(equal) - found
        right += found * (2 * above + others)
        above += others
    return right, 2 * above * sum(hits)


def auc(scores: Sequence[float], hits: Sequence[bool]) -> float | None:
    """Return the chance that a hit has a lower score than an inspection that is none."""
    right, pairs = _pairs(scores, hits)
    return right / pairs if pairs else None


def auc_within(
    scores: Sequence[float], hits: Sequence[bool], groups: Sequence[Hashable]
) -> float | None:
    """Return `auc` over pairs of the same group only, so that groups are not compared.

    With the inspectors as groups it says what a score knows about the businesses, apart from who
    went there.
    """
    right = pairs = 0
    members: dict[Hashable, list[int]] = {}
    for index, group in enumerate(groups):
        members.setdefault(group, []).append(index)
    for indices in members.values():
        inside = _pairs([scores[i] for i in indices], [hits[i] for i in indices])
        right += inside[0]
        pairs += inside[1]
    return right / pairs if pairs else None
