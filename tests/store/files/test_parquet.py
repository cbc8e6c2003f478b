"""Parquet: what its types become, what is refused by name, and what comes back as rejects."""

import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.actions.batches import PENALTY_COLUMNS, penalty
from tests.core.records.small_policy import PENALTIES_PARQUET

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.records.rejects import ADDED
from goodstanding.store.files import parquet_rows
from goodstanding.store.files.limits import Limits
from goodstanding.store.files.read import open_source, read_header
from goodstanding.store.files.rejects_file import write_rejects
from goodstanding.store.files.source import SourceRow, in_pieces

ROW = penalty(1)
DAY = date(2026, 1, 5)


def table(**changed: pa.Array) -> pa.Table:
    """Return one row of texts, with columns changed."""
    columns = {name: pa.array([cell]) for name, cell in ROW.items()}
    return pa.table({**columns, **changed})


def rows_of(path: Path, limits: Limits | None = None) -> list[SourceRow]:
    """Read a file to its end, and by columns too: the rows are the same."""
    rows = list(open_source(path, PENALTIES_PARQUET, limits or Limits()).rows)
    assert by_piece(path, Limits()) == rows
    return rows


def by_piece(path: Path, limits: Limits) -> list[SourceRow]:
    """Read a file by columns, in pieces of three rows at most."""
    return [
        piece.row(place)
        for piece in in_pieces(open_source(path, PENALTIES_PARQUET, limits), 3)
        for place in range(len(piece.columns["code"]))
    ]


@pytest.mark.parametrize(
    "limits", [Limits(rows=4), Limits(cells=len(ROW) * 5 - 1), Limits(rows=4, cells=len(ROW) * 4)]
)
def test_limits_hold_by_columns(limits: Limits, tmp_path: Path) -> None:
    """Too many rows, or cells, are told as they are row by row, though the metadata says less."""
    path = tmp_path / "a.parquet"
    pq.write_table(pa.concat_tables([table()] * 5), path)
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parquet_rows, "check_promise", lambda *_, **__: None)
        for read in (rows_of, by_piece):
            with pytest.raises(Refused) as refused:
                read(path, limits)
            found.append(refused.value.faults)
    assert found[0] == found[1]


def faults_of(path: Path, limits: Limits | None = None) -> tuple[Fault, ...]:
    """Return the faults of a file that is refused."""
    with pytest.raises(Refused) as refused:
        rows_of(path, limits)
    return refused.value.faults


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (pa.array([DAY], pa.date32()), "2026-01-05"),
        (pa.array([DAY], pa.date64()), "2026-01-05"),
        (pa.array([2**62], pa.int64()), str(2**62)),
        (pa.array([2**64 - 1], pa.uint64()), str(2**64 - 1)),
        (pa.array([-3], pa.int8()), "-3"),
        (pa.array([None], pa.int32()), ""),
        (pa.array([None], pa.string()), ""),
        (pa.array([None], pa.null()), ""),
        (pa.array(["大字"], pa.large_string()), "大字"),
        (pa.array(["字"]).dictionary_encode(), "字"),
    ],
    ids=str,
)
def test_what_a_column_becomes(column: pa.Array, text: str, tmp_path: Path) -> None:
    """Texts as they are, whole numbers as digits, days in ISO form, null as an empty cell."""
    path = tmp_path / "a.parquet"
    pq.write_table(table(fine=column), path)
    (row,) = rows_of(path)
    assert row.cells == {**ROW, "fine": text}


