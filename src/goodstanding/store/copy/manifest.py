"""The manifest: the only truth of what is in the copy, read and written whole.

`manifest.json` holds a digest of itself, so that a flipped byte is seen. A file of the copy is
never changed: a new one takes its place through the next manifest.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import orjson

from goodstanding.core.basis.faults import Refused
from goodstanding.store.copy.faults_copy import FOREIGN, MANIFEST_DAMAGED, NO_COPY

NAME = "manifest.json"
FORMAT = 1
BITS = 18
"""So many bits of an entity number are its place within its bucket."""
SortOfSource = Literal["ledger", "generated"]
Accumulator = tuple[int, int, int]
"""Count, sum of entry numbers, sum of the first 8 bytes of digests; sums modulo 2 to the 64th."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the copy comes from.

    `fingerprint`: digest of the ledger's first entry, or a generator's seed. `last`: digest of
    the ledger's entry `last_seq`, by which a sync sees that it goes on with the same ledger.
    """

    kind: SortOfSource
    fingerprint: str
    last: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of entities, superseded, folds or late rows: `first` to `last` is its first column."""

    file: str
    rows: int
    first: int
    last: int
    bytes: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of records of one type and bucket. `first` and `last` are entity numbers.

    `fields`: so many fields of the type's schema are columns of it; later ones are NULL.
    `folded`: judgements up to this entry are folded in (0: every row lies under its own key).
    `moved`: rows that lie under another entity than their own key's.
    """

    file: str
    rows: int
    first: int
    last: int
    seq_first: int
    seq_last: int
    bytes: int
    fields: int
    sha256: str | None = None
    seq_sum: int | None = None
    folded: int = 0
    moved: int = 0


EntityFile = Part


@dataclass(frozen=True, slots=True)
class Erased:
    """A record that was erased: not in the files. It stood as known from `seq` to before `until`.

    `by` is the erasure's entry; `until` is that, or the earlier entry that superseded the record.
    """

    seq: int
    by: int
    until: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the copy holds. Buckets are entity numbers without their last `bits` bits."""

    source: Source
    bits: int = BITS
    last_seq: int = 0
    last_entity: int = 0
    days: tuple[tuple[date, int], ...] = ()
    """Each run of entries learnt on one day: the day and the run's last entry, in ledger order."""
    policy_schema: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Record type to field to kind, in the order of the columns; only ever added to."""
    codebooks: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Record type to choice field to words; a word's code is its place."""
    entities: Mapping[int, tuple[EntityFile, ...]] = field(default_factory=dict)
    records: Mapping[str, Mapping[int, tuple[RecordFile, ...]]] = field(default_factory=dict)
    superseded: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    folds: tuple[Part, ...] = ()
    late: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    """Records that waited for a person's judgement, and whose they are since when."""
    erased: tuple[Erased, ...] = ()
    left_out: tuple[str, ...] = ()
    """Record types of the ledger that the packs do not know."""
    accumulators: Mapping[str, Mapping[int, Accumulator]] = field(default_factory=dict)
    """By record type and bucket of the record's own key."""
    retired: tuple[str, ...] = ()
    """Files that the manifests before had: removed by the next writer when nobody reads them."""

    def bucket(self, entity: int) -> int:
        """Return the bucket of an entity number."""
        return entity >> self.bits

    def words(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the codebooks as the compiler takes them: by record type and field."""
        return {
            (record_type, name): words
            for record_type, fields in self.codebooks.items()
            for name, words in fields.items()
        }

    def files(self) -> dict[str, Part | RecordFile]:
        """Return every file of the copy by its name."""
        groups: list[tuple[Part, ...] | tuple[RecordFile, ...]] = [
            *(files for buckets in self.records.values() for files in buckets.values()),
            *self.entities.values(),
            *self.superseded.values(),
            *self.late.values(),
            self.folds,
        ]
        return {one.file: one for files in groups for one in files}

    def erased_as_known(self, known: int) -> int:
        """Return how many records that stood as of an entry were erased since."""
        return sum(one.seq <= known < one.until for one in self.erased)


def manifest_digest(manifest: Manifest) -> str:
    """Return the digest of what a manifest says, besides what is only waiting to be removed."""
    return sha256(_text(replace(manifest, retired=()))).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the copy in `folder`, or refuse: missing, foreign, damaged."""
    path = folder / NAME
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        raise Refused(NO_COPY.at(str(folder))) from None
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError as fault:
        raise Refused(MANIFEST_DAMAGED.at(str(path), said=fault)) from None
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        found = said.get("format") if isinstance(said, dict) else type(said).__name__
        raise Refused(FOREIGN.at(str(path), said=f"format {found}"))
    del said["format"]
    if said.pop("digest", None) != sha256(orjson.dumps(said)).hexdigest():
        raise Refused(MANIFEST_DAMAGED.at(str(path), said="digest"))
    return _from_json(said)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in place, durably and whole; the files that it names must be so already."""
    text = _text(manifest)
    head = {"format": FORMAT, "digest": sha256(text).hexdigest()}
    draft = folder / f"{NAME}.new"
    with draft.open("wb") as out:
        out.write(orjson.dumps(head)[:-1] + b"," + text[1:])
        out.flush()
        os.fsync(out.fileno())
    draft.replace(folder / NAME)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _text(manifest: Manifest) -> bytes:
    # Keys stay in their order: that of record types and fields means something.
    return orjson.dumps(manifest, option=orjson.OPT_NON_STR_KEYS)


def _parts(said: list[dict[str, Any]]) -> tuple[Part, ...]:
    return tuple(Part(**one) for one in said)


def _from_json(said: dict[str, Any]) -> Manifest:
    return Manifest(
        source=Source(**said["source"]),
        bits=said["bits"],
        last_seq=said["last_seq"],
        last_entity=said["last_entity"],
        days=tuple((date.fromisoformat(day), seq) for day, seq in said["days"]),
        policy_schema=said["policy_schema"],
        codebooks={
            name: {one: tuple(words) for one, words in fields.items()}
            for name, fields in said["codebooks"].items()
        },
        entities={int(bucket): _parts(files) for bucket, files in said["entities"].items()},
        records={
            name: {
                int(bucket): tuple(RecordFile(**one) for one in files)
                for bucket, files in buckets.items()
            }
            for name, buckets in said["records"].items()
        },
        superseded={name: _parts(files) for name, files in said["superseded"].items()},
        folds=_parts(said["folds"]),
        late={name: _parts(files) for name, files in said["late"].items()},
        erased=tuple(Erased(**one) for one in said["erased"]),
        left_out=tuple(said["left_out"]),
        accumulators={
            name: {int(bucket): (one[0], one[1], one[2]) for bucket, one in buckets.items()}
            for name, buckets in said["accumulators"].items()
        },
        retired=tuple(said["retired"]),
    )
