"""What is added to cases: files, events, letters, services, effects, receipts.

Everything here runs inside the caller's transaction and under the lock by which ledger entries
are numbered, which the caller took: numbers have no gaps, and are in the order of commits.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection

from goodstanding.core.basis.canon import canonical, keyed
from goodstanding.core.records.case_chain import event_digest, file_digest, letter_digest
from goodstanding.store.cases.read import CaseData
from goodstanding.store.ledger.case_columns import (
    CASE_EFFECT,
    CASE_EVENT,
    CASE_FILE,
    CASE_FORM,
    LETTER,
    RECEIVER_RECEIPT,
    SERVICE,
)


def open_file(
    *,
    department: str,
    procedure: str,
    version: date,
    policy: str,
    about: tuple[str, str],
    subject: str,
    contested: Iterable[str],
    clock_day: date | None,
    on: date,
) -> int:
    """Open a case's file under the department's next number of the year; return its id."""
    told = (
        next_number("case_file", "id"),
        department,
        on.year,
        next_number("case_file", "number", department=department, year=on.year),
        procedure,
        version.isoformat(),
        policy,
        *about,
        subject,
        canonical(sorted(contested)).decode(),
        clock_day,
        on,
    )
    add_row("case_file", CASE_FILE, (*told, file_digest(told)))
    return told[0]


def add_event(
    case: CaseData,
    *,
    step: str,
    actor: str,
    deputy_for: str = "",
    office: str = "",
    on: date,
    form: Mapping[str, str],
    seed: str,
) -> int:
    """Add the next event of a case as it was read under its lock; return its number."""
    number = len(case.events) + 1
    told = (next_number("case_event", "seq"), case.id, number, step, actor, deputy_for, office, on)
    said = canonical(dict(form)).decode()
    salt = keyed(seed.encode(), canonical([str(case.id), str(number), step, said]))
    digest = event_digest(case.last_digest, told, said, salt)
    add_row("case_event", CASE_EVENT, (*told, digest))
    add_row("case_form", CASE_FORM, (told[0], said, salt))
    return number


def add_letter(
    case: CaseData, *, template: str, department: str, event: int, on: date, zh: str, en: str
) -> int:
    """Keep a letter as rendered, under its department's next number of the year; return its id."""
    told = (
        next_number("letter", "id"),
        case.id,
        template,
        department,
        on.year,
        next_number("letter", "number", department=department, year=on.year),
        event,
        on,
        zh,
        en,
    )
    add_row("letter", LETTER, (*told, letter_digest(told)))
    return told[0]


def next_letter_number(department: str, year: int) -> int:
    """Return the number that the department's next letter of the year will bear."""
    return next_number("letter", "number", department=department, year=year)


def add_service(
    letter: int,
    *,
    event: int,
    mode: str,
    recipient: str,
    agent: str,
    day: date,
    proof: str,
    delivered: bool,
) -> int:
    """Keep one attempt to serve a letter."""
    number = next_number("service", "id")
    row = (number, letter, event, mode, recipient, agent, day, proof, delivered)
    add_row("service", SERVICE, row)
    return number


def add_effect(
    case_id: int,
    *,
    event: int,
    effect: str,
    entry: int | None,
    on: date,
    detail: Mapping[str, str] | None = None,
) -> None:
    """Keep what an event of a case did."""
    said = canonical(dict(detail or {})).decode()
    row = (next_number("case_effect", "id"), case_id, event, effect, entry, on, said)
    add_row("case_effect", CASE_EFFECT, row)


def tell(departments: Iterable[str], *, record: int, case_id: int, on: date, due: date) -> None:
    """Let departments owe an acknowledgement that a record is gone; each is told once a case."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT department FROM receiver_receipt WHERE record = %s AND case_id = %s",
            [record, case_id],
        )
        told = {department for (department,) in cursor.fetchall()}
    for department in departments:
        if department not in told:
            number = next_number("receiver_receipt", "id")
            row = (number, department, record, case_id, on, due, None, "")
            add_row("receiver_receipt", RECEIVER_RECEIPT, row)


def acknowledge(department: str, records: Iterable[int], *, actor: str, on: date) -> int:
    """Note that a department removed records; return how many receipts that closed."""
    closed = 0
    with connection.cursor() as cursor:
        for record in records:
            cursor.execute(
                "UPDATE receiver_receipt SET acknowledged = %s, actor = %s"
                " WHERE department = %s AND record = %s AND acknowledged IS NULL",
                [on, actor, department, record],
            )
            closed += cursor.rowcount
    return closed


def next_number(table: str, column: str, **within: Any) -> int:  # noqa: ANN401 (values of columns)
    """Return the number after the greatest."""
    where = " AND ".join(f"{name} = %s" for name in within)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}"
            + (f" WHERE {where}" if where else ""),
            list(within.values()),
        )
        (number,) = cursor.fetchone()
    return int(number)


def add_row(table: str, columns: Sequence[str], row: Sequence[Any]) -> None:
    """Add one row to a table that only grows."""
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", list(row))