@pytest.mark.parametrize(
    "column",
    [
        pa.array([0.5]),
        pa.array([datetime(2026, 1, 5)]),  # noqa: DTZ001 - a time stamp without a zone
        pa.array([Decimal("0.50")]),
        pa.array([True]),
        pa.array([b"x"]),
        pa.array([["x"]]),
        pa.array([{"a": "x"}]),
        pa.array([timedelta(1)]),
    ],
    ids=lambda column: str(column.type),
)
def test_other_types_are_refused_by_name(column: pa.Array, tmp_path: Path) -> None:
    """The fault names the column and its type, before any row is given."""
    path = tmp_path / "a.parquet"
    pq.write_table(table(facts=column, fine=column), path)
    found = faults_of(path)
    assert [fault.code for fault in found] == ["INTAKE-E033"] * 2
    assert str(column.type)[:5] in found[0].what.en
    assert "facts" in found[0].what.en


def test_a_code_is_a_text(tmp_path: Path) -> None:
    """Numbers in the code column and in that of the old number are refused, and days too."""
    path = tmp_path / "a.parquet"
    pq.write_table(table(code=pa.array([919901000000000000]), old=pa.array([DAY])), path)
    assert [fault.code for fault in faults_of(path)] == ["INTAKE-E033"] * 2


def test_huge_row_groups_come_in_order(tmp_path: Path) -> None:
    """Batches, pieces and row groups do not lose, double or reorder rows."""
    path = tmp_path / "a.parquet"
    count = 12_345
    many = pa.table(
        {
            name: [f"{number} {name}" for number in range(count)]
            if name == "no"
            else [cell] * count
            for name, cell in ROW.items()
        }
    )
    for size in (count, 700):
        pq.write_table(many, path, row_group_size=size)
        rows = rows_of(path)
        assert [row.number for row in rows] == list(range(1, count + 1))
        assert [row.cells["no"] for row in rows] == [f"{number} no" for number in range(count)]


def test_wide_cells_come_in_pieces(tmp_path: Path) -> None:
    """A thousand rows of large cells pass the pipe in pieces of bounded size."""
    path = tmp_path / "a.parquet"
    cell = "字" * 10_000
    count = 300
    pq.write_table(pa.table({name: [cell] * count for name in ROW}), path)
    assert [row.cells["facts"] for row in rows_of(path)] == [cell] * count


def test_what_comes_out_is_limited(tmp_path: Path) -> None:
    """The limit counts the texts as they come out, not the bytes on the disk."""
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({name: ["字" * 1_000] * 3_000 for name in ROW}), path)
    assert path.stat().st_size < 1_000_000
    limits = Limits(parquet_inflated_bytes=1_000_000)
    (fault,) = faults_of(path, limits)
    assert (fault.code, "inflated bytes" in fault.what.en) == ("INTAKE-E006", True)
    (fault,) = faults_of(path, Limits(parquet_footer_bytes=100))
    assert (fault.code, "metadata" in fault.what.en) == ("INTAKE-E006", True)


def test_the_header_is_read_alone(tmp_path: Path) -> None:
    """The columns are known without a row being read."""
    path = tmp_path / "a.parquet"
    pq.write_table(table(), path)
    assert read_header(path, PENALTIES_PARQUET) == list(PENALTY_COLUMNS)


@given(
    cells=st.lists(
        st.text(st.characters(exclude_categories=("Cs",)), max_size=8), min_size=12, max_size=12
    )
)
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rejects_are_read_back(tmp_path: Path, cells: list[str]) -> None:
    """The rejects of a Parquet file are Parquet: mended, they can be sent as they are."""
    path = tmp_path / "rejects.parquet"
    row = {name: cell.replace("\0", "") for name, cell in zip(PENALTY_COLUMNS, cells, strict=True)}
    write_rejects(
        path, PENALTIES_PARQUET, PENALTY_COLUMNS, [{**row, **dict.fromkeys(ADDED, "x")}] * 1_100
    )
    rows = rows_of(path)
    assert [{name: found.cells[name] for name in PENALTY_COLUMNS} for found in rows] == [
        row
    ] * 1_100


def test_our_process_never_loads_the_library() -> None:
    """What receives files holds no Parquet library in memory, nor do its processes beside."""
    code = "import sys, goodstanding.store.stage.judged; sys.exit('pyarrow' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == 0
