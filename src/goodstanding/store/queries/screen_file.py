"""A file of names to be screened: CSV, read strictly and row by row."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from goodstanding.core.basis.faults import Refused
from goodstanding.core.entities.faults_identity import (
    NO_CODE_COLUMN,
    NO_NAME_COLUMN,
    TOO_MANY_NAMES,
)
from goodstanding.core.records.faults_intake import (
    BROKEN_QUOTES,
    CELL_COUNT,
    FILE_MISSING,
    HEADER_MISSING,
    NOT_THE_FORMAT,
)
from goodstanding.store.files.csv_rows import Lines, open_lines
from goodstanding.store.files.limits import LIMITS, MIB
from goodstanding.store.files.read import BINARY
from goodstanding.store.files.source import over

MOST_NAMES = 100_000
FILE_LIMITS = replace(LIMITS, file_bytes=64 * MIB, row_characters=65_536, cell_characters=4_096)
NAME_COLUMNS = ("name", "名称", "企业名称", "单位名称", "主体名称")
CODE_COLUMNS = ("code", "代码", "统一社会信用代码", "uscc")


class Asked(NamedTuple):
    """One row: its number, and name and code as sent."""

    row: int
    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns hold names and codes; empty: the first that has a usual name."""

    name: str = ""
    code: str = ""


def read_names(path: Path, columns: Columns, *, encoding: str = "utf-8") -> list[Asked]:
    """Return the names of a file, all or, where anything is wrong with it, none."""
    where = path.name
    if not path.is_file():
        raise Refused(FILE_MISSING.at(where, path=path))
    if path.stat().st_size > FILE_LIMITS.file_bytes:
        raise Refused(over(where, "bytes", FILE_LIMITS.file_bytes))
    with path.open("rb") as file:
        if file.peek(16).startswith(BINARY):
            raise Refused(NOT_THE_FORMAT.at(where, format="csv"))
        lines = open_lines(file, encoding, FILE_LIMITS, where=where)
        with lines.text:
            return list(_rows(lines, columns))


def _rows(lines: Lines, columns: Columns) -> Iterator[Asked]:
    csv.field_size_limit(FILE_LIMITS.cell_characters)
    records = csv.reader(lines, strict=True)
    try:
        header = [name.strip() for name in next(records, [])]
        if not any(header):
            raise Refused(HEADER_MISSING.at(lines.where))
        name, code = _columns(header, columns, lines.where)
        for record in records:
            lines.record_characters = 0
            if not record:
                continue
            lines.row += 1
            if lines.row > MOST_NAMES:
                raise Refused(TOO_MANY_NAMES.at(lines.where, most=MOST_NAMES))
            if len(record) != len(header):
                raise Refused(
                    CELL_COUNT.at(
                        lines.where, row=lines.row, found=len(record), expected=len(header)
                    )
                )
            yield Asked(lines.row, record[name].strip(), record[code].strip() if code >= 0 else "")
    except csv.Error:
        raise Refused(BROKEN_QUOTES.at(lines.where, row=lines.row + 1)) from None


def _columns(header: Sequence[str], columns: Columns, where: str) -> tuple[int, int]:
    """Return the places of names and codes; -1 where there are no codes."""
    names = [columns.name] if columns.name else NAME_COLUMNS
    codes = [columns.code] if columns.code else CODE_COLUMNS
    name = next((header.index(one) for one in names if one in header), -1)
    code = next((header.index(one) for one in codes if one in header), -1)
    if name < 0:
        raise Refused(
            NO_NAME_COLUMN.at(where, column=" / ".join(names), columns=", ".join(header)[:200])
        )
    if columns.code and code < 0:
        raise Refused(NO_CODE_COLUMN.at(where, column=columns.code))
    return name, code
