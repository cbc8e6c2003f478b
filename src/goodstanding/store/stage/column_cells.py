"""All cells of a column read at once, where a look at them together proves that all are plain.

What the law of one cell (`core/records/cells.py`) would say is known then without asking it for
each: most columns of most files are so. A column that is not plain as a whole is read cell by
cell, by that law. Nothing here decides what is wrong with a cell: it only tells that somebody
must look closer.
"""

import re
from collections.abc import Callable, Sequence

from goodstanding.core.basis.canon import text_bytes
from goodstanding.core.basis.ids import may_hide_numbers
from goodstanding.core.policy.bounds import field_most
from goodstanding.core.policy.layout_shape import Column
from goodstanding.core.policy.shape import Field
from goodstanding.core.records.cells import (
    DIGITS_MAX,
    FEN_DIGITS,
    CellError,
    CellReader,
    cell_reader,
    has_control,
)

ColumnReader = Callable[[Sequence[str]], list[str]]
"""Gives the field's text of each cell: "" where it is empty, `CLOSER` where the law must look."""
CLOSER = "\0"
"""No field's text holds this."""
MEMORY = 4096
"""So many cells a column remembers, before it forgets all of them and begins anew."""
MEMORABLE = 64

_ZEROS = bytes.maketrans(b"0123456789" + bytes(range(0x90, 0x9A)), b"0" * 20)
"""Digits, and the last bytes of full-width ones."""
_BETWEEN = b" -\xef\xbc\x8d\xe3\x80"
"""Bytes of what may stand between digits, and the first ones of full-width digits."""
_MANY = b"0" * 11
_BRACKETS = (("〔", "["), ("〕", "]"))
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


def column_reader(column: Column, field: Field, empty: frozenset[str]) -> ColumnReader:
    """Return the reader of a column's cells into `field`."""
    by_cell = _by_cell(cell_reader(column, field), empty)
    match field.kind:
        case "text" if not column.map:
            return _texts(by_cell, empty)
        case "integer":
            return _numbers(by_cell, empty, 0, field_most(field))
        case "money":
            return _numbers(by_cell, empty, FEN_DIGITS[column.unit], field_most(field))
        case _:
            return by_cell


class _Remembered(dict[str, str]):
    """What each cell says by the law of one cell."""

    def __init__(self, read: CellReader, empty: frozenset[str]) -> None:
        super().__init__()
        self.read, self.empty = read, empty

    def __missing__(self, cell: str) -> str:
        text = cell.strip()
        said = ""
        if text not in self.empty:
            try:
                said = self.read(text) or CLOSER
            except CellError:
                said = CLOSER
        if len(cell) <= MEMORABLE:
            if len(self) >= MEMORY:
                self.clear()
            self[cell] = said
        return said


def _by_cell(read: CellReader, empty: frozenset[str]) -> ColumnReader:
    said = _Remembered(read, empty)
    return lambda cells: [said[cell] for cell in cells]


def _texts(by_cell: ColumnReader, empty: frozenset[str]) -> ColumnReader:
    def read(cells: Sequence[str]) -> list[str]:
        texts = list(map(str.strip, cells))
        joined = "\n".join(texts)
        if has_control("".join(texts)) or may_name_a_person(joined):
            return by_cell(cells)
        return texts if empty.isdisjoint(texts) else ["" if one in empty else one for one in texts]

    return read


def _numbers(by_cell: ColumnReader, empty: frozenset[str], places: int, most: int) -> ColumnReader:
    """Read columns of positive numbers that are all written alike: whole, or finest."""
    digits = min(len(str(most)) - 1, DIGITS_MAX) - places
    if digits < 1:
        return by_cell
    whole = re.compile(rf"(?:[1-9][0-9]{{0,{digits - 1}}}\n)*")
    finest = re.compile(rf"(?:[1-9][0-9]{{0,{digits - 1}}}\.[0-9]{{{places}}}\n)*")
    zeros = "0" * places

    def read(cells: Sequence[str]) -> list[str]:
        joined = "\n".join((*cells, ""))
        if joined.count("\n") != len(cells) or not empty.isdisjoint(cells):
            return by_cell(cells)
        if whole.fullmatch(joined):
            return [cell + zeros for cell in cells] if places else list(cells)
        if places and finest.fullmatch(joined):
            return joined.replace(".", "").split("\n")[:-1]
        return by_cell(cells)

    return read


def may_name_a_person(text: str) -> bool:
    """Return whether a person's number may be in any line of `text`.

    Eleven digits in a row, whatever may stand between them, are looked for as bytes first.
    """
    plain = text
    for bracket, other in _BRACKETS:
        plain = plain.replace(bracket, other)
    found = _MANY in plain.encode("utf-8", "surrogatepass").translate(_ZEROS, _BETWEEN)
    return found and may_hide_numbers(text)


def as_json(texts: list[str]) -> list[str]:
    """Return the texts as canonical JSON writes them between its quotes."""
    joined = "".join(texts)
    plain = joined.isprintable() and '"' not in joined and "\\" not in joined
    if plain or _ESCAPED.search(joined) is None:
        return texts
    return [text_bytes(text).decode()[1:-1] for text in texts]
