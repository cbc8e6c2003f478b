"""Digests of cases: a file's own, and a chain of its events in which none can be changed alone."""

from collections.abc import Sequence
from datetime import date

from goodstanding.core.basis.canon import canonical, sha256

VERSION = "1"


def file_digest(columns: Sequence[object]) -> str:
    """Return the digest of a case as it was opened, from its columns but the digest itself."""
    return _digest("file", columns)


def event_digest(previous: str, columns: Sequence[object], form: str, salt: str) -> str:
    """Return the digest of an event: its columns, its salted form, and the digest before it.

    The form enters by a digest of its own, so that it could be erased and the chain still held.
    """
    return _digest("event", [previous, *columns, sha256(f"{salt}|{form}".encode())])


def letter_digest(columns: Sequence[object]) -> str:
    """Return the digest of a letter as it was rendered."""
    return _digest("letter", columns)


def _digest(kind: str, columns: Sequence[object]) -> str:
    return sha256(canonical([VERSION, kind, *map(_text, columns)]))


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
