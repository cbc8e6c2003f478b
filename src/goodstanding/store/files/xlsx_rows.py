"""XLSX: read by a child process with little memory, after its zip was looked through."""

import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import orjson

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.records.faults_intake import (
    CELL_COUNT,
    HEADER_MISSING,
    NUL_BYTE,
    SEVERAL_SHEETS,
    UNREADABLE_WORKBOOK,
)
from goodstanding.store.files import xlsx_child
from goodstanding.store.files.limits import Limits
from goodstanding.store.files.source import (
    NOTHING,
    Source,
    SourceRow,
    check_header,
    over,
    within_limits,
)
from goodstanding.store.files.zip_check import check_zip

Cells = list[str | list[str]]
"""Texts; a number is a list of one text."""


@contextmanager
def _child(path: Path, limits: Limits) -> Iterator[Iterator[Cells]]:
    """Give the rows that a child process reads; it is gone when the block ends."""
    command = [
        sys.executable,
        "-I",
        xlsx_child.__file__,
        str(path),
        str(limits.child_memory_bytes),
        str(limits.child_seconds),
        str(limits.columns),
    ]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603 - our own program and a path, no shell
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
        ) as child,
    ):
        if child.stdout is None:
            raise RuntimeError("the child has no pipe")
        try:
            yield _records(child, child.stdout, path.name, limits)
        finally:
            child.kill()


def _records(
    child: "subprocess.Popen[bytes]", pipe: IO[bytes], where: str, limits: Limits
) -> Iterator[Cells]:
    longest = limits.row_characters * 8
    while True:
        line = pipe.readline(longest + 1)
        if len(line) > longest:
            raise Refused(over(where, "characters of a row", limits.row_characters))
        if line == xlsx_child.END:
            return
        if line.startswith(xlsx_child.SHEET):
            sheet = line.removeprefix(xlsx_child.SHEET).decode().strip()
            raise Refused(SEVERAL_SHEETS.at(where, sheet=sheet))
        if line.startswith(xlsx_child.WIDE):
            raise Refused(over(where, "columns", limits.columns))
        if not line.endswith(b"\n"):
            child.wait()
            raise Refused(UNREADABLE_WORKBOOK.at(where))
        yield orjson.loads(line)


def _header(records: Iterator[Cells], where: str) -> list[str]:
    first = next(records, None)
    if first is None:
        raise Refused(HEADER_MISSING.at(where))
    header = [(cell if isinstance(cell, str) else cell[0]).strip() for cell in first]
    while header and not header[-1]:
        header.pop()
    return header


def read_xlsx_header(path: Path, limits: Limits) -> list[str]:
    """Return the cells of the first row."""
    check_zip(path, limits)
    with _child(path, limits) as records:
        return _header(records, path.name)


def read_xlsx(path: Path, layout: Layout, limits: Limits) -> Source:
    """Open a workbook in one child: the header's faults come before any row."""
    check_zip(path, limits)
    records = _opened(path, limits)
    header = _header(records, path.name)
    try:
        check_header(header, layout, limits, where=path.name)
    except Refused:
        records.close()
        raise
    rows = _rows(records, header, limits, where=path.name)
    size = path.stat().st_size
    return Source(tuple(header), within_limits(rows, limits, where=path.name), lambda: size)


def _opened(path: Path, limits: Limits) -> Generator[Cells, None, None]:
    """Give what a child reads; begun by its first row, closed or forgotten it ends the child."""
    with _child(path, limits) as records:
        yield from records


def _rows(
    records: Generator[Cells, None, None], header: list[str], limits: Limits, *, where: str
) -> Generator[SourceRow, None, None]:
    width = len(header)
    number = 0
    with closing(records):
        for record in records:
            texts = [cell if isinstance(cell, str) else cell[0] for cell in record]
            if not any(texts):
                continue
            number += 1
            if any(texts[width:]):
                raise Refused(CELL_COUNT.at(where, row=number, found=len(texts), expected=width))
            texts += [""] * (width - len(texts))
            if len(max(texts, key=len)) > limits.cell_characters:
                place = f"{where}: {number}"
                raise Refused(over(place, "characters of a cell", limits.cell_characters))
            if "\0" in "".join(texts):
                raise Refused(NUL_BYTE.at(f"{where}: {number}"))
            numbers = (
                NOTHING
                if texts == record
                else frozenset(
                    name
                    for name, cell in zip(header, record, strict=False)
                    if not isinstance(cell, str)
                )
            )
            yield SourceRow(number, dict(zip(header, texts, strict=False)), numbers or NOTHING)
