"""All derived tables dropped and brought back from the ledger, in one transaction."""

from collections.abc import Callable

from django.db import connection, transaction

from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.append import last_entry, numbering_lock
from goodstanding.store.ledger.guards import POSTGRESQL
from goodstanding.store.ledger.project import project
from goodstanding.store.search.fill import clear_index, fill_index

DERIVED = (
    "entity",
    "key_owner",
    "key_judgement",
    "entity_name",
    "current_record",
    "waiting",
    "standing_grade",
    "standing_run",
)
CHUNK = 20_000
Progress = Callable[[int, int], None]
"""Told how many entries are done, and how many there are."""


def rebuild(*, policy: Policy, progress: Progress | None = None) -> int:
    """Drop and bring back the derived tables; return how many entries they come from.

    Readers see the old tables until the end. Standing grades stay dropped: `appraise` brings
    them back, because their day is an argument. No entry is written.
    """
    with transaction.atomic():
        numbering_lock()
        clear_index()
        with connection.cursor() as cursor:
            if connection.vendor == POSTGRESQL:
                cursor.execute(f"TRUNCATE {', '.join(DERIVED)}")
            else:
                for table in DERIVED:
                    cursor.execute(f"DELETE FROM {table}")
        last, _ = last_entry()
        for first in range(1, last + 1, CHUNK):
            until = min(first + CHUNK - 1, last)
            project(first, until, policy=policy, index=False)
            if progress:
                progress(until, last)
        fill_index()
    return last
