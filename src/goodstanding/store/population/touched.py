"""Whom a refresh must compute: everybody of whom something changed since the last run.

That is: a record that was added, put out of force, judged, or erased since; a judgement about
keys (both sides, and whoever the key belonged to before); a new entity; a stored day of change
that has come. Too many is harmless, one too few is a wrong grade.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import duckdb

from goodstanding.store.copy.manifest import Manifest, Part, RecordFile
from goodstanding.store.population.run import WANTED
from goodstanding.store.population.standings import Standings, parquet, rows_sql

DUE = "next_change <= DATE '{on}'"
"""Whose stored day of change has come."""


def gather(
    database: duckdb.DuckDBPyConnection,
    copy: Path,
    manifest: Manifest,
    before: Standings,
    *,
    known: int,
    on: date,
) -> int:
    """Fill the table of entities to compute; return how many there are."""
    parts = [*changed_sql(copy, manifest, since=before.known, known=known)]
    parts.append(f"SELECT entity FROM ({rows_sql(before)}) WHERE {DUE.format(on=on)}")
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE {WANTED} AS SELECT DISTINCT entity FROM"
        f" ({' UNION ALL '.join(parts)}) WHERE entity IS NOT NULL ORDER BY entity"
    )
    if manifest.folds:
        database.execute(
            f"INSERT INTO {WANTED} SELECT DISTINCT owner FROM {_rows(copy, manifest.folds)}"
            f" WHERE own IN (SELECT entity FROM {WANTED})"
            f" AND owner NOT IN (SELECT entity FROM {WANTED})"
        )
    ((count,),) = database.execute(f"SELECT count(*) FROM {WANTED}").fetchall()
    return int(count)


def unnamed_erasures(manifest: Manifest, *, since: int, known: int) -> bool:
    """Return whether a record that counted was erased since: nothing says whose it was."""
    return any(one.seq <= since < one.until == one.by <= known for one in manifest.erased)


def changed_sql(copy: Path, manifest: Manifest, *, since: int, known: int) -> Iterator[str]:
    """Yield SQL for the entities that ledger entries after `since`, up to `known`, are about."""
    if known <= since:
        return
    new = [
        one
        for buckets in manifest.records.values()
        for files in buckets.values()
        for one in files
        if one.seq_last > since and one.seq_first <= known
    ]
    late = [one for parts in manifest.late.values() for one in parts]
    gone = [one for parts in manifest.superseded.values() for one in parts]
    opened = [one for parts in manifest.entities.values() for one in parts]
    after = f"> {since}"
    if new:
        rows = f"{_rows(copy, new)} WHERE seq {after}"
        yield f"SELECT entity FROM {rows} UNION ALL SELECT own FROM {rows} AND own IS NOT NULL"
    if gone:
        yield f'SELECT entity FROM {_rows(copy, gone)} WHERE "by" {after}'
    if late:
        moved = f"SELECT seq FROM {_rows(copy, late)} WHERE since {after}"
        if gone:
            moved += f' UNION ALL SELECT seq FROM {_rows(copy, gone)} WHERE "by" {after}'
        yield (
            f"SELECT unnest([entity, own]) AS entity FROM {_rows(copy, late)}"
            f" WHERE seq IN ({moved})"
        )
    if manifest.folds:
        yield (
            f"SELECT unnest([own, owner]) AS entity FROM {_rows(copy, manifest.folds)}"
            f" WHERE since {after}"
        )
    if opened:
        yield f"SELECT entity FROM {_rows(copy, opened)} WHERE since {after}"


def _rows(copy: Path, files: Iterable[Part | RecordFile]) -> str:
    return parquet([copy / one.file for one in files])
