"""What an erasure takes out of the tables, and out of the bytes of the database's files."""

from django.db import connection

from goodstanding.store.ledger.guards import POSTGRESQL
from goodstanding.store.search.upkeep import forget_names

REWRITTEN = (
    "ledger_content",
    "evidence_content",
    "sealed",
    "current_record",
    "entity_name",
    "waiting",
    "search_name",
)


def remove_content(seq: int) -> None:
    """Delete the content of an entry; the guard lets only an entry that was erased pass."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_content WHERE seq = %s", [seq])


def scrub_files() -> None:
    """Take what was deleted out of the database's files; must run outside a transaction.

    SQLite overwrites deleted rows (`secure_delete`); the log with the old pages is emptied.
    PostgreSQL frees the rows; the server overwrites their place, and its archived logs expire.
    """
    forget_names()
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            for table in REWRITTEN:
                cursor.execute(f"VACUUM {table}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
