"""Parquet: read by a child process with little memory, after a look at its two ends.

Text columns are taken as they are, whole numbers as their digits, days in ISO form. Every other
type is refused by name: a float has lost digits already, a time stamp is no day, a list no cell.
"""

import struct
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

import orjson

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.records.faults_intake import (
    COLUMN_KIND,
    NUL_BYTE,
    UNREADABLE_PARQUET,
    UNSAFE_PARQUET,
    WRONG_BYTES,
)
from goodstanding.store.files.limits import LIMITS, MIB, Limits
from goodstanding.store.files.source import (
    Piece,
    Source,
    SourceRow,
    check_header,
    cut,
    over,
    within_limits,
)

CHILD = Path(__file__).with_name("parquet_child.py")
"""Never imported: the library that it loads would stay in our memory."""
END = b"end\n"
"""The last line of a child that has read all."""
MAGIC = b"PAR1"
LOCKED = b"PARE"
"""The last four bytes where the footer is encrypted."""
TAIL = struct.Struct("<I4s")
KINDS = frozenset({"text", "number", "day", "nothing"})
LINE_MAX = 64 * MIB
"""No piece is longer: one row of the greatest cells, each sign written as an escape."""
DAMAGED = "已损坏或被截断 / it is damaged or cut off"
ENCRYPTED = "已加密 / it is encrypted"


def child_command(what: str, path: Path, limits: Limits, *more: int) -> list[str]:
    """Return the command of the child process that reads or writes a file."""
    numbers = (limits.parquet_memory_bytes, limits.child_seconds, *more)
    return [sys.executable, "-I", str(CHILD), what, str(path), *map(str, numbers)]


def check_ends(path: Path, limits: Limits) -> None:
    """Refuse a file whose ends are not those of Parquet, or whose metadata is absurdly long."""
    where, size = path.name, path.stat().st_size
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
        if size < len(MAGIC) + TAIL.size:
            raise _unsafe(where, DAMAGED)
        file.seek(size - TAIL.size)
        footer, tail = TAIL.unpack(file.read(TAIL.size))
    if LOCKED in {head, tail}:
        raise _unsafe(where, ENCRYPTED)
    if tail != MAGIC or footer > size - len(MAGIC) - TAIL.size:
        raise _unsafe(where, DAMAGED)
    if footer > limits.parquet_footer_bytes:
        raise Refused(over(where, "bytes of metadata", limits.parquet_footer_bytes))


def _unsafe(where: str, reason: str) -> Refused:
    return Refused(UNSAFE_PARQUET.at(where, reason=reason))


@contextmanager
def _child(path: Path, limits: Limits) -> Iterator[Iterator[list[Any]]]:
    """Give the lists that a child process writes; it is gone when the block ends."""
    command = child_command(
        "read", path, limits, limits.parquet_footer_bytes, limits.cell_characters
    )
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603 - our own program and a path, no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
        ) as child,
    ):
        if child.stdout is None:
            raise RuntimeError("the child has no pipe")
        try:
            yield _lists(child.stdout, path.name, limits)
        finally:
            child.kill()


def _lists(pipe: IO[bytes], where: str, limits: Limits) -> Iterator[list[Any]]:
    inflated = 0
    while True:
        line = pipe.readline(LINE_MAX + 1)
        if line == END:
            return
        inflated += len(line)
        if len(line) > LINE_MAX or inflated > limits.parquet_inflated_bytes:
            raise Refused(over(where, "inflated bytes", limits.parquet_inflated_bytes))
        if not line.endswith(b"\n"):
            raise Refused(UNREADABLE_PARQUET.at(where))
        told = orjson.loads(line)
        if isinstance(told, dict):
            raise Refused(_told(told, where, limits))
        yield told


def _told(told: Mapping[str, Any], where: str, limits: Limits) -> Fault:
    """Return the fault that the child found."""
    place = f"{where}: {told.get('row', '')}"
    match told.get("odd"):
        case "long":
            return over(place, "characters of a cell", limits.cell_characters)
        case "nul":
            return NUL_BYTE.at(place)
        case "bytes":
            return WRONG_BYTES.at(where, row=told.get("row"), encoding="utf-8")
    return UNSAFE_PARQUET.at(where, reason=ENCRYPTED if told.get("encrypted") else DAMAGED)


