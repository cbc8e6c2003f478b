"""Commits that do not wait for the disk: only for what can be made anew from its beginning."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from goodstanding.store.ledger.guards import POSTGRESQL


@contextmanager
def durable_at_the_end() -> Iterator[None]:
    """Let commits within be durable together, when this ends.

    A loss of power before may take the last of them away; neither database is damaged by it.
    """
    server = connection.vendor == POSTGRESQL
    _say("SET synchronous_commit TO off" if server else "PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        _say("SET synchronous_commit TO on" if server else "PRAGMA synchronous=FULL")
        if not server:
            _say("PRAGMA wal_checkpoint(PASSIVE)")


def _say(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
