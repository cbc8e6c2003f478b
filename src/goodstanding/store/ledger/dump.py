"""The canonical dump: what the database says, by key, in one text form on every database.

No numbers that only stand for something else, and no times of computing: two databases that say
the same have the same bytes. Each line is the canonical JSON of a table's name and one row.
"""

import base64
import hashlib
from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from django.db import connection, transaction

from goodstanding.core.basis.canon import canonical
from goodstanding.store.ledger.append import CONTENT, ENTRY
from goodstanding.store.ledger.case_columns import (
    CASE_EFFECT,
    CASE_EVENT,
    CASE_FILE,
    CASE_FORM,
    CASE_STANDING,
    CHECK_LOG,
    CHECK_REASON,
    CHECK_REQUEST,
    EVIDENCE_CONTENT,
    LETTER,
    OFFICE_NOTE,
    RECEIVER_RECEIPT,
    SERVICE,
)

Parts = Literal["all", "ledger", "derived"]


class Table(NamedTuple):
    """One table of the dump: its columns by name, and where the rows come from, in order."""

    name: str
    columns: dict[str, str]
    rows: str
    chunk: int = 2000
    """Rows read at a time."""


def _plain(name: str, order: str, *columns: str) -> Table:
    return Table(
        name, {column: f"t.{column}" for column in columns}, f"{name} t ORDER BY t.{order}"
    )


LEDGER = (
    _plain("ledger_entry", "seq", *ENTRY),
    _plain("ledger_content", "seq", *CONTENT),
    _plain("ledger_packs", "digest", "digest", "body"),
    _plain(
        "batch",
        "number",
        "number",
        "department",
        "layout",
        "name",
        "file_digest",
        "learnt_day",
        "state",
        "policy",
        "actor",
        "receipt",
    ),
    _plain("case_file", "id", *CASE_FILE),
    _plain("case_event", "seq", *CASE_EVENT),
    _plain("case_form", "seq", *CASE_FORM),
    _plain("evidence_content", "seq", *EVIDENCE_CONTENT)._replace(chunk=8),
    _plain("letter", "id", *LETTER),
    _plain("service", "id", *SERVICE),
    _plain("case_effect", "id", *CASE_EFFECT),
    _plain("receiver_receipt", "id", *RECEIVER_RECEIPT),
    _plain("office_note", "id", *OFFICE_NOTE),
    _plain("check_log", "id", *CHECK_LOG),
    _plain("check_reason", "id", *CHECK_REASON),
    _plain("check_request", "id", *CHECK_REQUEST),
)
OWNED = "JOIN entity own ON own.number = t.entity"
DERIVED = (
    _plain(
        "entity",
        "key",
        "key",
        "scheme",
        "code",
        "name",
        "entity_class",
        "status",
        "first_day",
        "searchable",
    ),
    Table(
        "key_owner",
        {"key": "t.key", "owner": "own.key", "since_seq": "t.since_seq"},
        f"key_owner t {OWNED} ORDER BY t.key",
    ),
    _plain(
        "key_judgement",
        "seq",
        "seq",
        "judgement",
        "from_key",
        "to_key",
        "record_seq",
        "undoes",
        "reason",
        "learnt_day",
    ),
    Table(
        "entity_name",
        {
            "entity": "own.key",
            "name": "t.name",
            "folded": "t.folded",
            "first_day": "t.first_day",
            "current": "t.current",
        },
        f"entity_name t {OWNED} ORDER BY own.key, t.name",
    ),
    Table(
        "current_record",
        {
            "entity": "own.key",
            **{
                column: f"t.{column}"
                for column in (
                    "seq",
                    "department",
                    "record_type",
                    "natural_key",
                    "subject",
                    "event_day",
                    "learnt_day",
                    "fingerprint",
                    "name",
                )
            },
        },
        f"current_record t LEFT {OWNED} ORDER BY t.seq",
    ),
    _plain("waiting", "seq", "seq", "department", "code", "name", "learnt_day"),
    Table(
        "standing_grade",
        {
            "entity": "own.key",
            **{
                column: f"t.{column}"
                for column in ("model", "policy", "day", "score", "grade", "next_change")
            },
        },
        f"standing_grade t {OWNED} ORDER BY own.key",
    ),
    _plain("case_standing", "case_id", *CASE_STANDING),
)
TRUTHS = frozenset({"searchable", "current", "delivered", "ended", "disputes"})


def _text(column: str, value: object) -> str | None:
    """Return a value as the dump writes it; databases differ in days, truths and octets."""
    if column in TRUTHS:
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return None if value is None else str(value)


def canonical_dump(parts: Parts = "all") -> Iterator[bytes]:
    """Return the dump line by line, each ending in a line feed, as of one moment."""
    tables = (LEDGER if parts != "derived" else ()) + (DERIVED if parts != "ledger" else ())
    with transaction.atomic():
        for table in tables:
            columns = ", ".join(f"{source} AS {column}" for column, source in table.columns.items())
            with connection.chunked_cursor() as cursor:
                cursor.execute(f"SELECT {columns} FROM {table.rows}")
                while rows := cursor.fetchmany(table.chunk):
                    for row in rows:
                        told = zip(table.columns, row, strict=True)
                        yield (
                            canonical(
                                [table.name, {name: _text(name, value) for name, value in told}]
                            )
                            + b"\n"
                        )


def dump_digest(*, parts: Parts = "all") -> str:
    """Return the SHA-256 of the canonical dump."""
    digest = hashlib.sha256()
    for line in canonical_dump(parts):
        digest.update(line)
    return digest.hexdigest()
