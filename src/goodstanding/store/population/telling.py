"""Evidence as it is gathered: one file a record type, written as records are read.

A file appears under its name when all of it is there, as whatever else a step writes.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from goodstanding.store.analytics.kinds import Numbers
from goodstanding.store.population.durable import partial_of, settle
from goodstanding.store.population.steps import ROW_GROUP, evidence_file

KEYS = pa.schema([("entity", pa.int64()), ("seq", pa.int64())])


class Telling:
    """The files of one step's evidence, while they are written."""

    def __init__(self, folder: Path, step: int, told_as: Mapping[str, pa.Schema]) -> None:
        """Begin a file of each record type that is told."""
        self._paths = {name: folder / evidence_file(step, name) for name in told_as}
        self._schemas = {name: pa.schema([*KEYS, *columns]) for name, columns in told_as.items()}
        self._waiting: dict[str, list[pa.Table]] = {name: [] for name in told_as}
        self._rows = dict.fromkeys(told_as, 0)
        self._open = ExitStack()
        self._writers = {name: self._writer(name) for name in told_as}

    def tell(self, record_type: str, entities: Numbers, seqs: Numbers, said: pa.Table) -> None:
        """Add evidence, in the order of the records."""
        keys = [pa.array(one.astype(np.int64, copy=False)) for one in (entities, seqs)]
        waiting = self._waiting[record_type]
        waiting.append(pa.table([*keys, *said.columns], schema=self._schemas[record_type]))
        held = sum(one.num_rows for one in waiting)
        self._rows[record_type] += len(entities)
        if held >= ROW_GROUP:
            self._write(record_type, held - held % ROW_GROUP)

    def settled(self) -> dict[str, tuple[int, int]]:
        """Write what is left and bring all to the disk; return each file's rows and bytes."""
        for name in self._paths:
            self._write(name, ROW_GROUP)
        self._open.close()
        found = {}
        for name, path in self._paths.items():
            size = partial_of(path).stat().st_size
            settle(partial_of(path), path)
            found[path.name] = self._rows[name], size
        return found

    def close(self) -> None:
        """Let go of the files; what was not settled is no result."""
        self._open.close()

    def _writer(self, name: str) -> pq.ParquetWriter:
        columns = self._schemas[name].names
        return self._open.enter_context(
            pq.ParquetWriter(
                partial_of(self._paths[name]),
                self._schemas[name],
                compression="zstd",
                use_dictionary=[one for one in columns if one not in KEYS.names],
                column_encoding=dict.fromkeys(KEYS.names, "DELTA_BINARY_PACKED"),
                store_schema=False,
            )
        )

    def _write(self, name: str, most: int) -> None:
        """Write so many rows of those that wait; what is over waits on."""
        if not self._waiting[name]:
            return
        rows = pa.concat_tables(self._waiting[name])
        self._writers[name].write_table(rows.slice(0, most), row_group_size=ROW_GROUP)
        left = rows.slice(most)
        self._waiting[name] = [left] if left.num_rows else []


@contextmanager
def telling(folder: Path, step: int, told_as: Mapping[str, pa.Schema]) -> Iterator[Telling]:
    """Give the files of a step's evidence, to be settled when all is told."""
    files = Telling(folder, step, told_as)
    try:
        yield files
    finally:
        files.close()
