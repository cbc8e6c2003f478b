"""Rejected rows as they go back to the sender: masked, guarded, and readable again unaltered.

A spreadsheet runs a cell that begins like a formula. Such a cell gets an apostrophe in front, and
so does every cell that begins with one already: taking one apostrophe away from every cell that
has it gives back exactly what was there. Readers do so for files with the column `_code`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from goodstanding.core.basis.ids import mask_identity_numbers
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import RecordType
from goodstanding.core.records.faults_intake import (
    DETENTION,
    NATURAL_PERSON,
    PERSONAL_NUMBER_AS_CODE,
    ROW_KINDS,
)
from goodstanding.core.records.judge import CellFault

ROW, CODE, COLUMN, REASON = "_row", "_code", "_column", "_reason"
ADDED = (ROW, CODE, COLUMN, REASON)
"""The columns that a rejects file has besides those of the layout; ignored when sent again."""
HIDDEN = "***"
"""Stands for the name and number of a natural person."""
ABOUT_PERSONS = frozenset({NATURAL_PERSON.code, PERSONAL_NUMBER_AS_CODE.code, DETENTION.code})
_APOSTROPHE = "'"
_RUNS_AS_FORMULA = re.compile(r"[\t\r\n]|\s*[=+\-@＝＋－＠']")


def guard(cell: str) -> str:
    """Return `cell` so that no spreadsheet runs it."""
    return _APOSTROPHE + cell if _RUNS_AS_FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that `guard` was given."""
    return cell[1:] if cell.startswith(_APOSTROPHE) else cell


def telling_columns(layout: Layout, record_type: RecordType) -> tuple[str, ...]:
    """Return the columns that may tell who a person is: code, name, old number, free text.

    The parts of the natural key stay, so that the sender finds the row, and the party's kind, so
    that the row is refused again.
    """
    subject = layout.subject
    plain = {field.id for field in record_type.fields.values() if field.kind != "text"}
    stays = plain.union(layout.natural_key)
    free = (
        name
        for name, column in layout.columns.items()
        if column.to not in stays and name != subject.counterpart
    )
    named = filter(None, (subject.code, subject.name, subject.old_number))
    return tuple(dict.fromkeys((*named, *free)))


def masked_cells(
    cells: Mapping[str, str],
    faults: Iterable[CellFault],
    *,
    personal: frozenset[str],
    identifying: Sequence[str],
) -> dict[str, str]:
    """Return a refused row's cells as they may be kept and sent back.

    `personal` columns are dropped; numbers of persons are starred out in every cell; where the
    row is about a person, the `identifying` columns (`telling_columns`) are hidden whole.
    """
    codes = {fault.code for fault in faults}
    hide = identifying if not codes.isdisjoint(ABOUT_PERSONS) else ()
    return {
        column: HIDDEN if column in hide and cell.strip() else mask_identity_numbers(cell)[0]
        for column, cell in cells.items()
        if column not in personal
    }


def reason_cells(row_no: int, faults: Sequence[CellFault]) -> dict[str, str]:
    """Return the added cells that say, in both languages, why a row was refused."""
    reasons = []
    for fault in faults:
        kind = ROW_KINDS[fault.code]
        what, then = kind.what.filled(**fault.values), kind.next.filled(**fault.values)
        reasons.append(f"{what.zh}。{then.zh} / {what.en}. {then.en}")
    return {
        ROW: str(row_no),
        CODE: " ".join(fault.code for fault in faults),
        COLUMN: " ".join(fault.column for fault in faults),
        REASON: " | ".join(reasons),
    }
