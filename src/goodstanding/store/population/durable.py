"""Files that are there whole or not at all: written beside, made durable, then renamed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson

PARTIAL = ".partial"
"""How the name of a file ends while it is being written."""


def settle(partial: Path, target: Path) -> None:
    """Make a written file durable, give it its name, and make the name durable."""
    _fsync(partial)
    partial.replace(target)
    _fsync(target.parent)


def partial_of(target: Path) -> Path:
    """Return where a file is written before it gets its name."""
    return target.with_name(target.name + PARTIAL)


def write_json(target: Path, value: object) -> None:
    """Write a small JSON file, whole or not at all."""
    partial = partial_of(target)
    partial.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
    settle(partial, target)


def read_json(path: Path) -> dict[str, Any] | None:
    """Return what a JSON file says, or None where it is missing or is no JSON object."""
    try:
        found = orjson.loads(path.read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    return found if isinstance(found, dict) else None


@contextmanager
def held_alone(folder: Path) -> Iterator[bool]:
    """Give whether this process alone may now write in `folder`; dying lets go of it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(file)


def _fsync(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