def _columns(lists: Iterator[list[Any]]) -> tuple[list[tuple[str, str]], int]:
    """Return each column's name and kind, and how many rows the metadata promises."""
    columns, rows = next(lists)
    return [(str(name).strip(), str(kind)) for name, kind in columns], int(rows)


def read_parquet_header(path: Path, limits: Limits) -> list[str]:
    """Return the names of the columns."""
    check_ends(path, limits)
    with _child(path, limits) as lists:
        return [name for name, _ in _columns(lists)[0]]


def read_parquet(path: Path, layout: Layout, limits: Limits) -> Source:
    """Open a Parquet file in one child: the faults of its columns come before any row."""
    where = path.name
    check_ends(path, limits)
    lists = _opened(path, limits)
    columns, promised = _columns(lists)
    header = [name for name, _ in columns]
    try:
        check_header(header, layout, limits, where=where)
        check_kinds(columns, layout, where=where)
        check_promise(promised, limits, where=where)
    except Refused:
        lists.close()
        raise
    size = path.stat().st_size
    told = _Told(promised)
    rows = _rows(lists, header, told)
    return Source(
        tuple(header),
        within_limits(rows, limits, where=where),
        lambda: size * told.read // max(told.promised, 1),
        partial(_pieces, lists, header, told, limits, where),
    )


def check_promise(rows: int, limits: Limits, *, where: str) -> None:
    """Refuse a file whose metadata promises more rows than the limits allow."""
    if rows > limits.rows:
        raise Refused(over(where, "rows", limits.rows))


class _Told:
    """How many rows were given so far, of how many; the file itself tells no position."""

    def __init__(self, promised: int) -> None:
        self.promised = promised
        self.read = 0


def check_kinds(columns: list[tuple[str, str]], layout: Layout, *, where: str) -> None:
    """Refuse columns of types that lose or hide something, and codes that are numbers."""
    codes = {layout.subject.code, layout.subject.old_number}
    faults = [
        COLUMN_KIND.at(where, column=name, kind=kind, wanted="text")
        if name in codes
        else COLUMN_KIND.at(where, column=name, kind=kind, wanted="text, integer, date")
        for name, kind in columns
        if kind not in KINDS or (kind in {"number", "day"} and name in codes)
    ]
    if faults:
        raise Refused(*faults)


def _opened(path: Path, limits: Limits) -> Generator[list[Any], None, None]:
    """Give what a child reads; begun by its first list, closed or forgotten it ends the child."""
    with _child(path, limits) as lists:
        yield from lists


def _rows(
    lists: Generator[list[Any], None, None], header: list[str], told: _Told
) -> Generator[SourceRow, None, None]:
    number = 0
    with closing(lists):
        for columns in lists:
            for number, cells in enumerate(zip(*columns, strict=True), start=number + 1):  # noqa: B020
                yield SourceRow(number, dict(zip(header, cells, strict=True)))
            told.read = number


def _pieces(
    lists: Generator[list[Any], None, None],
    header: list[str],
    told: _Told,
    limits: Limits,
    where: str,
    size: int,
) -> Generator[Piece, None, None]:
    """Give the columns as the child hands them over: nobody makes rows of them."""
    most = limits.cells // len(header)
    with closing(lists):
        for columns in lists:
            rows = told.read + len(columns[0])
            if rows > min(limits.rows, most):
                thing, limit = (
                    ("rows", limits.rows) if limits.rows <= most else ("cells", limits.cells)
                )
                raise Refused(over(where, thing, limit))
            yield from cut(told.read + 1, header, columns, size)
            told.read = rows


def write_parquet(path: Path, header: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write rows of texts by a child process: the library would stay in the memory of ours."""
    command = child_command("write", path, LIMITS)
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:  # noqa: S603 - as above
        if child.stdin is None:
            raise RuntimeError("the child has no pipe")
        try:
            child.stdin.write(orjson.dumps(list(header)) + b"\n")
            for row in rows:
                cells = [row.get(column, "") for column in header]
                child.stdin.write(orjson.dumps(cells) + b"\n")
        finally:
            child.stdin.close()
    if child.returncode:
        raise OSError(f"{path.name} was not written: its writer ended with {child.returncode}")
