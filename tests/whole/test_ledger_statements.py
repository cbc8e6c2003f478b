"""The ledger refuses to be changed: a corpus of statements, on each database, after migrations.

Out of scope, and said so in `docs/guides/databases.md`: statements that change the schema (DROP
TRIGGER, DROP TABLE, ALTER), which only an administrator may run. `check_guards` finds those.
"""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState
from tests.conftest import KIND
from tests.entries import A, B, enter, entry

from goodstanding.actions import upkeep
from goodstanding.actions.upkeep import initialise
from goodstanding.core.basis.faults import Refused
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.guards import check_guards, guard_faults
from goodstanding.store.models.batch import Batch
from goodstanding.store.models.ledger import Content, Entry, PackCopy

pytestmark = pytest.mark.usefixtures("database")

ENTRY = (
    "(seq, kind, department, record_type, natural_key, subject, event_day, learnt_day, batch,"
    " row_no, replaces, actor, digest)"
)
SAME = (
    "SELECT {seq}, kind, department, record_type, natural_key, subject, event_day, learnt_day,"
    " batch, row_no, replaces, 'forger', digest FROM ledger_entry WHERE seq = 1"
)
CONTENT = "(seq, body, salt, fingerprint) VALUES (1, '{}', 'x', '')"
ANEW = "ON CONFLICT (number) DO UPDATE SET receipt = ''"
MERGE = (
    "MERGE INTO ledger_entry e USING (SELECT 1 AS s) AS told ON e.seq = told.s WHEN MATCHED THEN"
)
UPSERT = "ON CONFLICT (seq) DO UPDATE SET actor = 'forger'"
BATCH = (
    "(number, department, layout, name, file_digest, learnt_day, seed, state, policy, actor,"
    " receipt) VALUES ({number}, 'office', 'l', '{name}', '', '2024-01-01', '', 'open', '', '', '')"
)

BOTH = (
    "UPDATE ledger_entry SET actor = 'forger'",
    "UPDATE ledger_entry SET seq = 3 WHERE seq = 2",
    "UPDATE ledger_entry SET actor = c.salt FROM ledger_content c WHERE c.seq = ledger_entry.seq",
    "WITH old AS (SELECT 1 AS s) UPDATE ledger_entry SET actor = '' WHERE 1 IN (SELECT s FROM old)",
    "DELETE FROM ledger_entry",
    "DELETE FROM ledger_entry WHERE seq = 2",
    "WITH old AS (SELECT 2 AS seq) DELETE FROM ledger_entry WHERE seq IN (SELECT seq FROM old)",
    f"INSERT INTO ledger_entry {ENTRY} {SAME.format(seq=1)}",
    f"INSERT INTO ledger_entry {ENTRY} {SAME.format(seq=9)}",
    f"INSERT INTO ledger_entry {ENTRY} {SAME.format(seq=0)}",
    f"INSERT INTO ledger_entry {ENTRY} {SAME.format(seq=1)} {UPSERT}",
    "UPDATE ledger_content SET body = '{}'",
    "UPDATE ledger_content SET salt = ''",
    "DELETE FROM ledger_content",
    "DELETE FROM ledger_content WHERE seq = 1",
    f"INSERT INTO ledger_content {CONTENT} ON CONFLICT (seq) DO UPDATE SET body = '{{}}'",
    "UPDATE ledger_packs SET body = ''",
    "DELETE FROM ledger_packs",
    "UPDATE batch SET receipt = '' WHERE state = 'sealed'",
    "UPDATE batch SET state = 'open' WHERE number = 1",
    "UPDATE batch SET number = 5 WHERE number = 2",
    "DELETE FROM batch WHERE state = 'sealed'",
    f"INSERT INTO batch {BATCH.format(number=1, name='other')} {ANEW}",
)
SQLITE = (
    f"REPLACE INTO ledger_entry {ENTRY} {SAME.format(seq=1)}",
    f"INSERT OR REPLACE INTO ledger_entry {ENTRY} {SAME.format(seq=2)}",
    "UPDATE OR REPLACE ledger_entry SET seq = 1 WHERE seq = 2",
    "UPDATE OR IGNORE ledger_entry SET actor = 'forger'",
    f"REPLACE INTO ledger_content {CONTENT}",
    "REPLACE INTO ledger_packs (digest, body) VALUES ('kept', 'other')",
    f"REPLACE INTO batch {BATCH.format(number=1, name='sealed')}",
    f"REPLACE INTO batch {BATCH.format(number=7, name='sealed')}",
    "UPDATE OR REPLACE batch SET name = 'sealed' WHERE number = 2",
)
POSTGRESQL = (
    "TRUNCATE ledger_entry",
    "TRUNCATE ledger_content",
    "TRUNCATE ledger_packs, batch",
    "TRUNCATE batch CASCADE",
    f"{MERGE} UPDATE SET actor = 'forger'",
    f"{MERGE} DELETE",
    "DELETE FROM ONLY ledger_entry USING ledger_content c WHERE c.seq = ledger_entry.seq",
    "SET LOCAL session_replication_role = replica; DELETE FROM ledger_entry",
    "UPDATE ledger_entry SET actor = 'forger' WHERE false",
    "WITH gone AS (DELETE FROM ledger_entry RETURNING seq) SELECT * FROM gone",
)
STATEMENTS = BOTH + (SQLITE if KIND == "sqlite" else POSTGRESQL)


