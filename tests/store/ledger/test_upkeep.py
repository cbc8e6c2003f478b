"""What keeps a ledger honest over years: rebuild, erasure, verification, backups."""

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.conftest import Database
from tests.entries import DAY, POLICY, A, B, enter, entry, judged

from goodstanding.actions.intake.erase import erase
from goodstanding.core.basis.faults import Refused
from goodstanding.store.backup import backup
from goodstanding.store.ledger import guards_postgresql, guards_sqlite
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.guards import install_guards
from goodstanding.store.ledger.rebuild import rebuild
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.archive import archive, entity_by_key, history

PRIVATE = "不再应当留下的一段话"
LATER = DAY + timedelta(days=40)
pytestmark = pytest.mark.usefixtures("database")


def rows(statement: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def story() -> None:
    """Enter a bit of everything: names, a rename, a correction, a withdrawal, a fold, an undo."""
    enter(
        entry("fact", "r1", A, name="旧名公司", record_type="registration"),
        entry("fact", "p1", A, name="旧名公司", fields={"fine": "100"}),
        entry("fact", "p2", B, name="另一公司"),
        entry("fact", "p3", "", name="无码公司"),
    )
    enter(
        entry(
            "fact",
            "r2",
            A,
            name="旧名公司",
            fields={"name": "新名公司", "status": "active"},
            record_type="registration",
            event=LATER,
            on=LATER,
        )
    )
    enter(judged("same", B, A, on=LATER), judged("same", to_key=A, record_seq="4", on=LATER))
    enter(entry("correction", "p1", A, name="新名公司", fields={"fine": "90"}, on=LATER))
    enter(entry("withdrawal", "p2", B, on=LATER))
    enter(judged("undo", seq="6", on=LATER), judged("merger", B, A, on=LATER))


def test_a_rebuild_brings_back_the_same_bytes_and_numbers() -> None:
    """Promise: all derived tables come back to the same canonical bytes, and the same numbers."""
    story()
    before = dump_digest(parts="derived")
    numbers = rows("SELECT number, key, name, status FROM entity ORDER BY number")
    assert numbers[0][1:] == (A, "新名公司", "active")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM entity_name")
        cursor.execute("UPDATE current_record SET entity = 77")
    assert dump_digest(parts="derived") != before
    rebuild(policy=POLICY)
    assert dump_digest(parts="derived") == before
    assert rows("SELECT number, key, name, status FROM entity ORDER BY number") == numbers
    names = rows("SELECT DISTINCT folded FROM entity_name ORDER BY folded")
    assert rows("SELECT folded FROM search_name ORDER BY folded") == names


def test_a_story_verifies_without_a_fault() -> None:
    """Promise: what came in by the front door has no fault."""
    story()
    assert verify() == ()


def test_erasing_leaves_the_digest_and_takes_the_text_from_the_files(database: Database) -> None:
    """Promise: after an erasure the text is in no table and, on SQLite, in no byte of its files."""
    story()
    (seq,) = enter(entry("fact", "p9", A, name=PRIVATE, fields={"facts": PRIVATE}, on=LATER))
    (number,) = (one.number for one in [entity_by_key(A)] if one)
    digest = rows(f"SELECT digest FROM ledger_entry WHERE seq = {seq}")
    if database.kind == "sqlite":
        assert any(PRIVATE.encode() in file.read_bytes() for file in database.home.iterdir())
    said = {"actor": "officer", "reason": "court order", "on": LATER, "policy": POLICY}
    erase(seq, **said, seed="s")
    assert rows(f"SELECT digest FROM ledger_entry WHERE seq = {seq}") == digest
    assert rows(f"SELECT seq FROM ledger_content WHERE seq = {seq}") == []
    for table in ("current_record", "entity_name", "waiting"):
        assert rows(f"SELECT name FROM {table} WHERE name = '{PRIVATE}'") == []
    assert [one.seq for one in archive(number) if one.seq == seq] == []
    assert [one.erased for one in history(number) if one.seq == seq] == [True]
    assert [one.erased for one in archive(number, known_seq=seq) if one.seq == seq] == [True]
    assert verify() == ()
    before = dump_digest()
    rebuild(policy=POLICY)
    assert dump_digest() == before
    if database.kind == "sqlite":
        assert not any(PRIVATE.encode() in file.read_bytes() for file in database.home.iterdir())
    with pytest.raises(Refused, match="LEDGER-E015"):
        erase(seq, **said, seed="s")
    with pytest.raises(Refused, match="LEDGER-E014"):
        erase(999, **said, seed="s")
    with pytest.raises(Refused, match="LEDGER-E016"):
        erase(1, **{**said, "reason": " "}, seed="s")


def drop_guards() -> None:
    """Do what only an administrator of the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, trigger in guards_postgresql.TRIGGERS.items():
                cursor.execute(f"DROP TRIGGER {name} ON {trigger.table}")
        else:
            for name in guards_sqlite.TRIGGERS:
                cursor.execute(f"DROP TRIGGER {name}")


SEALED = (
    "INSERT INTO batch (number, department, layout, name, file_digest, learnt_day, seed, state,"
    " policy, actor, receipt)"
    " VALUES (1, 'd', 'l', 'n', '', '2024-01-01', '{seed}', 'sealed', '', '', '{receipt}')"
)
DAMAGES = [
    ("LEDGER-E006", "UPDATE ledger_content SET body = replace(body, '100', '1') WHERE seq = 2"),
    ("LEDGER-E006", "UPDATE ledger_content SET salt = 'other' WHERE seq = 3"),
    ("LEDGER-E006", "UPDATE ledger_entry SET subject = 'x' WHERE seq = 2"),
    ("LEDGER-E006", "UPDATE ledger_entry SET learnt_day = '2020-01-01' WHERE seq = 2"),
    ("LEDGER-E007", "DELETE FROM ledger_entry WHERE seq = 3"),
    ("LEDGER-E008", "DELETE FROM ledger_content WHERE seq = 3"),
    (
        "LEDGER-E009",
        "INSERT INTO ledger_content (seq, body, salt, fingerprint) VALUES (99, '{}', 's', '')",
    ),
    (
        "LEDGER-E010",
        "UPDATE ledger_entry SET kind = 'erasure', replaces = 2 WHERE seq = 3",
    ),
    (
        "LEDGER-E011",
        "UPDATE ledger_content SET salt = (SELECT max(salt) FROM ledger_content)",
    ),
    (
        "LEDGER-E013",
        SEALED.format(seed="", receipt='{"accepted":"3"}'),
    ),
]


@pytest.mark.parametrize(("code", "damage"), DAMAGES)
def test_every_kind_of_damage_is_found(code: str, damage: str) -> None:
    """Promise: what an administrator changes behind the guards' back is told by its code."""
    story()
    drop_guards()
    with connection.cursor() as cursor:
        cursor.execute(damage)
    found = {fault.code for fault in verify()}
    assert code in found
    assert "LEDGER-E002" in found
    install_guards()
    assert "LEDGER-E002" not in {fault.code for fault in verify()}


def test_a_sealed_batch_cannot_keep_its_seed() -> None:
    """Promise: the seed of a batch's salts does not outlive its sealing: the table refuses it."""
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SEALED.format(seed="left", receipt=""))


