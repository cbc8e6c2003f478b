"""What a sync has read and not yet written: typed records and small rows, within bounded memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from goodstanding.store.copy import ledger_rows
from goodstanding.store.copy.encode import Codebooks, Fields, columns_of, encode, quoted
from goodstanding.store.copy.files import MODULUS, by_bucket, overlay, write_part, write_records
from goodstanding.store.copy.manifest import Accumulator, Manifest, Part

Small = dict[str, list[Any]]
READ = {
    "seq": pa.int64(),
    "kind": pa.string(),
    "record_type": pa.string(),
    "own": pa.int64(),
    "day": pa.string(),
    "learnt": pa.string(),
    "mark": pa.string(),
    "body": pa.string(),
}
"""The columns of `ledger_rows.PORTION`, as DuckDB is given them."""
FACTS = "kind IN ('fact', 'correction')"


@dataclass
class Staging:
    """Rows that wait to be written; `manifest` is what they will be added to."""

    database: duckdb.DuckDBPyConnection
    manifest: Manifest
    schema: Mapping[str, Fields]
    codebooks: Codebooks
    tables: dict[str, list[pa.Table]] = field(default_factory=dict)
    small: dict[tuple[str, str], Small] = field(default_factory=dict)
    accumulators: dict[str, dict[int, Accumulator]] = field(default_factory=dict)
    days: list[tuple[date, int]] = field(default_factory=list)
    rows: int = 0

    def __post_init__(self) -> None:
        """Begin where the manifest ends."""
        self.go_on(self.manifest)

    def go_on(self, manifest: Manifest) -> None:
        """Add to this manifest from now on."""
        self.manifest = manifest
        self.days = list(self.manifest.days)
        self.accumulators = {
            name: dict(buckets) for name, buckets in self.manifest.accumulators.items()
        }

    def read(self, rows: ledger_rows.Rows) -> None:
        """Let `ask` and `add_records` see these entries, and no others any more."""
        columns = list(zip(*rows, strict=True)) or [()] * len(READ)
        arrays = [
            pa.array(column, kind) for column, kind in zip(columns, READ.values(), strict=False)
        ]
        self.database.register("ledger", pa.Table.from_arrays(arrays, list(READ)))

    def ask(self, chosen: str) -> list[tuple[Any, ...]]:
        """Return what is asked of the entries read last."""
        found: list[tuple[Any, ...]] = self.database.execute(f"SELECT {chosen}").fetchall()
        return found

    def add_records(self) -> None:
        """Type the records read last that have an owner and content, and keep them."""
        self.database.execute(
            "CREATE OR REPLACE TEMP TABLE portion AS SELECT own AS entity, seq, day, record_type,"
            f" body, CAST('0x' || mark AS UBIGINT) AS mark FROM ledger WHERE {FACTS}"
            f" AND own IS NOT NULL AND body IS NOT NULL AND record_type IN ({self._types()})"
        )
        summed = self.ask(
            f"record_type, entity >> {self.manifest.bits}, count(*), sum(seq), sum(mark)"
            " FROM portion GROUP BY ALL"
        )
        for name, bucket, count, seqs, marks in summed:
            self.count(name, bucket, (count, int(seqs), int(marks)))
        for name in sorted({row[0] for row in summed}):
            table, self.codebooks = encode(
                self.database, "portion", name, self.schema[name], self.codebooks
            )
            self.tables.setdefault(name, []).append(table)
            self.rows += table.num_rows

    def unknown_types(self) -> list[str]:
        """Return the record types of the facts read last that the packs do not know."""
        found = self.ask(f"DISTINCT record_type FROM ledger WHERE {FACTS}")
        return [name for (name,) in found if name not in self.schema]

    def empty(self) -> list[int]:
        """Return the records read last whose content is gone."""
        found = self.ask(
            f"seq FROM ledger WHERE {FACTS} AND own IS NOT NULL AND body IS NULL"
            f" AND record_type IN ({self._types()})"
        )
        return [seq for (seq,) in found]

    def _types(self) -> str:
        return ", ".join(quoted(name) for name in self.schema) or "NULL"

    def count(self, record_type: str, bucket: int, more: Accumulator) -> None:
        """Add to (or, with negative numbers, take from) a bucket's accumulator."""
        held = self.accumulators.setdefault(record_type, {})
        old = held.get(bucket, (0, 0, 0))
        held[bucket] = (
            old[0] + more[0],
            (old[1] + more[1]) % MODULUS,
            (old[2] + more[2]) % MODULUS,
        )
        if not held[bucket][0]:
            del held[bucket]

    def add_small(self, sort: str, record_type: str = "", **values: object) -> None:
        """Keep one row of a small file."""
        rows = self.small.setdefault((sort, record_type), {name: [] for name in values})
        for name, value in values.items():
            rows[name].append(value)
        self.rows += 1

    def add_days(self) -> None:
        """Note on which days the entries read last were learnt."""
        runs = self.ask(
            "learnt, seq FROM (SELECT learnt, seq, lead(learnt) OVER (ORDER BY seq) AS next"
            " FROM ledger) WHERE next IS DISTINCT FROM learnt ORDER BY seq"
        )
        for day, seq in runs:
            learnt = date.fromisoformat(day)
            if self.days and self.days[-1][0] == learnt:
                self.days.pop()
            self.days.append((learnt, seq))

    def written(self, folder: Path) -> Manifest:
        """Write what is kept; return the manifest with it, and keep nothing."""
        records = {name: dict(buckets) for name, buckets in self.manifest.records.items()}
        for name, tables in sorted(self.tables.items()):
            held = records.setdefault(name, {})
            for bucket, rows in by_bucket(self._sorted(name, tables), self.manifest.bits):
                file = write_records(
                    folder, f"records/{name}/{bucket:05d}", rows, fields=len(self.schema[name])
                )
                held[bucket] = (*held.get(bucket, ()), file)
        self.manifest = replace(
            self.manifest,
            records=records,
            codebooks=self.codebooks.by_type(),
            accumulators=self.accumulators,
            days=tuple(self.days),
            entities=self._entities(folder),
            superseded=self._by_type(folder, "superseded", self.manifest.superseded),
            late=self._by_type(folder, "late", self.manifest.late),
            folds=(*self.manifest.folds, *self._parts(folder, "folds", "", "folds/folds")),
        )
        self.tables, self.small, self.rows = {}, {}, 0
        return self.manifest

    def _sorted(self, record_type: str, tables: Iterable[pa.Table]) -> pa.Table:
        """Return one type's rows by entity and number, in the columns that the files have now."""
        columns = columns_of(record_type, self.schema[record_type], self.codebooks)
        rows = pa.concat_tables([one.cast(columns) for one in tables])
        order = np.lexsort((rows["seq"].to_numpy(), rows["entity"].to_numpy()))
        return rows.take(order)

    def _entities(self, folder: Path) -> dict[int, tuple[Part, ...]]:
        entities = dict(self.manifest.entities)
        held = self.small.get(("entities", ""))
        if held:
            for bucket, rows in by_bucket(overlay("entities", held), self.manifest.bits):
                part = write_part(folder, f"entities/{bucket:05d}", rows)
                entities[bucket] = (*entities.get(bucket, ()), part)
        return entities

    def _by_type(
        self, folder: Path, sort: str, before: Mapping[str, tuple[Part, ...]]
    ) -> dict[str, tuple[Part, ...]]:
        joined = dict(before)
        for one, name in self.small:
            if one == sort:
                parts = self._parts(folder, sort, name, f"{sort}/{name}/{sort}")
                joined[name] = (*joined.get(name, ()), *parts)
        return joined

    def _parts(self, folder: Path, sort: str, name: str, stem: str) -> tuple[Part, ...]:
        held = self.small.get((sort, name))
        return (write_part(folder, stem, overlay(sort, held)),) if held else ()
