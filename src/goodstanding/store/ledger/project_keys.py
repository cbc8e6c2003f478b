"""Entities and the owners of keys, brought up to date for a range of ledger entries."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import orjson
from django.conf import settings
from django.db import connection

from goodstanding.core.appraisal.classes import names_a_law
from goodstanding.core.basis.ids import INDIVIDUAL_CLASS, entity_class
from goodstanding.core.entities.judgements import Judgement, KeyMap
from goodstanding.core.policy.shape import Policy
from goodstanding.store.dialect import add_rows, among_numbers, among_texts, as_day, listed
from goodstanding.store.ledger.judgements import SLICE, map_around, undone_by

ENTITY_COLUMNS = (
    "number",
    "key",
    "scheme",
    "code",
    "entity_class",
    "first_day",
    "searchable",
    "name",
    "status",
)
JUDGEMENT_COLUMNS = (
    "seq",
    "judgement",
    "from_key",
    "to_key",
    "record_seq",
    "undoes",
    "reason",
    "learnt_day",
)


def take_judgements(first_seq: int, last_seq: int) -> bool:
    """Copy the range's judgements out of their contents into their own table; tell if any are."""
    any_taken = False
    with connection.chunked_cursor() as reading, connection.cursor() as cursor:
        reading.execute(
            "SELECT e.seq, e.learnt_day, c.body FROM ledger_entry e"
            " JOIN ledger_content c ON c.seq = e.seq"
            " WHERE e.kind = 'judgement' AND e.seq BETWEEN %s AND %s ORDER BY e.seq",
            [first_seq, last_seq],
        )
        while rows := reading.fetchmany(SLICE):
            any_taken = True
            taken = [_judgement(seq, day, orjson.loads(body)) for seq, day, body in rows]
            add_rows(
                cursor,
                "key_judgement",
                JUDGEMENT_COLUMNS,
                [tuple(getattr(one, column) for column in JUDGEMENT_COLUMNS) for one in taken],
            )
    return any_taken


def _judgement(seq: int, day: date, body: Mapping[str, Mapping[str, str]]) -> Judgement:
    said = body["fields"]
    return Judgement(
        seq=seq,
        judgement=said["judgement"],
        from_key=said.get("from_key", ""),
        to_key=said.get("to_key", ""),
        learnt_day=day,
        record_seq=int(said["record_seq"]) if said.get("record_seq") else None,
        undoes=int(said["seq"]) if said.get("seq") else None,
        reason=said.get("reason", ""),
    )


_NEW_KEYS = """
SELECT named.key, named.place / 3, e.learnt_day FROM (
  SELECT key, MIN(place) AS place FROM (
    SELECT subject AS key, seq * 3 AS place FROM ledger_entry WHERE seq BETWEEN %s AND %s
    UNION ALL
    SELECT from_key, seq * 3 + 1 FROM key_judgement WHERE seq BETWEEN %s AND %s
    UNION ALL
    SELECT to_key, seq * 3 + 2 FROM key_judgement WHERE seq BETWEEN %s AND %s
  ) AS every
  WHERE key <> '' AND NOT EXISTS (SELECT 1 FROM entity WHERE entity.key = every.key)
  GROUP BY key
) AS named JOIN ledger_entry e ON e.seq = named.place / 3
ORDER BY named.place
"""
"""Keys without an entity in the order in which the ledger names them; a judgement names two."""


def add_entities(first_seq: int, last_seq: int, *, policy: Policy) -> None:
    """Give every key that the range names for the first time an entity of its own.

    Numbers follow the order in which the ledger first names the keys, so a rebuild gives the same.
    """
    with connection.chunked_cursor() as reading, connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM entity")
        (number,) = cursor.fetchone()
        reading.execute(_NEW_KEYS, [first_seq, last_seq] * 3)
        while rows := reading.fetchmany(SLICE):
            entities, owners = [], []
            for number, (key, seq, day) in enumerate(rows, start=number + 1):  # noqa: B020
                scheme, _, code = key.partition(":")
                kind = entity_class(key)
                entities.append(
                    (number, key, scheme, code, kind, as_day(day), searchable(kind, policy), "", "")
                )
                owners.append((key, number, seq))
            add_rows(cursor, "entity", ENTITY_COLUMNS, entities)
            add_rows(cursor, "key_owner", ("key", "entity", "since_seq"), owners)


