"""Erased records leave the copy: their files are written anew without them, the old ones go.

The ledger's erasure comes first. Until the copy has followed it, `status` and `verify` say so;
`follow` does it at once after the act, and every sync before anything else is published.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from goodstanding.core.basis.faults import Refused
from goodstanding.store.copy import ledger_rows
from goodstanding.store.copy.files import MODULUS, read_rows, remove, room_for, write_records
from goodstanding.store.copy.ledger_rows import Gone
from goodstanding.store.copy.lock import writing
from goodstanding.store.copy.manifest import (
    NAME,
    Erased,
    Manifest,
    RecordFile,
    read_manifest,
    write_manifest,
)
from goodstanding.store.ledger.append import last_entry


def waiting_erasures(folder: Path, manifest: Manifest) -> list[Gone]:
    """Return the erasures of copied records that the copy has not followed."""
    last, _ = last_entry()
    followed = {one.seq for one in manifest.erased}
    gone = [
        one
        for one in ledger_rows.erased_by(manifest.last_seq + 1, last)
        if one.seq <= manifest.last_seq
        and one.seq not in followed
        and one.record_type in manifest.records
    ]
    if any(one.own is None for one in gone):
        filed = filed_records(folder, manifest)
        gone = [replace(one, own=filed.get(one.seq, one.own)) for one in gone]
    return [one for one in gone if one.own is not None]


def follow(folder: Path) -> bool:
    """Take out of the copy what was erased since; return whether nothing of it is left there.

    Where another process writes the copy, that one follows before it ends.
    """
    if not (folder / NAME).exists():
        return True
    try:
        with room_for(folder), writing(folder):
            manifest = read_manifest(folder)
            gone = waiting_erasures(folder, manifest)
            manifest, removed = without(folder, manifest, gone)
            write_manifest(folder, manifest)
            remove(folder, removed)
    except Refused:
        return False
    return True


def filed_records(folder: Path, manifest: Manifest) -> dict[int, int]:
    """Return the entity under which each record lies that a judgement gave to a key."""
    filed: dict[int, int] = {}
    for parts in manifest.late.values():
        for part in parts:
            rows = read_rows(folder, part.file, ["entity", "seq"])
            filed.update(zip(rows["seq"].to_pylist(), rows["entity"].to_pylist(), strict=True))
    return filed


def without(
    folder: Path, manifest: Manifest, gone: Sequence[Gone]
) -> tuple[Manifest, tuple[str, ...]]:
    """Write the files that hold erased records anew; return the manifest and the files to remove.

    Files that are only waiting to be swept are removed too where they hold one.
    """
    removed: list[str] = []
    for record_type in sorted({one.record_type for one in gone}):
        among = [one for one in gone if one.record_type == record_type]
        seqs = {one.seq for one in among}
        found: set[int] = set()
        buckets = dict(manifest.records.get(record_type, {}))
        for bucket in sorted(_homes(folder, manifest, among) & buckets.keys()):
            files = []
            for one in buckets[bucket]:
                kept, held = _rewritten(folder, one, bucket, record_type, seqs)
                files += kept
                found |= held
                removed += [one.file] if held else []
            buckets[bucket] = tuple(files)
        removed += [
            name
            for name in manifest.retired
            if name.startswith(f"records/{record_type}/") and _holds(folder, name, seqs)
        ]
        manifest = _told(manifest, record_type, buckets, [one for one in among if one.seq in found])
    retired = tuple(name for name in manifest.retired if name not in removed)
    return replace(manifest, retired=retired), tuple(removed)


def _homes(folder: Path, manifest: Manifest, gone: Sequence[Gone]) -> set[int]:
    """Return the buckets where the records may lie: their keys' own, or where those went."""
    owns = {one.own for one in gone if one.own is not None}
    homes = {manifest.bucket(one) for one in owns}
    for part in manifest.folds:
        rows = read_rows(folder, part.file, filters=[("own", "in", owns)])
        homes |= {manifest.bucket(owner) for owner in rows["owner"].to_pylist()}
    return homes


def _rewritten(
    folder: Path, file: RecordFile, bucket: int, record_type: str, seqs: set[int]
) -> tuple[list[RecordFile], set[int]]:
    """Return what takes a file's place, and which of the records it held."""
    if not any(file.seq_first <= seq <= file.seq_last for seq in seqs):
        return [file], set()
    held = seqs & set(read_rows(folder, file.file, ["seq"])["seq"].to_pylist())
    if not held:
        return [file], held
    rows = read_rows(folder, file.file)
    left = rows.filter(pc.invert(pc.is_in(rows["seq"], pa.array(sorted(held), pa.int64()))))
    if not left.num_rows:
        return [], held
    stem = f"records/{record_type}/{bucket:05d}"
    return [write_records(folder, stem, left, fields=file.fields, folded=file.folded)], held


def _holds(folder: Path, name: str, seqs: set[int]) -> bool:
    return (folder / name).exists() and not seqs.isdisjoint(
        read_rows(folder, name, ["seq"])["seq"].to_pylist()
    )


def _told(
    manifest: Manifest,
    record_type: str,
    buckets: dict[int, tuple[RecordFile, ...]],
    gone: Sequence[Gone],
) -> Manifest:
    """Return the manifest that tells of a type's files without the erased records."""
    sums = dict(manifest.accumulators.get(record_type, {}))
    for one in gone:
        bucket = manifest.bucket(one.own or 0)
        count, seqs, marks = sums[bucket]
        sums[bucket] = (count - 1, (seqs - one.seq) % MODULUS, (marks - one.mark) % MODULUS)
        if not sums[bucket][0]:
            del sums[bucket]
    erased = {one.seq: one for one in manifest.erased}
    erased |= {one.seq: Erased(one.seq, one.by, one.until) for one in gone}
    return replace(
        manifest,
        records={
            **manifest.records,
            record_type: {bucket: files for bucket, files in buckets.items() if files},
        },
        accumulators={**manifest.accumulators, record_type: sums},
        erased=tuple(erased[seq] for seq in sorted(erased)),
    )
