"""What a new batch costs grows with its rows, also where the database knows nothing of them yet."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from django.db import connection, transaction
from tests.conftest import KIND
from tests.entries import POLICY, entry

from goodstanding.store.ledger.append import append
from goodstanding.store.ledger.project import project

pytestmark = pytest.mark.usefixtures("database")
FEW, MANY = 400, 800
READ = (
    "SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0) FROM pg_stat_xact_user_tables"
    " WHERE relname IN ('ledger_entry', 'ledger_content', 'current_record')"
)
"""Rows that were read: PostgreSQL counts them."""


@contextmanager
def counted() -> Iterator[Callable[[], int]]:
    """Give how much was done so far: the rows that PostgreSQL read, or SQLite's steps."""
    if KIND == "postgresql":
        with connection.cursor() as cursor:

            def read() -> int:
                cursor.execute(READ)
                return int(cursor.fetchone()[0])

            yield read
        return
    steps = count()
    connection.connection.set_progress_handler(lambda: next(steps) < 0, 100)
    yield lambda: next(steps)
    connection.connection.set_progress_handler(None, 0)


def work(rows: int) -> int:
    """Return what it takes to project a batch, which is then not kept."""
    batch = [entry("fact", f"p{number}", name=f"虚构公司{number}") for number in range(rows)]
    with transaction.atomic():
        seqs = append(batch, salts=["s"] * rows, fingerprints=["f"] * rows, actor="department")
        with counted() as done:
            before = done()
            project(seqs[0], seqs[-1], policy=POLICY)
            taken = done() - before
        transaction.set_rollback(True)
    return taken


def test_twice_as_many_rows_cost_about_twice_as_much() -> None:
    """Promise: sealing never compares each row of a batch with all that follow it."""
    few, many = work(FEW), work(MANY)
    assert few > 0
    assert many < 3 * few
