"""CSV, read strictly and one line at a time: memory does not grow with the file."""

import codecs
import csv
import io
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.records.faults_intake import (
    BROKEN_QUOTES,
    CELL_COUNT,
    HEADER_MISSING,
    NUL_BYTE,
    OTHER_ENCODING,
    WRONG_BYTES,
)
from goodstanding.core.records.rejects import CODE, unguard
from goodstanding.store.files.csv_pieces import csv_pieces
from goodstanding.store.files.limits import Limits
from goodstanding.store.files.source import (
    Piece,
    Source,
    SourceRow,
    bytes_read,
    check_header,
    over,
    within_limits,
)

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
    (codecs.BOM_UTF8, "UTF-8"),
)
MISREAD_MIN = 4
"""So many Chinese characters of UTF-8, read as GB18030, are no accident."""


def refuse_other_encoding(head: bytes, encoding: str, *, where: str) -> None:
    """Refuse a byte order mark that the encoding does not allow, and UTF-16 without a mark."""
    for mark, found in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            if found.lower() != encoding:
                raise Refused(OTHER_ENCODING.at(where, found=found, encoding=encoding))
            return
    if b"\0" in head:
        raise Refused(NUL_BYTE.at(where))


class Lines:
    """The lines of a text file, decoded strictly; a record of many lines is bounded too."""

    def __init__(self, text: io.TextIOWrapper, encoding: str, limits: Limits, where: str) -> None:
        """Read from `text`; `where` names the file in faults."""
        self.text = text
        self.encoding = encoding
        self.limits = limits
        self.where = where
        self.row = 0
        self.record_characters = 0
        """Characters since the last whole record: the reader of records sets it back."""

    def __iter__(self) -> Iterator[str]:
        """Give the lines with their ends."""
        longest = self.limits.row_characters
        gb = self.encoding == "gb18030"
        while True:
            try:
                line = self.text.readline(longest + 1)
            except UnicodeDecodeError:
                raise Refused(
                    WRONG_BYTES.at(self.where, row=self.row + 1, encoding=self.encoding)
                ) from None
            if not line:
                return
            self.record_characters += len(line)
            if self.record_characters > longest:
                raise Refused(over(f"{self.where}: {self.row + 1}", "characters of a row", longest))
            if "\0" in line:
                raise Refused(NUL_BYTE.at(f"{self.where}: {self.row + 1}"))
            if gb and not line.isascii() and _is_utf8(line):
                raise Refused(
                    OTHER_ENCODING.at(
                        f"{self.where}: {self.row + 1}", found="UTF-8", encoding=self.encoding
                    )
                )
            yield line


def _is_utf8(line: str) -> bool:
    """Return whether a line that was read as GB18030 is UTF-8 in truth."""
    try:
        other = line.encode("gb18030").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum("\u4e00" <= character <= "\u9fff" for character in other) >= MISREAD_MIN


@contextmanager
def closed_on_refusal(file: io.BufferedReader) -> Iterator[None]:
    """Close a file that turns out to be of no use; else it stays open for its rows."""
    try:
        yield
    except Refused:
        file.close()
        raise


def open_lines(file: io.BufferedReader, encoding: str, limits: Limits, *, where: str) -> Lines:
    """Return the decoded lines of an open file, after a look at its first bytes."""
    refuse_other_encoding(file.peek(), encoding, where=where)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    text = io.TextIOWrapper(file, encoding=codec, errors="strict", newline="")
    return Lines(text, encoding, limits, where)


def read_csv_header(path: Path, encoding: str, limits: Limits) -> list[str]:
    """Return the cells of the first row."""
    with path.open("rb") as file:
        lines = open_lines(file, encoding, limits, where=path.name)
        with lines.text:
            record = _next_record(csv.reader(lines, strict=True), lines, limits)
        return [name.strip() for name in record]


def read_csv(path: Path, layout: Layout, limits: Limits) -> Source:
    """Open a CSV file: its header is checked at once, its rows are read as they are asked for."""
    file = path.open("rb")
    with closed_on_refusal(file):
        lines = open_lines(file, layout.encoding, limits, where=path.name)
        records = csv.reader(lines, strict=True)
        header = [name.strip() for name in _next_record(records, lines, limits)]
        check_header(header, layout, limits, where=path.name)
    rows = within_limits(_rows(records, header, lines, limits), limits, where=path.name)

    def by_piece(size: int) -> Generator[Piece, None, None]:
        lines.text.detach()
        again = partial(_by_line, path, layout, limits)
        return csv_pieces(file, header, layout.encoding, limits, again, size)

    # What comes back from a spreadsheet is few rows, and has marks to be taken off.
    return Source(tuple(header), rows, bytes_read(file), None if CODE in header else by_piece)


def _by_line(path: Path, layout: Layout, limits: Limits) -> Generator[SourceRow, None, None]:
    """Return the rows of a file as its reader of lines gives them."""
    return read_csv(path, layout, limits).rows


def _next_record(records: Iterator[list[str]], lines: Lines, limits: Limits) -> list[str]:
    """Return the next record, or an empty header's refusal; csv's own errors become faults."""
    csv.field_size_limit(limits.cell_characters)
    try:
        record = next(records, None)
    except csv.Error as error:
        raise _csv_fault(error, lines, limits) from None
    if record is None:
        raise Refused(HEADER_MISSING.at(lines.where))
    lines.record_characters = 0
    return record


def _csv_fault(error: csv.Error, lines: Lines, limits: Limits) -> Refused:
    where = f"{lines.where}: {lines.row + 1}"
    if "field larger" in str(error):
        return Refused(over(where, "characters of a cell", limits.cell_characters))
    return Refused(BROKEN_QUOTES.at(lines.where, row=lines.row + 1))


def _rows(
    records: Iterator[list[str]], header: list[str], lines: Lines, limits: Limits
) -> Generator[SourceRow, None, None]:
    width = len(header)
    guarded = CODE in header
    try:
        for record in records:
            lines.record_characters = 0
            if not record:
                continue
            lines.row += 1
            if len(record) != width:
                raise Refused(
                    CELL_COUNT.at(lines.where, row=lines.row, found=len(record), expected=width)
                )
            cells = map(unguard, record) if guarded else record
            yield SourceRow(lines.row, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise _csv_fault(error, lines, limits) from None
    finally:
        lines.text.close()
