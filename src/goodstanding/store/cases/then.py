"""What cases said of records on an earlier day: folded from the events until then."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db import connection

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.folded import fold_data, standing_of
from goodstanding.store.cases.read import RECALL, CaseData, read_cases
from goodstanding.store.cases.standing import Mark, Standing
from goodstanding.store.dialect import among_texts, listed

RecordKey = tuple[str, str, str]
"""Department, record type, natural key."""


def marks_then(keys: Iterable[str], *, on: date, policy: Policy) -> dict[RecordKey, Mark]:
    """Return what cases said at the end of a day of the records under these keys."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM case_file WHERE {among_texts('subject')} AND opened <= %s ORDER BY id",
            [listed(sorted(keys)), on],
        )
        numbers = [number for (number,) in cursor.fetchall()]
    found: dict[RecordKey, Mark] = {}
    for data in read_cases(numbers):
        standing = standing_of(fold_data(until(data, on), policy=policy))
        key = _key(standing)
        if standing.mark and key is not None:
            before = found.get(key, Mark((), disputed=False))
            words = (*before.words, standing.mark)
            found[key] = Mark(words, disputed=before.disputed or standing.disputes)
    return found


def until(data: CaseData, on: date) -> CaseData:
    """Return a case's file as it was at the end of a day: days of events never go back."""
    events = tuple(one for one in data.events if one.day <= on)
    last = events[-1].number if events else 0
    recalled = {one.step.removeprefix(RECALL) for one in events if one.step.startswith(RECALL)}
    letters = tuple(
        replace(
            letter,
            services=tuple(one for one in letter.services if one.event <= last),
            recalled=str(letter.id) in recalled,
        )
        for letter in data.letters
        if letter.event <= last
    )
    effects = tuple(one for one in data.effects if one.event <= last)
    return replace(data, events=events, letters=letters, effects=effects)


def _key(standing: Standing) -> RecordKey | None:
    if standing.record is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT department, record_type, natural_key FROM ledger_entry WHERE seq = %s",
            [standing.record],
        )
        row: RecordKey | None = cursor.fetchone()
    return row
