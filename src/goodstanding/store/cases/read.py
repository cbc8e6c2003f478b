"""A case's file, read whole: as it was opened, its events, its letters, what it did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db import connection

from goodstanding.core.procedures.numbers import Numbered
from goodstanding.store.dialect import Listed, Row, among_numbers, as_day, listed
from goodstanding.store.ledger.guards import POSTGRESQL

ATTEMPT = "attempt:"
"""Step of an event that says a letter could not be served; `:<template>` follows."""
RECALL = "recall:"
"""Step of an event that recalls a letter before it left; the letter's id follows."""
TOLD = "told:"
"""Step of an event that says a letter arrived which starts no clock: a notice, an alert."""
TO = ":"
"""What stands between a letter and whom it is for, where a case writes it to several."""
HAND_OVER = "hand_over"
"""Step of an event by which the case passes to another officer."""
INTEREST = "interest"
"""Step of an event that bars the account it names: a declared interest, a ruled challenge."""
CHALLENGE = "challenge"
"""Step of an event by which the party challenges an officer (event:N) or a unit (office:ID)."""
RULING = "ruling"
"""Step of an event that rules on the challenge of the event whose number it names."""
COUNTER = "counter"
"""Step of an event that says which paper the entity brought to the counter."""
UNDONE = "counter_undone"
"""Step of an event that takes back what a counter wrote down in the party's name."""
WITHHELD = "withhold"
"""Step of an event that withholds a part of the file from the party, with its ground."""
OPENED = "open_part"
"""Step of an event that opens to the party what was withheld."""
EVIDENCE = "evidence"
"""Step of an event that names an attached file."""
ERASED = "erased:"
"""Step of an event that erases what a file holds; the number of the file's event follows."""
WITHIN = (HAND_OVER, INTEREST, CHALLENGE, RULING, COUNTER, UNDONE, WITHHELD, OPENED, EVIDENCE)
"""Steps that move no case."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event of a case as it is kept."""

    seq: int
    number: int
    step: str
    actor: str
    deputy_for: str
    office: str
    day: date
    form: Mapping[str, str]
    digest: str


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One attempt to serve a letter."""

    mode: str
    recipient: str
    agent: str
    day: date
    proof: str
    delivered: bool
    event: int


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter of the case, with the attempts to serve it; `recalled`: it never left."""

    id: int
    template: str
    department: str
    year: int
    number: int
    event: int
    day: date
    zh: str
    en: str
    services: tuple[ServiceRow, ...]
    recalled: bool
    digest: str
    """SHA-256 of the letter in both languages with its numbers."""

    @property
    def numbered(self) -> Numbered:
        """Return whose letter it is, of which year, and its number."""
        return Numbered(self.department, self.year, self.number)

    @property
    def served(self) -> ServiceRow | None:
        """Return the attempt that reached the recipient, or None."""
        return next((one for one in self.services if one.delivered), None)


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What an event did."""

    event: int
    effect: str
    entry: int | None
    day: date
    detail: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CaseData:
    """A case as its tables hold it."""

    id: int
    department: str
    year: int
    number: int
    procedure: str
    version: date
    policy: str
    about_kind: str
    about_id: str
    subject: str
    contested: frozenset[str]
    clock_day: date | None
    opened: date
    digest: str
    events: tuple[EventRow, ...]
    letters: tuple[LetterRow, ...]
    effects: tuple[EffectRow, ...]
    interested: frozenset[str] = frozenset()
    """Accounts that declared an interest in the entity, whichever of its keys they named."""
    untold_files: frozenset[int] = frozenset()
    """Events of files that its reader is not told of: the others keep their numbers."""

    @property
    def numbered(self) -> Numbered:
        """Return in whose count the case stands, of which year, and its number."""
        return Numbered(self.department, self.year, self.number)

    @property
    def reference(self) -> str:
        """Return how machines name the case; people quote `numbered` in words."""
        return f"{self.department}-{self.year}-{self.number}"

    @property
    def taken_back(self) -> frozenset[int]:
        """Return the acts at the counter that were contested and count no more."""
        said = (one.form.get("event", "") for one in self.events if one.step == UNDONE)
        return frozenset(int(one) for one in said if one.isdigit())

    @property
    def counted(self) -> tuple[EventRow, ...]:
        """Return the events by which the case moves.

        Not failed attempts and what moves no case; and neither a recall nor what it took back.
        """
        undone = {one.event for one in self.letters if one.recalled} | self.taken_back
        return tuple(
            one
            for one in self.events
            if one.number not in undone
            and one.step not in WITHIN
            and not one.step.startswith((ATTEMPT, RECALL, TOLD, ERASED))
        )

    @property
    def last_digest(self) -> str:
        """Return the digest that the next event's holds."""
        return self.events[-1].digest if self.events else self.digest


def read_case(case_id: int, *, lock: bool = False) -> CaseData | None:
    """Return a case's file, or None where there is none of that number.

    `lock`: nobody else may add to it until the caller's transaction ends. On SQLite a writing
    transaction is alone already.
    """
    found = read_cases([case_id], lock=lock)
    return found[0] if found else None


