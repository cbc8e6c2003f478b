"""A case as the party has been told of it: an act's outcome is not before its letter is served.

What an officer, or time, did by a letter to the party stays closed until that letter arrived, or a
later one, or until the party itself acted on. Services and rulings are told as they are.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import orjson
from django.db import connection

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.folded import Folded, fold_data
from goodstanding.store.cases.read import (
    COUNTER,
    EVIDENCE,
    RULING,
    TO,
    TOLD,
    UNDONE,
    CaseData,
    EventRow,
    read_cases,
)
from goodstanding.store.dialect import among_texts, listed

SERVICE, HEARING = "serve:", "hearing:"
OPEN_CASE = "open_case"
DECIDES = ("notice", "decision")
"""Kinds of letters that tell the party what an act says; a receipt and a request do not."""
BESIDE = (RULING, COUNTER, UNDONE)


def untold_from(folded: Folded) -> int | None:
    """Return the number of the first event whose outcome the party does not know; None: it does."""
    data = folded.data
    own = [one.number for one in data.counted if _is_own(one) and _is_step(one, folded)]
    told = [
        one.event
        for one in data.letters
        if one.served is not None and not one.recalled and TO not in one.template
    ]
    since = max((*own, *told), default=0)
    closed = (
        one.event
        for one in data.letters
        if one.event > since and not one.recalled and _decides(one.template, folded)
    )
    return min(closed, default=None)


def as_told(folded: Folded) -> Folded | None:
    """Return the case that the party knows; None where it was not told that there is one."""
    first = untold_from(folded)
    if first is None:
        return folded
    if first == 1:
        return None
    data = folded.data
    kept = tuple(one for one in data.events if one.number < first or _is_told(one))
    numbers = {one.number for one in kept}
    letters = tuple(
        one
        for one in data.letters
        if one.event < first or (one.served is not None and TO in one.template)
    )
    effects = tuple(one for one in data.effects if one.event in numbers and one.event < first)
    files = frozenset(one.number for one in data.events if one.step == EVIDENCE) - numbers
    told = replace(data, events=kept, letters=letters, effects=effects, untold_files=files)
    return fold_data(told, policy=folded.policy)


def events_told(case_ids: Iterable[int], *, policy: Policy) -> Mapping[int, int]:
    """Return for each case the first event whose outcome its party does not know; else beyond."""
    return {
        one.id: untold_from(fold_data(one, policy=policy)) or len(one.events) + 1
        for one in read_cases(sorted(case_ids))
    }


def untold_cases(subjects: Iterable[str], *, policy: Policy) -> frozenset[int]:
    """Return the cases about these entities that only an untold act of another case opened."""
    opened = _opened_by(subjects)
    parents = {
        one.id: untold_from(fold_data(one, policy=policy))
        for one in read_cases(sorted({parent for parent, _ in opened.values()}))
    }
    hidden = {
        case
        for case, (parent, event) in opened.items()
        if (first := parents.get(parent)) is not None and event >= first
    }
    return frozenset(one.id for one in read_cases(sorted(hidden)) if not _is_known(one))


def _opened_by(subjects: Iterable[str]) -> Mapping[int, tuple[int, int]]:
    """Return the cases that other cases opened, each with the case and the event that did."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.case_id, f.event, f.detail FROM case_standing s"
            " JOIN case_effect f ON f.case_id = s.case_id"
            f" WHERE {among_texts('s.subject')} AND f.effect = 'open_case' ORDER BY f.id",
            [listed(sorted(subjects))],
        )
        rows = cursor.fetchall()
    return {
        int(orjson.loads(detail)["case"]): (int(parent), int(event))
        for parent, event, detail in rows
    }


def _is_known(data: CaseData) -> bool:
    """Return whether the party was told of a case by itself: it acted there, or was served."""
    served: Collection[object] = [one for one in data.letters if one.served is not None]
    return bool(served) or any(_is_own(one) for one in data.events)


def _decides(template: str, folded: Folded) -> bool:
    """Return whether a letter of a step, not one to somebody else, tells the party an outcome."""
    letter = folded.policy.letters.get(template)
    return letter is not None and letter.kind in DECIDES


def _is_step(event: EventRow, folded: Folded) -> bool:
    return event.step in folded.procedure.steps


def _is_own(event: EventRow) -> bool:
    """Return whether the party acted: no officer, and neither time nor the end of a dispute."""
    return not event.office and not event.actor.startswith("(")


def _is_told(event: EventRow) -> bool:
    """Return whether the party knows of an event that came after an untold act."""
    said = event.step.startswith((SERVICE, TOLD, HEARING)) or event.step in BESIDE
    return said or _is_own(event)
