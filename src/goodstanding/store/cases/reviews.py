"""What lasts until something is done, and when each is to be reviewed next.

The day is kept where it begins, and anew by each review that lets it go on. Overdue is computed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson
from django.db import connection

from goodstanding.core.policy.rights_shape import ClockId
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.cases.measures import SET_REVIEW, taken_against
from goodstanding.store.cases.targets import held, paused_version, versions_of
from goodstanding.store.dialect import Row, among_numbers, among_texts, listed

REVIEW, EVERY = "review", "every"
"""Details of an effect: the day of the review that it owes, and every how many months."""
MEASURE = "measure"
AHEAD: ClockId = "review_ahead"
OWING = {"enter_list": "list_entry", "record_breach": "record", "start_measure": MEASURE}
"""Effects that may owe a review, each with as what it is reviewed.

Of one case the first in this order counts: an entry and the measures taken with it are one."""
KEPT = '%"review":"2%'
FOUND = (
    "SELECT f.case_id, c.department, c.subject, f.effect, f.entry, f.detail FROM case_effect f"
    f" JOIN case_file c ON c.id = f.case_id WHERE f.effect IN {tuple(OWING)} AND f.detail LIKE %s"
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A review that what a case decided owes. `about`: the entry, or the case of the measures.

    `running`: the review that nobody ended yet, or whose end the party was not served.
    """

    case_id: int
    department: str
    subject: str
    kind: str
    about: str
    day: date
    every: int
    running: int | None = None


def ahead_of(on: date, *, policy: Policy) -> date:
    """Return until which day reviews are opened on a day: some time before their own."""
    within = policy.within(AHEAD, on=on)
    return end_of(policy, within, on) if within else on


def owed_by(case_ids: Iterable[int], *, policy: Policy) -> dict[int, Owed]:
    """Return, by case, the next review of what it decided, where that still lasts."""
    rows = _rows(f"{FOUND} AND {among_numbers('f.case_id')}", [KEPT, listed(sorted(case_ids))])
    return {one.case_id: one for one in _next(_first(rows), policy) if _stands(one, policy)}


def owed_until(
    day: date, *, policy: Policy, department: str = "", keys: Sequence[str] = ()
) -> list[Owed]:
    """Return the reviews owed by a day of what lasts, and that nobody began; soonest first."""
    among = f" AND {among_texts('c.subject')}" if keys else ""
    rows = _rows(
        f"{FOUND} AND f.day <= %s AND %s IN ('', c.department){among}",
        [KEPT, day, department, *([listed(sorted(keys))] if keys else [])],
    )
    owed = [one for one in _next(_first(rows), policy) if one.day <= day and one.running is None]
    lasting = [one for one in owed if _stands(one, policy)]
    return sorted(lasting, key=lambda one: (one.day, one.case_id))


def owed_about(kind: str, about_id: str, subject: str, *, policy: Policy) -> Owed | None:
    """Return the review that something owes, or None where it does not last by reviews."""
    rows = _rows(f"{FOUND} AND {among_texts('c.subject')}", [KEPT, listed([subject])])
    found = [one for one in _first(rows) if one.kind == kind and about_id in _names(one)]
    return next(iter(_next(found, policy)), None)


def _stands(one: Owed, policy: Policy) -> bool:
    """Return whether what is to be reviewed still lasts, shown or held back; no end is said."""
    if one.kind == MEASURE:
        return any(
            taken.measure.ends is None
            for taken in taken_against([one.subject]).get(one.subject, ())
            if str(taken.case_id) == one.about and taken.measure.review is not None
        )
    entry = held(int(one.about)) or paused_version(int(one.about))
    if entry is None:
        return False
    record_type = policy.record_types.get(entry.record_type)
    until = record_type.publicity.until_field if record_type else None
    return until is None or not entry.fields.get(until)


def _first(rows: Iterable[Row]) -> list[Owed]:
    """Return the first review that each case owes, as what it is reviewed."""
    kinds = list(OWING)
    found: dict[int, tuple[int, Owed]] = {}
    for case_id, department, subject, effect, entry, text in rows:
        said, rank = orjson.loads(text), kinds.index(effect)
        if EVERY not in said or (case_id in found and found[case_id][0] <= rank):
            continue
        kind = OWING[effect]
        about = str(case_id if kind == MEASURE else entry)
        day = date.fromisoformat(said[REVIEW])
        found[case_id] = (
            rank,
            Owed(case_id, department, subject, kind, about, day, int(said[EVERY])),
        )
    return [one for _, one in found.values()]


def _next(owed: Sequence[Owed], policy: Policy) -> list[Owed]:
    """Return reviews on the day that the last one set, each with the one that runs."""
    if not owed:
        return []
    procedures = [name for name, known in policy.procedures.items() if known[-1].reviews]
    rows = _rows(
        "SELECT c.about_kind, c.about_id, c.id, s.ended, s.mark, f.detail FROM case_file c"
        " JOIN case_standing s ON s.case_id = c.id"
        f" LEFT JOIN case_effect f ON f.case_id = c.id AND f.effect = '{SET_REVIEW}'"
        f" WHERE {among_texts('c.subject')} AND {among_texts('c.procedure')} ORDER BY c.id",
        [listed(sorted({one.subject for one in owed})), listed(sorted(procedures))],
    )
    found = []
    for one in owed:
        mine = _names(one) if rows else set()
        for kind, about, case_id, ended, mark, text in rows:
            if kind != one.kind or about not in mine:
                continue
            if not ended or mark:
                one = replace(one, running=int(case_id))  # noqa: PLW2901
            if text is not None:
                one = replace(one, day=date.fromisoformat(orjson.loads(text)[REVIEW]))  # noqa: PLW2901
        found.append(one)
    return found


def _names(one: Owed) -> set[str]:
    """Return by what cases may name what a review is about: any version of an entry."""
    if one.kind == MEASURE:
        return {one.about}
    return {str(version) for version in versions_of(int(one.about))}


def _rows(statement: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[Row] = cursor.fetchall()
    return rows
