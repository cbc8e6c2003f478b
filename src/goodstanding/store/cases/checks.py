"""The log of checks: written before a question is answered, and read when an answer was wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.backends.utils import CursorWrapper

from goodstanding.store.dialect import Row, add_rows, among_numbers, listed
from goodstanding.store.ledger.case_columns import CHECK_LOG, CHECK_REASON
from goodstanding.store.ledger.guards import POSTGRESQL

NO = "no"
BASIS_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Reason:
    """A measure that an answer rested on: the case that took it, the records under it."""

    measure: str
    case_id: int
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer, as it is kept."""

    entity: str
    act: str
    answer: str
    basis: str
    ends: date | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was answered, for tellings: the log's number, the department, what about whom."""

    id: int
    department: str
    actor: str
    entity: str
    act: str
    day: date


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, for which department and what purpose."""

    actor: str
    department: str
    purpose: str


def hold_log() -> None:
    """Let no other write into the log until the caller's transaction ends.

    Numbers have no gaps: on PostgreSQL writers of the log wait for each other; on SQLite every
    transaction that writes waits from its beginning.
    """
    if connection.vendor == POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE check_log IN SHARE ROW EXCLUSIVE MODE")


def log_checks(answers: Sequence[tuple[Answered, Asking]], *, on: date, policy: str) -> int:
    """Write answers into the log, in the caller's transaction; return the number of the first.

    Nobody is answered before that transaction has ended. The log must be held.
    """
    with connection.cursor() as cursor:
        first = _next(cursor, "check_log")
        add_rows(
            cursor,
            "check_log",
            CHECK_LOG,
            [
                (
                    number,
                    on,
                    who.actor,
                    who.department,
                    who.purpose,
                    one.entity,
                    one.act,
                    one.answer,
                    one.basis[:BASIS_LENGTH],
                    one.ends,
                    policy,
                )
                for number, (one, who) in enumerate(answers, start=first)
            ],
        )
        rested = [
            (number, why.measure, why.case_id, record)
            for number, (one, _) in enumerate(answers, start=first)
            for why in one.reasons
            for record in why.records or (None,)
        ]
        if rested:
            rows = enumerate(rested, start=_next(cursor, "check_reason"))
            add_rows(cursor, "check_reason", CHECK_REASON, [(id_, *row) for id_, row in rows])
    return first


def answered_no(records: Iterable[int], cases: Iterable[int] = ()) -> list[Asked]:
    """Return every check answered "no" because of these records, or of measures of these cases."""
    found: dict[int, Asked] = {}
    for column, numbers in (("r.record", list(records)), ("r.case_id", list(cases))):
        if numbers:
            found.update((row[0], Asked(*row)) for row in _answered(column, numbers))
    return [found[number] for number in sorted(found)]


def _answered(column: str, numbers: Sequence[int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT l.id, l.department, l.actor, l.entity, l.act, l.day"
            " FROM check_reason r JOIN check_log l ON l.id = r.check_id"
            f" WHERE l.answer = %s AND {among_numbers(column)}",
            [NO, listed(numbers)],
        )
        rows: list[Row] = cursor.fetchall()
    return rows


def _next(cursor: CursorWrapper, table: str) -> int:
    cursor.execute(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {table}")
    return int(cursor.fetchone()[0])
