"""Keeping the database: set it up, guard it, look at it, bring derived tables back, copy it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from goodstanding.actions.cases.record import refold
from goodstanding.core.basis.faults import Fault
from goodstanding.core.entities.faults_identity import OLD_INDEX
from goodstanding.core.policy.shape import Policy
from goodstanding.store import backup as copies
from goodstanding.store.ledger import rebuild as derived
from goodstanding.store.ledger.dump import Parts, canonical_dump, dump_digest
from goodstanding.store.ledger.faults_ledger import TABLES_MISSING
from goodstanding.store.ledger.guards import check_guards, install_guards, remove_guards
from goodstanding.store.ledger.verify import verify as look
from goodstanding.store.search.upkeep import index_is_current, renew_index

Progress = Callable[[int, int], None]
PARTS: tuple[Parts, ...] = ("all", "ledger", "derived")


def initialise() -> None:
    """Create or upgrade the tables, and make every guard anew.

    On SQLite the guards step aside for a migration: Django makes a changed table anew, which
    loses its own triggers and fails at those of other tables that look at it. Until they are
    made again nothing can be appended. An index of names that an older version made is made anew.
    """
    settings.HOME.mkdir(parents=True, exist_ok=True)
    if migrations_wait() and connection.vendor == "sqlite":
        remove_guards()
    call_command("migrate", verbosity=0, interactive=False)
    install_guards()
    check_guards()
    if not index_is_current():
        renew_index()


def migrations_wait() -> bool:
    """Return whether a migration was not applied yet."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def rebuild(*, policy: Policy, progress: Progress | None = None) -> int:
    """Drop and bring back the derived tables; return how many entries they come from."""
    with transaction.atomic():
        entries = derived.rebuild(policy=policy, progress=progress)
        refold(policy=policy)
    return entries


def verify(*, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Return every fault of the ledger, and whether an older version made the index of names."""
    faults = look(progress=progress)
    if any(fault.code == TABLES_MISSING.code for fault in faults) or index_is_current():
        return faults
    return (*faults, OLD_INDEX.at("search"))


def backup(target: Path, *, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Copy the database; return the faults of the copy."""
    return copies.backup(target, progress=progress)


def dump(parts: Parts = "all") -> Iterator[bytes]:
    """Return the canonical dump line by line."""
    return canonical_dump(parts)


def digest(parts: Parts = "all") -> str:
    """Return the digest of the canonical dump."""
    return dump_digest(parts=parts)
