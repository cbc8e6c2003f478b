"""Who may write the copy, and whether somebody reads it: locks on files, let go of by dying."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from goodstanding.core.basis.faults import Refused
from goodstanding.store.copy.faults_copy import BUSY

WRITERS = "writing.lock"
READERS = "reading.lock"
LOCKS = frozenset({WRITERS, READERS})


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the only writer of the copy, or refuse."""
    folder.mkdir(parents=True, exist_ok=True)
    with _held(folder / WRITERS, fcntl.LOCK_EX) as alone:
        if not alone:
            raise Refused(BUSY.at(str(folder)))
        yield


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Be one of the readers; a folder that is not there has none."""
    if not folder.is_dir():
        yield
        return
    with _held(folder / READERS, fcntl.LOCK_SH, wait=True):
        yield


@contextmanager
def nobody_reads(folder: Path) -> Iterator[bool]:
    """Give whether no reader holds files of the copy; none begins while this is held."""
    with _held(folder / READERS, fcntl.LOCK_EX) as alone:
        yield alone


@contextmanager
def _held(path: Path, sort: int, *, wait: bool = False) -> Iterator[bool]:
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, sort if wait else sort | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(file)
