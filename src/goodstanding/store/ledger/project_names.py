"""Names and status of entities, from the records that are in force."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from goodstanding.core.entities.names import fold_name
from goodstanding.store.dialect import (
    Listed,
    add_rows,
    among_numbers,
    among_texts,
    as_day,
    body_field,
    listed,
    set_texts,
)

Bearing = tuple[date, bool]
"""Since when an entity bears a name, and whether it is the present one."""


def settle_names(entities: Iterable[int], registers: Iterable[str]) -> set[int]:
    """Bring names and status of `entities` up to date; return those whose names changed.

    The present name is the one that the latest registry record states, by its day, then by its
    number; where no registry record is held, the name that was stated last.
    """
    numbers = listed(sorted(entities))
    registry = _registry(numbers, registers)
    wanted, latest = _borne(numbers)
    present = {
        entity: registry.get(entity, ("", ""))[0] or latest.get(entity, ("", 0))[0]
        for entity in wanted.keys() | registry.keys()
    }
    changed = _write_names(numbers, wanted, present)
    _write_entities(numbers, present, {entity: row[1] for entity, row in registry.items()})
    return changed


def _registry(numbers: Listed, registers: Iterable[str]) -> dict[int, tuple[str, str]]:
    """Return name and status as each entity's latest registry record states them."""
    status = body_field("t.body", "fields", "status")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entity, name, coalesce({status}, '') FROM (SELECT entity, seq, name,"
            " row_number() OVER (PARTITION BY entity"
            " ORDER BY coalesce(event_day, learnt_day) DESC, seq DESC) AS place"
            f" FROM current_record WHERE {among_numbers('entity')}"
            f" AND {among_texts('record_type')})"
            " AS latest JOIN ledger_content t ON t.seq = latest.seq WHERE place = 1",
            [numbers, listed(registers)],
        )
        return {entity: (name, state) for entity, name, state in cursor.fetchall()}


def _borne(
    numbers: Listed,
) -> tuple[dict[int, dict[str, date]], dict[int, tuple[str, int]]]:
    """Return every name that is stated with its first day, and the name stated last."""
    wanted: dict[int, dict[str, date]] = {}
    latest: dict[int, tuple[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entity, name, min(coalesce(event_day, learnt_day)), max(seq)"
            f" FROM current_record WHERE {among_numbers('entity')} AND name <> ''"
            " GROUP BY entity, name",
            [numbers],
        )
        for entity, name, day, seq in cursor.fetchall():
            wanted.setdefault(entity, {})[name] = as_day(day)
            if seq > latest.get(entity, ("", 0))[1]:
                latest[entity] = (name, seq)
    return wanted, latest


def _write_names(
    numbers: Listed, wanted: dict[int, dict[str, date]], present: dict[int, str]
) -> set[int]:
    """Write only what differs, so that a search index has little to do."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entity, name, first_day, current FROM entity_name"
            f" WHERE {among_numbers('entity')}",
            [numbers],
        )
        before: dict[tuple[int, str], Bearing] = {
            (entity, name): (as_day(day), bool(current))
            for entity, name, day, current in cursor.fetchall()
        }
        after: dict[tuple[int, str], Bearing] = {
            (entity, name): (day, name == present[entity])
            for entity, names in wanted.items()
            for name, day in names.items()
        }
        differing = sorted(
            pair for pair in before.keys() | after.keys() if before.get(pair) != after.get(pair)
        )
        cursor.executemany(
            "DELETE FROM entity_name WHERE entity = %s AND name = %s",
            [pair for pair in differing if pair in before],
        )
        add_rows(
            cursor,
            "entity_name",
            ("entity", "name", "folded", "first_day", "current"),
            [(*pair, fold_name(pair[1]), *after[pair]) for pair in differing if pair in after],
        )
    return {entity for entity, _ in differing}


def _write_entities(numbers: Listed, present: dict[int, str], status: dict[int, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT number, name, status FROM entity WHERE {among_numbers('number')}", [numbers]
        )
        differing = [
            (*after, number)
            for number, *before in cursor.fetchall()
            if (after := (present.get(number, ""), status.get(number, ""))) != tuple(before)
        ]
        set_texts(cursor, "entity", ("name", "status"), "number", differing)
