"""A small copy written by hand: two types, buckets of four entities, every kind of overlay."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from goodstanding.store.copy.encode import Codebooks, columns_of
from goodstanding.store.copy.files import by_bucket, overlay, write_part, write_records
from goodstanding.store.copy.manifest import Manifest, Part, RecordFile, Source, write_manifest

BITS = 2
FIELDS = {"penalty": {"sort": "choice", "fine": "money"}, "honour": {"title": "text"}}
WORDS = {("penalty", "sort"): ("warning", "fine")}
DAY = date(2024, 3, 1)
Row = tuple[int, int, str | None, int | None]
"""Entity, number, the word and the amount of a penalty."""


def record_files(folder: Path, rows: Sequence[Row]) -> dict[int, tuple[RecordFile, ...]]:
    """Write penalties; return the files by bucket."""
    words = WORDS["penalty", "sort"]
    ordered = sorted(rows)
    table = pa.table(
        [
            [row[0] for row in ordered],
            pa.nulls(len(ordered), pa.int64()),
            [row[1] for row in ordered],
            [DAY] * len(ordered),
            pa.array([words.index(row[2]) if row[2] else None for row in ordered], pa.uint8()),
            pa.array([row[3] for row in ordered], pa.int64()),
        ],
        schema=columns_of("penalty", FIELDS["penalty"], Codebooks(WORDS)),
    )
    return {
        bucket: (write_records(folder, f"records/penalty/{bucket:05d}", held, fields=2),)
        for bucket, held in by_bucket(table, BITS)
    }


def part(folder: Path, sort: str, name: str, **columns: Sequence[object]) -> Part:
    """Write one of the small files."""
    return write_part(folder, name, overlay(sort, columns))


def small_copy(folder: Path, rows: Sequence[Row], *, entities: int, **more: object) -> Manifest:
    """Write a copy of penalties and of that many entities, each brought by entry 1."""
    numbers = list(range(1, entities + 1))
    table = overlay(
        "entities",
        {
            "entity": numbers,
            "scheme": ["cn-uscc"] * entities,
            "entity_class": ["91"] * entities,
            "since": [1] * entities,
        },
    )
    manifest = Manifest(
        source=Source("ledger", "0" * 64),
        bits=BITS,
        last_seq=max(row[1] for row in rows),
        last_entity=entities,
        days=((DAY, max(row[1] for row in rows)),),
        policy_schema=FIELDS,
        codebooks={"penalty": {"sort": WORDS["penalty", "sort"]}},
        entities={
            bucket: (write_part(folder, f"entities/{bucket:05d}", held),)
            for bucket, held in by_bucket(table, BITS)
        },
        records={"penalty": record_files(folder, rows)},
        **more,  # type: ignore[arg-type]
    )
    write_manifest(folder, manifest)
    return manifest


def shown(
    database: duckdb.DuckDBPyConnection, fields: Mapping[str, Sequence[str]]
) -> dict[str, list[tuple[object, ...]]]:
    """Return what the views of a span hold, in order."""
    return {
        name: sorted(database.execute(f'SELECT * FROM "records_{name}"').fetchall())
        for name in fields
    }
