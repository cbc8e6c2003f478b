"""Cases and checks refuse to be changed: a corpus of statements, on each database."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.conftest import KIND

from goodstanding.store.ledger.dump import dump_digest

pytestmark = pytest.mark.usefixtures("database")

FILE = (
    "INSERT INTO case_file (id, department, year, number, procedure, version, policy, about_kind,"
    " about_id, subject, contested, clock_day, opened, digest) VALUES ({id}, 'office', {year},"
    " {number}, 'objection', '2026-04-01', '', 'record', '1', 'cn-uscc:99', '[]', NULL,"
    " '2026-04-29', 'd')"
)
EVENT = (
    "INSERT INTO case_event (seq, case_id, number, step, actor, deputy_for, office, day, digest)"
    " VALUES ({seq}, {case}, {number}, 'open', 'a', '', '', '2026-04-29', 'd')"
)
FORM = "INSERT INTO case_form (seq, form, salt) VALUES ({seq}, '{{}}', 's')"
LETTER = (
    "INSERT INTO letter (id, case_id, template, department, year, number, event, day, zh, en,"
    " digest) VALUES ({id}, 1, 't', 'office', 2026, {number}, 1, '2026-04-29', '甲', 'a', 'd')"
)
SERVICE = (
    "INSERT INTO service (id, letter, event, mode, recipient, agent, day, proof, delivered)"
    " VALUES ({id}, 1, 1, 'post', 'r', '', '2026-04-30', 'p', {true})"
)
RECEIPT = (
    "INSERT INTO receiver_receipt (id, department, record, case_id, told, due, acknowledged,"
    " actor) VALUES ({id}, '{who}', 1, 1, '2026-05-01', '2026-05-08', {day}, '')"
)
CHECK = (
    "INSERT INTO check_log (id, day, actor, department, purpose, entity, act, answer, basis,"
    " ends, policy) VALUES ({id}, '2026-05-01', 'a', '', 'p', 'e', 'bid', 'no', '', NULL, '')"
)
REASON = (
    "INSERT INTO check_reason (id, check_id, measure, case_id, record)"
    " VALUES ({id}, 1, 'm', 1, {record})"
)
REQUEST = (
    "INSERT INTO check_request (id, client, key, asked, day, answer)"
    " VALUES ({id}, 'permits', '{key}', 'd', '2026-05-01', '{{}}')"
)
EFFECT = (
    "INSERT INTO case_effect (id, case_id, event, effect, entry, day, detail)"
    " VALUES ({id}, 1, 1, 'correct_record', 1, '2026-05-01', '{{}}')"
)
TRUE = "1" if KIND == "sqlite" else "true"
TOLD = (
    FILE.format(id=1, year=2026, number=1),
    EVENT.format(seq=1, case=1, number=1),
    EVENT.format(seq=2, case=1, number=2),
    FORM.format(seq=1),
    LETTER.format(id=1, number=1),
    SERVICE.format(id=1, true=TRUE),
    RECEIPT.format(id=1, who="tax", day="'2026-05-02'"),
    RECEIPT.format(id=2, who="court", day="NULL"),
    CHECK.format(id=1),
    REASON.format(id=1, record=1),
    REQUEST.format(id=1, key="k1"),
    EFFECT.format(id=1),
)
GROWING = {
    "case_file": "about_id",
    "case_event": "actor",
    "case_form": "form",
    "letter": "zh",
    "service": "proof",
    "check_log": "answer",
    "check_reason": "measure",
    "check_request": "answer",
    "case_effect": "effect",
}
BOTH = (
    *(f"UPDATE {table} SET {column} = 'forged'" for table, column in GROWING.items()),
    *(f"DELETE FROM {table}" for table in (*GROWING, "receiver_receipt")),
    FILE.format(id=3, year=2026, number=2),
    FILE.format(id=2, year=2026, number=3),
    FILE.format(id=2, year=2027, number=2),
    FILE.format(id=1, year=2027, number=1),
    EVENT.format(seq=4, case=1, number=3),
    EVENT.format(seq=3, case=1, number=4),
    EVENT.format(seq=3, case=2, number=2),
    EVENT.format(seq=0, case=1, number=3),
    LETTER.format(id=3, number=2),
    LETTER.format(id=2, number=3),
    SERVICE.format(id=3, true=TRUE),
    RECEIPT.format(id=4, who="labour", day="NULL"),
    EFFECT.format(id=3),
    CHECK.format(id=3),
    REASON.format(id=3, record=1),
    REQUEST.format(id=3, key="k3"),
    REQUEST.format(id=2, key="k1"),
    "UPDATE receiver_receipt SET acknowledged = NULL",
    "UPDATE receiver_receipt SET acknowledged = '2026-06-01' WHERE id = 1",
    "UPDATE receiver_receipt SET due = '2027-01-01' WHERE id = 2",
    "UPDATE receiver_receipt SET department = 'none' WHERE id = 2",
)
REPLACED = (
    FILE.format(id=1, year=2026, number=1),
    FILE.format(id=2, year=2026, number=1),
    EVENT.format(seq=1, case=1, number=1),
    EVENT.format(seq=3, case=1, number=1),
    FORM.format(seq=1),
    LETTER.format(id=1, number=1),
    SERVICE.format(id=1, true=TRUE),
    RECEIPT.format(id=2, who="court", day="'2026-05-02'"),
    RECEIPT.format(id=3, who="court", day="NULL"),
    CHECK.format(id=1),
    REASON.format(id=1, record=2),
    REQUEST.format(id=1, key="k9"),
    REQUEST.format(id=2, key="k1"),
)
SQLITE = (
    *(one.replace("INSERT", "INSERT OR REPLACE", 1) for one in REPLACED),
    "UPDATE OR REPLACE receiver_receipt SET id = 1 WHERE id = 2",
)
POSTGRESQL = tuple(f"TRUNCATE {table}" for table in (*GROWING, "receiver_receipt"))
STATEMENTS = BOTH + (SQLITE if KIND == "sqlite" else POSTGRESQL)


def run(statement: str) -> None:
    """Execute one statement in a transaction of its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def accepted() -> list[str]:
    """Return the statements of the corpus that were not refused."""
    before = dump_digest(parts="ledger")
    passed = []
    for statement in STATEMENTS:
        try:
            run(statement)
        except DatabaseError:
            if dump_digest(parts="ledger") == before:
                continue
        passed.append(statement)
    return passed


