"""Kill intake somewhere, look at what is left, send the file again, compare with a quiet run."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.db import DatabaseError, connection
from tests.actions.batches import failing, penalties_file, penalty
from tests.conftest import Database
from tests.kill.born import child
from tests.kill.child import RECEIPT

ROOT = Path(__file__).resolve().parents[2]
DEPARTMENT = "regulator"
TRIES = 300
DAMAGED = "the database is damaged"
KEPT = (
    ("ledger_entry", "seq"),
    ("ledger_content", "seq"),
    ("current_record", "seq"),
    ("entity", "number"),
    ("key_owner", "key"),
    ("waiting", "seq"),
    ("batch", "number"),
)
"""Tables that must come out the same, and the column that orders each."""


@dataclass(frozen=True)
class Run:
    """What one child process said before it ended."""

    receipt: str
    """The receipt that it printed, or "" where it printed none."""
    events: int
    killed: bool


@dataclass(frozen=True)
class Quiet:
    """A run that nobody disturbed: its receipt, its tables, its number of events."""

    receipt: str
    digest: str
    events: int
    key: str


def write_batch(path: Path, rows: int) -> Path:
    """Write a file of good, odd, doubled and refused rows."""

    def given() -> Iterator[dict[str, str]]:
        for number in range(rows):
            match number % 50:
                case 1:
                    yield penalty(number, code=failing(number))
                case 2:
                    yield penalty(number, decided="2026-2-30")
                case 3:
                    yield penalty(number - 3, fine="7")
                case 4:
                    yield penalty(number, code="", name=f"只有名称{number}")
                case _:
                    yield penalty(number)

    return penalties_file(path, given())


def run_child(
    database: Database, file: Path, *, die_at: int = 0, kill_after: int = 0, control: str = ""
) -> Run:
    """Receive the file in a child that dies at an event, or is killed after some printed lines."""
    words = (file, DEPARTMENT, die_at, *([control] if control else []))
    with child("child", *words, environment=database.environment) as one:
        lines = []
        for line in one.stdout:
            lines.append(line)
            if len(lines) == kill_after:
                one.kill()
        code = one.wait()
    receipt = next((line for line in lines if line.startswith(RECEIPT)), "")
    events = next((line for line in lines if line.startswith("events ")), "events 0")
    killed = code == -signal.SIGKILL
    assert killed or code == 0, "the child failed in another way than by being killed"
    return Run(receipt.removeprefix(RECEIPT).strip(), int(events.split()[1]), killed)


def send_again(database: Database, file: Path) -> Run:
    """Send the file until it is taken.

    PostgreSQL ends the statement of a killed client before it lets go of its locks; until then a
    sender is told that the batch is in progress, which is true.
    """
    for _ in range(TRIES):
        run = run_child(database, file)
        if run.receipt:
            return run
    return Run("", 0, killed=False)


def tables_digest() -> str:
    """Return a digest of every row of the kept tables."""
    total = sha256()
    with connection.cursor() as cursor:
        for table, order in KEPT:
            cursor.execute(f"SELECT * FROM {table} ORDER BY {order}")
            names = [column[0] for column in cursor.description]
            for row in cursor:
                total.update(repr([table, *zip(names, map(str, row), strict=True)]).encode())
    connection.close()
    return total.hexdigest()


def count(table: str) -> int:
    """Return the number of rows of a table."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {table}")
        (found,) = cursor.fetchone()
    connection.close()
    return int(found)


def is_damaged() -> bool:
    """Return whether SQLite finds its own file damaged. PostgreSQL has no such question."""
    if connection.vendor != "sqlite":
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            return cursor.fetchall() != [("ok",)]
    except DatabaseError:
        return True
    finally:
        connection.close()


def quiet_run(database: Database, file: Path) -> Quiet:
    """Receive the file without a kill."""
    run = run_child(database, file)
    key = (database.home / "fingerprint.key").read_text(encoding="ascii")
    return Quiet(run.receipt, tables_digest(), run.events, key)


def broken_promises(
    database: Database,
    file: Path,
    quiet: Quiet,
    *,
    die_at: int = 0,
    kill_after: int = 0,
    control: str = "",
) -> list[str]:
    """Kill a run, send the file again, and return each promise that did not hold."""
    (database.home / "fingerprint.key").write_text(quiet.key, encoding="ascii")
    first = run_child(database, file, die_at=die_at, kill_after=kill_after, control=control)
    if is_damaged():
        return [DAMAGED]
    broken = []
    entries = count("ledger_entry")
    sealed = entries > 0 and tables_digest() == quiet.digest
    if entries and not sealed:
        broken.append("a part of the batch is in the ledger")
    if first.receipt and not sealed:
        broken.append("the batch was acknowledged and is lost")
    if first.receipt and first.receipt != quiet.receipt:
        broken.append("the receipt differs")
    again = send_again(database, file)
    if again.receipt != quiet.receipt:
        broken.append("the receipt after sending again differs")
    if tables_digest() != quiet.digest:
        broken.append("the tables after sending again differ")
    if count("stage_row"):
        broken.append("rows were left on the stage")
    return broken
