"""The class of entities, where the registry says more than their codes do."""

from collections.abc import Iterable

from django.db import connection

from goodstanding.core.basis.ids import INDIVIDUAL_CLASS, entity_class
from goodstanding.core.policy.shape import Policy
from goodstanding.store.dialect import among_numbers, among_texts, body_field, listed
from goodstanding.store.ledger.project_keys import searchable

ONE_PERSONS = frozenset({"individual", "sole_proprietorship"})
"""Kinds of organisation that are one person's: what is said of them is said of the person."""


def settle_classes(
    entities: Iterable[int], registers: Iterable[str], *, policy: Policy
) -> set[int]:
    """Bring the classes of `entities` up to date; return those that may be found by name anew.

    An entity that its latest registry record calls one person's is of the individual class,
    whatever its code says: an old number, or a code from before the rules of codes, hides it.
    """
    held = listed(sorted(entities))
    kind = body_field("t.body", "fields", "org_type")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT entity, {kind} FROM (SELECT entity, seq, row_number() OVER"
            " (PARTITION BY entity ORDER BY coalesce(event_day, learnt_day) DESC, seq DESC)"
            f" AS place FROM current_record WHERE {among_numbers('entity')}"
            f" AND {among_texts('record_type')}) AS latest"
            " JOIN ledger_content t ON t.seq = latest.seq WHERE place = 1",
            [held, listed(registers)],
        )
        individual = {entity for entity, said in cursor.fetchall() if said in ONE_PERSONS}
        cursor.execute(
            "SELECT number, key, entity_class, searchable FROM entity"
            f" WHERE {among_numbers('number')}",
            [held],
        )
        opened: set[int] = set()
        for number, key, before, found in cursor.fetchall():
            after = INDIVIDUAL_CLASS if number in individual else entity_class(key)
            if after != before:
                opens = searchable(after, policy)
                cursor.execute(
                    "UPDATE entity SET entity_class = %s, searchable = %s WHERE number = %s",
                    [after, opens, number],
                )
                opened |= {number} if opens and not found else set()
    return opened
