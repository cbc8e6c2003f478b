"""Issued appraisals as the ledger keeps them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import orjson
from django.db import connection

from goodstanding.store.dialect import as_day

ISSUED: Literal["appraisal_issued"] = "appraisal_issued"


@dataclass(frozen=True, slots=True)
class IssuedEntry:
    """A ledger entry by which an appraisal was issued; `fields` is None where it was erased."""

    seq: int
    number: int
    key: str
    learnt_day: date
    actor: str
    fields: Mapping[str, str] | None


def issued_entry(seq: int) -> IssuedEntry | None:
    """Return the issued appraisal with this ledger number, or None: there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.seq, n.number, e.subject, e.learnt_day, e.actor, t.body FROM ledger_entry e"
            " JOIN entity n ON n.key = e.subject LEFT JOIN ledger_content t ON t.seq = e.seq"
            " WHERE e.seq = %s AND e.kind = %s",
            [seq, ISSUED],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    number, entity, key, learnt, actor, body = row
    fields = orjson.loads(body)["fields"] if body else None
    return IssuedEntry(number, entity, key, as_day(learnt), actor, fields)
