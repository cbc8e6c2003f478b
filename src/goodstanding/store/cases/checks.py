"""The log of checks: written before a question is answered, and read when an answer was wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from goodstanding.store.dialect import add_rows
from goodstanding.store.ledger.case_columns import CHECK_LOG
from goodstanding.store.ledger.guards import POSTGRESQL

NO = "no"
BASIS_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer, as it is kept."""

    entity: str
    act: str
    answer: str
    basis: str
    ends: date | None
    rests_on: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was answered, for tellings: the log's number, the department, what about whom."""

    id: int
    department: str
    actor: str
    entity: str
    act: str
    day: date


def log_checks(
    answers: Sequence[Answered],
    *,
    actor: str,
    department: str,
    purpose: str,
    on: date,
    policy: str,
) -> None:
    """Write answers into the log, in the caller's transaction; nobody is answered before it ends.

    Numbers have no gaps: on PostgreSQL writers of the log wait for each other.
    """
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            cursor.execute("LOCK TABLE check_log IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM check_log")
        (last,) = cursor.fetchone()
        add_rows(
            cursor,
            "check_log",
            CHECK_LOG,
            [
                (
                    number,
                    on,
                    actor,
                    department,
                    purpose,
                    one.entity,
                    one.act,
                    one.answer,
                    one.basis[:BASIS_LENGTH],
                    one.ends,
                    f"|{'|'.join(map(str, one.rests_on))}|" if one.rests_on else "",
                    policy,
                )
                for number, one in enumerate(answers, start=last + 1)
            ],
        )


def answered_no(records: Iterable[int]) -> list[Asked]:
    """Return every check that was answered "no" because of any of these records."""
    found: dict[int, Asked] = {}
    with connection.cursor() as cursor:
        for record in records:
            cursor.execute(
                "SELECT id, department, actor, entity, act, day FROM check_log"
                " WHERE answer = %s AND rests_on LIKE %s ORDER BY id",
                [NO, f"%|{record}|%"],
            )
            found.update((row[0], Asked(*row)) for row in cursor.fetchall())
    return [found[number] for number in sorted(found)]
