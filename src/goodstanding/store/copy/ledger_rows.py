"""What a sync reads of the ledger: a beginning of it, which never changes but by erasure.

Numbers are given under a lock and in the order of commits, so entries up to a number are one
state of the ledger, however many portions they are read in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from goodstanding.core.basis.faults import Refused
from goodstanding.core.entities.judgements import Judgement
from goodstanding.store.copy.faults_copy import CONTENT_LOST, DERIVED_BEHIND
from goodstanding.store.dialect import Listed, among_numbers, among_texts, listed
from goodstanding.store.ledger.judgements import judgements_around_keys, load_judgements

RECORDS = "('fact', 'correction')"
VERSIONS = "('fact', 'correction', 'withdrawal')"
Rows = list[tuple[Any, ...]]
PORTION = (
    "SELECT e.seq, e.kind, e.record_type, n.number,"
    " CAST(coalesce(e.event_day, e.learnt_day) AS text), CAST(e.learnt_day AS text),"
    f" substr(e.digest, 1, 16), CASE WHEN e.kind IN {RECORDS} THEN t.body END,"
    " CASE WHEN n.number IS NULL AND e.subject <> '' THEN e.subject END"
    " FROM ledger_entry e LEFT JOIN entity n ON n.key = e.subject"
    " LEFT JOIN ledger_content t ON t.seq = e.seq"
)


@dataclass(frozen=True, slots=True)
class Superseded:
    """Record `seq`, stated under `own` (None: nobody's as sent), is out of force from `by` on."""

    record_type: str
    own: int | None
    seq: int
    by: int


@dataclass(frozen=True, slots=True)
class Gone:
    """A record whose content was erased by entry `by`; it stood until before `until`."""

    record_type: str
    own: int | None
    seq: int
    by: int
    until: int
    mark: int
    """The first 8 bytes of its digest."""


def ask(statement: str, parameters: Sequence[Listed | int | str] = ()) -> Rows:
    """Return all rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: Rows = cursor.fetchall()
    return rows


def digest_at(seq: int) -> str:
    """Return the digest of an entry, "" where there is none."""
    rows = ask("SELECT digest FROM ledger_entry WHERE seq = %s", [seq])
    return str(rows[0][0]) if rows else ""


def portion(first: int, last: int) -> Rows:
    """Return entries from `first` to `last` in order, as `PORTION` names their columns."""
    rows = ask(f"{PORTION} WHERE e.seq BETWEEN %s AND %s ORDER BY e.seq", [first, last])
    for row in rows:
        if row[8]:
            raise Refused(DERIVED_BEHIND.at(f"entry {row[0]}", key=row[8]))
    return rows


def records_at(seqs: Iterable[int]) -> Rows:
    """Return the entries of these numbers, in the same columns."""
    return ask(f"{PORTION} WHERE {among_numbers('e.seq')} ORDER BY e.seq", [listed(seqs)])


def superseded(first: int, last: int) -> list[Superseded]:
    """Return what corrections and withdrawals in the range put out of force."""
    rows = ask(
        "SELECT p.record_type, n.number, p.seq, e.seq FROM ledger_entry e"
        " JOIN ledger_entry p ON p.seq = (SELECT max(q.seq) FROM ledger_entry q"
        " WHERE q.department = e.department AND q.record_type = e.record_type"
        f" AND q.natural_key = e.natural_key AND q.seq < e.seq AND q.kind IN {VERSIONS})"
        " LEFT JOIN entity n ON n.key = p.subject"
        " WHERE e.seq BETWEEN %s AND %s AND e.kind IN ('correction', 'withdrawal')"
        f" AND p.kind IN {RECORDS} ORDER BY p.seq",
        [first, last],
    )
    return [Superseded(*row) for row in rows]


LATER = (
    "(SELECT min(q.seq) FROM ledger_entry q WHERE q.department = p.department"
    " AND q.record_type = p.record_type AND q.natural_key = p.natural_key"
    f" AND q.seq > p.seq AND q.kind IN {VERSIONS})"
)


def superseded_among(seqs: Iterable[int], *, known: int) -> list[Superseded]:
    """Return which of these records were put out of force by an entry up to `known`."""
    rows = ask(
        f"SELECT p.record_type, p.seq, {LATER} FROM ledger_entry p"
        f" WHERE {among_numbers('p.seq')} ORDER BY p.seq",
        [listed(seqs)],
    )
    return [Superseded(row[0], None, row[1], row[2]) for row in rows if row[2] and row[2] <= known]


GONE = (
    f"SELECT p.record_type, n.number, p.seq, e.seq, {LATER}, substr(p.digest, 1, 16)"
    " FROM ledger_entry e JOIN ledger_entry p ON p.seq = e.replaces"
    " LEFT JOIN entity n ON n.key = p.subject"
    f" WHERE e.kind = 'erasure' AND p.kind IN {RECORDS} AND "
)


def erased_by(first: int, last: int) -> list[Gone]:
    """Return what the erasures in the range erased."""
    return _gone(ask(f"{GONE} e.seq BETWEEN %s AND %s ORDER BY e.seq", [first, last]))


def erasures_of(seqs: Sequence[int]) -> list[Gone]:
    """Return why these records have no content, or refuse where no erasure says why."""
    if not seqs:
        return []
    found = _gone(ask(f"{GONE} {among_numbers('e.replaces')} ORDER BY e.seq", [listed(seqs)]))
    for seq in sorted(set(seqs) - {one.seq for one in found}):
        raise Refused(CONTENT_LOST.at(f"entry {seq}", seq=seq))
    return found


def _gone(rows: Rows) -> list[Gone]:
    return [
        Gone(kind, own, seq, by, min(by, later or by), int(mark, 16))
        for kind, own, seq, by, later, mark in rows
    ]


def judgements(first: int, last: int) -> tuple[list[Judgement], list[Judgement]]:
    """Return the judgements of the range, and all earlier ones that bear on what they change."""
    new = load_judgements("seq BETWEEN %s AND %s", [first, last])
    if not new:
        return [], []
    undone = load_judgements(
        among_numbers("seq"), [listed({one.undoes for one in new if one.undoes is not None})]
    )
    named = [*new, *undone]
    keys = {end for one in named for end in (one.from_key, one.to_key) if end}
    around = judgements_around_keys(keys)
    return new, [one for one in around if one.seq < first]


def numbers_of(keys: Iterable[str]) -> dict[str, int]:
    """Return the entity number of each key."""
    chosen = sorted(set(keys))
    if not chosen:
        return {}
    rows = ask(f"SELECT key, number FROM entity WHERE {among_texts('key')}", [listed(chosen)])
    found: Mapping[str, int] = dict(rows)
    for key in chosen:
        if key not in found:
            raise Refused(DERIVED_BEHIND.at("entity", key=key))
    return dict(found)


def entities_between(after: int, last: int) -> Rows:
    """Return number, scheme and class of entities above `after`, up to `last`."""
    return ask(
        "SELECT number, scheme, entity_class FROM entity WHERE number > %s AND number <= %s"
        " ORDER BY number",
        [after, last],
    )


def classes_around(numbers: Iterable[int]) -> dict[int, str]:
    """Return the present class of these entities and of those that own their keys today."""
    chosen = listed(sorted(set(numbers)))
    rows = ask(
        f"SELECT number, entity_class FROM entity WHERE {among_numbers('number')}"
        " OR number IN (SELECT o.entity FROM key_owner o JOIN entity n ON n.key = o.key"
        f" WHERE {among_numbers('n.number')})",
        [chosen, chosen],
    )
    return dict(rows)


def whole_entries(seqs: Iterable[int]) -> Rows:
    """Return all that the digest of each of these entries was made of, and the digest."""
    return ask(
        "SELECT e.seq, e.kind, e.department, e.record_type, e.natural_key, e.subject,"
        " CAST(e.event_day AS text), CAST(e.learnt_day AS text), e.digest, t.body, t.salt"
        " FROM ledger_entry e JOIN ledger_content t ON t.seq = e.seq"
        f" WHERE {among_numbers('e.seq')} ORDER BY e.seq",
        [listed(seqs)],
    )
