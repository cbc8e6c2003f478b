"""A full disk in the middle of an intake: told clearly, nothing taken, sent again with success."""

import resource
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from tests.actions.batches import penalties_file, penalty, send
from tests.conftest import Database

from goodstanding.core.basis.faults import Refused
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.models import Batch, Entry

ROWS = 3_000
MIB = 1024 * 1024


@contextmanager
def little_room(database: Database, bytes_more: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes, until the block ends."""
    largest = max(file.stat().st_size for file in database.home.glob("goodstanding.sqlite3*"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + bytes_more, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def full_server() -> Iterator[None]:
    """Let the server say that its disk is full as soon as contents are written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON ledger_content EXECUTE FUNCTION full_disk()"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER full_disk ON ledger_content")


def full_disk(database: Database, bytes_more: int) -> AbstractContextManager[None]:
    """Return a disk that is full in the middle of an intake, in the database's own way."""
    if database.kind == "postgresql":
        return full_server()
    return little_room(database, bytes_more)


@pytest.mark.parametrize("bytes_more", [0, MIB, 2 * MIB])
def test_a_full_disk(database: Database, tmp_path: Path, bytes_more: int) -> None:
    """Whether staging or sealing meets it: a fault with a next step, then the same as ever."""
    send(penalties_file(tmp_path / "before.csv", [penalty(number) for number in range(5)]))
    held = dump_digest(parts="derived"), Entry.objects.count()
    path = penalties_file(tmp_path / "large.csv", [penalty(number) for number in range(ROWS)])
    with full_disk(database, bytes_more), pytest.raises(Refused) as refused:
        send(path)
    (fault,) = refused.value.faults
    assert fault.code == "INTAKE-E035"
    assert "send the same file again" in fault.next.en
    assert (dump_digest(parts="derived"), Entry.objects.count()) == held
    receipt = send(path)
    assert (receipt.accepted, receipt.held) == (ROWS - 5, 5)
    assert not Batch.objects.exclude(state="sealed").exists()


@pytest.mark.usefixtures("database")
def test_other_errors_are_not_called_a_full_disk(tmp_path: Path) -> None:
    """What is wrong in another way comes through as it is."""
    path = penalties_file(tmp_path / "a.csv", [penalty(1)])
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE waiting")
    with pytest.raises(Exception, match="waiting"):
        send(path)
