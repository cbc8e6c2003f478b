"""What was written, part by part, and the manifest of all of it."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import orjson

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.country.lives import LIVES
from goodstanding.demo.country.plan import Plan
from goodstanding.store.copy.manifest import EntityFile, Manifest, RecordFile, Source


@dataclass(frozen=True, slots=True)
class File:
    """A file of the copy, and the least and greatest numbers of entities and entries in it."""

    name: str
    rows: int
    bytes: int
    first: int
    last: int
    seq_first: int
    seq_last: int

    def of_records(self, fields: int) -> RecordFile:
        """Return a file of records as the manifest names it."""
        return RecordFile(
            file=self.name,
            rows=self.rows,
            first=self.first,
            last=self.last,
            seq_first=self.seq_first,
            seq_last=self.seq_last,
            bytes=self.bytes,
            fields=fields,
        )

    def of_others(self) -> EntityFile:
        """Return a file of entities or of superseded rows as the manifest names it."""
        return EntityFile(self.name, self.rows, self.first, self.last, self.bytes)


@dataclass(frozen=True, slots=True)
class Part:
    """The files of some buckets, all of which are there."""

    files: tuple[File, ...]

    @property
    def rows(self) -> int:
        """Return the records, live or not."""
        return sum(file.rows for file in self.files if file.name.startswith("records/"))

    @property
    def displaced(self) -> int:
        """Return the records that a later version put out of force."""
        return sum(file.rows for file in self.files if file.name.startswith("superseded/"))

    @property
    def size(self) -> int:
        """Return the bytes on the disk."""
        return sum(file.bytes for file in self.files)

    def as_bytes(self) -> bytes:
        """Return the part as it is kept."""
        return orjson.dumps([astuple(file) for file in self.files])

    @classmethod
    def read(cls, content: bytes) -> "Part":
        """Return a part that was kept."""
        return cls(tuple(File(*facts) for facts in orjson.loads(content)))


def manifest_of(plan: Plan, policy: Policy, parts: Sequence[Part]) -> Manifest:
    """Return the manifest of a country: generated, with no ledger behind it.

    It came on one day, as a first load does; so nothing says when a day before was known.
    """
    entities: dict[int, tuple[EntityFile, ...]] = {}
    records: dict[str, dict[int, tuple[RecordFile, ...]]] = {name: {} for name in LIVES}
    displaced: dict[str, tuple[EntityFile, ...]] = dict.fromkeys(LIVES, ())
    last = 0
    for file in (file for part in parts for file in part.files):
        room, *_, name = file.name.split("/")
        bucket = int(name.partition("-")[0])
        record_type = file.name.split("/")[1]
        last = max(last, file.seq_last)
        if room == "records":
            columns = len(policy.record_types[record_type].fields)
            records[record_type][bucket] = (file.of_records(columns),)
        elif room == "entities":
            entities[bucket] = (file.of_others(),)
        else:
            displaced[record_type] += (file.of_others(),)
    types = {name: policy.record_types[name].fields for name in LIVES}
    return Manifest(
        source=Source(kind="generated", fingerprint=str(plan.seed)),
        bits=plan.bits,
        last_seq=last,
        last_entity=plan.entities,
        days=((plan.on, last),),
        policy_schema={
            name: {field.id: field.kind for field in fields.values()}
            for name, fields in types.items()
        },
        codebooks={
            name: {field.id: tuple(field.choices) for field in fields.values() if field.choices}
            for name, fields in types.items()
        },
        entities=entities,
        records=records,
        superseded=displaced,
    )
