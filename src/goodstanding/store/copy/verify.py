"""The copy looked at from end to end: its files against the manifest, and both against the ledger.

Every fault is told, nothing is mended: `goodstanding copy sync --rebuild` makes the copy anew.
The digests of all records are not kept in the copy; sums of them by bucket are, and a sample of
records is typed again from the ledger and compared field by field.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from goodstanding.core.basis.canon import sha256
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.records.seal import digest_of
from goodstanding.store.copy import ledger_rows
from goodstanding.store.copy.encode import Codebooks, columns_of, encode
from goodstanding.store.copy.erase import filed_records, waiting_erasures
from goodstanding.store.copy.faults_copy import (
    ERASURE_WAITS,
    FILE_DIFFERS,
    FILE_MISSING,
    FILE_STRAY,
    LEDGER_DIFFERS,
    OTHER_LEDGER,
    RECORD_DIFFERS,
)
from goodstanding.store.copy.files import MODULUS, digest_of_file, read_rows, strays, sum_of
from goodstanding.store.copy.ledger_sums import Sums, ledger_classes, ledger_sums
from goodstanding.store.copy.lock import reading, writing
from goodstanding.store.copy.manifest import Manifest, Part, RecordFile, read_manifest
from goodstanding.store.copy.sync import LIMITS
from goodstanding.store.ledger.append import last_entry

SAMPLE = 500
"""Records of the sample, where nobody asks for another number."""
Progress = Callable[[int, int], None]
"""Told how much is done, and how much there is: files and entries together."""


def verify(
    folder: Path, *, seed: str, sample: int = SAMPLE, progress: Progress | None = None
) -> tuple[Fault, ...]:
    """Return every fault of the copy; `seed` chooses the sample."""
    try:
        with reading(folder):
            manifest = read_manifest(folder)
            total = len(manifest.files()) + manifest.last_seq
            files = tuple(_file_faults(folder, manifest, progress, total))
            if manifest.source.kind != "ledger":
                return files
            return (*files, *_ledger_faults(folder, manifest, bool(files), seed, sample, progress))
    except Refused as refused:
        return refused.faults


def _file_faults(
    folder: Path, manifest: Manifest, progress: Progress | None, total: int
) -> Iterator[Fault]:
    files = manifest.files()
    for done, (name, told) in enumerate(sorted(files.items()), 1):
        yield from _one_file(folder, name, told)
        if progress:
            progress(done, total)
    yield from _stray_faults(folder)


def _stray_faults(folder: Path) -> Iterator[Fault]:
    """Tell files that no manifest names; while somebody writes, they are just being written."""
    try:
        with writing(folder):
            present = read_manifest(folder)
            found = strays(folder, present.files().keys() | set(present.retired))
    except Refused:
        return
    for name in found:
        yield FILE_STRAY.at(name)


def _one_file(folder: Path, name: str, told: Part | RecordFile) -> Iterator[Fault]:
    path = folder / name
    if not path.is_file():
        yield FILE_MISSING.at(name)
        return
    size = path.stat().st_size
    if size != told.bytes:
        yield FILE_DIFFERS.at(name, what="size", found=size, told=told.bytes)
        return
    if told.sha256 and (found := digest_of_file(path)) != told.sha256:
        yield FILE_DIFFERS.at(name, what="SHA-256", found=found, told=told.sha256)
        return
    try:
        rows = pq.read_metadata(path).num_rows
    except pa.ArrowException as fault:
        said = str(fault).splitlines()[0]
        yield FILE_DIFFERS.at(name, what="Parquet", found=said, told="Parquet")
        return
    if rows != told.rows:
        yield FILE_DIFFERS.at(name, what="rows", found=rows, told=told.rows)
    if isinstance(told, RecordFile) and told.seq_sum is not None:
        seqs = sum_of(read_rows(folder, name, ["seq"])["seq"])
        if seqs != told.seq_sum:
            yield FILE_DIFFERS.at(name, what="sum(seq)", found=seqs, told=told.seq_sum)


def _ledger_faults(
    folder: Path,
    manifest: Manifest,
    broken: bool,
    seed: str,
    sample: int,
    progress: Progress | None,
) -> Iterator[Fault]:
    """Tell where copy and ledger differ; what lies in the files only where those are whole."""
    first, last = ledger_rows.digest_at(1), ledger_rows.digest_at(manifest.last_seq)
    if manifest.last_seq and (first, last) != (manifest.source.fingerprint, manifest.source.last):
        yield OTHER_LEDGER.at(str(folder))
        return
    waiting = waiting_erasures(folder, manifest)
    for one in waiting:
        yield ERASURE_WAITS.at(f"entry {one.seq}", seq=one.seq)
    if broken:
        return
    files = len(manifest.files())

    def told(done: int, total: int) -> None:
        if progress:
            progress(files + done, files + total)

    sums = ledger_sums(manifest, filed_records(folder, manifest), progress=told)
    for one in waiting:
        if one.own is not None:
            sums.add(one.record_type, manifest.bucket(one.own), one.seq, one.mark)
    yield from _different(manifest.accumulators, sums.sums)
    yield from _row_faults(folder, manifest)
    yield from _class_faults(folder, manifest)
    yield from _sample_faults(folder, manifest, seed, sample)


def _different(held: Sums, said: Sums) -> Iterator[Fault]:
    for name in sorted(held.keys() | said.keys()):
        ours, theirs = held.get(name, {}), said.get(name, {})
        for bucket in sorted(ours.keys() | theirs.keys()):
            found, told = ours.get(bucket, (0, 0, 0)), theirs.get(bucket, (0, 0, 0))
            for what, one, other in zip(
                ("count", "sum(seq)", "sum(digest)"), found, told, strict=True
            ):
                if one != other:
                    yield LEDGER_DIFFERS.at(
                        f"records/{name}/{bucket:05d}", what=what, found=one, told=other
                    )
                    break


def _row_faults(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """Count the rows by the bucket of their own keys: as many as the manifest has summed up."""
    for name, sums in manifest.accumulators.items():
        found: dict[int, list[int]] = {}
        for files in manifest.records.get(name, {}).values():
            for one in files:
                rows = read_rows(folder, one.file, ["entity", "own", "seq"])
                buckets = pc.shift_right(pc.coalesce(rows["own"], rows["entity"]), manifest.bits)
                summed = (
                    pa.table({"bucket": buckets, "seq": rows["seq"]})
                    .group_by("bucket")
                    .aggregate([("seq", "count"), ("seq", "sum")])
                )
                for row in summed.to_pylist():
                    held = found.setdefault(row["bucket"], [0, 0])
                    held[0] += row["seq_count"]
                    held[1] = (held[1] + row["seq_sum"]) % MODULUS
        said = {bucket: [one[0], one[1]] for bucket, one in sums.items()}
        for bucket in sorted(found.keys() | said.keys()):
            if found.get(bucket) != said.get(bucket):
                yield LEDGER_DIFFERS.at(
                    f"records/{name}/{bucket:05d}",
                    what="rows",
                    found=found.get(bucket),
                    told=said.get(bucket),
                )


def _class_faults(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """Count entities and sum their numbers by class, in the copy and in the database."""
    found: dict[str, tuple[int, int]] = {}
    for parts in manifest.entities.values():
        for part in parts:
            rows = read_rows(folder, part.file, ["entity", "entity_class"])
            summed = rows.group_by("entity_class").aggregate(
                [("entity", "count"), ("entity", "sum")]
            )
            for row in summed.to_pylist():
                count, numbers = found.get(row["entity_class"], (0, 0))
                found[row["entity_class"]] = (
                    count + row["entity_count"],
                    numbers + row["entity_sum"],
                )
    said = ledger_classes(manifest.last_entity)
    if manifest.last_seq == last_entry()[0] and found != said:
        for kind in sorted(found.keys() | said.keys()):
            if found.get(kind) != said.get(kind):
                yield LEDGER_DIFFERS.at(
                    "entities", what=f"class {kind!r}", found=found.get(kind), told=said.get(kind)
                )


def _sample_faults(folder: Path, manifest: Manifest, seed: str, sample: int) -> Iterator[Fault]:
    """Type some records again from the ledger and compare; look at their digests too."""
    chosen = _drawn(folder, manifest, seed, sample)
    with closing(duckdb.connect(":memory:", config=LIMITS)) as database:
        for name, held in chosen.items():
            by_seq = {row["seq"]: row for row in held}
            rows = ledger_rows.records_at(by_seq)
            erased = set(by_seq) - {row[0] for row in rows if row[7] is not None}
            yield from _digest_faults([seq for seq in by_seq if seq not in erased])
            fields = manifest.policy_schema[name]
            database.register(
                "portion",
                pa.table(
                    {
                        "entity": pa.array(
                            [row[3] or by_seq[row[0]]["entity"] for row in rows], pa.int64()
                        ),
                        "seq": pa.array([row[0] for row in rows], pa.int64()),
                        "day": [row[4] for row in rows],
                        "record_type": [row[2] for row in rows],
                        "body": pa.array([row[7] for row in rows], pa.string()),
                    }
                ),
            )
            told, _ = encode(database, "portion", name, fields, Codebooks(manifest.words()))
            for row in told.to_pylist():
                if row["seq"] not in erased:
                    yield from _one_row(row, by_seq[row["seq"]])


def _one_row(told: dict[str, object], held: dict[str, object]) -> Iterator[Fault]:
    own = held["own"] if held["own"] is not None else held["entity"]
    for what, one, other in (
        ("entity", own, told["entity"]),
        *((name, held.get(name), told[name]) for name in told if name not in ("entity", "own")),
    ):
        if one != other:
            yield RECORD_DIFFERS.at(f"entry {told['seq']}", what=what.removeprefix("f_"))


def _digest_faults(seqs: Sequence[int]) -> Iterator[Fault]:
    for row in ledger_rows.whole_entries(seqs):
        seq, kind, department, name, key, subject, event, learnt, digest, body, salt = row
        said = digest_of(
            kind, department, name, key, subject, event, learnt, str(body).encode(), salt
        )
        if said != digest:
            yield RECORD_DIFFERS.at(f"entry {seq}", what="digest")


def _drawn(
    folder: Path, manifest: Manifest, seed: str, sample: int
) -> dict[str, list[dict[str, Any]]]:
    """Return some rows of the copy by type: from files chosen by their rows, places by chance."""
    chance = np.random.default_rng(int(sha256(seed.encode()), 16))
    files = [
        (name, one)
        for name, buckets in manifest.records.items()
        for bucket in buckets.values()
        for one in bucket
    ]
    if not files:
        return {}
    ends = np.cumsum([one.rows for _, one in files])
    places: dict[int, set[int]] = {}
    for drawn in chance.integers(int(ends[-1]), size=sample).tolist():
        place = int(np.searchsorted(ends, drawn, side="right"))
        places.setdefault(place, set()).add(int(ends[place]) - drawn - 1)
    found: dict[str, list[dict[str, Any]]] = {}
    for place, rows in sorted(places.items()):
        name, one = files[place]
        taken = read_rows(folder, one.file).take(sorted(rows))
        wide = columns_of(name, manifest.policy_schema[name], Codebooks(manifest.words()))
        for row in taken.to_pylist():
            found.setdefault(name, []).append({**dict.fromkeys(wide.names), **row})
    return found
