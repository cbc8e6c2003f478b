"""Files attached to cases: named by events, their octets in a table of their own."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from goodstanding.store.cases.read import ERASED, EVIDENCE, CaseData
from goodstanding.store.cases.write import add_row
from goodstanding.store.ledger.case_columns import EVIDENCE_CONTENT

NAME, SORT, SIZE, DIGEST = "file_name", "file_type", "file_size", "sha256"
"""What the event's form says."""
SLIP = "slip"
"""What it says besides where the file is the slip of a letter: the letter's number."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a case. `number`: as people cite it · `erased`: what it held is gone, by law."""

    number: int
    event: int
    seq: int
    name: str
    sort: str
    size: int
    digest: str
    actor: str
    office: str
    day: date
    erased: bool
    letter: int = 0
    """The letter whose slip it is; 0: an ordinary file."""


def files_in(data: CaseData) -> tuple[Attached, ...]:
    """Return a case's files as its events name them, from 1 in the order of attaching."""
    gone = {one.step for one in data.events if one.step.startswith(ERASED)}
    named = [one for one in data.events if one.step == EVIDENCE]
    counted = sorted({*(one.number for one in named), *data.untold_files})
    return tuple(
        Attached(
            number=counted.index(one.number) + 1,
            event=one.number,
            seq=one.seq,
            name=one.form[NAME],
            sort=one.form[SORT],
            size=int(one.form[SIZE]),
            digest=one.form[DIGEST],
            actor=one.actor,
            office=one.office,
            day=one.day,
            erased=f"{ERASED}{one.number}" in gone,
            letter=int(one.form.get(SLIP, "0")),
        )
        for one in named
    )


def files_for(data: CaseData, *, party: bool) -> tuple[Attached, ...]:
    """Return the files that a side may read: the party no slip of a letter that it has not."""
    had = {one.id for one in data.letters if one.served and not one.recalled}
    return tuple(one for one in files_in(data) if not party or not one.letter or one.letter in had)


def add_content(case_id: int, event: int, content: bytes) -> None:
    """Keep what a file holds, beside the event that names it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seq FROM case_event WHERE case_id = %s AND number = %s", [case_id, event]
        )
        (seq,) = cursor.fetchone()
    add_row("evidence_content", EVIDENCE_CONTENT, (seq, content))


def content_of(file: Attached) -> bytes | None:
    """Return what a file holds, or None where it was erased."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM evidence_content WHERE seq = %s", [file.seq])
        row = cursor.fetchone()
    return bytes(row[0]) if row else None


def remove_content(file: Attached) -> None:
    """Delete what a file holds; the guard lets only what an event erased pass."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM evidence_content WHERE seq = %s", [file.seq])
