"""Reading an archive: who an entity is, and its records as known now, on a day, or at an entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson
from django.db import connection

from goodstanding.core.entities.judgements import Judgement, KeyMap, Link, fold_judgements
from goodstanding.store.cases.standing import marks_on
from goodstanding.store.dialect import Row, among_numbers, among_texts, as_day, listed
from goodstanding.store.ledger.judgements import judgements_around

RECORDS = "('fact', 'correction')"
VERSIONS = "('fact', 'correction', 'withdrawal')"
EVER = date.max
LAST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class NameView:
    """A name that an entity bears or bore, and since when it is known to."""

    name: str
    first_day: date
    current: bool


@dataclass(frozen=True, slots=True)
class EntityView:
    """Who an entity is. `folded_into`: the key that now holds its records, "" for itself."""

    number: int
    key: str
    scheme: str
    code: str
    name: str
    entity_class: str
    status: str
    first_day: date | None
    names: tuple[NameView, ...]
    links: tuple[Link, ...]
    keys: tuple[str, ...] = ()
    """Every key whose records belong to it today, its own first."""
    folded_into: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """One version of one record. `clock_day` is the day it happened, else the day it was learnt.

    `replaced_by` is the correction, withdrawal or erasure that put it out of force (None: it is
    in force as asked), known on `ended_day`. `erased`: its content is gone, its digest stays.
    """

    seq: int
    record_type: str
    department: str
    natural_key: str
    subject: str
    clock_day: date
    learnt_day: date
    fields: Mapping[str, str]
    code: str
    name: str
    flags: tuple[str, ...]
    replaced_by: int | None
    withdrawn: bool
    batch: int | None
    digest: str
    erased: bool = False
    ended_day: date | None = None
    marks: tuple[str, ...] = ()
    """What cases say of the record today, in the words of their procedures."""
    disputed: bool = False


# --- who ------------------------------------------------------------------------------------


def entity_by_key(key: str) -> EntityView | None:
    """Return the entity that holds the records of `key` today, or None for an unknown key."""
    return _entity("number = (SELECT entity FROM key_owner WHERE key = %s)", key)


def entity_by_number(number: int) -> EntityView | None:
    """Return the entity of this number, also where its records now belong to another."""
    return _entity("number = %s", number)


def _entity(condition: str, value: str | int) -> EntityView | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, key, scheme, code, name, entity_class, status, first_day"
            f" FROM entity WHERE {condition}",
            [value],
        )
        row = cursor.fetchone()
        if row is None:
            return None
        number, key, scheme, code, name, kind, status, first_day = row
        cursor.execute(
            "SELECT name, first_day, current FROM entity_name WHERE entity = %s"
            " ORDER BY first_day, name",
            [number],
        )
        names = tuple(
            NameView(name, as_day(day), bool(current)) for name, day, current in cursor.fetchall()
        )
        cursor.execute(
            "SELECT o.key, e.first_day FROM key_owner o JOIN entity e ON e.key = o.key"
            " WHERE o.entity = %s ORDER BY e.number",
            [number],
        )
        owned = {owned: as_day(day) for owned, day in cursor.fetchall()}
    key_map = fold_judgements(judgements_around(key))
    owner = key_map.owner(key)
    return EntityView(
        number=number,
        key=key,
        scheme=scheme,
        code=code,
        name=name,
        entity_class=kind,
        status=status,
        first_day=min([as_day(first_day), *owned.values()]),
        names=names,
        links=key_map.links(key),
        keys=tuple(sorted(owned, key=lambda one: one != key)),
        folded_into="" if owner == key else owner,
    )


# --- its records ----------------------------------------------------------------------------

COLUMNS = (
    "e.seq, e.record_type, e.department, e.natural_key, e.subject, e.event_day, e.learnt_day,"
    " t.body, e.batch, e.digest"
)
LATER = (
    "FROM ledger_entry n WHERE n.department = e.department AND n.record_type = e.record_type"
    f" AND n.natural_key = e.natural_key AND n.seq > e.seq AND n.kind IN {VERSIONS}"
)


def archive(
    number: int, *, known_on: date | None = None, known_seq: int | None = None
) -> tuple[RecordView, ...]:
    """Return an entity's records: the versions in force, in ledger order.

    `known_on` and `known_seq` bound what is known, judgements too: what was entered on a later
    day, or under a greater number, makes no difference. A record whose content was erased later
    still shows that it stood (`erased`), without its content.
    """
    if known_on is None and known_seq is None:
        return _marked(_present(number))
    until = known_on or EVER
    last = LAST if known_seq is None else known_seq
    key = _key_of(number)
    if key is None:
        return ()
    known = [one for one in judgements_around(key) if one.learnt_day <= until and one.seq <= last]
    keys, given = _owned(key, fold_judgements(known), known)
    bound: list[Any] = [until, last]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM ledger_entry e LEFT JOIN ledger_content t ON t.seq = e.seq"
            f" WHERE ({among_texts('e.subject')} OR {among_numbers('e.seq')})"
            f" AND e.kind IN {RECORDS} AND e.learnt_day <= %s AND e.seq <= %s"
            f" AND NOT EXISTS (SELECT 1 {LATER} AND n.learnt_day <= %s AND n.seq <= %s)"
            " AND NOT EXISTS (SELECT 1 FROM ledger_entry n WHERE n.kind = 'erasure'"
            " AND n.replaces = e.seq AND n.learnt_day <= %s AND n.seq <= %s) ORDER BY e.seq",
            [listed(keys), listed(given), *bound, *bound, *bound],
        )
        return _marked([_record(row) for row in cursor.fetchall()])


def _marked(records: Sequence[RecordView]) -> tuple[RecordView, ...]:
    """Return records with what cases say of them today, whatever day was asked about."""
    marks = marks_on({one.subject for one in records}) if records else {}
    found = (
        (one, marks.get((one.department, one.record_type, one.natural_key))) for one in records
    )
    return tuple(
        replace(one, marks=mark.words, disputed=mark.disputed) if mark else one
        for one, mark in found
    )


def _present(number: int) -> list[RecordView]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM current_record c JOIN ledger_entry e ON e.seq = c.seq"
            " LEFT JOIN ledger_content t ON t.seq = c.seq WHERE c.entity = %s ORDER BY e.seq",
            [number],
        )
        return [_record(row) for row in cursor.fetchall()]


def present_records(seqs: Sequence[int]) -> tuple[RecordView, ...]:
    """Return the records in force of these entry numbers, with what cases say of them today."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM current_record c JOIN ledger_entry e ON e.seq = c.seq"
            " LEFT JOIN ledger_content t ON t.seq = c.seq"
            f" WHERE {among_numbers('c.seq')} ORDER BY e.seq",
            [listed(sorted(seqs))],
        )
        return _marked([_record(row) for row in cursor.fetchall()])


