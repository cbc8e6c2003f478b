"""Where each case stands: derived from its events, kept level with them, folded anew by rebuild."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection

from goodstanding.store.dialect import among_texts, listed
from goodstanding.store.ledger.case_columns import CASE_STANDING


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands. `mark`: what every surface says of the thing it is about."""

    case_id: int
    state: str
    ended: bool
    events: int
    mark: str
    disputes: bool
    record: int | None
    subject: str
    handler: str


def settle(standing: Standing) -> None:
    """Write where a case stands now."""
    row = [getattr(standing, column) for column in CASE_STANDING]
    places = ", ".join(["%s"] * len(row))
    moved = ", ".join(f"{one} = excluded.{one}" for one in CASE_STANDING[1:])
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO case_standing ({', '.join(CASE_STANDING)}) VALUES ({places})"
            f" ON CONFLICT (case_id) DO UPDATE SET {moved}",
            row,
        )


def clear_standings() -> None:
    """Drop all that is derived about cases."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM case_standing")


def all_cases() -> Iterator[int]:
    """Give every case, in the order of opening."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM case_file ORDER BY id")
        yield from (number for (number,) in cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Mark:
    """What cases say of a record, in their procedures' words; `disputed`: somebody contests it."""

    words: tuple[str, ...]
    disputed: bool


def marks_on(keys: Iterable[str]) -> dict[tuple[str, str, str], Mark]:
    """Return what cases say of the records under these keys, by department, type and natural key.

    A version that comes while the case runs is marked as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.department, e.record_type, e.natural_key, s.mark, s.disputes"
            " FROM case_standing s JOIN ledger_entry e ON e.seq = s.record"
            f" WHERE s.mark <> '' AND {among_texts('s.subject')} ORDER BY s.case_id",
            [listed(sorted(keys))],
        )
        rows = cursor.fetchall()
    found: dict[tuple[str, str, str], Mark] = {}
    for department, record_type, natural_key, word, disputes in rows:
        key = (department, record_type, natural_key)
        before = found.get(key, Mark((), disputed=False))
        found[key] = Mark((*before.words, word), before.disputed or bool(disputes))
    return found
