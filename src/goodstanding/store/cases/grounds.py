"""What rests on which records: entries of lists and measures, and which of their grounds fell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson
from django.db import connection

from goodstanding.core.policy.grounds_shape import BY_FILE, CORRECTED, DROPPED, WAYS
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.retraction import Stated, takes_back
from goodstanding.store.cases.targets import Held, held, stated, versions_of, withdrawn
from goodstanding.store.dialect import Row, among_numbers, among_texts, listed

RESTING = ("enter_list", "start_measure")
"""Effects of a case that put something on the records which it cites."""


@dataclass(frozen=True, slots=True)
class Resting:
    """What a case put on records: the entry that it wrote on a list, or measures alone.

    `grounds`: all records that it rests on, without its own entry · `ends`: the last day of its
    measures by their term; None: none is named.
    """

    case_id: int
    subject: str
    entry: int | None
    grounds: tuple[int, ...]
    ends: date | None


def resting_on(record: int, keys: Iterable[str]) -> list[Resting]:
    """Return what rests on a record, in any of its versions, of whoever holds these keys."""
    found = _resting(f"{among_texts('c.subject')}", [listed(sorted(set(keys)))])
    if not found:
        return []
    versions = set(versions_of(record))
    return [one for one in found if versions & set(one.grounds)]


def rests(case_id: int) -> Resting | None:
    """Return what a case put on records, or None."""
    return next(iter(_resting("c.id = %s", [case_id])), None)


def put_by(kind: str, about: str) -> list[Resting]:
    """Return what a case about a listing or about measures looks at: what was put on records."""
    if kind == "measure":
        return _resting("c.id = %s", [int(about)])
    return _resting(f"{among_numbers('f.entry')}", [listed(versions_of(int(about)))])


def _resting(which: str, values: Sequence[Any]) -> list[Resting]:
    """Return what cases put on records, a case at a time; measures beside an entry rest with it."""
    rows = _rows(
        "SELECT c.id, c.subject, f.effect, f.entry, f.detail FROM case_effect f"
        f" JOIN case_file c ON c.id = f.case_id WHERE {among_texts('f.effect')}"
        f" AND c.id IN (SELECT c.id FROM case_file c JOIN case_effect f ON f.case_id = c.id"
        f" WHERE {among_texts('f.effect')} AND {which}) ORDER BY f.id",
        [listed(RESTING), listed(RESTING), *values],
    )
    found: dict[int, Resting] = {}
    for case_id, subject, _effect, entry, text in rows:
        said = orjson.loads(text)
        cited = [int(one) for one in said.get("records", "").split("|") if one]
        before = found.get(case_id, Resting(case_id, subject, None, (), None))
        own = entry if entry is not None else before.entry
        grounds = [one for one in dict.fromkeys((*before.grounds, *cited)) if one != own]
        ends = said.get("ends", "")
        last = date.fromisoformat(ends) if ends else before.ends
        found[case_id] = replace(before, entry=own, grounds=tuple(grounds), ends=last)
    return [one for one in found.values() if one.grounds]


def fallen(record: int, policy: Policy) -> str | None:
    """Return the way in which a record was taken back, in the words of packs; None: it was not."""
    was, now = stated(record), held(record)
    if was is None:
        return None
    if now is not None:
        return way_of(was.record_type, _said(was), _said(now), policy)
    gone = withdrawn(record)
    if gone is None:
        return None
    if not gone.effect:
        old = stated(gone.replaced)
        return way_of(was.record_type, _said(old or was), None, policy)
    return gone.effect if gone.effect in WAYS else None


def way_of(record_type: str, before: Stated, after: Stated | None, policy: Policy) -> str | None:
    """Return how a later version takes back what an earlier one said, or None."""
    kind = policy.record_types.get(record_type)
    rule = kind.retraction if kind is not None else None
    if kind is not None and rule is not None and takes_back(kind, before, after):
        without = replace(kind, retraction=replace(rule, changed=()))
        return BY_FILE if takes_back(without, before, after) else CORRECTED
    return DROPPED if after is None else None


def is_gone(record: int, policy: Policy) -> bool:
    """Return whether a record bears nothing any more: it was taken back in a way that says so."""
    rule = policy.grounds.get(fallen(record, policy) or "")
    return rule is not None and bool(rule.whole)


def _said(one: Held) -> Stated:
    return Stated(one.subject, one.fields)


def runs_about(procedure: str, one: Resting) -> bool:
    """Return whether a case of a procedure runs already about what rests on records."""
    versions = versions_of(one.entry) if one.entry is not None else []
    rows = _rows(
        "SELECT 1 FROM case_file c JOIN case_standing s ON s.case_id = c.id"
        " WHERE c.procedure = %s AND s.subject = %s AND s.ended = %s"
        f" AND ((c.about_kind = 'measure' AND c.about_id = %s) OR {among_numbers('s.record')})"
        " LIMIT 1",
        [procedure, one.subject, False, str(one.case_id), listed(versions)],
    )
    return bool(rows)


def _rows(statement: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[Row] = cursor.fetchall()
    return rows
