"""Interval arithmetic: no score of any set of records leaves the proven bounds."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.packs.test_wrong_packs import FOLDER, files_of

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.policy.bounds import (
    EXACT,
    RECORD_LIMIT,
    field_most,
    score_bounds,
    widest,
)
from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.layout_shape import Column
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.values_shape import Dated
from goodstanding.core.records.cells import CellError, cell_reader
from goodstanding.core.records.envelope import Record

DAY = date(2026, 11, 20)
FINE_MOST = 900_000_000_000


def right_policy(folder: Path = FOLDER / "right") -> Policy:
    policy, _ = join_drafts([read_draft(files_of(folder), folder="right")], mode="demonstration")
    assert policy is not None
    return policy


POLICY = right_policy()
CARD = POLICY.models["card"]
RECORDS = st.builds(
    lambda name, kind, back, fine: Record(
        id=str(name),
        record_type=kind,
        department="office",
        day=DAY - timedelta(days=back),
        fields={"kinds": "fine", "fine": str(fine)},
        severity="general" if kind == "penalty" else "",
    ),
    st.integers(1, 10**6),
    st.sampled_from(("penalty", "permit", "listing")),
    st.integers(0, 500),
    st.integers(0, FINE_MOST),
)


@settings(max_examples=100)
@given(st.lists(RECORDS, max_size=12, unique_by=lambda record: record.id))
def test_no_score_leaves_its_bounds(records: list[Record]) -> None:
    """The bounds for as many records as there are hold for every score of the law."""
    low, high = score_bounds(CARD, len(records))
    assert low <= evaluate(CARD, records, policy=POLICY, on=DAY).score <= high


def test_the_bounds_of_the_right_card_are_known() -> None:
    """100, minus at most 60, plus at most 8 for permits: worked by hand."""
    assert score_bounds(CARD) == (40, 108)


def test_sums_stay_exact_at_the_record_limit() -> None:
    """The greatest sum of money is what 10,000 records of the greatest amount give."""
    assert widest(CARD, POLICY.record_types) == RECORD_LIMIT * FINE_MOST
    assert widest(CARD, POLICY.record_types) < EXACT


def test_intake_admits_no_more_than_the_proof_assumes() -> None:
    """The proof and the reader of cells take the greatest value of a field from one place."""
    fine = POLICY.record_types["penalty"].fields["fine"]
    read = cell_reader(Column("fine", unit="fen"), fine)
    assert read(str(FINE_MOST)) == str(field_most(fine)) == str(FINE_MOST)
    with pytest.raises(CellError):
        read(str(FINE_MOST + 1))


def test_a_sum_without_a_limit_is_refused() -> None:
    """Where a summed amount states no `most`, 10,000 records could pass 2^53."""
    penalty = POLICY.record_types["penalty"]
    free = replace(penalty, fields={"fine": replace(penalty.fields["fine"], most=None)})
    assert widest(CARD, {**POLICY.record_types, "penalty": free}) > EXACT


def test_a_floor_that_comes_later_narrows_nothing() -> None:
    """Before its first day a floor does not hold, so it may not be relied on."""
    indicator = CARD.indicators[0]
    assert indicator.floor is not None
    later = replace(indicator.floor.values[0], start=date(2021, 1, 1))
    ended = replace(indicator.floor.values[0], start=date(2022, 1, 1), value=None)
    always = indicator.floor.values[0]
    for values in ((later,), (always, ended)):
        card = replace(CARD, indicators=(replace(indicator, floor=Dated(values)),))
        assert score_bounds(card)[0] < score_bounds(CARD)[0]
