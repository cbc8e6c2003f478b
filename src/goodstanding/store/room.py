"""A disk that is full, told as a fault with its next step instead of as a database's own error."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.utils import Error
from psycopg.errors import DiskFull

from goodstanding.core.basis.faults import Refused
from goodstanding.core.records.faults_intake import NO_ROOM

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
PRIMARY = 0xFF
"""Of an extended code of SQLite, the part that says what it is about."""
SQLITE_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})


@contextmanager
def room_to_write(where: str) -> Iterator[None]:
    """Refuse what was begun where there is no room; the caller has undone it by then."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Refused(NO_ROOM.at(where, reason=error.strerror)) from error
    except Error as error:
        if not _is_full(error.__cause__):
            raise
        raise Refused(NO_ROOM.at(where, reason=str(error).splitlines()[0][:80])) from error


def _is_full(cause: BaseException | None) -> bool:
    """Return whether a database's error is about room on the disk."""
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & PRIMARY in SQLITE_FULL
    return isinstance(cause, DiskFull)
