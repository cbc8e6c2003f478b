"""Judge one row: cells in, what the ledger would keep or why the row is refused out.

A layout is compiled once: each column remembers what it read, because a city sends millions of
rows, and most cells of a column were in it before. Nothing here knows a clock, a file or a
database.
"""

from collections.abc import Callable, Mapping
from datetime import date
from operator import itemgetter
from typing import Literal, NamedTuple

from goodstanding.core.basis.canon import text_bytes
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import RecordType
from goodstanding.core.records.cells import CellError, CellReader, cell_reader
from goodstanding.core.records.faults_intake import (
    DAY_AHEAD,
    KEY_EMPTY,
    NUMERIC_CODE,
    TOO_LONG,
    VALUE_MISSING,
)
from goodstanding.core.records.judge_subject import (
    Found,
    SubjectError,
    SubjectReader,
    subject_reader,
)

Outcome = Literal["accepted", "flagged", "refused"]
SUBJECT = "subject"
"""The word of a natural key that stands for the subject's key as sent."""
KEY_MAX = 300
NOBODY = Found("", "", "", "", ())
_KEY_ESCAPES = str.maketrans({"\\": "\\\\", "|": "\\|"})


class CellFault(NamedTuple):
    """One fault of one row: its code, the source column, and the values of its places."""

    code: str
    column: str
    values: Mapping[str, str]


class Judged(NamedTuple):
    """What became of a row.

    A refused row keeps its natural key and subject as far as they could be read, so that a
    snapshot does not withdraw what it only wrote badly.
    """

    outcome: Outcome
    natural_key: str
    subject: str
    event_day: str | None
    body: bytes
    faults: tuple[CellFault, ...]
    old_key: str


Judge = Callable[[Mapping[str, str], frozenset[str]], Judged]
"""Takes a row's cells and the columns whose cells were stored as numbers."""


MEMORY = 2048
"""So many cells a column remembers, before it forgets all of them and begins anew."""
MEMORABLE = 64
"""Longer cells are not remembered: memory stays bounded, and they seldom come again."""


class _Column(dict[str, "str | CellFault | None"]):
    """What each cell of a column says: the field's text, a fault, or nothing where it is empty."""

    def __init__(self, name: str, read: CellReader, empty: frozenset[str]) -> None:
        super().__init__()
        self.name, self.read, self.empty = name, read, empty

    def __missing__(self, cell: str) -> "str | CellFault | None":
        text = cell.strip()
        said: str | CellFault | None = None
        if text not in self.empty:
            try:
                said = self.read(text)
            except CellError as refused:
                said = CellFault(refused.kind.code, self.name, refused.values)
        if len(cell) <= MEMORABLE:
            if len(self) >= MEMORY:
                self.clear()
            self[cell] = said
        return said


class _Step(NamedTuple):
    field: str
    column: str
    said: _Column
    place: int


def compile_judge(layout: Layout, record_type: RecordType, *, on: date, fictional: bool) -> Judge:
    """Return the judge of rows of `layout` received on the day `on`.

    `fictional`: codes of the demonstration's own division 99 are not flagged.
    """
    empty = frozenset({"", *layout.empty})
    steps = _steps(layout, record_type, empty)
    column_of = {step.field: step.column for step in sorted(steps, key=lambda step: step.place)}
    needed = tuple(
        field.id
        for field in record_type.fields.values()
        if field.required or field.id == record_type.clock
    )
    always = frozenset(needed)
    codes = frozenset(filter(None, (layout.subject.code, layout.subject.old_number)))
    read_subject = subject_reader(layout.subject, empty=empty, fictional=fictional)
    key_parts = layout.natural_key
    clock = record_type.clock
    today = on.isoformat()

    def judge(cells: Mapping[str, str], numeric: frozenset[str]) -> Judged:
        faults: list[CellFault] = []
        found = _read_subject(read_subject, cells, faults)
        fields = _read_fields(steps, cells, faults)
        if numeric and not codes.isdisjoint(numeric):
            faults.extend(
                CellFault(NUMERIC_CODE.code, column, {}) for column in sorted(codes & numeric)
            )
            found = NOBODY
        if not always <= fields.keys():
            _add_missing(needed, fields, column_of, faults)
        day = fields.get(clock)
        if day is not None and day > today:
            faults.append(CellFault(DAY_AHEAD.code, column_of[clock], {"value": day, "day": today}))
        natural_key = _natural_key(key_parts, found, fields)
        if not faults and not 0 < len(natural_key) <= KEY_MAX:
            faults = _key_faults(natural_key, key_parts, found, fields, column_of)
        if faults:
            return Judged("refused", natural_key, found.key, None, b"", tuple(faults), "")
        flags = found.flags
        return Judged(
            "flagged" if flags else "accepted",
            natural_key,
            found.key,
            day,
            text_bytes(
                {
                    "code": found.code,
                    "fields": fields,
                    "flags": "|".join(flags),
                    "name": found.name,
                }
            ),
            (),
            found.old_key,
        )

    return judge


