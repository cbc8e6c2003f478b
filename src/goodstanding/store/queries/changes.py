"""What changed in the public rows since a cursor: rows as they may be shown today, and removals.

Every entry of the ledger, and every event of a case about a record, may change what is shown of a
record; so the state of today of each record that one touched is told: the row, or that it is gone.
Telling it twice is harmless, and a later entry tells it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection

from goodstanding.core.appraisal.classes import is_in_force
from goodstanding.core.basis.ids import INDIVIDUAL_CLASS
from goodstanding.core.policy.shape import Policy
from goodstanding.store.dialect import among_numbers, among_texts, listed
from goodstanding.store.queries.archive import RecordView, present_records
from goodstanding.store.queries.public_view import PublicRecord, shown_records

MOST = 500
"""Entries, and events, that one answer goes through."""
RecordKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a mirror is: the last entry, and the last event of a case, that it has seen."""

    entry: int = 0
    event: int = 0

    def __str__(self) -> str:
        """Return it as it is sent."""
        return f"{self.entry}.{self.event}"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may be shown: whose it is, and the record."""

    key: RecordKey
    entity: str
    name: str
    record: PublicRecord


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows as they stand, records that are gone, the next cursor, and whether more waits."""

    rows: tuple[Row, ...]
    removed: tuple[RecordKey, ...]
    next: Cursor
    more: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """The version in force of a record, and the entity whose archive holds it."""

    seq: int
    entity: str
    name: str
    entity_class: str


def changes(after: Cursor, *, policy: Policy, on: date) -> Changes:
    """Return what a mirror that is at a cursor must add, change and drop."""
    entries = _rows(
        "SELECT seq, kind, department, record_type, natural_key, subject, replaces"
        " FROM ledger_entry WHERE seq > %s ORDER BY seq LIMIT %s",
        [after.entry, MOST],
    )
    events = _rows(
        "SELECT e.seq, r.department, r.record_type, r.natural_key, r.seq FROM case_event e"
        " JOIN case_standing s ON s.case_id = e.case_id"
        " LEFT JOIN ledger_entry r ON r.seq = s.record WHERE e.seq > %s ORDER BY e.seq LIMIT %s",
        [after.event, MOST],
    )
    last = entries[-1][0] if entries else after.entry
    # a record whose entry comes later is told then: a mirror is told to drop only what came before
    marked = ((one[1], one[2], one[3]) for one in events if one[4] is not None and one[4] <= last)
    touched = dict.fromkeys((*_touched(entries, policy), *marked))
    public = [key for key in touched if _is_public(policy, key)]
    standing = _standing(public)
    kept = present_records([one.seq for one in standing.values()])
    shown = {_key(one.kept): one for one in shown_records(kept, policy=policy, on=on)}
    open_class = is_in_force(settings.CLASS_92_BASIS, policy, on=on)
    rows = tuple(
        Row(key, standing[key].entity, standing[key].name, shown[key])
        for key in public
        if key in shown
        and standing[key].entity
        and (open_class or standing[key].entity_class != INDIVIDUAL_CLASS)
    )
    given = {one.key for one in rows}
    first = _first([key for key in public if key not in given])
    return Changes(
        rows,
        tuple(key for key in public if key not in given and first[key] <= after.entry),
        Cursor(
            last,
            events[-1][0] if events else after.event,
        ),
        more=MOST in (len(entries), len(events)),
    )


def _touched(entries: Sequence[Any], policy: Policy) -> tuple[RecordKey, ...]:
    """Return the records that entries may have changed: their own, or all of an archive."""
    found: list[RecordKey] = []
    erased: list[int] = []
    judged: list[int] = []
    subjects: set[str] = set()
    last = entries[-1][0] if entries else 0  # later versions are told with their own entries
    for seq, kind, department, record_type, natural_key, subject, replaces in entries:
        known = policy.record_types.get(record_type)
        if kind == "erasure":
            erased.append(replaces)
        elif kind == "judgement":
            judged.append(seq)
        else:
            found.append((department, record_type, natural_key))
            if known is not None and known.registers:
                subjects.add(subject)  # a registry says of which class an entity is
    judgements = _rows(
        f"SELECT from_key, to_key, record_seq FROM key_judgement WHERE {among_numbers('seq')}"
        f" OR seq IN (SELECT undoes FROM key_judgement WHERE {among_numbers('seq')})",
        [listed(judged), listed(judged)],
    )
    for from_key, to_key, record in judgements:
        subjects |= {one for one in (from_key, to_key) if one}
        erased += [record] if record else []
    versions = _rows(
        "SELECT department, record_type, natural_key FROM ledger_entry"
        f" WHERE {among_numbers('seq')} ORDER BY seq",
        [listed(erased)],
    )
    archives = _rows(
        "SELECT department, record_type, natural_key FROM current_record WHERE entity IN"
        f" (SELECT entity FROM key_owner WHERE {among_texts('key')}) AND seq <= %s ORDER BY seq",
        [listed(sorted(subjects)), last],
    )
    return (*found, *versions, *archives)


def _standing(keys: Sequence[RecordKey]) -> dict[RecordKey, _Standing]:
    """Return the versions in force of some records; what is out of force is not there."""
    rows = _rows(
        "SELECT c.department, c.record_type, c.natural_key, c.seq, coalesce(e.key, ''),"
        " coalesce(e.name, ''), coalesce(e.entity_class, '') FROM current_record c"
        f" LEFT JOIN entity e ON e.number = c.entity WHERE {_named('c')}",
        _names(keys),
    )
    found = {(one[0], one[1], one[2]): _Standing(*one[3:]) for one in rows}
    return {key: found[key] for key in keys if key in found}


def _first(keys: Sequence[RecordKey]) -> dict[RecordKey, int]:
    """Return the entry by which each record came: a mirror that is before it never had it."""
    rows = _rows(
        "SELECT c.department, c.record_type, c.natural_key, min(c.seq) FROM ledger_entry c"
        f" WHERE {_named('c')} GROUP BY c.department, c.record_type, c.natural_key",
        _names(keys),
    )
    return {(one[0], one[1], one[2]): one[3] for one in rows}


def _named(table: str) -> str:
    """Return the condition that a row is of some departments, types and numbers: a superset."""
    columns = ("department", "record_type", "natural_key")
    return " AND ".join(among_texts(f"{table}.{one}") for one in columns)


def _names(keys: Sequence[RecordKey]) -> list[Any]:
    return [listed(sorted({key[place] for key in keys})) for place in range(3)]


def _is_public(policy: Policy, key: RecordKey) -> bool:
    known = policy.record_types.get(key[1])
    return known is not None and known.openness == "public"


def _key(kept: RecordView) -> RecordKey:
    return (kept.department, kept.record_type, kept.natural_key)


def _rows(statement: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Any] = cursor.fetchall()
    return rows
