"""The child process of the kill tests: receives one file, prints its receipt, may die on the way.

`python -m tests.kill.child FILE DEPARTMENT DIE_AT [CONTROL]`: at statement number DIE_AT (0:
never) the process kills itself as `kill -9` would; statements of the database and steps of the
progress are both counted, commits too. A line is printed and flushed at each progress step, so
that the parent can kill it from outside as well.

CONTROL plants a fault that the harness must catch. `early_receipt`: the receipt is printed from
inside the sealing transaction, and the process is killed before the commit. `journal_in_memory`:
SQLite keeps what would undo a transaction in memory, and the process is killed inside the sealing
one, when pages of it are in the file already.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.site.settings"
django.setup()

from django.db import connection  # noqa: E402
from tests.core.records.small_policy import small_policy  # noqa: E402

from goodstanding.actions.intake import seal_batch  # noqa: E402
from goodstanding.actions.intake.receive import receive  # noqa: E402
from goodstanding.core.basis.faults import Refused  # noqa: E402
from goodstanding.core.policy.shape import Layout  # noqa: E402
from goodstanding.core.records.receipt import Receipt, State  # noqa: E402
from goodstanding.store.models import Batch  # noqa: E402

RECEIPT = "receipt "
ON = date(2026, 3, 2)


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Countdown:
    """Counts events and ends the process at the chosen one."""

    def __init__(self, die_at: int) -> None:
        """Die at event number `die_at`; never where it is 0."""
        self.left = die_at
        self.events = 0

    def tick(self) -> None:
        """Count one event."""
        self.events += 1
        if self.events == self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute: Callable[..., object], *given: object) -> object:
        """Count a statement, before it is executed."""
        self.tick()
        return execute(*given)

    def progress(self, what: str, done: int, total: int) -> None:
        """Tell the parent, and count."""
        say(f"{what} {done} {total}")
        self.tick()


def print_receipt(receipt: Receipt) -> None:
    """Acknowledge the batch to whoever reads our output."""
    say(RECEIPT + receipt.canonical().decode())


def die_while_sealing(*, say_receipt: bool) -> None:
    """Die when the receipt is made, before the transaction ends; print it first, if asked to."""
    make = seal_batch._receipt

    def make_and_die(batch: Batch, layout: Layout, state: State) -> Receipt:
        receipt = make(batch, layout, state)
        if say_receipt:
            print_receipt(receipt)
        os.kill(os.getpid(), signal.SIGKILL)
        return receipt

    seal_batch._receipt = make_and_die


def plant_journal_in_memory() -> None:
    """Let SQLite write pages of an unfinished transaction without a journal that outlives us."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=MEMORY")
        if cursor.fetchone() != ("memory",):
            raise RuntimeError("SQLite kept its journal")
        cursor.execute("PRAGMA cache_size=50")
    die_while_sealing(say_receipt=False)


def main(file: str, department: str, die_at: str, control: str = "") -> None:
    """Receive the file."""
    countdown = Countdown(int(die_at))
    if control == "early_receipt":
        die_while_sealing(say_receipt=True)
    if control == "journal_in_memory":
        plant_journal_in_memory()
    commit = connection.commit

    def counted_commit() -> None:
        countdown.tick()
        commit()
        countdown.tick()

    connection.commit = counted_commit
    with connection.execute_wrapper(countdown.statement):
        try:
            receipt = receive(
                Path(file),
                department=department,
                on=ON,
                actor="kill tests",
                policy=small_policy(),
                seed="seed of the kill tests",
                progress=countdown.progress,
            )
        except Refused as refused:
            say(f"refused {refused.faults[0].code}")
            return
    print_receipt(receipt)
    say(f"events {countdown.events}")


if __name__ == "__main__":
    main(*sys.argv[1:])
