"""What every reader of files gives: the header's columns once, then rows of cells as text."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from itertools import islice
from os import fstat
from typing import NamedTuple

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.records.faults_intake import (
    COLUMN_MISSING,
    COLUMN_TWICE,
    COLUMN_UNKNOWN,
    HEADER_MISSING,
    OVER_LIMIT,
)
from goodstanding.core.records.rejects import ADDED
from goodstanding.store.files.limits import Limits

NOTHING: frozenset[str] = frozenset()
Columns = Sequence[Sequence[str]]


class SourceRow(NamedTuple):
    """One row as sent; `numeric` names the columns whose cells a workbook stored as numbers."""

    number: int
    cells: dict[str, str]
    numeric: frozenset[str] = NOTHING


class Piece(NamedTuple):
    """Some rows of a file by columns: the number of the first, and the cells of each column.

    `rows` are the rows themselves where columns do not say all: which cells a row did not send,
    and which were stored as numbers.
    """

    first: int
    columns: Mapping[str, Sequence[str]]
    rows: Sequence[SourceRow] = ()

    def row(self, place: int) -> SourceRow:
        """Return one row as it was sent."""
        if self.rows:
            return self.rows[place]
        return SourceRow(
            self.first + place, {name: cells[place] for name, cells in self.columns.items()}
        )


def by_columns(rows: Sequence[SourceRow], columns: Iterable[str]) -> Piece:
    """Return rows, which have numbers without a gap, as a piece."""
    cells = [row.cells for row in rows]
    return Piece(
        rows[0].number, {name: [row.get(name, "") for row in cells] for name in columns}, rows
    )


def cut(first: int, header: Sequence[str], columns: Columns, size: int) -> Iterator[Piece]:
    """Give columns, of which all are equally long, in pieces of at most `size` rows."""
    for at in range(0, len(columns[0]), size):
        some = [column[at : at + size] for column in columns]
        yield Piece(first + at, dict(zip(header, some, strict=True)))


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: its columns in the order of the file, and its rows, to be read once.

    `position` tells how many bytes of the file have been read so far. Close `rows` when done.
    `by_piece` gives the same rows in pieces of at most so many, where a format can do so faster;
    whoever asks it asks for no `rows`.
    """

    columns: tuple[str, ...]
    rows: Generator[SourceRow, None, None]
    position: Callable[[], int]
    by_piece: Callable[[int], Generator[Piece, None, None]] | None = None


def in_pieces(source: Source, size: int) -> Generator[Piece, None, None]:
    """Give the rows of a file in pieces of at most `size`."""
    if source.by_piece:
        yield from source.by_piece(size)
        return
    while rows := list(islice(source.rows, size)):
        yield by_columns(rows, source.columns)


def bytes_read(file: BufferedReader) -> Callable[[], int]:
    """Return what tells how far a file was read, also when it is closed already."""
    size = fstat(file.fileno()).st_size
    return lambda: size if file.closed else file.raw.tell()


def needed_columns(layout: Layout) -> tuple[str, ...]:
    """Return the columns that a header must have: those that lead to a field or the subject."""
    subject = layout.subject
    wanted = {column.name: None for column in layout.columns.values() if column.to}
    for name in (subject.code, subject.name, subject.old_number, subject.counterpart):
        if name:
            wanted[name] = None
    return tuple(wanted)


def check_header(header: Sequence[str], layout: Layout, limits: Limits, *, where: str) -> None:
    """Refuse a header with missing, unknown, doubled or too many columns: all faults at once."""
    if not any(header):
        raise Refused(HEADER_MISSING.at(where))
    if len(header) > limits.columns:
        raise Refused(over(where, "columns", limits.columns))
    faults: list[Fault] = []
    seen: set[str] = set()
    known = {*layout.columns, *needed_columns(layout), *ADDED}
    for name in header:
        if name in seen:
            faults.append(COLUMN_TWICE.at(where, column=name))
        elif name not in known:
            faults.append(COLUMN_UNKNOWN.at(where, column=name[:80]))
        seen.add(name)
    faults.extend(
        COLUMN_MISSING.at(where, column=name) for name in needed_columns(layout) if name not in seen
    )
    if faults:
        raise Refused(*faults)


def over(where: str, thing: str, limit: int) -> Fault:
    """Return the fault of a limit that is passed."""
    return OVER_LIMIT.at(where, thing=thing, limit=limit)


def within_limits(
    rows: Generator[SourceRow, None, None], limits: Limits, *, where: str
) -> Generator[SourceRow, None, None]:
    """Pass rows on until there are more of them, or more cells, than the limits allow."""
    cells = 0
    with closing(rows):
        for row in rows:
            cells += len(row.cells)
            if row.number > limits.rows:
                raise Refused(over(where, "rows", limits.rows))
            if cells > limits.cells:
                raise Refused(over(where, "cells", limits.cells))
            yield row
