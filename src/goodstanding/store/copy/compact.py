"""Compaction: one file a bucket, rows under the entity that owns them now, few small files.

No row is dropped: a superseded one is still asked for as of an earlier entry. A row that goes to
its owner's bucket keeps its own key beside it (`own`), so that an undo or an earlier day finds it.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pyarrow as pa

from goodstanding.store.copy.duckdb_views import OpenCopy, coming_rows, open_copy, staying_rows
from goodstanding.store.copy.encode import Codebooks, columns_of
from goodstanding.store.copy.files import (
    SPILL,
    read_rows,
    room_for,
    sweep,
    write_part,
    write_records,
)
from goodstanding.store.copy.lock import writing
from goodstanding.store.copy.manifest import (
    Manifest,
    Part,
    RecordFile,
    read_manifest,
    write_manifest,
)
from goodstanding.store.copy.readable import readable

MERGED_ROWS = 5_000_000
"""Small files are merged up to so many rows, so that memory stays bounded."""
MEMORY = "1GB"
Progress = Callable[[int, int], None]
"""Told how many record types are done, and how many there are."""


@dataclass
class _Work:
    """A copy being compacted: `retired` gathers the files that others take the place of."""

    database: duckdb.DuckDBPyConnection
    copy: OpenCopy
    retired: list[str]


def compact(folder: Path, *, progress: Progress | None = None, memory: str = MEMORY) -> Manifest:
    """Compact the copy; return its manifest. Files that were replaced stay for who reads them."""
    with room_for(folder), writing(folder):
        manifest = read_manifest(folder)
        manifest = replace(manifest, retired=sweep(folder, manifest))
        with closing(_database(folder, memory)) as database, readable(folder, manifest):
            work = _Work(database, open_copy(database, folder, manifest), list(manifest.retired))
            names = [*manifest.records]
            for done, name in enumerate(names, 1):
                manifest = _publish(work, _one_type(work, manifest, name))
                if progress:
                    progress(done, len(names) + 1)
            manifest = _publish(work, _small_files(work, manifest))
            if progress:
                progress(len(names) + 1, len(names) + 1)
    return manifest


def _database(folder: Path, memory: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            "threads": 2,
            "temp_directory": str(folder / SPILL),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )


def _publish(work: _Work, manifest: Manifest) -> Manifest:
    held = manifest.files()
    retired = tuple(sorted({name for name in work.retired if name not in held}))
    manifest = replace(manifest, retired=retired)
    write_manifest(work.copy.folder, manifest)
    return manifest


def _one_type(work: _Work, manifest: Manifest, record_type: str) -> Manifest:
    """Return the manifest with one file for each bucket of a type that has more, or moved rows."""
    names = tuple(manifest.policy_schema[record_type])
    coming_rows(work.database, work.copy, record_type, names)
    arriving = {
        bucket
        for (bucket,) in work.database.execute(
            f'SELECT DISTINCT entity >> {manifest.bits} FROM "coming_{record_type}"'
        ).fetchall()
    }
    leaving = set(
        work.database.execute(
            f"SELECT DISTINCT folded, filed >> {manifest.bits} FROM copy_moved"
        ).fetchall()
    )
    buckets = dict(manifest.records[record_type])
    for bucket in sorted(buckets.keys() | arriving):
        files = buckets.get(bucket, ())
        if (
            len(files) < 2  # noqa: PLR2004
            and bucket not in arriving
            and not any((one.folded, bucket) in leaving for one in files)
        ):
            continue
        rows = _bucket_rows(work, manifest, record_type, bucket, files)
        work.retired += [one.file for one in files]
        if rows.num_rows:
            stem = f"records/{record_type}/{bucket:05d}"
            buckets[bucket] = (
                write_records(
                    work.copy.folder,
                    stem,
                    rows,
                    fields=len(names),
                    folded=manifest.last_seq if manifest.folds else 0,
                ),
            )
        else:
            del buckets[bucket]
    return replace(manifest, records={**manifest.records, record_type: buckets})


def _bucket_rows(
    work: _Work,
    manifest: Manifest,
    record_type: str,
    bucket: int,
    files: Iterable[RecordFile],
) -> pa.Table:
    """Return all rows that belong in a bucket now, in order."""
    fields = manifest.policy_schema[record_type]
    names = tuple(fields)
    columns = ", ".join(["entity", "own", "seq", "day", *(f'"f_{name}"' for name in names)])
    held = tuple(files)
    parts = [
        staying_rows(
            work.copy, record_type, level, [one for one in held if one.folded == level], names
        )
        for level in sorted({one.folded for one in held})
    ]
    first = bucket << manifest.bits
    last = ((bucket + 1) << manifest.bits) - 1
    parts.append(
        f'SELECT {columns} FROM "coming_{record_type}" WHERE entity BETWEEN {first} AND {last}'
    )
    rows: pa.Table = work.database.sql(
        f"SELECT {columns} FROM ({' UNION ALL '.join(parts)}) ORDER BY entity, seq"
    ).to_arrow_table()
    return rows.cast(columns_of(record_type, fields, Codebooks(manifest.words())))


def _small_files(work: _Work, manifest: Manifest) -> Manifest:
    """Return the manifest with small files merged."""
    return replace(
        manifest,
        entities={
            bucket: _merged(work, parts, f"entities/{bucket:05d}")
            for bucket, parts in manifest.entities.items()
        },
        folds=_merged(work, manifest.folds, "folds/folds"),
        superseded=_by_type(work, "superseded", manifest.superseded),
        late=_by_type(work, "late", manifest.late),
    )


def _by_type(
    work: _Work, sort: str, parts: Mapping[str, tuple[Part, ...]]
) -> dict[str, tuple[Part, ...]]:
    return {name: _merged(work, held, f"{sort}/{name}/{sort}") for name, held in parts.items()}


def _merged(work: _Work, parts: tuple[Part, ...], stem: str) -> tuple[Part, ...]:
    chosen: list[Part] = []
    rows = 0
    for part in sorted(parts, key=lambda one: one.rows):
        rows += part.rows
        if rows > MERGED_ROWS:
            break
        chosen.append(part)
    if len(chosen) < 2:  # noqa: PLR2004
        return parts
    folder = work.copy.folder
    table = pa.concat_tables([read_rows(folder, one.file) for one in chosen])
    table = table.sort_by([(name, "ascending") for name in table.column_names])
    work.retired += [one.file for one in chosen]
    return (*(one for one in parts if one not in chosen), write_part(folder, stem, table))
