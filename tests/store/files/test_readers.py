"""Good files of every format give the same rows, text for text."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import orjson
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.actions.batches import PENALTY_COLUMNS, csv_text, penalty
from tests.core.records.small_policy import (
    PENALTIES,
    PENALTIES_GB,
    PENALTIES_JSONL,
    PENALTIES_PARQUET,
    PENALTIES_XLSX,
)

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Layout
from goodstanding.core.records.rejects import ADDED
from goodstanding.store.files.limits import Limits
from goodstanding.store.files.read import open_source, read_header
from goodstanding.store.files.rejects_file import write_rejects
from goodstanding.store.files.source import SourceRow

ROWS = [penalty(1, facts='有"引号"，有,逗号\r\n有换行'), penalty(2), penalty(3, facts="　")]


def rows_of(path: Path, layout: Layout, limits: Limits | None = None) -> list[SourceRow]:
    """Read a file to its end."""
    return list(open_source(path, layout, limits or Limits()).rows)


def write_xlsx(path: Path, rows: list[list[object]]) -> None:
    """Write a workbook by another program than ours."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.create_sheet("empty")
    book.save(path)


def make_csv(path: Path) -> None:
    path.write_bytes(csv_text(PENALTY_COLUMNS, ROWS).encode("utf-8-sig"))


def make_gb(path: Path) -> None:
    path.write_bytes(csv_text(PENALTY_COLUMNS, ROWS).encode("gb18030"))


def make_jsonl(path: Path) -> None:
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in ROWS))


def make_xlsx(path: Path) -> None:
    write_xlsx(path, [list(PENALTY_COLUMNS), *(list(row.values()) for row in ROWS)])


def make_parquet(path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), path, row_group_size=2)


MAKERS = {"csv": make_csv, "jsonl": make_jsonl, "xlsx": make_xlsx, "parquet": make_parquet}


@pytest.mark.parametrize(
    ("layout", "make"),
    [
        (PENALTIES, make_csv),
        (PENALTIES_GB, make_gb),
        (PENALTIES_JSONL, make_jsonl),
        (PENALTIES_XLSX, make_xlsx),
        (PENALTIES_PARQUET, make_parquet),
    ],
    ids=["csv", "gb18030", "jsonl", "xlsx", "parquet"],
)
def test_the_same_rows(layout: Layout, make: Callable[[Path], None], tmp_path: Path) -> None:
    """Quotes, commas and line ends inside cells survive in every format."""
    path = tmp_path / f"a.{layout.format}"
    make(path)
    assert set(read_header(path, layout)) == set(PENALTY_COLUMNS)
    found = [
        {name: cell.replace("\r\n", "\n") for name, cell in row.cells.items()}
        for row in rows_of(path, layout)
    ]
    assert found == [
        {name: cell.replace("\r\n", "\n") for name, cell in row.items()} for row in ROWS
    ]


def test_what_a_workbook_stores(tmp_path: Path) -> None:
    """Numbers keep their digits and are named as numbers; typed days come as days."""
    path = tmp_path / "a.xlsx"
    row: dict[str, object] = {**penalty(1), "code": 919901000000000000, "fine": 12.3}
    write_xlsx(path, [list(row), [], [*row.values()]])
    row["decided"] = date(2026, 1, 5)
    write_xlsx(path, [list(row), [], [*row.values()]])
    (found,) = rows_of(path, PENALTIES_XLSX)
    assert found.numeric == {"code", "fine"}
    assert (found.cells["fine"], found.cells["decided"]) == ("12.3", "2026-01-05")


def test_numbers_in_json_keep_their_digits(tmp_path: Path) -> None:
    """A number is the digits that were sent, null is an empty cell."""
    path = tmp_path / "a.jsonl"
    line = orjson.dumps(penalty(1)).replace(b'"0.5"', b"1234567890123456789.10")
    path.write_bytes(line.replace('"暂无"'.encode(), b"null"))
    (found,) = rows_of(path, PENALTIES_JSONL)
    assert (found.cells["fine"], found.cells["until"]) == ("1234567890123456789.10", "")


@pytest.mark.parametrize(
    ("limits", "thing"),
    [
        (Limits(rows=2), "rows"),
        (Limits(cells=30), "cells"),
        (Limits(columns=11), "columns"),
        (Limits(cell_characters=8), "characters of a cell"),
    ],
)
@pytest.mark.parametrize("layout", [PENALTIES, PENALTIES_JSONL, PENALTIES_XLSX, PENALTIES_PARQUET])
def test_limits(layout: Layout, limits: Limits, thing: str, tmp_path: Path) -> None:
    """Each limit is a fault that names it, in every format."""
    path = tmp_path / f"a.{layout.format}"
    MAKERS[layout.format](path)
    with pytest.raises(Refused) as refused:
        rows_of(path, layout, limits)
    assert [fault.code for fault in refused.value.faults] == ["INTAKE-E006"]
    assert thing in refused.value.faults[0].what.en


TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"
    ),
    max_size=10,
)


@pytest.mark.parametrize("layout", [PENALTIES, PENALTIES_GB, PENALTIES_JSONL])
@given(cells=st.lists(st.tuples(st.sampled_from("=+-@'＝ "), TEXT), min_size=12, max_size=12))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rejects_are_read_back(
    layout: Layout, tmp_path: Path, cells: list[tuple[str, str]]
) -> None:
    """What a rejects file holds is read back as it was put in, guards and all."""
    path = tmp_path / f"rejects.{layout.format}"
    row = dict(zip(PENALTY_COLUMNS, map("".join, cells), strict=True))
    write_rejects(path, layout, PENALTY_COLUMNS, [{**row, **dict.fromkeys(ADDED, "x")}])
    (found,) = rows_of(path, layout)
    assert {name: found.cells[name] for name in PENALTY_COLUMNS} == row


def test_rejects_of_a_workbook(tmp_path: Path) -> None:
    """The rejects of a workbook are a workbook, of texts only, the same bytes each time."""
    path = tmp_path / "rejects.xlsx"
    row = penalty(1, facts="=1+1 <&> _x0041_", no="  007")
    contents = set()
    for _ in range(2):
        write_rejects(path, PENALTIES_XLSX, PENALTY_COLUMNS, [row])
        contents.add(path.read_bytes())
    assert len(contents) == 1
    (found,) = rows_of(path, PENALTIES_XLSX)
    assert found.cells["facts"].startswith("=1+1 <&>")
    assert found.cells["no"] == "  007"
    book = openpyxl.load_workbook(path)
    assert {cell.data_type for line in book.active for cell in line} <= {"s", "inlineStr", "n"}
