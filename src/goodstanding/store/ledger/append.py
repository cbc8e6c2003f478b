"""The one way into the ledger: gapless numbers under a lock, entry and content together.

Everything here runs inside the caller's transaction, so that a batch or an act is in the ledger
whole, with its derived tables, or not at all.
"""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import connection, transaction

from goodstanding.core.basis.canon import canonical
from goodstanding.core.basis.faults import Refused
from goodstanding.core.records.envelope import Envelope
from goodstanding.store.dialect import add_rows, as_day
from goodstanding.store.ledger.faults_ledger import BACK_DATED
from goodstanding.store.ledger.guards import POSTGRESQL, check_guards
from goodstanding.store.models.batch import Batch

LOCK = 0x676F6F64
"""The advisory lock's number on PostgreSQL: any number that nobody else takes."""
PRODUCTION = "production"

ENTRY = (
    "seq",
    "kind",
    "department",
    "record_type",
    "natural_key",
    "subject",
    "event_day",
    "learnt_day",
    "batch",
    "row_no",
    "replaces",
    "actor",
    "digest",
)
CONTENT = ("seq", "body", "salt", "fingerprint")


def numbering_lock() -> None:
    """Hold the right to number entries until the caller's transaction ends.

    Numbers are then in the order of commits, so "all entries after N" misses none. On SQLite
    every transaction is IMMEDIATE and holds the only write lock already. Nothing is numbered in
    a database whose guards are not all there.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("numbering needs a transaction")
    if connection.vendor == POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    check_guards()


def last_entry() -> tuple[int, date | None]:
    """Return the number and the day of the last entry; 0 and None in an empty ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, learnt_day FROM ledger_entry ORDER BY seq DESC LIMIT 1")
        row = cursor.fetchone()
    return (row[0], as_day(row[1])) if row else (0, None)


def _next_number(learnt_day: date) -> int:
    """Take the lock and return the next number, or refuse a day before the last entry's."""
    numbering_lock()
    last, known = last_entry()
    if settings.MODE == PRODUCTION and known is not None and learnt_day < known:
        raise Refused(BACK_DATED.at("ledger", day=learnt_day, known=known))
    return last + 1


def append(
    envelopes: Sequence[Envelope],
    *,
    salts: Sequence[str],
    batch: int | None = None,
    row_nos: Sequence[int] | None = None,
    replaces: Sequence[int | None] | None = None,
    fingerprints: Sequence[str] | None = None,
    actor: str = "",
) -> list[int]:
    """Append entries in the order given and return their numbers; `salts` must be secret chance."""
    if not envelopes:
        return []
    if not all(salts):
        raise ValueError("each entry needs a salt")
    first = _next_number(min(envelope.learnt_day for envelope in envelopes))
    numbers = list(range(first, first + len(envelopes)))
    empty: list[None] = [None] * len(envelopes)
    prints = fingerprints or [""] * len(envelopes)
    entries = [
        (
            seq,
            one.kind,
            one.department,
            one.record_type,
            one.natural_key,
            one.subject.key,
            one.event_day,
            one.learnt_day,
            batch,
            row_no,
            replaced,
            actor,
            one.digest(salt),
        )
        for seq, one, salt, row_no, replaced in zip(
            numbers, envelopes, salts, row_nos or empty, replaces or empty, strict=True
        )
    ]
    contents = [
        (seq, canonical(one.body()).decode(), salt, mark)
        for seq, one, salt, mark in zip(numbers, envelopes, salts, prints, strict=True)
    ]
    with connection.cursor() as cursor:
        add_rows(cursor, "ledger_entry", ENTRY, entries)
        add_rows(cursor, "ledger_content", CONTENT, contents)
    return numbers


STAGED = (
    "FROM stage_row WHERE batch = %s AND outcome IN ('accepted', 'flagged', 'withdrawn')"
    " ORDER BY row_no, id"
)
NUMBERED = "SELECT %s + row_number() OVER (ORDER BY row_no, id)"


def append_stage(batch: Batch) -> tuple[int, int]:
    """Append a batch's judged rows in row order; return the first and last number.

    One statement for the entries and one for their contents, however many rows; where the stage
    holds none, the last number returned is one less than the first.
    """
    first = _next_number(batch.learnt_day)
    before = first - 1
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO ledger_entry ({', '.join(ENTRY)}) {NUMBERED}, kind, %s, record_type,"
            " natural_key, subject, event_day, %s, batch, row_no, replaces, %s, digest"
            f" {STAGED}",
            [before, batch.department, batch.learnt_day, batch.actor, batch.number],
        )
        cursor.execute(
            f"INSERT INTO ledger_content ({', '.join(CONTENT)})"
            f" {NUMBERED}, body, salt, fingerprint {STAGED}",
            [before, batch.number],
        )
    return first, last_entry()[0]
