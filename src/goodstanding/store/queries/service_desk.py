"""Letters that wait to be served, and the scans that lie beside letters."""

import base64
from dataclasses import dataclass
from datetime import date

from django.db import connection

from goodstanding.store.cases.notes import SCAN, Note, note_numbered, notes_of_case

LETTERS_MOST = 500


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan beside a letter."""

    id: int
    case_id: int
    letter: int
    name: str
    sort: str
    digest: str
    actor: str
    day: date
    content: bytes


def waiting_letters(*, limit: int = LETTERS_MOST) -> list[tuple[int, int]]:
    """Return letters that were neither served nor taken back, with their cases; oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.id, l.case_id FROM letter l WHERE NOT EXISTS"
            " (SELECT 1 FROM service s WHERE s.letter = l.id AND s.delivered = %s)"
            " AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = l.case_id"
            " AND e.step = 'recall:' || l.id) ORDER BY l.id LIMIT %s",
            [True, limit],
        )
        return [(letter, case) for letter, case in cursor.fetchall()]


def scans_of(case_id: int, letter: int) -> list[Scan]:
    """Return the scans beside a letter."""
    wanted = str(letter)
    found = (one for one in notes_of_case(SCAN, [case_id]) if one.said["letter"] == wanted)
    return [_scan(one) for one in found]


def scan_numbered(number: int) -> Scan | None:
    """Return a scan, or None where there is none of that number."""
    note = note_numbered(number)
    return _scan(note) if note is not None and note.kind == SCAN else None


def _scan(note: Note) -> Scan:
    said = note.said
    return Scan(
        id=note.id,
        case_id=note.case_id or 0,
        letter=int(said["letter"]),
        name=said["name"],
        sort=said["sort"],
        digest=said["digest"],
        actor=note.actor,
        day=note.day,
        content=base64.b64decode(said["content"]),
    )
