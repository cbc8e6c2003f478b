"""A copy of the database that is made while it is in use, and looked at before it counts."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.store.ledger.faults_ledger import BACKUP_EXISTS, BACKUP_FAILED, NO_PG_DUMP
from goodstanding.store.ledger.guards import POSTGRESQL
from goodstanding.store.ledger.verify import verify

PAGES = 4096
"""Pages copied at a time; writers wait no longer than that."""
Progress = Callable[[int, int], None]


def backup(target: Path, *, progress: Progress | None = None) -> tuple[Fault, ...]:
    """Copy the database to `target`; return what verifying the copy found.

    SQLite: the copy is opened and verified from end to end. PostgreSQL: `pg_dump` writes it and
    `pg_restore` reads its contents; restore it and run `goodstanding verify` to know more. The
    key of fingerprints is copied beside it, as `<target>.key`.
    """
    if target.exists():
        raise Refused(BACKUP_EXISTS.at(str(target)))
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.part")
    draft.unlink(missing_ok=True)
    faults: tuple[Fault, ...] = ()
    if connection.vendor == POSTGRESQL:
        _dump_postgresql(draft)
    else:
        _copy_sqlite(draft, progress)
        faults = _verify_copy(draft)
    key = settings.HOME / "fingerprint.key"
    if key.exists():
        shutil.copyfile(key, target.with_name(f"{target.name}.key"))
    draft.rename(target)
    return faults


def _copy_sqlite(draft: Path, progress: Progress | None) -> None:
    """Copy through SQLite's own backup, which sees one moment and disturbs nobody."""

    def told(status: int, remaining: int, total: int) -> None:
        del status
        if progress:
            progress(total - remaining, total)

    name = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(draft)) as copy:
        source.backup(copy, pages=PAGES, progress=told)


def _verify_copy(draft: Path) -> tuple[Fault, ...]:
    copy = connection.copy("backup")
    copy.settings_dict["NAME"] = str(draft)
    with closing(copy):
        return verify(database=copy)


def _dump_postgresql(draft: Path) -> None:
    said = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(said["HOST"]),
        "PGPORT": str(said["PORT"]),
        "PGUSER": str(said["USER"]),
        "PGPASSWORD": str(said["PASSWORD"]),
        "PGDATABASE": str(said["NAME"]),
    }
    environment = {name: value for name, value in environment.items() if value}
    _run("pg_dump", "--format=custom", f"--file={draft}", environment=environment)
    _run("pg_restore", "--list", str(draft), environment=environment)


def _run(program: str, *arguments: str, environment: dict[str, str]) -> None:
    found = shutil.which(program)
    if found is None:
        raise Refused(NO_PG_DUMP.at("backup", program=program))
    done = subprocess.run(  # noqa: S603 (a program of the database, arguments of ours)
        [found, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Refused(BACKUP_FAILED.at("backup", said=done.stderr.strip()[-500:]))
