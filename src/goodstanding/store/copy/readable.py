"""A broken file met while reading: named as `verify` names it, not in an engine's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.store.copy.faults_copy import FILE_DIFFERS, FILE_MISSING, NO_ROOM
from goodstanding.store.copy.manifest import Manifest

BROKEN = (
    duckdb.IOException,
    duckdb.InvalidInputException,
    duckdb.SerializationException,
    duckdb.BinderException,
)


@contextmanager
def readable(folder: Path, manifest: Manifest) -> Iterator[None]:
    """Refuse by the fault of a file of the copy where DuckDB cannot read it.

    Looks at the files only when something went wrong.
    """
    try:
        yield
    except duckdb.OutOfMemoryException as fault:
        raise Refused(NO_ROOM.at(str(folder), said=_first_line(fault))) from fault
    except BROKEN as fault:
        found = tuple(quick_faults(folder, manifest))
        if not found and "No space left" in str(fault):
            found = (NO_ROOM.at(str(folder), said=_first_line(fault)),)
        said = _first_line(fault)
        other = FILE_DIFFERS.at(str(folder), what="Parquet", found=said, told="Parquet")
        raise Refused(*(found or (other,))) from fault


def quick_faults(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """Yield the files of the manifest that are missing or of another size."""
    for name, told in sorted(manifest.files().items()):
        path = folder / name
        if not path.is_file():
            yield FILE_MISSING.at(name)
        elif (size := path.stat().st_size) != told.bytes:
            yield FILE_DIFFERS.at(name, what="size", found=size, told=told.bytes)


def _first_line(fault: Exception) -> str:
    return str(fault).splitlines()[0]
