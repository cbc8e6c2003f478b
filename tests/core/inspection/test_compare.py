"""The four figures, worked out by hand and against slow definitions."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.inspection.compare import (
    auc,
    auc_within,
    days_earlier,
    first_half_share,
    half_day,
)

FIRST = date(2014, 9, 2)
DAYS = [FIRST + timedelta(number) for number in range(10)]

graded = st.lists(st.tuples(st.integers(0, 5), st.booleans(), st.sampled_from("ab")), max_size=30)


def slow_auc(rows: list[tuple[int, bool, str]], *, within: bool) -> Fraction | None:
    """Every pair of a hit and another, one by one."""
    pairs = [
        (score, other)
        for score, hit, group in rows
        for other, other_hit, other_group in rows
        if hit and not other_hit and (not within or group == other_group)
    ]
    right = sum(2 if score < other else 1 if score == other else 0 for score, other in pairs)
    return Fraction(right, 2 * len(pairs)) if pairs else None


def test_days_earlier_counts_hits_only() -> None:
    """One hit four days earlier, one two days later: one day earlier on average."""
    actual = [DAYS[4], DAYS[1], DAYS[9]]
    planned = [DAYS[0], DAYS[3], DAYS[2]]
    assert days_earlier(actual, planned, [True, True, False]) == 1


def test_figures_are_none_where_nothing_was_found() -> None:
    """A window without hits says nothing, and is not called zero."""
    assert days_earlier(DAYS, DAYS, [False] * 10) is None
    assert first_half_share(DAYS, [False] * 10, DAYS[5]) is None
    assert auc([1, 2], [True, True]) is None
    assert auc_within([1, 2], [True, False], ["a", "b"]) is None


def test_the_first_half_ends_before_the_middle_inspection() -> None:
    """Of ten inspections on ten days the first five days are the first half."""
    assert half_day(DAYS) == DAYS[5]
    hits = [day in (DAYS[0], DAYS[4], DAYS[5]) for day in DAYS]
    assert first_half_share(DAYS, hits, DAYS[5]) == 2 / 3


def test_auc_by_hand() -> None:
    """A hit below one of two others and level with the second: three quarters."""
    assert auc([1, 1, 2], [True, False, False]) == 0.75


def test_auc_within_does_not_compare_groups() -> None:
    """A group with all the hits and all the low scores says nothing by itself."""
    scores, hits, groups = [1, 1, 9, 9], [True, True, False, False], ["a", "a", "b", "b"]
    assert auc(scores, hits) == 1
    assert auc_within(scores, hits, groups) is None


@given(graded)
def test_auc_equals_the_slow_definition(rows: list[tuple[int, bool, str]]) -> None:
    """Counting by levels gives what counting every pair gives, ties included."""
    scores = [score for score, _, _ in rows]
    hits = [hit for _, hit, _ in rows]
    groups = [group for _, _, group in rows]
    for value, slow in (
        (auc(scores, hits), slow_auc(rows, within=False)),
        (auc_within(scores, hits, groups), slow_auc(rows, within=True)),
    ):
        assert value == (None if slow is None else float(slow))