def test_a_backup_is_a_whole_copy_and_overwrites_nothing(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: a backup is verified, has the fingerprint key beside it, and replaces no file."""
    story()
    (database.home / "fingerprint.key").write_text("ab")
    target = tmp_path / "safe" / "copy"
    told: list[tuple[int, int]] = []
    assert backup(target, progress=lambda *done: told.append(done)) == ()
    assert target.with_name("copy.key").read_text() == "ab"
    with pytest.raises(Refused, match="LEDGER-E019"):
        backup(target)
    if database.kind == "sqlite":
        assert told
        assert target.read_bytes()[:15] == b"SQLite format 3"
        with closing(connection.copy("copy")) as copy:
            copy.settings_dict["NAME"] = str(target)
            assert verify(database=copy) == ()
    else:
        assert target.read_bytes()[:5] == b"PGDMP"
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(Refused, match="LEDGER-E017"):
            backup(tmp_path / "other")


def test_a_backup_of_a_damaged_ledger_says_so(database: Database, tmp_path: Path) -> None:
    """Promise: a copy is looked at, so damage comes to light when the backup is made."""
    story()
    drop_guards()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_content WHERE seq = 3")
    if database.kind == "sqlite":
        assert "LEDGER-E008" in {fault.code for fault in backup(tmp_path / "copy")}
    else:
        assert "LEDGER-E008" in {fault.code for fault in verify()}


def test_production_cannot_back_date(settings_mode: Callable[[str], None]) -> None:
    """Promise: in production nothing is entered as if it had been known before the last entry."""
    enter(entry("fact", "p1", A, on=date(2024, 5, 2)))
    settings_mode("production")
    with pytest.raises(Refused, match="LEDGER-E005"):
        enter(entry("fact", "p2", A, on=date(2024, 5, 1)))
    enter(entry("fact", "p2", A, on=date(2024, 5, 2)))


@pytest.fixture
def settings_mode(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Set the deployment's mode."""
    return lambda mode: monkeypatch.setattr("django.conf.settings.MODE", mode)
