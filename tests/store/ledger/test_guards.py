"""The guards are there, and are missed when they are gone, switched off or hollowed out."""

from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from tests.conftest import Database

from goodstanding.core.basis.faults import Refused
from goodstanding.store.ledger import guards_postgresql, guards_sqlite
from goodstanding.store.ledger.guards import check_guards, guard_faults, install_guards
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")


HOLLOW = (
    "CREATE OR REPLACE FUNCTION guard_sealed() RETURNS trigger LANGUAGE plpgsql"
    " AS $$BEGIN RETURN OLD; END$$"
)
NARROW = (
    "CREATE OR REPLACE TRIGGER guard_batch_delete BEFORE DELETE ON batch FOR EACH ROW"
    " WHEN (OLD.number = 7) EXECUTE FUNCTION guard_sealed()"
)


def spoil() -> list[str]:
    """Return statements that each spoil one guard in another way."""
    if connection.vendor == "postgresql":
        return [
            "DROP TRIGGER guard_entry_row ON ledger_entry",
            "ALTER TABLE ledger_entry DISABLE TRIGGER guard_entry_row",
            "ALTER TABLE ledger_content ENABLE TRIGGER guard_content_row",
            HOLLOW,
            NARROW,
        ]
    return [
        "DROP TRIGGER guard_entry_update",
        "DROP TRIGGER guard_batch_delete",
    ]


def test_a_fresh_database_has_every_guard() -> None:
    """Promise: what `init` builds is guarded in full."""
    check_guards()
    named = guards_sqlite if connection.vendor == "sqlite" else guards_postgresql
    assert len(named.TRIGGERS) == {"sqlite": 51, "postgresql": 52}[connection.vendor]
    assert guard_faults() == ()


def test_a_spoilt_guard_is_missed_and_mended() -> None:
    """Promise: a guard that is dropped, disabled or replaced is told, until it is made anew."""
    for statement in spoil():
        with connection.cursor() as cursor:
            cursor.execute(statement)
        with pytest.raises(Refused, match="LEDGER-E002"):
            check_guards()
        install_guards()
        check_guards()


def test_a_database_without_tables_is_told_so(database: Database, tmp_path: Path) -> None:
    """Promise: before `init` the one fault says what to do, and nothing is looked for further."""
    empty = connection.copy("empty")
    if database.kind == "sqlite":
        empty.settings_dict["NAME"] = str(tmp_path / "empty.sqlite3")
    else:
        empty.settings_dict["NAME"] = "template1"
    with closing(empty):
        assert [fault.code for fault in verify(database=empty)][:1] == ["LEDGER-E004"]
