"""Derived tables brought up to date for a range of ledger entries, in the same transaction.

Facts, corrections and withdrawals move in bulk by SQL; only judgements are folded in Python.
The result depends on the ledger alone: range by range or all at once, it is the same.
"""

from collections.abc import Iterator

from django.db import connection

from goodstanding.core.policy.shape import Policy
from goodstanding.store.dialect import among_texts, body_field, listed
from goodstanding.store.ledger.judgements import judgements_between
from goodstanding.store.ledger.project_classes import settle_classes
from goodstanding.store.ledger.project_keys import (
    add_entities,
    settle_owners,
    settle_waiting,
    take_judgements,
)
from goodstanding.store.ledger.project_names import settle_names
from goodstanding.store.search.upkeep import index_names

NAME_LENGTH = 300
ENTITIES_AT_A_TIME = 20_000
SAME_KEY = (
    "{0}.department = {1}.department AND {0}.record_type = {1}.record_type"
    " AND {0}.natural_key = {1}.natural_key"
)


def project(first_seq: int, last_seq: int, *, policy: Policy, index: bool = True) -> None:
    """Bring every derived table but the standing grades up to date for these entries.

    Entries must be handed over in order and each once; `standing_grade` is `appraise`'s. Who
    brings all entries anew makes the index of names when all are there.
    """
    if last_seq < first_seq:
        return
    registers = [one.id for one in policy.record_types.values() if one.registers]
    judged = take_judgements(first_seq, last_seq)
    add_entities(first_seq, last_seq, policy=policy)
    touched: set[int] = set()
    if judged:
        for some in judgements_between(first_seq, last_seq):
            touched |= settle_owners(some)
    touched |= _replace_current(first_seq, last_seq, registers)
    if judged:
        for some in judgements_between(first_seq, last_seq):
            touched |= settle_waiting(some)
    _settle_queue()
    for entities in _sliced(touched):
        opened = settle_classes(entities, registers, policy=policy)
        if (settle_names(entities, registers) or opened) and index:
            index_names(opened)


def _sliced(entities: set[int]) -> Iterator[list[int]]:
    """Give the numbers in order, so many at a time that their names weigh little."""
    numbers = sorted(entities)
    for at in range(0, len(numbers), ENTITIES_AT_A_TIME):
        yield numbers[at : at + ENTITIES_AT_A_TIME]


def _replace_current(first_seq: int, last_seq: int, registers: list[str]) -> set[int]:
    """Let the latest version of every key that the range states be the one in force."""
    span = [first_seq, last_seq]
    gone = (
        "SELECT c.{column} FROM ledger_entry e JOIN current_record c ON "
        + SAME_KEY.format("c", "e")
        + " WHERE e.seq BETWEEN %s AND %s AND e.kind IN ('correction', 'withdrawal')"
        " UNION SELECT c.{column} FROM ledger_entry e JOIN current_record c ON c.seq = e.replaces"
        " WHERE e.seq BETWEEN %s AND %s AND e.kind = 'erasure'"
    )
    own_name = body_field("t.body", "name")
    registry_name = body_field("t.body", "fields", "name")
    with connection.cursor() as cursor:
        cursor.execute(gone.format(column="entity"), span * 2)
        touched = {number for (number,) in cursor}
        cursor.execute(
            f"DELETE FROM current_record WHERE seq IN ({gone.format(column='seq')})", span * 2
        )
        # The latest versions are found in one pass: to ask of each whether a later one is there is
        # quadratic on a PostgreSQL that knows nothing yet of tables it was just given.
        cursor.execute(
            "INSERT INTO current_record (seq, department, record_type, natural_key, subject,"
            " entity, event_day, learnt_day, fingerprint, name)"
            " SELECT e.seq, e.department, e.record_type, e.natural_key, e.subject, o.entity,"
            " e.event_day, e.learnt_day, t.fingerprint,"
            f" substr(CASE WHEN {among_texts('e.record_type')}"
            f" THEN coalesce(nullif({registry_name}, ''), {own_name}) ELSE {own_name} END,"
            f" 1, {NAME_LENGTH})"
            " FROM ledger_entry e JOIN ledger_content t ON t.seq = e.seq"
            " LEFT JOIN key_owner o ON o.key = e.subject"
            " WHERE e.kind IN ('fact', 'correction') AND e.seq BETWEEN %s AND %s AND e.seq IN"
            " (SELECT max(seq) FROM ledger_entry WHERE seq BETWEEN %s AND %s"
            " AND kind IN ('fact', 'correction', 'withdrawal')"
            " GROUP BY department, record_type, natural_key) ORDER BY e.seq",
            [listed(registers), *span, *span],
        )
        # Who states its present name once more, and no earlier, changes nothing about its names.
        cursor.execute(
            "SELECT DISTINCT c.entity FROM current_record c WHERE c.seq BETWEEN %s AND %s"
            f" AND ({among_texts('c.record_type')} OR c.name <> '' AND NOT EXISTS"
            " (SELECT 1 FROM entity_name n WHERE n.entity = c.entity AND n.name = c.name"
            " AND n.current AND n.first_day <= coalesce(c.event_day, c.learnt_day)))",
            [*span, listed(registers)],
        )
        touched |= {number for (number,) in cursor}
    touched.discard(None)
    return touched


def _settle_queue() -> None:
    """Let exactly the records in force that belong to nobody wait."""
    code = body_field("t.body", "code")
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM waiting WHERE NOT EXISTS (SELECT 1 FROM current_record c"
            " WHERE c.seq = waiting.seq AND c.entity IS NULL)"
        )
        cursor.execute(
            "INSERT INTO waiting (seq, department, code, name, learnt_day)"
            f" SELECT c.seq, c.department, substr(coalesce({code}, ''), 1, 80), c.name,"
            " c.learnt_day FROM current_record c JOIN ledger_content t ON t.seq = c.seq"
            " WHERE c.entity IS NULL"
            " AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.seq = c.seq) ORDER BY c.seq"
        )
