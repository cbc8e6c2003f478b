"""Only one process receives a batch at a time; a killed one lets go by dying."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def claimed(name: str) -> Iterator[bool]:
    """Give whether this process alone may now work on what is called `name`.

    PostgreSQL's advisory locks reach over all machines; SQLite lives on one machine, where a
    lock on a file does.
    """
    digest = sha256(name.encode()).digest()
    if connection.vendor == "postgresql":
        with _claimed_on_server(int.from_bytes(digest[:8], "big", signed=True)) as alone:
            yield alone
    else:
        with _claimed_file(settings.HOME / "locks" / digest.hex()[:32]) as alone:
            yield alone


@contextmanager
def _claimed_on_server(number: int) -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        (alone,) = cursor.fetchone()
    try:
        yield alone
    finally:
        if alone and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


@contextmanager
def _claimed_file(path: Path) -> Iterator[bool]:
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The holder before us removes the file when it is done; then ours is a file without a
        # name, which would lock nobody out.
        alone = path.exists() and path.stat().st_ino == os.fstat(file).st_ino
    except BlockingIOError:
        alone = False
    try:
        yield alone
    finally:
        if alone:
            path.unlink(missing_ok=True)
        os.close(file)
