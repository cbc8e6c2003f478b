"""The ledger looked at from end to end: every fault is told, nothing is mended."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from goodstanding.core.basis.faults import Fault
from goodstanding.core.records.seal import digest_of
from goodstanding.store.ledger.faults_ledger import (
    CONTENT_GONE,
    CONTENT_KEPT,
    CONTENT_STRAY,
    DIGEST_DIFFERS,
    GAP,
    RECEIPT_DIFFERS,
    SALT_TWICE,
    SEED_KEPT,
    TABLES_MISSING,
)
from goodstanding.store.ledger.guards import Watched, guard_faults
from goodstanding.store.ledger.verify_cases import case_faults

CHUNK = 2000
Progress = Callable[[int, int], None]
ENTRIES = (
    "SELECT e.seq, e.kind, e.department, e.record_type, e.natural_key, e.subject, e.event_day,"
    " e.learnt_day, e.digest, t.body, t.salt, x.seq FROM ledger_entry e"
    " LEFT JOIN ledger_content t ON t.seq = e.seq"
    " LEFT JOIN ledger_entry x ON x.kind = 'erasure' AND x.replaces = e.seq ORDER BY e.seq"
)


def verify(
    *, database: BaseDatabaseWrapper | None = None, progress: Progress | None = None
) -> tuple[Fault, ...]:
    """Return every fault of the ledger in `database` (default: the one in use)."""
    watched = database or connection
    guards = guard_faults(database)
    if any(fault.code == TABLES_MISSING.code for fault in guards):
        return guards
    return (
        *guards,
        *_entry_faults(watched, progress),
        *_content_faults(watched),
        *_batch_faults(watched),
        *case_faults(watched),
    )


def _entry_faults(database: Watched, progress: Progress | None) -> Iterator[Fault]:
    """Numbers without a gap; every content there, and its digest right, or erased by an entry."""
    with database.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry")
        (total,) = cursor.fetchone()
    expected, done = 1, 0
    after = 0
    while rows := _chunk(database, after):
        for row in rows:
            seq = row[0]
            if seq != expected:
                yield GAP.at(f"entry {seq}", expected=expected)
            expected = seq + 1
            yield from _one_entry(row)
        after = rows[-1][0]
        done += len(rows)
        if progress:
            progress(done, total)


def _chunk(database: Watched, after: int) -> list[tuple[Any, ...]]:
    statement = ENTRIES.replace(" ORDER BY", " WHERE e.seq > %s ORDER BY")
    with database.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT {CHUNK}", [after])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _one_entry(row: tuple[Any, ...]) -> Iterator[Fault]:
    seq, kind, department, record_type, key, subject, event, learnt, digest, body, salt, gone = row
    where = f"entry {seq}"
    if body is None:
        if gone is None:
            yield CONTENT_GONE.at(where)
        return
    if gone is not None:
        yield CONTENT_KEPT.at(where)
    said = digest_of(
        kind,
        department,
        record_type,
        key,
        subject,
        event.isoformat() if event else None,
        learnt.isoformat(),
        body.encode(),
        salt,
    )
    if said != digest:
        yield DIGEST_DIFFERS.at(where)


def _content_faults(database: Watched) -> Iterator[Fault]:
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT t.seq FROM ledger_content t LEFT JOIN ledger_entry e ON e.seq = t.seq"
            " WHERE e.seq IS NULL ORDER BY t.seq"
        )
        for (seq,) in cursor.fetchall():
            yield CONTENT_STRAY.at(f"content {seq}")
        cursor.execute(
            "SELECT t.seq, first.seq FROM (SELECT salt, min(seq) AS seq FROM ledger_content"
            " GROUP BY salt HAVING count(*) > 1) AS first"
            " JOIN ledger_content t ON t.salt = first.salt AND t.seq > first.seq ORDER BY t.seq"
        )
        for seq, other in cursor.fetchall():
            yield SALT_TWICE.at(f"entry {seq}", other=other)


def _batch_faults(database: Watched) -> Iterator[Fault]:
    """Sealed batches have no seed, and as many entries as their receipts tell of."""
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT b.number, b.seed, b.receipt, count(e.seq) FROM batch b"
            " LEFT JOIN ledger_entry e ON e.batch = b.number"
            " AND e.kind IN ('fact', 'correction', 'withdrawal') WHERE b.state = 'sealed'"
            " GROUP BY b.number, b.seed, b.receipt ORDER BY b.number"
        )
        rows = cursor.fetchall()
    for number, seed, receipt, held in rows:
        if seed:
            yield SEED_KEPT.at(f"batch {number}")
        said = orjson.loads(receipt) if receipt else {}
        told = sum(int(said.get(count, 0)) for count in ("accepted", "flagged", "withdrawn"))
        if told != held:
            yield RECEIPT_DIFFERS.at(f"batch {number}", told=told, held=held)
