"""Commits that do not wait for the disk: only for what can be made anew from its beginning."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from goodstanding.store.ledger.guards import POSTGRESQL

SELDOM = 60_000
"""Pages that are written before they go into the file: one that changes often goes there once."""


@contextmanager
def durable_at_the_end() -> Iterator[None]:
    """Let commits within be durable together, when this ends.

    A loss of power before may take the last of them away; neither database is damaged by it.
    """
    yield from _on_server() if connection.vendor == POSTGRESQL else _in_file()


def _on_server() -> Iterator[None]:
    _say("SET synchronous_commit TO off")
    try:
        yield
    finally:
        _say("SET synchronous_commit TO on")


def _in_file() -> Iterator[None]:
    usual = _say("PRAGMA wal_autocheckpoint")
    _say("PRAGMA synchronous=NORMAL")
    _say(f"PRAGMA wal_autocheckpoint={SELDOM}")
    try:
        yield
    finally:
        _say("PRAGMA synchronous=FULL")
        _say(f"PRAGMA wal_autocheckpoint={usual}")
        _say("PRAGMA wal_checkpoint(TRUNCATE)")


def _say(statement: str) -> int:
    """Send a statement; return the number that it answers, 0 where it answers nothing."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone() if cursor.description else None
    return int(row[0]) if row else 0
