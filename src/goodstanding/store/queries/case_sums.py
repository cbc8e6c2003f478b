"""What departments owe, case by case: kept while nothing happens in a case.

A process keeps what each case adds on a day, and the number of the last event that it has seen.
The next page reads the cases of later events anew and no others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from django.db import connection

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import waiting
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.cases.read import RECALL, LetterRow
from goodstanding.store.dialect import among_numbers, among_texts, listed
from goodstanding.store.queries.cases import CaseView, case_views

CHUNK = 500
KEPT_MOST = 4
"""Days, policies and databases that are kept at once."""
PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class Late:
    """How many are late, and by how many days the longest of them is."""

    count: int = 0
    longest: int = 0

    def __add__(self, other: "Late") -> "Late":
        """Return both together."""
        return Late(self.count + other.count, max(self.longest, other.longest))


@dataclass(frozen=True, slots=True)
class DepartmentFigures:
    """The figures of a department, or of several that stand together.

    `late`: all overdue cases · `overdue`: the same by procedure, for one department only, since a
    procedure that one alone of several runs would tell its figure · `escalated`: overdue cases
    that went up to whom the pack names ·
    `held`: decisions that are not public because they were not served in the days for it ·
    `removals`: receipts of removals that were never acknowledged, past their last day.
    """

    departments: tuple[str, ...]
    running: int = 0
    late: Late = Late()
    overdue: Mapping[str, Late] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    escalated: int = 0
    held: Late = Late()
    removals: Late = Late()


@dataclass
class _Kept:
    """What each case adds, as of the last event seen, which its digest names."""

    policy: Policy
    seq: int = 0
    digest: str = ""
    cases: dict[int, tuple[DepartmentFigures, ...]] = field(default_factory=dict)


_kept: dict[tuple[str, date], _Kept] = {}
_lock = Lock()


def forget() -> None:
    """Drop what is kept, as a new process has nothing."""
    with _lock:
        _kept.clear()


def figures_of_cases(policy: Policy, on: date) -> tuple[DepartmentFigures, ...]:
    """Return what every case adds to the figures on a day.

    A few queries where nothing happened since it was last asked; else those cases are read anew.
    """
    place = (str(connection.settings_dict["NAME"]), on)
    with _lock:
        kept = _kept.pop(place, None)
        if kept is None or kept.policy is not policy or not _stands(kept):
            kept = _Kept(policy)
        last = _last()
        if last[0] != kept.seq:
            changed = None if kept.seq == 0 else _changed(kept.seq)
            for number in changed or ():
                kept.cases.pop(number, None)
            for number, one in _read(policy, on, changed):
                kept.cases[number] = (*kept.cases.get(number, ()), one)
            kept.seq, kept.digest = last
        _kept[place] = kept
        while len(_kept) > KEPT_MOST:
            del _kept[next(iter(_kept))]
        return tuple(one for found in kept.cases.values() for one in found)


def _stands(kept: _Kept) -> bool:
    """Return whether the last event that was seen is still there: not another database's."""
    rows = _rows("SELECT digest FROM case_event WHERE seq = %s", [kept.seq])
    return kept.seq == 0 or rows == [(kept.digest,)]


def _last() -> tuple[int, str]:
    rows = _rows("SELECT seq, digest FROM case_event ORDER BY seq DESC LIMIT 1", [])
    return rows[0] if rows else (0, "")


def _changed(since: int) -> list[int]:
    """Return the cases in which something happened after an event."""
    rows = _rows("SELECT DISTINCT case_id FROM case_event WHERE seq > %s", [since])
    return [number for (number,) in rows]


def _read(
    policy: Policy, on: date, among: Sequence[int] | None
) -> Iterator[tuple[int, DepartmentFigures]]:
    """Give what cases add: those that run, and those that hold a decision back."""
    yield from _running(policy, on, among)
    yield from _held(policy, on, among)


def _running(
    policy: Policy, on: date, among: Sequence[int] | None
) -> Iterator[tuple[int, DepartmentFigures]]:
    """Return the figures of each case that runs."""
    within, values = _within("case_id", among)
    rows = _rows(
        f"SELECT case_id FROM case_standing WHERE ended = %s{within} ORDER BY case_id",
        [False, *values],
    )
    for view in _views((number for (number,) in rows), policy, on):
        late = [one for one in view.due if one.overdue]
        deadlines = view.folded.procedure.deadlines
        told = any(
            one.deadline in deadlines
            and (lapse := deadlines[one.deadline].lapse) is not None
            and lapse.tell
            for one in late
        )
        longest = max(((on - one.ends).days for one in late), default=0)
        procedure = view.data.procedure
        yield (
            view.data.id,
            DepartmentFigures(
                (view.data.department,),
                running=1,
                late=Late(1, longest) if late else Late(),
                overdue={procedure: Late(1, longest)} if late else {},
                titles={procedure: view.title},
                escalated=int(told),
            ),
        )


def _held(
    policy: Policy, on: date, among: Sequence[int] | None
) -> Iterator[tuple[int, DepartmentFigures]]:
    """Return the decisions whose publication waits for service beyond the days of their list."""
    templates = {
        step.letter
        for versions in policy.procedures.values()
        for version in versions
        for step in version.steps.values()
        if step.letter and any(use.do == PUBLISH for use in waiting(step))
    }
    within, values = _within("l.case_id", among)
    rows = _rows(
        "SELECT DISTINCT l.case_id FROM letter l WHERE NOT EXISTS"
        " (SELECT 1 FROM service s WHERE s.letter = l.id AND s.delivered = %s)"
        " AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = l.case_id"
        f" AND e.step = '{RECALL}' || l.id) AND {among_texts('l.template')}{within}"
        " ORDER BY l.case_id",
        [True, listed(sorted(templates)), *values],
    )
    for view in _views((number for (number,) in rows), policy, on):
        days = [
            (on - ends).days
            for letter in view.data.letters
            if (ends := _published_by(view, letter)) is not None and on > ends
        ]
        if days:
            yield view.data.id, DepartmentFigures((view.data.department,), held=Late(1, max(days)))


def _published_by(view: CaseView, letter: LetterRow) -> date | None:
    """Return by when the entry of an unserved decision would be public, or None: it says none."""
    event = next(one for one in view.data.events if one.number == letter.event)
    step = view.folded.procedure.steps.get(event.step)
    if letter.recalled or letter.served or step is None:
        return None
    if all(use.do != PUBLISH for use in waiting(step)):
        return None
    said = {name: value for one in view.data.counted for name, value in one.form.items()}
    policy = view.folded.policy
    chosen = policy.lists.get(said.get("list", ""))
    if chosen is None or chosen.publication is None:
        return None
    return end_of(policy, chosen.publication.within, letter.day)


def _within(column: str, among: Sequence[int] | None) -> tuple[str, list[Any]]:
    """Return the condition that only some cases are asked for, and its value."""
    if among is None:
        return "", []
    return f" AND {among_numbers(column)}", [listed(among)]


def _views(numbers: Iterable[int], policy: Policy, on: date) -> Iterator[CaseView]:
    """Return cases a few at a time, so that many of them need no more room than those."""
    wanted = list(numbers)
    for first in range(0, len(wanted), CHUNK):
        yield from case_views(wanted[first : first + CHUNK], policy=policy, on=on)


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
