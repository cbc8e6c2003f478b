"""Intervals: the same figures as the plain functions, and replicates that move only the weights."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from goodstanding.core.inspection.compare import (
    auc,
    auc_within,
    days_earlier,
    first_half_share,
)
from goodstanding.store.analytics.resample import Outcome, figures, interval, weights

FIRST = date(2014, 9, 2)

rows = st.lists(
    st.tuples(
        st.integers(0, 6),  # the business
        st.booleans(),  # hit
        st.integers(0, 30),  # actual day
        st.integers(0, 30),  # planned day
        st.integers(-4, 4),  # score
        st.sampled_from("ab"),  # group
    ),
    max_size=25,
)
Row = tuple[int, bool, int, int, int, str]
KNOWN: list[Row] = [(7, True, 3, 9, 0, "a"), (8, False, 4, 1, 1, "a")]
"""A hit and another in one group, so that every figure says something."""


def outcome_of(rows: list[Row]) -> Outcome:
    return Outcome(
        hits=[row[1] for row in rows],
        days_earlier=[row[2] - row[3] for row in rows],
        in_first_half=[row[3] < 15 for row in rows],
        scores=[row[4] for row in rows],
        groups=[row[5] for row in rows],
    )


def plain_figures(rows: list[Row]) -> list[float | None]:
    actual = [FIRST + timedelta(row[2]) for row in rows]
    planned = [FIRST + timedelta(row[3]) for row in rows]
    hits = [row[1] for row in rows]
    scores = [row[4] for row in rows]
    return [
        days_earlier(actual, planned, hits),
        first_half_share(planned, hits, FIRST + timedelta(15)),
        auc(scores, hits),
        auc_within(scores, hits, [row[5] for row in rows]),
    ]


@given(rows)
def test_every_business_once_gives_the_plain_figures(found: list[Row]) -> None:
    """With weight 1 the arrays say what the law in core says."""
    found = KNOWN + found
    drawn = figures(outcome_of(found), np.ones((len(found), 1), dtype=np.float32))
    assert np.allclose(drawn[0], np.array(plain_figures(found), dtype=float))


@given(rows, st.integers(0, 5))
@settings(max_examples=40)
def test_a_weight_of_two_is_the_business_twice(found: list[Row], seed: int) -> None:
    """A replicate's figures are those of the inspections repeated as often as drawn."""
    found = KNOWN + found
    drawn = weights([str(row[0]) for row in found], replicates=1, seed=seed)
    drawn[:2] = 1
    repeated = [
        row for row, times in zip(found, drawn[:, 0].astype(int), strict=True) for _ in range(times)
    ]
    assert np.allclose(
        figures(outcome_of(found), drawn)[0], np.array(plain_figures(repeated), dtype=float)
    )


def test_businesses_are_drawn_whole_and_from_the_seed() -> None:
    """Inspections of one business share its weight; the same seed draws the same."""
    entities = ["a", "b", "a", "c"]
    drawn = weights(entities, replicates=500, seed=7)
    assert (drawn[0] == drawn[2]).all()
    assert (drawn[0] + drawn[1] + drawn[3] == 3).all()
    assert (drawn == weights(entities, replicates=500, seed=7)).all()
    assert (drawn != weights(entities, replicates=500, seed=8)).any()


def test_the_interval_holds_the_middle_of_the_replicates() -> None:
    """Of 0..1000 the middle 95 % are 25..975, whatever the value itself."""
    found = interval(np.array([3.0]), np.arange(1001.0)[:, None])[0]
    assert (found.value, found.low, found.high) == (3.0, 25.0, 975.0)