def test_every_statement_that_changes_a_case_is_refused() -> None:
    """Promise: no file, event, letter, service, check or acknowledgement is changed or removed."""
    for statement in TOLD:
        run(statement)
    assert accepted() == []


def test_an_open_receipt_is_acknowledged_once() -> None:
    """Promise: the one change that there is, is let through, and only once."""
    for statement in TOLD:
        run(statement)
    run("UPDATE receiver_receipt SET acknowledged = '2026-05-04', actor = 'b' WHERE id = 2")
    with pytest.raises(DatabaseError):
        run("UPDATE receiver_receipt SET acknowledged = '2026-05-05' WHERE id = 2")


def test_the_corpus_of_cases_bites() -> None:
    """Promise: what refuses the corpus is the guards: without them forging succeeds."""
    for statement in TOLD:
        run(statement)
    with connection.cursor() as cursor:
        if KIND == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            drops = [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
        else:
            cursor.execute(
                "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
            )
            drops = [f"DROP TRIGGER {name} ON {table}" for name, table in cursor.fetchall()]
        for drop in drops:
            cursor.execute(drop)
    changed = 0
    for statement in STATEMENTS:
        before = dump_digest(parts="ledger")
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                changed += dump_digest(parts="ledger") != before
                transaction.set_rollback(True)
        except DatabaseError:
            continue
    # The rest is refused by a key alone, or says again what is there.
    assert changed >= len(STATEMENTS) - 9
