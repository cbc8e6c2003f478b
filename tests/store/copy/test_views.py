"""What the views show of a copy written by hand, and what is refused of a manifest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from tests.store.copy.small import DAY, part, shown, small_copy

from goodstanding.core.basis.faults import Refused
from goodstanding.store.copy.duckdb_views import open_copy, show_span
from goodstanding.store.copy.manifest import NAME, read_manifest
from goodstanding.store.copy.slices import Span, known_seq, slice_of, spans

FIELDS = {"penalty": ("fine", "sort"), "honour": ("title",)}
ROWS = [(1, 1, "warning", 100), (1, 2, "fine", 200), (5, 3, None, None), (6, 4, "fine", 7)]
FIRST, SECOND = Span(0, 3), Span(4, 7)


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty DuckDB."""
    with duckdb.connect() as connection:
        yield connection


def penalties(
    database: duckdb.DuckDBPyConnection, folder: Path, span: Span, known: int | None = None
) -> list[tuple[object, ...]]:
    copy = open_copy(database, folder, read_manifest(folder), known)
    show_span(database, copy, span, FIELDS)
    return [(row[0], row[1]) for row in shown(database, FIELDS)["penalty"]]


def test_a_manifest_reads_as_it_was_written(tmp_path: Path) -> None:
    """Promise: nothing of a manifest is lost on the way through its file."""
    manifest = small_copy(tmp_path, ROWS, entities=6)
    assert read_manifest(tmp_path) == manifest


def test_fields_are_typed_and_empty_types_are_empty(
    database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Promise: choices are codes, missing fields NULL, a type without files an empty view."""
    small_copy(tmp_path, ROWS, entities=6)
    show_span(database, open_copy(database, tmp_path, read_manifest(tmp_path)), SECOND, FIELDS)
    assert shown(database, FIELDS) == {
        "penalty": [(5, 3, DAY, None, None), (6, 4, DAY, 7, 1)],
        "honour": [],
    }
    entities = database.execute("SELECT * FROM entities_all ORDER BY 1").fetchall()
    assert entities == [(number, "cn-uscc", "91") for number in (4, 5, 6)]


def test_superseded_records_count_until_they_were_superseded(
    database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Promise: a record counts as known at N while nothing up to N put it out of force."""
    gone = part(tmp_path, "superseded", "superseded/penalty/a", entity=[1], seq=[1], by=[2])
    small_copy(tmp_path, ROWS, entities=6, superseded={"penalty": (gone,)})
    assert penalties(database, tmp_path, FIRST) == [(1, 2)]
    assert penalties(database, tmp_path, FIRST, known=1) == [(1, 1)]
    assert penalties(database, tmp_path, FIRST, known=2) == [(1, 2)]


def test_folded_keys_show_at_their_owner_until_undone(
    database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Promise: the latest fold known decides whose a record is; the folded entity is left out."""
    folds = part(tmp_path, "folds", "folds/a", own=[1, 1], owner=[6, 1], since=[3, 4])
    small_copy(tmp_path, ROWS, entities=6, folds=(folds,))
    assert penalties(database, tmp_path, SECOND, known=3) == [(5, 3), (6, 1), (6, 2)]
    assert penalties(database, tmp_path, FIRST, known=3) == []
    assert database.execute("SELECT entity FROM entities_all").fetchall() == [(2,), (3,)]
    assert penalties(database, tmp_path, FIRST) == [(1, 1), (1, 2)]
    assert penalties(database, tmp_path, FIRST, known=2) == [(1, 1), (1, 2)]


def test_records_given_by_judgement_count_since_then(
    database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Promise: a record that waited counts from the judgement on that gave it to a key."""
    late = part(
        tmp_path,
        "late",
        "late/penalty/a",
        entity=[1, 1, 1],
        seq=[1, 1, 1],
        own=[1, None, 5],
        since=[2, 3, 4],
    )
    small_copy(tmp_path, ROWS, entities=6, late={"penalty": (late,)})
    assert penalties(database, tmp_path, FIRST, known=1) == []
    assert penalties(database, tmp_path, FIRST, known=2) == [(1, 1), (1, 2)]
    assert penalties(database, tmp_path, FIRST, known=3) == [(1, 2)]
    assert penalties(database, tmp_path, SECOND) == [(5, 1), (5, 3), (6, 4)]


def test_a_field_that_came_later_is_null_in_old_files(
    database: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Promise: a field that no file knows, or only the newer ones, reads as missing elsewhere."""
    manifest = small_copy(tmp_path, ROWS, entities=6)
    schema = {**manifest.policy_schema, "penalty": {"sort": "choice", "fine": "money", "n": "day"}}
    copy = open_copy(database, tmp_path, replace(manifest, policy_schema=schema))
    show_span(database, copy, FIRST, {"penalty": ("n", "fine")})
    rows = database.execute('SELECT * FROM "records_penalty" ORDER BY seq').fetchall()
    assert rows == [(1, 1, DAY, None, 100), (1, 2, DAY, None, 200)]


def test_spans_cover_all_entities_in_whole_buckets(tmp_path: Path) -> None:
    """Promise: spans hold every bucket once."""
    manifest = small_copy(tmp_path, ROWS, entities=6)
    assert spans(manifest, 1) == (FIRST, SECOND)
    assert spans(manifest, 2) == (Span(0, 7),)
    assert len(slice_of(manifest, tmp_path, "penalty", SECOND).files) == 1


def test_a_day_is_known_by_its_last_entry(tmp_path: Path) -> None:
    """Promise: what a day knew is a beginning of the ledger, or the question is refused."""
    manifest = small_copy(tmp_path, ROWS, entities=6)
    days = ((date(2024, 3, 1), 2), (date(2024, 3, 5), 4))
    ordered = replace(manifest, days=days)
    assert [known_seq(ordered, date(2024, 3, day)) for day in (4, 5, 9)] == [2, 4, 4]
    assert known_seq(ordered, date(2024, 2, 1)) == 0
    with pytest.raises(Refused, match="COPY-E018"):
        known_seq(replace(manifest, days=days[::-1]), date(2024, 3, 2))


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda text: text[: len(text) // 2], "COPY-E003"),
        (lambda text: text.replace(b'"last_seq":4', b'"last_seq":5'), "COPY-E003"),
        (lambda text: text.replace(b'"format":1', b'"format":2'), "COPY-E002"),
        (lambda _: b"[]", "COPY-E002"),
    ],
)
def test_a_damaged_manifest_is_named(tmp_path: Path, harm: object, code: str) -> None:
    """Promise: a truncated, altered or foreign manifest is refused by its code."""
    small_copy(tmp_path, ROWS, entities=6)
    path = tmp_path / NAME
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]
    with pytest.raises(Refused, match=code):
        read_manifest(tmp_path)


def test_no_copy_is_named(tmp_path: Path) -> None:
    """Promise: where no copy is, the refusal says how to make one."""
    with pytest.raises(Refused, match="COPY-E001"):
        read_manifest(tmp_path)
