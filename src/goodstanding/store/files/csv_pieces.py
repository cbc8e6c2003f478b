"""CSV a block at a time: the rows that `csv_rows` would give, by columns.

The law of a CSV file is its reader of lines. Here whole blocks are decoded, checked and parsed at
once; at the first block that holds anything odd - bytes, quotes, widths, lengths, another
encoding - the file is left to the reader of lines, which alone says what is wrong and where. It
begins anew, and skips the rows that were given.
"""

import csv
import io
import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import BinaryIO

from goodstanding.store.files.limits import Limits
from goodstanding.store.files.source import Columns, Piece, SourceRow, by_columns, cut

BLOCK = 256 * 1024
"""So many characters are read at a time."""
_UTF8_LINE = re.compile(
    rb"(?m)^[\x00-\x09\x0b-\x7f]*+(?:(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
    rb"|[\xf0-\xf4][\x80-\xbf]{3})[\x00-\x09\x0b-\x7f]*+)++$"
)
"""A line that is not ASCII, and is UTF-8."""


class _OddError(Exception):
    """Something that only the reader of lines can judge."""


def csv_pieces(
    file: BinaryIO,
    header: Sequence[str],
    encoding: str,
    limits: Limits,
    by_line: Callable[[], Generator[SourceRow, None, None]],
    size: int,
) -> Generator[Piece, None, None]:
    """Give the rows of an open file, from its beginning, in pieces of at most `size`.

    `by_line` opens the file's reader of lines. The file is closed in the end.
    """
    given = 0
    most = min(limits.rows, limits.cells // len(header))
    file.seek(0)
    try:
        for columns in _columns(file, len(header), encoding, limits):
            _check_rows(given + len(columns[0]), most)
            yield from cut(given + 1, header, columns, size)
            given += len(columns[0])
    except (_OddError, UnicodeDecodeError):
        with closing(by_line()) as rows_left:
            left = islice(rows_left, given, None)
            while some := list(islice(left, size)):
                yield by_columns(some, header)


def _check_rows(rows: int, most: int) -> None:
    if rows > most:
        raise _OddError


def _columns(file: BinaryIO, width: int, encoding: str, limits: Limits) -> Iterator[Columns]:
    """Give the columns of each block, the header's row left out."""
    first = True
    for whole in _blocks(file, encoding, limits):
        columns = _plain(whole, width, limits) or _parsed(whole, width)
        if columns is None:
            raise _OddError
        if first:
            columns = [column[1:] for column in columns]
            first = False
        if columns[0]:
            yield columns


def _blocks(file: BinaryIO, encoding: str, limits: Limits) -> Iterator[str]:
    """Give whole lines, which begin and end between two records."""
    csv.field_size_limit(limits.cell_characters)
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    with io.TextIOWrapper(file, encoding=codec, errors="strict", newline="") as text:
        left = ""
        while True:
            block = text.read(BLOCK)
            whole = left + block
            end = whole.rfind("\n") + 1 if block else len(whole)
            whole, left = whole[:end], whole[end:]
            if max(len(whole), len(left)) > limits.row_characters or "\0" in whole:
                raise _OddError
            if encoding == "gb18030" and _may_be_utf8(whole):
                raise _OddError
            if whole.count('"') % 2 and block:
                left = whole + left
            elif whole:
                yield whole
            if not block:
                return


def _plain(whole: str, width: int, limits: Limits) -> Columns | None:
    """Return the columns of lines without quotes and of one width, if they are so."""
    if '"' in whole or width == 1:
        return None
    if "\r" in whole:
        if not whole.count("\r") == whole.count("\r\n") == whole.count("\n"):
            return None
        whole = whole.replace("\r\n", "\n")
    whole = whole.removesuffix("\n")
    lines = whole.split("\n")
    if {line.count(",") for line in lines} != {width - 1}:
        return None
    if len(max(lines, key=len)) > limits.cell_characters:
        return None
    cells = whole.replace("\n", ",").split(",")
    return [cells[place::width] for place in range(width)]


def _parsed(whole: str, width: int) -> Columns | None:
    """Return the columns of lines as the library reads them, if it finds nothing wrong."""
    try:
        records = list(csv.reader(io.StringIO(whole, newline=""), strict=True))
    except csv.Error:
        return None
    records = [record for record in records if record]
    if not {width}.issuperset(map(len, records)):
        return None
    return list(zip(*records, strict=True)) or [()] * width


def _may_be_utf8(whole: str) -> bool:
    """Return whether a line that was read as GB18030 may be UTF-8 in truth."""
    if whole.isascii():
        return False
    lone = whole.count("\r") != whole.count("\r\n")
    return lone or _UTF8_LINE.search(whole.replace("\r\n", "\n").encode("gb18030")) is not None
