"""A small copy of no ledger, written as the format says, that grows as a ledger would."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tests.store.analytics.drawn_records import Row

from goodstanding.core.policy.shape import Policy
from goodstanding.store.copy.encode import HEAD, arrow_type, fields_of
from goodstanding.store.copy.manifest import (
    Manifest,
    Part,
    RecordFile,
    Source,
    read_manifest,
    write_manifest,
)

BITS = 3
SCHEME = "cn-uscc"
Number = int | None


@dataclass
class SmallCopy:
    """Entries that come one by one; `flush` writes what came since into new files.

    `owners`: whose each key is now · `rows`: records in force, under their own key.
    """

    folder: Path
    policy: Policy
    bits: int = BITS
    seq: int = 0
    owners: dict[int, int] = field(default_factory=dict)
    classes: dict[int, str] = field(default_factory=dict)
    rows: dict[int, Row] = field(default_factory=dict)
    parts: int = 0
    new_entities: list[dict[str, Any]] = field(default_factory=list)
    new_rows: list[Row] = field(default_factory=list)
    new_superseded: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    new_folds: list[tuple[int, int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with an empty copy."""
        self.folder.mkdir(parents=True, exist_ok=True)
        schema = {name: fields_of(one) for name, one in self.policy.record_types.items()}
        words: dict[str, dict[str, tuple[str, ...]]] = {
            name: {key: () for key, kind in fields.items() if kind in ("choice", "choices")}
            for name, fields in schema.items()
        }
        write_manifest(
            self.folder,
            Manifest(Source("ledger", "small"), self.bits, policy_schema=schema, codebooks=words),
        )

    def open(self, number: int, entity_class: str = "91") -> None:
        """Let a key be seen for the first time."""
        self.seq += 1
        self.owners[number], self.classes[number] = number, entity_class
        self.new_entities.append(
            {
                "entity": number,
                "scheme": SCHEME,
                "entity_class": entity_class,
                "since": self.seq,
            }
        )

    def add(self, own: int, record_type: str, day: date, fields: Mapping[str, str]) -> int:
        """Add a record; return its number."""
        if own not in self.owners:
            self.open(own)
        self.seq += 1
        self.rows[self.seq] = Row(own, self.seq, record_type, day, fields)
        self.new_rows.append(self.rows[self.seq])
        return self.seq

    def end(self, seq: int) -> None:
        """Put a record out of force."""
        self.seq += 1
        row = self.rows.pop(seq)
        found = self.new_superseded.setdefault(row.record_type, [])
        found.append((row.entity, seq, self.seq))

    def fold(self, own: int, owner: int) -> None:
        """Judge that a key, and what was folded into it, belongs to the owner of another."""
        self.seq += 1
        target = self.owners[owner]
        for key in [key for key, held in self.owners.items() if own in (held, key)]:
            self.owners[key] = target
            self.new_folds.append((key, target, self.seq))

    def unfold(self, own: int) -> None:
        """Judge that a key is one of its own after all."""
        self.seq += 1
        self.owners[own] = own
        self.new_folds.append((own, own, self.seq))

    def belonging(self, entity: int) -> list[Row]:
        """Return the records in force of an entity."""
        return [row for row in self.rows.values() if self.owners[row.entity] == entity]

    def flush(self) -> Manifest:
        """Write what came since the last time, and the manifest."""
        held = read_manifest(self.folder)
        manifest = replace(
            held,
            last_seq=self.seq,
            last_entity=max(self.owners, default=0),
            codebooks=self._words(held),
        )
        records = {name: dict(buckets) for name, buckets in held.records.items()}
        for (name, bucket), rows in self._by_file().items():
            file = self._write_records(manifest, name, bucket, rows)
            of_type = records.setdefault(name, {})
            of_type[bucket] = (*of_type.get(bucket, ()), file)
        entities = dict(held.entities)
        for bucket in sorted({one["entity"] >> self.bits for one in self.new_entities}):
            rows = [one for one in self.new_entities if one["entity"] >> self.bits == bucket]
            table = pa.Table.from_pylist(sorted(rows, key=lambda row: row["entity"]))
            part = self._write(table, "entity", f"entities/{bucket:05d}")
            entities[bucket] = (*entities.get(bucket, ()), part)
        superseded = dict(held.superseded)
        for name, found in self.new_superseded.items():
            part = self._write(
                _numbers(found, "entity", "seq", "by"), "entity", f"superseded/{name}/"
            )
            superseded[name] = (*superseded.get(name, ()), part)
        folds = held.folds
        if self.new_folds:
            table = _numbers(self.new_folds, "own", "owner", "since")
            folds = (*folds, self._write(table, "own", "folds/"))
        manifest = replace(
            manifest, records=records, entities=entities, superseded=superseded, folds=folds
        )
        write_manifest(self.folder, manifest)
        self.new_entities, self.new_rows, self.new_superseded, self.new_folds = [], [], {}, []
        return manifest

    def _by_file(self) -> dict[tuple[str, int], list[Row]]:
        found: dict[tuple[str, int], list[Row]] = {}
        for row in sorted(self.new_rows, key=lambda row: (row.entity, row.seq)):
            found.setdefault((row.record_type, row.entity >> self.bits), []).append(row)
        return found

    def _words(self, held: Manifest) -> dict[str, dict[str, tuple[str, ...]]]:
        words = {name: dict(fields) for name, fields in held.codebooks.items()}
        for row in self.new_rows:
            for name, known in words[row.record_type].items():
                said = [word for word in row.fields.get(name, "").split("|") if word]
                words[row.record_type][name] = tuple(dict.fromkeys((*known, *said)))
        return words

    def _write_records(
        self, manifest: Manifest, name: str, bucket: int, rows: list[Row]
    ) -> RecordFile:
        fields = manifest.policy_schema[name]
        columns: dict[str, pa.Array] = {
            "entity": pa.array([row.entity for row in rows], pa.int64()),
            "own": pa.array([None for _ in rows], pa.int64()),
            "seq": pa.array([row.seq for row in rows], pa.int64()),
            "day": pa.array([row.day for row in rows], pa.date32()),
        }
        for key, kind in fields.items():
            words = manifest.codebooks[name].get(key, ())
            values = [_typed(row.fields.get(key, ""), kind, words) for row in rows]
            columns[f"f_{key}"] = pa.array(values, arrow_type(kind, words))
        assert list(columns)[:4] == [one.name for one in HEAD]
        part = self._write(pa.table(columns), "entity", f"records/{name}/{bucket:05d}")
        seqs = [row.seq for row in rows]
        return RecordFile(
            part.file,
            part.rows,
            part.first,
            part.last,
            min(seqs),
            max(seqs),
            part.bytes,
            len(fields),
        )

    def _write(self, table: pa.Table, key: str, start: str) -> Part:
        self.parts += 1
        name = f"{start}-{self.parts:04d}.parquet"
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, self.folder / name, compression="zstd")
        numbers = table.column(key).to_pylist()
        size = (self.folder / name).stat().st_size
        return Part(name, table.num_rows, min(numbers), max(numbers), size)


def _numbers(rows: list[tuple[int, int, int]], *names: str) -> pa.Table:
    columns = zip(*sorted(rows), strict=True)
    return pa.table(
        {name: pa.array(values, pa.int64()) for name, values in zip(names, columns, strict=True)}
    )


def _typed(text: str, kind: str, words: tuple[str, ...]) -> object:
    if not text:
        return None
    if kind == "choice":
        return words.index(text)
    if kind == "choices":
        return sum(1 << words.index(word) for word in dict.fromkeys(text.split("|")))
    if kind in ("integer", "money"):
        return int(text)
    return date.fromisoformat(text) if kind == "day" else text