def fill() -> None:
    """Enter two records, a pack, a sealed batch and an open one."""
    enter(entry("fact", "p1", A, name="甲"), entry("fact", "p2", B, name="乙"))
    PackCopy.objects.create(digest="kept", body="{}")
    for number, name, state in ((1, "sealed", "sealed"), (2, "open", "open")):
        Batch.objects.create(
            number=number,
            department="office",
            layout="l",
            name=name,
            file_digest="",
            learnt_day="2024-01-01",
            state=state,
            policy="",
        )


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def accepted() -> list[str]:
    """Return the statements of the corpus that were not refused, or that changed something."""
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


def test_every_statement_that_changes_the_ledger_is_refused() -> None:
    """Promise: each statement of the corpus is refused and changes nothing."""
    fill()
    assert len(STATEMENTS) >= 16
    assert accepted() == []


LOOSE = {
    "sqlite": "PRAGMA recursive_triggers = OFF",
    "postgresql": "SET session_replication_role = replica",
}


def test_a_client_with_other_settings_is_refused_too() -> None:
    """Promise: the guards hold where a client switches off what other triggers depend on."""
    fill()
    with connection.cursor() as cursor:
        cursor.execute(LOOSE[KIND])
    assert accepted() == []


def save_again() -> None:
    changed = Entry.objects.get(seq=1)
    changed.actor = "forger"
    changed.save()


def bulk_update() -> None:
    changed = list(Entry.objects.all())
    for one in changed:
        one.actor = "forger"
    Entry.objects.bulk_update(changed, ["actor"])


def upsert() -> None:
    Content.objects.bulk_create(
        [Content(seq=1, body="{}", salt="x", fingerprint="")],
        update_conflicts=True,
        unique_fields=["seq"],
        update_fields=["body"],
    )


def append_at(seq: int) -> None:
    first = Entry.objects.get(seq=1)
    first.seq = seq
    first.save(force_insert=True)


ORM: tuple[Callable[[], object], ...] = (
    lambda: Entry.objects.update(actor="forger"),
    lambda: Entry.objects.all().delete(),
    lambda: Entry.objects.get(seq=1).delete(),
    lambda: Content.objects.all()._raw_delete("default"),
    save_again,
    bulk_update,
    upsert,
    lambda: PackCopy.objects.update_or_create(digest="kept", defaults={"body": "other"}),
    lambda: append_at(7),
)


def test_the_orm_is_refused_too() -> None:
    """Promise: Django's own ways of changing a row are refused and change nothing."""
    fill()
    before = dump_digest(parts="ledger")
    for act in ORM:
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
        assert dump_digest(parts="ledger") == before


def widen(model: str, field: str) -> None:
    """Migrate as any later issue may: on SQLite this makes the table anew."""
    state = ProjectState.from_apps(Entry._meta.apps)
    wider = migrations.AlterField(model, field, models.CharField(max_length=240, null=True))
    migration = migrations.Migration("0099_widen", "goodstanding")
    migration.operations = [wider]
    with connection.schema_editor() as editor:
        migration.apply(state, editor)


def test_guards_that_a_migration_dropped_are_missed() -> None:
    """Promise: appending stops where a migration by hand lost a guard, until `init` was run."""
    fill()
    widen("batch", "actor")
    if KIND == "sqlite":
        assert {fault.code for fault in guard_faults()} == {"LEDGER-E002"}
        run("UPDATE batch SET receipt = 'forged' WHERE state = 'sealed'")
        with pytest.raises(Refused, match="LEDGER-E002"):
            enter(entry("fact", "p3", A))
    initialise()
    assert accepted() == []
    enter(entry("fact", "p3", A))


@pytest.mark.parametrize(
    ("model", "field"), [("entry", "actor"), ("content", "fingerprint"), ("batch", "actor")]
)
def test_init_migrates_guarded_tables_and_guards_them_again(
    model: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: `init` gets a migration through the guards, and afterwards all of them stand."""
    fill()
    monkeypatch.setattr(upkeep, "migrations_wait", lambda: True)
    monkeypatch.setattr(upkeep, "call_command", lambda *_, **__: widen(model, field))
    initialise()
    check_guards()
    assert accepted() == []
    enter(entry("fact", "p3", A))


def test_the_corpus_bites() -> None:
    """Promise: what refuses the corpus is the guards: without them forging succeeds."""
    fill()
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
    # The rest would be refused by a key alone, meet no row, or is an upsert of a taken key.
    assert changed >= len(STATEMENTS) - 8
