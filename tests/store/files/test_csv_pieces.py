"""A CSV file by blocks gives the rows, or the refusal, of its reader of lines."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.core.records.small_policy import LISTED

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.store.files import csv_pieces
from goodstanding.store.files.limits import Limits
from goodstanding.store.files.read import open_source
from goodstanding.store.files.source import SourceRow, in_pieces

HEADER = "code,name,listed,reason\r\n"
SMALL = Limits(rows=6, cells=30, cell_characters=9, row_characters=60)
CELLS = st.sampled_from(
    ("", "a", "虚构", "虚构公司甲", '"a"', '"a,b"', '"x\r\ny"', '"x\ny"', 'a"b', '"', '""""',
     "a\rb",     " ", "\0", "联通", "long and longer", "x" * 61)
)  # fmt: skip
LINES = st.tuples(
    st.lists(CELLS, min_size=4, max_size=4) | st.lists(CELLS, max_size=5),
    st.sampled_from(("\r\n", "\n", "\r\n", "\r", "")),
).map(lambda two: ",".join(two[0]) + two[1])


def by_line(path: Path, encoding: str, limits: Limits) -> list[SourceRow] | tuple[Fault, ...]:
    """Read a file by the law."""
    try:
        return list(open_source(path, replace(LISTED, encoding=encoding), limits).rows)
    except Refused as refused:
        return refused.faults


def by_piece(
    path: Path, encoding: str, limits: Limits, size: int
) -> list[SourceRow] | tuple[Fault, ...]:
    """Read a file by blocks."""
    try:
        source = open_source(path, replace(LISTED, encoding=encoding), limits)
        return [
            piece.row(place)
            for piece in in_pieces(source, size)
            for place in range(len(piece.columns["code"]))
        ]
    except Refused as refused:
        return refused.faults


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(LINES, max_size=8),
    sent=st.sampled_from(("utf-8", "utf-8", "gb18030", "utf-8-sig")),
    encoding=st.sampled_from(("utf-8", "utf-8", "gb18030")),
    cut=st.integers(0, 3),
    small=st.booleans(),
    block=st.integers(1, 40),
    size=st.integers(1, 4),
)
@example(
    lines=["1,虚构公司甲,b,c\n"], sent="utf-8", encoding="gb18030", cut=0, small=False, block=9,
    size=9,
)  # fmt: skip
def test_by_blocks_is_by_lines(
    lines: list[str],
    sent: str,
    encoding: str,
    cut: int,
    small: bool,
    block: int,
    size: int,
    tmp_path: Path,
) -> None:
    """Whatever a file holds: quotes over lines, other widths, broken bytes, another encoding."""
    path = tmp_path / "a.csv"
    data = (HEADER + "".join(lines)).encode(sent)
    path.write_bytes(data[: len(data) - cut])
    limits = SMALL if small else Limits()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_pieces, "BLOCK", block)
        found = by_piece(path, encoding, limits, size)
    assert found == by_line(path, encoding, limits)