def read_cases(case_ids: Sequence[int], *, lock: bool = False) -> tuple[CaseData, ...]:
    """Return the files of many cases in the order asked, by as many queries as of one."""
    wanted = listed(case_ids)
    hold = " FOR UPDATE" if lock and connection.vendor == POSTGRESQL else ""
    files = {
        row[0]: row
        for row in _rows(
            "SELECT id, department, year, number, procedure, version, policy, about_kind, about_id,"
            " subject, contested, clock_day, opened, digest FROM case_file"
            f" WHERE {among_numbers('id')} ORDER BY id{hold}",
            [wanted],
        )
    }
    if not files:
        return ()
    events: dict[int, list[EventRow]] = {}
    for case, seq, number, step, actor, stood_for, office, day, form, digest in _rows(
        "SELECT e.case_id, e.seq, e.number, e.step, e.actor, e.deputy_for, e.office, e.day, f.form,"
        " e.digest FROM case_event e JOIN case_form f ON f.seq = e.seq"
        f" WHERE {among_numbers('e.case_id')} ORDER BY e.case_id, e.number",
        [wanted],
    ):
        told = (seq, number, step, actor, stood_for, office, as_day(day), orjson.loads(form))
        events.setdefault(case, []).append(EventRow(*told, digest))
    effects: dict[int, list[EffectRow]] = {}
    for case, event, effect, entry, day, detail in _rows(
        "SELECT case_id, event, effect, entry, day, detail FROM case_effect"
        f" WHERE {among_numbers('case_id')} ORDER BY id",
        [wanted],
    ):
        done = EffectRow(event, effect, entry, as_day(day), orjson.loads(detail))
        effects.setdefault(case, []).append(done)
    letters = _letters(wanted, events)
    interested: dict[int, list[str]] = {}
    for case, account in _rows(
        "SELECT c.id, n.account FROM case_file c JOIN key_owner k ON k.key = c.subject"
        " JOIN key_owner o ON o.entity = k.entity JOIN office_note n ON n.subject = o.key"
        f" WHERE n.kind = 'interest' AND {among_numbers('c.id')}"
        " AND NOT EXISTS (SELECT 1 FROM office_note e WHERE e.ends = n.id)",
        [wanted],
    ):
        interested.setdefault(case, []).append(account)
    return tuple(
        _case(
            files[one],
            tuple(events.get(one, ())),
            tuple(letters.get(one, ())),
            tuple(effects.get(one, ())),
            frozenset(interested.get(one, ())),
        )
        for one in case_ids
        if one in files
    )


def _case(
    row: Row,
    events: tuple[EventRow, ...],
    letters: tuple[LetterRow, ...],
    effects: tuple[EffectRow, ...],
    interested: frozenset[str],
) -> CaseData:
    case, department, year, number, procedure, *rest = row
    return CaseData(
        id=case,
        department=department,
        year=year,
        number=number,
        procedure=procedure,
        version=date.fromisoformat(rest[0]),
        policy=rest[1],
        about_kind=rest[2],
        about_id=rest[3],
        subject=rest[4],
        contested=frozenset(orjson.loads(rest[5])),
        clock_day=as_day(rest[6]) if rest[6] else None,
        opened=as_day(rest[7]),
        digest=rest[8],
        events=events,
        letters=letters,
        effects=effects,
        interested=interested,
    )


def case_of_letter(letter: int) -> int | None:
    """Return the case to which a letter belongs."""
    found = _rows("SELECT case_id FROM letter WHERE id = %s", [letter])
    return int(found[0][0]) if found else None


def case_numbered(department: str, year: int, number: int) -> int | None:
    """Return the case that people call by department, year and number."""
    found = _rows(
        "SELECT id FROM case_file WHERE department = %s AND year = %s AND number = %s",
        [department, year, number],
    )
    return int(found[0][0]) if found else None


def _letters(
    wanted: Listed, events: Mapping[int, Sequence[EventRow]]
) -> dict[int, list[LetterRow]]:
    """Return the letters of cases, each with the attempts to serve it."""
    written = _rows(
        "SELECT case_id, id, template, department, year, number, event, day, zh, en, digest"
        f" FROM letter WHERE {among_numbers('case_id')} ORDER BY id",
        [wanted],
    )
    if not written:
        return {}
    attempts: dict[int, list[ServiceRow]] = {}
    for letter, event, mode, recipient, agent, day, proof, delivered in _rows(
        "SELECT s.letter, s.event, s.mode, s.recipient, s.agent, s.day, s.proof, s.delivered"
        " FROM service s JOIN letter l ON l.id = s.letter"
        f" WHERE {among_numbers('l.case_id')} ORDER BY s.id",
        [wanted],
    ):
        told = ServiceRow(mode, recipient, agent, as_day(day), proof, bool(delivered), event)
        attempts.setdefault(letter, []).append(told)
    recalled = {
        one.step.removeprefix(RECALL)
        for of_case in events.values()
        for one in of_case
        if one.step.startswith(RECALL)
    }
    found: dict[int, list[LetterRow]] = {}
    for case, letter, template, department, year, number, event, day, zh, en, digest in written:
        told_by = (department, year, number, event, as_day(day), zh, en)
        served = tuple(attempts.get(letter, ()))
        row = LetterRow(letter, template, *told_by, served, str(letter) in recalled, digest)
        found.setdefault(case, []).append(row)
    return found


def _rows(statement: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[Row] = cursor.fetchall()
    return rows
