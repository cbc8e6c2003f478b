"""The child process that reads and writes Parquet: limits first, then JSON lines on a pipe.

Run as a file, by itself (`python -I parquet_child.py read PATH MEMORY SECONDS FOOTER CELL`, or
`write PATH MEMORY SECONDS`): it knows nothing of this project, and a hostile file can break it
alone. Reading, the first line tells the columns, each next one is a list of columns of texts (a
few rows of each), the last one is `END`; a line that is an object says why there is no more.
"""

import resource
import sys
from collections.abc import Iterator

import orjson

# The library looks for these two and does without: loading them takes longer than most files.
sys.modules.update({"numpy": None, "pandas": None})  # type: ignore[dict-item]

import pyarrow as pa  # noqa: E402
import pyarrow.compute as pc  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

END = b"end\n"
ROWS = 1_000
PIECE = 1024 * 1024
"""Rows are handed over in pieces of so many bytes, or one by one."""
BUFFER = 256 * 1024
"""So much of a column is read at a time: row groups may be huge."""
CONTAINERS = 1_000_000
"""So many columns times row groups, at most, in the metadata."""
SPEC = {"compression": "zstd", "use_dictionary": False, "store_schema": False}


class _OddError(Exception):
    """A cell cannot be handed over; says what is odd, and in which row."""

    def __init__(self, odd: str, row: int) -> None:
        super().__init__(odd)
        self.odd, self.row = odd, row


def kind_of(field: pa.DataType) -> str:
    """Return `text`, `number`, `day` or `nothing`; else the type's own name, which is refused."""
    if pa.types.is_dictionary(field):
        field = field.value_type
        if pa.types.is_integer(field) or pa.types.is_date(field):
            return f"dictionary of {field}"
    if pa.types.is_string(field) or pa.types.is_large_string(field):
        return "text"
    if pa.types.is_integer(field):
        return "number"
    if pa.types.is_date(field):
        return "day"
    return "nothing" if pa.types.is_null(field) else str(field)[:80]


def _texts(column: pa.Array, first: int, longest: int) -> pa.Array:
    """Return a column's cells as texts, days in ISO form, null as nothing."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_null(column.type):
        return pa.array([""] * len(column), pa.string())
    if pa.types.is_date64(column.type):
        column = column.cast(pa.date32())
    if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
        return column.cast(pa.string()).fill_null("")
    column = column.fill_null("")
    try:
        column.validate(full=True)
    except pa.ArrowInvalid:
        raise _OddError("bytes", first + 1) from None
    for odd, found in (
        ("long", pc.greater(pc.utf8_length(column), longest)),
        ("nul", pc.match_substring(column, "\0")),
    ):
        place = pc.index(found, value=True).as_py()
        if place >= 0:
            raise _OddError(odd, first + place + 1)
    return column


def _pieces(columns: list[pa.Array]) -> Iterator[list[pa.Array]]:
    """Cut the columns of a batch into pieces of bounded size."""
    rows = len(columns[0])
    if rows > 1 and sum(column.nbytes for column in columns) > PIECE:
        half = rows // 2
        yield from _pieces([column[:half] for column in columns])
        yield from _pieces([column[half:] for column in columns])
    else:
        yield columns


def read(path: str, footer: int, longest: int) -> None:
    """Write the file's columns and rows to standard output."""
    out = sys.stdout.buffer
    file = pq.ParquetFile(
        path,
        buffer_size=BUFFER,
        pre_buffer=False,
        memory_map=False,
        thrift_string_size_limit=footer,
        thrift_container_size_limit=CONTAINERS,
    )
    schema = file.schema_arrow
    told = [[field.name, kind_of(field.type)] for field in schema]
    out.write(orjson.dumps([told, file.metadata.num_rows]) + b"\n")
    out.flush()
    first = 0
    for batch in file.iter_batches(batch_size=ROWS, use_threads=False):
        columns = [_texts(column, first, longest) for column in batch.columns]
        for piece in _pieces(columns):
            out.write(orjson.dumps([column.to_pylist() for column in piece]) + b"\n")
        first += len(batch)
    out.write(END)


def write(path: str) -> None:
    """Write a file of text columns: their names in the first line of input, then rows."""
    lines = sys.stdin.buffer
    names = orjson.loads(next(lines))
    schema = pa.schema([(name, pa.string()) for name in names])
    with pq.ParquetWriter(path, schema, **SPEC) as writer:
        rows: list[list[str]] = []
        for line in lines:
            rows.append(orjson.loads(line))
            if len(rows) == ROWS:
                writer.write_batch(_batch(rows, schema))
                rows = []
        if rows:
            writer.write_batch(_batch(rows, schema))


def _batch(rows: list[list[str]], schema: pa.Schema) -> pa.RecordBatch:
    columns = [pa.array(cells, pa.string()) for cells in zip(*rows, strict=True)]
    return pa.record_batch(columns, schema=schema)


def main(what: str, path: str, memory: int, seconds: int, *limits: int) -> None:
    """Do what is asked within the limits; a file that is wrong in itself is said to be so."""
    pa.set_memory_pool(pa.system_memory_pool())
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if what == "write":
        write(path)
        return
    told: dict[str, object]
    try:
        read(path, *limits)
    except MemoryError:
        raise
    except _OddError as odd:
        told = {"odd": odd.odd, "row": odd.row}
    except (pa.ArrowException, OSError, ValueError, OverflowError) as broken:
        told = {"encrypted": "ncrypt" in str(broken), "broken": True}
    else:
        return
    sys.stdout.buffer.write(orjson.dumps(told) + b"\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
