"""Entities and the owners of keys, brought up to date for a range of ledger entries."""

from collections.abc import Iterable, Mapping
from datetime import date

import orjson
from django.conf import settings
from django.db import connection

from goodstanding.core.appraisal.classes import names_a_law
from goodstanding.core.basis.ids import INDIVIDUAL_CLASS, entity_class
from goodstanding.core.entities.judgements import Judgement, KeyMap, fold_judgements
from goodstanding.core.policy.shape import Policy
from goodstanding.store.dialect import add_rows, among_numbers, among_texts, listed
from goodstanding.store.ledger.judgements import load_judgements

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


def take_judgements(first_seq: int, last_seq: int) -> list[Judgement]:
    """Copy the range's judgements out of their contents into their own table; return them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.seq, e.learnt_day, c.body FROM ledger_entry e"
            " JOIN ledger_content c ON c.seq = e.seq"
            " WHERE e.kind = 'judgement' AND e.seq BETWEEN %s AND %s ORDER BY e.seq",
            [first_seq, last_seq],
        )
        taken = [_judgement(seq, day, orjson.loads(body)) for seq, day, body in cursor.fetchall()]
        add_rows(
            cursor,
            "key_judgement",
            JUDGEMENT_COLUMNS,
            [
                (
                    one.seq,
                    one.judgement,
                    one.from_key,
                    one.to_key,
                    one.record_seq,
                    one.undoes,
                    one.reason,
                    one.learnt_day,
                )
                for one in taken
            ],
        )
    return taken


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


def add_entities(
    first_seq: int, last_seq: int, judged: Iterable[Judgement], *, policy: Policy
) -> None:
    """Give every key that the range names for the first time an entity of its own.

    Numbers follow the order in which the ledger first names the keys, so a rebuild gives the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.seq, e.subject, e.learnt_day FROM ledger_entry e WHERE e.seq IN"
            " (SELECT min(n.seq) FROM ledger_entry n WHERE n.seq BETWEEN %s AND %s"
            " AND n.subject <> '' AND NOT EXISTS"
            " (SELECT 1 FROM entity WHERE entity.key = n.subject) GROUP BY n.subject)",
            [first_seq, last_seq],
        )
        seen = [(seq, 0, key, day) for seq, key, day in cursor.fetchall()]
        named = [
            (one.seq, place, key, one.learnt_day)
            for one in judged
            for place, key in ((1, one.from_key), (2, one.to_key))
            if key
        ]
        held = _held_keys({key for _, _, key, _ in named})
        firsts: dict[str, tuple[int, date]] = {}
        for seq, _, key, day in sorted(seen + [one for one in named if one[2] not in held]):
            firsts.setdefault(key, (seq, day))
        cursor.execute("SELECT coalesce(max(number), 0) FROM entity")
        (number,) = cursor.fetchone()
        entities, owners = [], []
        for number, (key, (seq, day)) in enumerate(firsts.items(), start=number + 1):  # noqa: B020
            scheme, _, code = key.partition(":")
            kind = entity_class(key)
            entities.append(
                (number, key, scheme, code, kind, day, searchable(kind, policy), "", "")
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


def _held_keys(keys: Iterable[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM entity WHERE {among_texts('key')}", [listed(keys)])
        return {key for (key,) in cursor.fetchall()}


def settle_owners() -> set[int]:
    """Let every key be owned by whom all judgements say; return the entities that won or lost."""
    key_map = fold_judgements(load_judgements())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.key, own.key, o.since_seq FROM key_owner o"
            " JOIN entity mine ON mine.key = o.key JOIN entity own ON own.number = o.entity"
            " WHERE mine.number <> o.entity"
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
            f" WHERE {among_texts('subject')}",
            [listed(changed)],
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


def settle_waiting(judged: Iterable[Judgement]) -> set[int]:
    """Give waiting records that the judgements name, or take back, to whom they belong now."""
    key_map = fold_judgements(load_judgements())
    undone = {one.undoes for one in judged if one.undoes is not None}
    named = {one.record_seq for one in judged if one.record_seq is not None} | {
        one.record_seq
        for one in load_judgements(f"{among_numbers('seq')}", [listed(undone)])
        if one.record_seq is not None
    }
    return _give_waiting_records(key_map, named)


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