def history(number: int) -> tuple[RecordView, ...]:
    """Return every version of every record under an entity's keys, with what ended each."""
    key = _key_of(number)
    if key is None:
        return ()
    known = judgements_around(key)
    keys, given = _owned(key, fold_judgements(known), known)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS}, x.seq, x.kind, x.learnt_day, w.seq FROM ledger_entry e"
            " LEFT JOIN ledger_content t ON t.seq = e.seq"
            f" LEFT JOIN ledger_entry x ON x.seq = (SELECT min(n.seq) {LATER})"
            " LEFT JOIN ledger_entry w ON w.kind = 'erasure' AND w.replaces = e.seq"
            f" WHERE ({among_texts('e.subject')} OR {among_numbers('e.seq')})"
            f" AND e.kind IN {RECORDS} ORDER BY e.seq",
            [listed(keys), listed(given)],
        )
        return tuple(_ended(row[:10], *row[10:]) for row in cursor.fetchall())


def latest_day() -> date | None:
    """Return the latest day on which anything was learnt, or None in an empty ledger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(learnt_day) FROM ledger_entry")
        (day,) = cursor.fetchone()
    return as_day(day) if day else None


def _key_of(number: int) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM entity WHERE number = %s", [number])
        row = cursor.fetchone()
    return row[0] if row else None


def _owned(key: str, key_map: KeyMap, known: Sequence[Judgement]) -> tuple[list[str], list[int]]:
    """Return the keys and the waiting records whose archive is that of `key` itself."""
    named = {key} | {one.from_key for one in known} | {one.to_key for one in known}
    keys = sorted(one for one in named if one and key_map.owner(one) == key)
    return keys, sorted(seq for seq in key_map.records if key_map.record_owner(seq) == key)


def _record(row: Row) -> RecordView:
    seq, record_type, department, natural_key, subject, event, learnt, text, batch, digest = row[
        :10
    ]
    body = orjson.loads(text) if text else {}
    learnt_day = as_day(learnt)
    return RecordView(
        seq=seq,
        record_type=record_type,
        department=department,
        natural_key=natural_key,
        subject=subject,
        clock_day=as_day(event) if event else learnt_day,
        learnt_day=learnt_day,
        fields=body.get("fields", {}),
        code=body.get("code", ""),
        name=body.get("name", ""),
        flags=tuple(body["flags"].split("|")) if body.get("flags") else (),
        replaced_by=None,
        withdrawn=False,
        batch=batch,
        digest=digest,
        erased=not text,
    )


def _ended(
    row: Row, seq: int | None, kind: str | None, day: date | None, erasure: int | None
) -> RecordView:
    return replace(
        _record(row),
        replaced_by=seq if seq is not None else erasure,
        withdrawn=kind == "withdrawal",
        ended_day=as_day(day) if day else None,
    )