def _steps(layout: Layout, record_type: RecordType, empty: frozenset[str]) -> tuple[_Step, ...]:
    """Return what is read, in the order of the fields' ids, which is that of canonical bytes."""
    fields = record_type.fields
    steps = [
        _Step(to, name, _Column(name, cell_reader(column, fields[to]), empty), place)
        for place, (name, column) in enumerate(layout.columns.items())
        if (to := column.to)
    ]
    return tuple(sorted(steps, key=lambda step: step.field))


def _read_fields(
    steps: tuple[_Step, ...], cells: Mapping[str, str], faults: list[CellFault]
) -> dict[str, str]:
    """Return the fields that the cells give; add the faults of those that give none."""
    fields: dict[str, str] = {}
    wrong: list[tuple[int, CellFault]] = []
    for field, column, said, place in steps:
        found = said[cells.get(column, "")]
        if isinstance(found, str):
            fields[field] = found
        elif found is not None:
            wrong.append((place, found))
    if wrong:
        faults.extend(fault for _, fault in sorted(wrong, key=itemgetter(0)))
    return fields


def _read_subject(read: SubjectReader, cells: Mapping[str, str], faults: list[CellFault]) -> Found:
    try:
        return read(cells)
    except SubjectError as refused:
        faults.append(CellFault(refused.kind.code, refused.column, refused.values))
        return NOBODY


def _add_missing(
    needed: tuple[str, ...],
    fields: Mapping[str, str],
    column_of: Mapping[str, str],
    faults: list[CellFault],
) -> None:
    """Add a fault for each needed field that no cell gives, once for a column."""
    for field in needed:
        if field not in fields and not _told(faults, column_of.get(field, "")):
            faults.append(CellFault(VALUE_MISSING.code, column_of.get(field, ""), {}))


def _told(faults: list[CellFault], column: str) -> bool:
    """Return whether a fault of this column was found already."""
    return any(fault.column == column for fault in faults)


def _natural_key(parts: tuple[str, ...], found: Found, fields: Mapping[str, str]) -> str:
    """Return the natural key, or "" where a part of it is empty."""
    values = [found.as_sent if part == SUBJECT else fields.get(part, "") for part in parts]
    joined = "|".join(values)
    if "\\" in joined or joined.count("|") >= len(values):
        values = [value.translate(_KEY_ESCAPES) for value in values]
        joined = "|".join(values)
    return joined if all(values) else ""


def _key_faults(
    natural_key: str,
    parts: tuple[str, ...],
    found: Found,
    fields: Mapping[str, str],
    column_of: Mapping[str, str],
) -> list[CellFault]:
    if not natural_key:
        return [
            CellFault(KEY_EMPTY.code, column_of.get(part, ""), {})
            for part in parts
            if not (found.as_sent if part == SUBJECT else fields.get(part))
        ]
    if len(natural_key) > KEY_MAX:
        return [CellFault(TOO_LONG.code, column_of.get(parts[0], ""), {"limit": str(KEY_MAX)})]
    return []
