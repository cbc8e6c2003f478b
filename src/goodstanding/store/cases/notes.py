"""What officers note beside cases: read and added, never changed. A note is ended by another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db import connection

from goodstanding.core.basis.canon import canonical
from goodstanding.store.cases.write import add_row, next_number
from goodstanding.store.dialect import Row, among_numbers, among_texts, as_day, listed
from goodstanding.store.ledger.case_columns import OFFICE_NOTE

DEPUTY, ABSENCE, INTEREST, ENDED = "deputy", "absence", "interest", "ended"
DRAFT, RECEIPT, MANDATE = "draft", "receipt", "mandate"
REPORT = "report"
"""Who asked for a special report on an organisation, and for what."""
ACCESS_ASKED, ACCESS_AGREED, ACCESS_OPENED = "access_asked", "access_agreed", "access_opened"
"""Two persons open what is guarded: one asks, another agrees, then it is opened (`ends`)."""
ACCESS_REFUSED = "access_refused"
"""Another officer does not agree: the request waits no more (`ends`)."""
LISTED = "listed"
"""Who had a list of cases, of which entity where one was named."""
REPLAY = "replay"
"""Who had a page of an earlier day shown as it was then, and for what."""
MIRROR = "mirror"
"""What a subscriber was given: from which cursor to which, how many rows and removals."""
SEALED, SEAL_ERASED = "sealed", "seal_erased"
"""That something was sealed for a case, until its last day; that what was past its day is gone."""
STANDS = "NOT EXISTS (SELECT 1 FROM office_note e WHERE e.ends = n.id)"
"""That no later note ends this one."""


@dataclass(frozen=True, slots=True)
class Note:
    """One note. `account`: whom it is about · `said`: the rest, by kind."""

    id: int
    kind: str
    account: str
    subject: str
    case_id: int | None
    first_day: date | None
    last_day: date | None
    ends: int | None
    actor: str
    office: str
    day: date
    said: Mapping[str, str]

    def runs(self, on: date) -> bool:
        """Return whether a day lies within it."""
        begun = self.first_day is None or self.first_day <= on
        return begun and (self.last_day is None or on <= self.last_day)


def add_note(
    kind: str,
    *,
    actor: str,
    office: str,
    on: date,
    account: str = "",
    subject: str = "",
    case_id: int | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    ends: int | None = None,
    said: Mapping[str, str] | None = None,
) -> int:
    """Add a note under the next number; return it. The caller holds the lock of numbering."""
    number = next_number("office_note", "id")
    words = canonical(dict(said or {})).decode()
    where = (account, subject, case_id, first_day, last_day, ends)
    row = (number, kind, *where, actor, office, on, words)
    add_row("office_note", OFFICE_NOTE, row)
    return number


def note_numbered(number: int) -> Note | None:
    """Return a note, or None where there is none of that number."""
    found = _notes("n.id = %s", [number])
    return found[0] if found else None


def is_ended(number: int) -> bool:
    """Return whether another note ended this one."""
    return bool(_notes("n.ends = %s", [number]))


def standing(kinds: Sequence[str], *, account: str = "") -> list[Note]:
    """Return the notes of some kinds that nothing ended, about everybody or one account."""
    among = ", ".join(["%s"] * len(kinds))
    whom = " AND n.account = %s" if account else ""
    return _notes(f"n.kind IN ({among}) AND {STANDS}{whom}", [*kinds, *([account] * bool(account))])


def notes_about(kind: str, subjects: Sequence[str], *, ended: bool) -> list[Note]:
    """Return the notes of a kind about organisations that were ended, or that were not."""
    stands = f"NOT {STANDS}" if ended else STANDS
    condition = f"n.kind = %s AND {among_texts('n.subject')} AND {stands}"
    return _notes(condition, [kind, listed(subjects)])


def notes_of_case(kind: str, case_ids: Sequence[int]) -> list[Note]:
    """Return the notes of a kind about cases, in the order of noting."""
    return _notes(f"n.kind = %s AND {among_numbers('n.case_id')}", [kind, listed(case_ids)])


def drafted_cases() -> list[int]:
    """Return the running cases in which somebody prepared something."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT n.case_id FROM office_note n JOIN case_standing s"
            " ON s.case_id = n.case_id WHERE n.kind = %s AND s.ended = %s ORDER BY n.case_id",
            [DRAFT, False],
        )
        return [number for (number,) in cursor.fetchall()]


def _notes(condition: str, values: Sequence[Any]) -> list[Note]:
    columns = ", ".join(f"n.{one}" for one in OFFICE_NOTE)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {columns} FROM office_note n WHERE {condition} ORDER BY n.id", list(values)
        )
        return [_note(row) for row in cursor.fetchall()]


def _note(row: Row) -> Note:
    number, kind, account, subject, case_id, first, last, ends, actor, office, day, said = row
    return Note(
        id=number,
        kind=kind,
        account=account,
        subject=subject,
        case_id=case_id,
        first_day=as_day(first) if first else None,
        last_day=as_day(last) if last else None,
        ends=ends,
        actor=actor,
        office=office,
        day=as_day(day),
        said=orjson.loads(said),
    )
