"""The queue of records whose organisation a person must decide, and who may be meant."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.ids import fold_code
from goodstanding.core.entities.candidates import Candidate, Known, near_codes, rank
from goodstanding.core.entities.faults_identity import NOT_WAITING
from goodstanding.core.entities.names import fold_name
from goodstanding.store.dialect import among_numbers, among_texts, as_day, listed
from goodstanding.store.queries import search_rows
from goodstanding.store.queries.search_names import names_for
from goodstanding.store.queries.search_near import near_names

MOST_NAMES = 200
MOST_BEARERS = 2000
_COLUMNS = (
    "SELECT w.seq, w.department, c.record_type, w.code, w.name, w.learnt_day"
    " FROM waiting w JOIN current_record c ON c.seq = w.seq"
)


@dataclass(frozen=True, slots=True)
class WaitingRecord:
    """A record in force that belongs to nobody yet; code and name as its department sent them."""

    seq: int
    department: str
    record_type: str
    code: str
    name: str
    learnt_day: date


def waiting(limit: int = 50, *, after: int = 0) -> tuple[WaitingRecord, ...]:
    """Return waiting records in ledger order, those after entry `after`."""
    return tuple(_rows("WHERE w.seq > %s ORDER BY w.seq LIMIT %s", [after, limit]))


def waiting_count() -> int:
    """Return how many records wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM waiting")
        (count,) = cursor.fetchone()
    return int(count)


def waiting_record(seq: int) -> WaitingRecord:
    """Return one waiting record, or refuse where this entry does not wait."""
    for row in _rows("WHERE w.seq = %s", [seq]):
        return row
    raise Refused(NOT_WAITING.at("queue", seq=seq))


def candidates(seq: int, *, limit: int = 10) -> tuple[Candidate, ...]:
    """Return the entities that a waiting record may mean, best first, with reasons."""
    record = waiting_record(seq)
    numbers = {*_by_code(fold_code(record.code)), *_by_name(record.name)}
    return rank(record.code, record.name, _known(numbers), limit=limit)


def _rows(condition: str, values: Sequence[int]) -> Iterator[WaitingRecord]:
    with connection.cursor() as cursor:
        cursor.execute(f"{_COLUMNS} {condition}", list(values))
        for seq, department, record_type, code, name, day in cursor.fetchall():
            yield WaitingRecord(seq, department, record_type, code, name, as_day(day))


def _by_code(code: str) -> Iterator[int]:
    """Give the entities that bear this code or one that it may be a slip of."""
    if not code:
        return
    keys = [
        f"{scheme}:{near}" for scheme in search_rows.schemes() for near in (code, *near_codes(code))
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT entity FROM key_owner WHERE {among_texts('key')}", [listed(keys)]
        )
        yield from (number for (number,) in cursor.fetchall())


def _by_name(name: str) -> Iterator[int]:
    """Give the bearers of this name, and of those that it may mean or be a slip of.

    An officer sees namesakes of every class; similar names only where name search is on.
    """
    folded = fold_name(name)
    if not folded:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT entity FROM entity_name WHERE folded = %s", [folded])
        yield from (number for (number,) in cursor.fetchall())
    meant = [one.folded for one in names_for(name, most=MOST_NAMES)]
    meant += [one.folded for one in near_names(folded)][:MOST_NAMES]
    for found in search_rows.bearers(meant, limit=MOST_BEARERS):
        yield found.number


def _known(numbers: Iterable[int]) -> list[Known]:
    """Return what the register knows of these entities, for ranking."""
    asked = [listed(sorted(numbers))]
    codes: dict[int, list[str]] = {}
    names: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.entity, k.key FROM key_owner k JOIN entity e ON e.number = k.entity"
            f" WHERE {among_numbers('k.entity')} ORDER BY k.key <> e.key, k.key",
            asked,
        )
        for number, key in cursor.fetchall():
            codes.setdefault(number, []).append(str(key).partition(":")[2])
        cursor.execute(
            f"SELECT entity, folded FROM entity_name WHERE {among_numbers('entity')}"
            " ORDER BY current DESC, folded",
            asked,
        )
        for number, folded in cursor.fetchall():
            names.setdefault(number, []).append(folded)
        cursor.execute(
            f"SELECT number, key, name FROM entity WHERE {among_numbers('number')}", asked
        )
        return [
            Known(number, key, name, tuple(codes.get(number, ())), tuple(names.get(number, ())))
            for number, key, name in cursor.fetchall()
        ]
