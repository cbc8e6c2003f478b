"""Files of the copy: written whole under a new name, durable before a manifest names them."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import file_digest
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from goodstanding.core.basis.faults import Refused
from goodstanding.store.copy.faults_copy import FILE_DIFFERS, FILE_MISSING, NO_ROOM
from goodstanding.store.copy.lock import LOCKS, nobody_reads
from goodstanding.store.copy.manifest import NAME, Manifest, Part, RecordFile, sync_folder

ROW_GROUP = 122_880
DRAFT = ".new"
SPILL = "spill"
"""Where compaction lets DuckDB put what memory does not hold."""
MODULUS = 2**64
Filters = list[tuple[str, str, object]]
OVERLAYS = {
    "entities": {
        "entity": pa.int64(),
        "scheme": pa.string(),
        "entity_class": pa.string(),
        "since": pa.int64(),
    },
    "superseded": {"entity": pa.int64(), "seq": pa.int64(), "by": pa.int64()},
    "folds": {"own": pa.int64(), "owner": pa.int64(), "since": pa.int64()},
    "late": {"entity": pa.int64(), "seq": pa.int64(), "own": pa.int64(), "since": pa.int64()},
}
"""The columns of the small files, each sorted by its first column."""


def write_records(
    folder: Path, stem: str, rows: pa.Table, *, fields: int, folded: int = 0
) -> RecordFile:
    """Write records of one type and bucket, which must be sorted by entity and number.

    `stem` is the name's beginning, `records/penalty/00003`; the file's own digest ends it.
    """
    entities, seqs = rows["entity"], rows["seq"]
    span = pc.min_max(seqs).as_py()
    name, size, digest = _write(folder, stem, rows)
    return RecordFile(
        file=name,
        rows=rows.num_rows,
        first=entities[0].as_py(),
        last=entities[-1].as_py(),
        seq_first=span["min"],
        seq_last=span["max"],
        bytes=size,
        fields=fields,
        sha256=digest,
        seq_sum=sum_of(seqs),
        folded=folded,
        moved=rows.num_rows - rows["own"].null_count,
    )


def write_part(folder: Path, stem: str, rows: pa.Table) -> Part:
    """Write one of the small files, which must be sorted by its first column."""
    first = rows.column(0)
    name, size, digest = _write(folder, stem, rows)
    return Part(name, rows.num_rows, first[0].as_py(), first[-1].as_py(), size, digest)


def overlay(sort: str, columns: Mapping[str, object]) -> pa.Table:
    """Return rows of one of the small files, sorted as they lie there."""
    kinds = OVERLAYS[sort]
    schema = pa.schema([pa.field(name, kind) for name, kind in kinds.items()])
    rows = pa.table([pa.array(columns[name], kind) for name, kind in kinds.items()], schema=schema)
    return rows.sort_by([(name, "ascending") for name in kinds])


def sum_of(numbers: pa.ChunkedArray) -> int:
    """Return the sum of entry numbers modulo 2 to the 64th."""
    return int(numbers.to_numpy().astype(np.uint64).sum(dtype=np.uint64)) % MODULUS


def by_bucket(rows: pa.Table, bits: int) -> Iterator[tuple[int, pa.Table]]:
    """Yield the rows of each bucket, of rows that are sorted by entity."""
    buckets = rows["entity"].to_numpy() >> bits
    if not len(buckets):
        return
    cuts = [0, *(np.flatnonzero(np.diff(buckets)) + 1).tolist(), len(buckets)]
    for start, end in pairwise(cuts):
        yield int(buckets[start]), rows.slice(start, end - start)


def _write(folder: Path, stem: str, rows: pa.Table) -> tuple[str, int, str]:
    """Write a file under a name that its bytes give it, so that no name ever means another."""
    draft = folder / f"{stem}{DRAFT}"
    draft.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as out:
        pq.write_table(
            rows.combine_chunks(),
            out,
            compression="zstd",
            row_group_size=ROW_GROUP,
            store_schema=False,
        )
        out.flush()
        os.fsync(out.fileno())
    size, digest = draft.stat().st_size, digest_of_file(draft)
    name = f"{stem}-{digest[:16]}.parquet"
    draft.replace(folder / name)
    sync_folder(draft.parent)
    return name, size, digest


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as data:
        return file_digest(data, "sha256").hexdigest()


def read_rows(
    folder: Path, name: str, columns: Sequence[str] | None = None, filters: Filters | None = None
) -> pa.Table:
    """Return the rows of a file, or refuse where it is missing or no Parquet file any more."""
    try:
        return pq.read_table(folder / name, columns=columns, filters=filters)
    except FileNotFoundError:
        raise Refused(FILE_MISSING.at(name)) from None
    except (OSError, pa.ArrowException) as fault:
        said = str(fault).splitlines()[0]
        raise Refused(FILE_DIFFERS.at(name, what="Parquet", found=said, told="Parquet")) from None


@contextmanager
def room_for(folder: Path) -> Iterator[None]:
    """Refuse clearly where the disk takes no more, or the folder cannot be written."""
    try:
        yield
    except OSError as fault:
        raise Refused(NO_ROOM.at(str(folder), said=fault.strerror or fault)) from fault


def sweep(folder: Path, manifest: Manifest | None) -> tuple[str, ...]:
    """Remove what a broken write left, and retired files where nobody reads.

    Returns the retired files that must stay for now. For the only writer, before it begins.
    """
    kept = set(manifest.files()) if manifest else set()
    retired = set(manifest.retired) if manifest else set()
    with nobody_reads(folder) as quiet:
        for name in strays(folder, kept if quiet else kept | retired):
            (folder / name).unlink()
    return () if quiet else tuple(sorted(retired))


def strays(folder: Path, kept: Iterable[str]) -> list[str]:
    """Return the files in the copy's own folders that are not among those kept."""
    held = set(kept)
    found = [
        path.relative_to(folder).as_posix()
        for sort in ("records", SPILL, *OVERLAYS)
        for path in sorted((folder / sort).rglob("*"))
        if path.is_file()
    ]
    loose = [
        path.name
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name not in LOCKS | {NAME}
    ]
    return [name for name in (*found, *loose) if name not in held and name != NAME]


def remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files for good, whoever reads them."""
    chosen = sorted(set(names))
    for name in chosen:
        (folder / name).unlink(missing_ok=True)
    for parent in {(folder / name).parent for name in chosen}:
        sync_folder(parent)
