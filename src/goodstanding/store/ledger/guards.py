"""Guards: triggers that let the ledger grow and never change, on either database.

They are made again after every migration (on SQLite, Django's AlterField rebuilds a table and
drops its triggers without a word), and looked at before every append: no entry is written to a
database whose guards are not all there.
"""

from typing import TypeAlias

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.connection import ConnectionProxy

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.store.ledger import guards_postgresql, guards_sqlite
from goodstanding.store.ledger.faults_ledger import COLLATION, GUARD_MISSING, TABLES_MISSING

POSTGRESQL = "postgresql"
LEDGER = "ledger_entry"
Watched: TypeAlias = "BaseDatabaseWrapper | ConnectionProxy[BaseDatabaseWrapper]"


def install_guards() -> None:
    """Make every guard anew, in one transaction."""
    if connection.vendor == POSTGRESQL:
        statements = guards_postgresql.install_statements()
    else:
        statements = []
        for name, statement in guards_sqlite.TRIGGERS.items():
            statements += [f"DROP TRIGGER IF EXISTS {name}", statement]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def remove_guards() -> None:
    """Take the guards of SQLite off for a migration; `install_guards` must follow at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name in guards_sqlite.TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def guard_faults(database: BaseDatabaseWrapper | None = None) -> tuple[Fault, ...]:
    """Return one fault for every guard that is missing, switched off or not as it was made.

    `database`: another one than the one in use, such as a backup.
    """
    watched = database or connection
    postgresql = watched.vendor == POSTGRESQL
    broken = _broken_postgresql(watched) if postgresql else _broken_sqlite(watched)
    if broken and LEDGER not in watched.introspection.table_names():
        return (TABLES_MISSING.at("database", table=LEDGER),)
    faults = [GUARD_MISSING.at("database", guard=name) for name in broken]
    if postgresql:
        with watched.cursor() as cursor:
            cursor.execute("SELECT datcollate FROM pg_database WHERE datname = current_database()")
            (collation,) = cursor.fetchone()
        if collation not in {"C", "POSIX"}:
            faults.append(COLLATION.at("database", collation=collation))
    return tuple(faults)


def check_guards() -> None:
    """Refuse to go on where a guard is missing, or where the database sorts by a language."""
    faults = guard_faults()
    if faults:
        raise Refused(*faults)


def _broken_sqlite(database: Watched) -> list[str]:
    with database.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        found = dict(cursor.fetchall())
    return [
        name for name, statement in guards_sqlite.TRIGGERS.items() if found.get(name) != statement
    ]


def _broken_postgresql(database: Watched) -> list[str]:
    with database.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname, p.proname, t.tgtype, t.tgenabled = 'A'"
            " AND t.tgqual IS NULL AND t.tgattr::text = '', p.prosrc"
            " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
        )
        found = {row[0]: tuple(row[1:]) for row in cursor.fetchall()}
    broken = []
    for name, trigger in guards_postgresql.TRIGGERS.items():
        source = guards_postgresql.FUNCTIONS[trigger.function]
        bits = guards_postgresql.type_bits(trigger)
        if found.get(name) != (trigger.table, trigger.function, bits, True, source):
            broken.append(name)
    return broken
