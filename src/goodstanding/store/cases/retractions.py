"""What a department's files took back of what they had stated, and what was made good of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import orjson
from django.db import connection

from goodstanding.core.records.retraction import Stated
from goodstanding.store.cases.targets import ANNULMENT, versions_of
from goodstanding.store.dialect import Row

PAGE = 5_000
"""So many pairs are looked at together: a batch of a million corrections needs no memory."""
CHANGED = (
    "SELECT e.seq, e.kind, e.subject, t.body, o.seq, o.subject, ot.body, o.record_type"
    " FROM ledger_entry e JOIN ledger_content t ON t.seq = e.seq"
    " JOIN ledger_entry o ON o.seq = e.replaces JOIN ledger_content ot ON ot.seq = o.seq"
)
WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class Changed:
    """A version that a file replaced (`entry`), with what came after it; None: it is gone."""

    entry: int
    record_type: str
    before: Stated
    after: Stated | None


def changed_between(first: int, last: int) -> Iterator[Changed]:
    """Give the versions that entries of the ledger replaced, in their order."""
    since = first - 1
    while since < last:
        with connection.cursor() as cursor:
            cursor.execute(
                f"{CHANGED} WHERE e.seq > %s AND e.seq <= %s AND e.replaces IS NOT NULL"
                f" ORDER BY e.seq LIMIT {PAGE}",
                [since, last],
            )
            rows = cursor.fetchall()
        yield from map(_changed, rows)
        since = rows[-1][0] if len(rows) == PAGE else last


def replaced_by_file(entry: int) -> Changed | None:
    """Return how a file replaced a version; None: it stands, or a case replaced it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{CHANGED} WHERE e.department = o.department AND e.record_type = o.record_type"
            " AND e.natural_key = o.natural_key AND e.batch IS NOT NULL AND o.seq = %s",
            [entry],
        )
        row = cursor.fetchone()
    return _changed(row) if row else None


def is_made_good(entry: int, *, procedure: str, subject: str) -> bool:
    """Return whether redress was opened about a record already: by a file, or by a case."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.about_kind, c.about_id FROM case_file c"
            " JOIN case_standing s ON s.case_id = c.id"
            " WHERE s.subject = %s AND c.procedure = %s ORDER BY c.id",
            [subject, procedure],
        )
        rows = cursor.fetchall()
        about = {int(id_) for kind, id_ in rows if kind != ANNULMENT}
        for kind, id_ in rows:
            if kind == ANNULMENT:
                cursor.execute("SELECT about_id FROM case_file WHERE id = %s", [int(id_)])
                (found,) = cursor.fetchone()
                about |= {int(found)} if found.isdigit() else set()
    return bool(about & set(versions_of(entry)))


def _changed(row: Row) -> Changed:
    _seq, kind, subject, text, entry, named, said, record_type = row
    gone = kind == WITHDRAWAL
    return Changed(
        entry=int(entry),
        record_type=record_type,
        before=Stated(named, orjson.loads(said)["fields"]),
        after=None if gone else Stated(subject, orjson.loads(text)["fields"]),
    )
