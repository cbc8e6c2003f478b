"""JSON Lines: one flat object a line; numbers stay the digits that were sent."""

import json
import re
from collections.abc import Generator
from pathlib import Path

from goodstanding.core.basis.faults import FaultKind, Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.records.faults_intake import (
    COLUMN_UNKNOWN,
    HEADER_MISSING,
    KEY_TWICE,
    NESTED,
    NOT_JSON,
    NUL_BYTE,
    WRONG_BYTES,
)
from goodstanding.core.records.rejects import ADDED
from goodstanding.store.files.csv_rows import Lines, closed_on_refusal, open_lines
from goodstanding.store.files.limits import Limits
from goodstanding.store.files.source import (
    Source,
    SourceRow,
    bytes_read,
    check_header,
    needed_columns,
    over,
    within_limits,
)

TEXTS = frozenset({str})
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
"""Half of a pair of UTF-16: JSON can write it, UTF-8 and databases cannot."""


class _NestedError(Exception):
    """A value is an object or a list; says under which key."""


class _TwiceError(Exception):
    """A key is given twice; says which."""


class _Flat(dict[str, str]):
    """The object of a line. Another type than `dict`, so that an object in it is noticed."""


def _text(key: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    raise _NestedError(key)


def _flat(pairs: list[tuple[str, object]]) -> _Flat:
    found = _Flat(pairs)  # type: ignore[arg-type]
    if len(found) == len(pairs) and TEXTS.issuperset(map(type, found.values())):
        return found
    found.clear()
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = _text(key, value)
    return found


def _no_constant(name: str) -> str:
    raise ValueError(name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_flat, parse_int=str, parse_float=str, parse_constant=_no_constant
)


def _cells(line: str, row: int, where: str) -> _Flat:
    """Return the cells of one line; anything but a flat object is a fault of the file."""
    fault: tuple[FaultKind, str] = (NOT_JSON, "")
    try:
        value = _DECODER.decode(line)
    except _NestedError as nested:
        fault = NESTED, str(nested)
    except _TwiceError as twice:
        fault = KEY_TWICE, str(twice)
    except (ValueError, RecursionError):
        pass
    else:
        if isinstance(value, _Flat):
            return value
    kind, column = fault
    raise Refused(kind.at(f"{where}: {row}", row=row, column=column[:80]))


def _check_texts(cells: _Flat, lines: Lines, limits: Limits) -> None:
    """Refuse what JSON can escape but a database cannot keep, and cells beyond the limit."""
    where = f"{lines.where}: {lines.row}"
    texts = cells.values()
    if max(map(len, texts), default=0) > limits.cell_characters:
        raise Refused(over(where, "characters of a cell", limits.cell_characters))
    joined = "".join(texts)
    if "\0" in joined:
        raise Refused(NUL_BYTE.at(where))
    if not joined.isascii() and _HALF_CHARACTER.search(joined):
        raise Refused(WRONG_BYTES.at(where, row=lines.row, encoding=lines.encoding))


def read_jsonl_header(path: Path, encoding: str, limits: Limits) -> list[str]:
    """Return the keys of the first object."""
    with path.open("rb") as file:
        lines = open_lines(file, encoding, limits, where=path.name)
        with lines.text:
            for line in filter(str.strip, lines):
                return list(_cells(line, 1, path.name))
    raise Refused(HEADER_MISSING.at(path.name))


def read_jsonl(path: Path, layout: Layout, limits: Limits) -> Source:
    """Open a JSON Lines file: its keys are checked line by line, a missing key is an empty cell.

    The first object must have every key that the layout needs.
    """
    columns = tuple(
        name for name in layout.columns if not layout.columns[name].personal
    ) or needed_columns(layout)
    file = path.open("rb")
    with closed_on_refusal(file):
        lines = open_lines(file, layout.encoding, limits, where=path.name)
    rows = _rows(lines, layout, limits)
    return Source(columns, within_limits(rows, limits, where=path.name), bytes_read(file))


def _rows(lines: Lines, layout: Layout, limits: Limits) -> Generator[SourceRow, None, None]:
    known = frozenset({*layout.columns, *needed_columns(layout), *ADDED})
    try:
        for line in lines:
            lines.record_characters = 0
            if not line.strip():
                continue
            lines.row += 1
            cells = _cells(line, lines.row, lines.where)
            if lines.row == 1:
                check_header(list(cells), layout, limits, where=lines.where)
            if not known.issuperset(cells):
                unknown = sorted(set(cells) - known)
                raise Refused(
                    *(
                        COLUMN_UNKNOWN.at(f"{lines.where}: {lines.row}", column=name[:80])
                        for name in unknown[: limits.columns]
                    )
                )
            _check_texts(cells, lines, limits)
            yield SourceRow(lines.row, cells)
    finally:
        lines.text.close()
