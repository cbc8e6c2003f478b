"""Rejected cells come back as they were, and no spreadsheet runs them."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.core.records.small_policy import PENALTIES, PENALTY

from goodstanding.core.records.judge import CellFault
from goodstanding.core.records.rejects import (
    guard,
    masked_cells,
    reason_cells,
    telling_columns,
    unguard,
)

STARTS = "=+-@＝＋－＠'\t\r\n \u3000a1"
RUNS = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


@given(st.builds(str.__add__, st.text(STARTS, max_size=3), st.text(max_size=6)))
@example("'=1")
@example("\u3000＝1")
@settings(max_examples=5_000, deadline=None)
def test_cells_come_back(cell: str) -> None:
    """5,000 cells: guarded, none runs as a formula; unguarded, each is what it was."""
    guarded = guard(cell)
    assert RUNS.match(guarded) is None
    assert unguard(guarded) == cell


def test_what_is_hidden() -> None:
    """Personal columns go; numbers are starred; a person's name and number go whole."""
    cells = {"code": "110101199003074610", "name": "张三", "holder": "某", "bz": "13800138000"}
    about_person = [CellFault("INTAKE-E042", "party", {})]
    shown = masked_cells(
        cells, about_person, personal=frozenset({"holder"}), identifying=("code", "name")
    )
    assert shown == {"code": "***", "name": "***", "bz": "*" * 11}


def test_what_may_tell_of_a_person() -> None:
    """Free text tells as much as a name; what finds the row and the party's kind stay."""
    assert telling_columns(PENALTIES, PENALTY) == ("code", "name", "old", "holder", "facts")


def test_reasons_are_in_both_languages() -> None:
    """Each fault says what is wrong and what to do, in Chinese and English."""
    told = reason_cells(7, [CellFault("INTAKE-E049", "decided", {"value": "2026-2-30"})])
    assert (told["_row"], told["_code"], told["_column"]) == ("7", "INTAKE-E049", "decided")
    assert "不是可用的日期" in told["_reason"]
    assert "is no usable day" in told["_reason"]