def searchable(kind: str, policy: Policy) -> bool:
    """Return whether entities of a class may be found by name.

    Individual businesses are found by their exact code only, unless the deployment names the law
    of the packs that opens them.
    """
    return kind != INDIVIDUAL_CLASS or names_a_law(settings.CLASS_92_BASIS, policy)


def settle_owners(judged: Sequence[Judgement]) -> set[int]:
    """Let the keys that judgements bear on be owned by whom all judgements say.

    Returns the entities that won or lost something.
    """
    key_map, around = map_around(judged)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.key, own.key, o.since_seq FROM key_owner o"
            " JOIN entity mine ON mine.key = o.key JOIN entity own ON own.number = o.entity"
            f" WHERE mine.number <> o.entity AND {among_texts('o.key')}",
            [listed(sorted(around))],
        )
        before = {key: (owner, since) for key, owner, since in cursor.fetchall()}
        after = {key: (key_map.owner(key), key_map.since(key)) for key in key_map.parents}
        changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        if not changed:
            return set()
        moved = _owners_of(changed)
        cursor.executemany(
            "UPDATE key_owner SET entity = (SELECT number FROM entity WHERE entity.key = %s),"
            " since_seq = coalesce(%s, (SELECT min(first.seq) FROM"
            " (SELECT min(seq) AS seq FROM ledger_entry WHERE subject = %s UNION ALL"
            " SELECT min(seq) FROM key_judgement WHERE from_key = %s OR to_key = %s) AS first))"
            " WHERE key = %s",
            [(*after.get(key, (key, None)), key, key, key, key) for key in sorted(changed)],
        )
        cursor.execute(
            "UPDATE current_record SET entity ="
            " (SELECT o.entity FROM key_owner o WHERE o.key = current_record.subject)"
            f" WHERE {among_numbers('entity')} AND {among_texts('subject')}",
            [listed(sorted(moved)), listed(changed)],
        )
    _give_waiting_records(key_map, key_map.records)
    return (
        moved
        | _owners_of(changed)
        | _owners_of(key_map.owner(one.to_key) for one in key_map.records.values())
    )


def _owners_of(keys: Iterable[str]) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT entity FROM key_owner WHERE {among_texts('key')}", [listed(keys)]
        )
        return {number for (number,) in cursor.fetchall()}


def settle_waiting(judged: Sequence[Judgement]) -> set[int]:
    """Give waiting records that the judgements name, or take back, to whom they belong now."""
    some = (*judged, *undone_by(judged))
    named = {one.record_seq for one in some if one.record_seq is not None}
    return _give_waiting_records(map_around(judged)[0], named) if named else set()


def _give_waiting_records(key_map: KeyMap, records: Iterable[int]) -> set[int]:
    """Write the owner of each waiting record; return the entities that won or lost one."""
    held = listed(records)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT seq, entity FROM current_record WHERE subject = '' AND {among_numbers('seq')}",
            [held],
        )
        before = dict(cursor.fetchall())
        cursor.execute(
            f"SELECT key, entity FROM key_owner WHERE {among_texts('key')}",
            [listed({key_map.record_owner(seq) for seq in before})],
        )
        numbers = dict(cursor.fetchall())
        after = {seq: numbers.get(key_map.record_owner(seq)) for seq in before}
        cursor.executemany(
            "UPDATE current_record SET entity = %s WHERE seq = %s",
            [(after[seq], seq) for seq in sorted(before) if after[seq] != before[seq]],
        )
    return {
        number
        for seq in before
        if after[seq] != before[seq]
        for number in (before[seq], after[seq])
        if number is not None
    }
