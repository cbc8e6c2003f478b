"""What departments owe, as counts: computed from the cases each time, and kept nowhere.

Nothing here is about a person, an officer or an entity.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from goodstanding.core.basis.text import Text
from goodstanding.core.disclosure.units import shown_together
from goodstanding.core.policy.procedure_shape import waiting
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.accounts import OFFICE
from goodstanding.store.cases.read import RECALL, LetterRow
from goodstanding.store.dialect import among_texts, as_day, listed
from goodstanding.store.models import Account
from goodstanding.store.queries.cases import CaseView, case_views

CHUNK = 500
PUBLISH = "publish"
DECIDING = "deciding"


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


def department_figures(
    *, policy: Policy, on: date, only: Collection[str] | None = None
) -> tuple[DepartmentFigures, ...]:
    """Return the figures of each department that has any, or of some alone."""
    sums: dict[str, DepartmentFigures] = {}
    found = (*_running(policy, on), *_held(policy, on), *_removals(on))
    for one in found:
        (department,) = one.departments
        if only is None or department in only:
            before = sums.get(department, DepartmentFigures((department,)))
            sums[department] = _joined((department,), [before, one])
    return tuple(sums[name] for name in sorted(sums))


def public_figures(*, policy: Policy, on: date) -> tuple[DepartmentFigures, ...]:
    """Return the figures that anyone may see: those of small units only together.

    Who stands with whom is decided over all units, so no figure comes or goes by who has cases.
    """
    found = {one.departments[0]: one for one in department_figures(policy=policy, on=on)}
    groups = shown_together(all_deciders(policy, found))
    return tuple(
        _joined(group, [found[name] for name in group if name in found])
        for group in groups
        if not found.keys().isdisjoint(group)
    )


def all_deciders(policy: Policy, besides: Iterable[str] = ()) -> dict[str, frozenset[str]]:
    """Return the accounts that decide, by unit: all that the packs name, and some besides."""
    who = deciders(policy)
    named = (one.department or one.id for one in policy.offices.values())
    units = {*policy.departments, *named, *who, *besides}
    return {name: who.get(name, frozenset()) for name in sorted(units)}


def deciders(policy: Policy) -> dict[str, frozenset[str]]:
    """Return the accounts that decide, by department."""
    found: dict[str, set[str]] = {}
    rows = Account.objects.filter(is_active=True, groups__name__startswith=OFFICE)
    for login, group in rows.values_list("login", "groups__name"):
        office = policy.offices.get(group.removeprefix(OFFICE))
        if office is not None and DECIDING in office.duties:
            found.setdefault(office.department or office.id, set()).add(login)
    return {name: frozenset(logins) for name, logins in found.items()}


def _joined(names: tuple[str, ...], found: Sequence[DepartmentFigures]) -> DepartmentFigures:
    """Return several figures as one; those of several departments tell no procedure."""
    overdue: dict[str, Late] = {}
    titles: dict[str, Text] = {}
    for one in found if len(names) == 1 else ():
        titles.update(one.titles)
        for procedure, late in one.overdue.items():
            overdue[procedure] = overdue.get(procedure, Late()) + late
    return DepartmentFigures(
        names,
        running=sum(one.running for one in found),
        late=sum((one.late for one in found), Late()),
        overdue=overdue,
        titles=titles,
        escalated=sum(one.escalated for one in found),
        held=sum((one.held for one in found), Late()),
        removals=sum((one.removals for one in found), Late()),
    )


def _running(policy: Policy, on: date) -> Iterator[DepartmentFigures]:
    """Return the figures of each case that runs."""
    rows = _rows("SELECT case_id FROM case_standing WHERE ended = %s ORDER BY case_id", [False])
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
        yield DepartmentFigures(
            (view.data.department,),
            running=1,
            late=Late(1, longest) if late else Late(),
            overdue={procedure: Late(1, longest)} if late else {},
            titles={procedure: view.title},
            escalated=int(told),
        )


def _held(policy: Policy, on: date) -> Iterator[DepartmentFigures]:
    """Return the decisions whose publication waits for service beyond the days of their list."""
    templates = {
        step.letter
        for versions in policy.procedures.values()
        for version in versions
        for step in version.steps.values()
        if step.letter and any(use.do == PUBLISH for use in waiting(step))
    }
    rows = _rows(
        "SELECT DISTINCT l.case_id FROM letter l WHERE NOT EXISTS"
        " (SELECT 1 FROM service s WHERE s.letter = l.id AND s.delivered = %s)"
        " AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = l.case_id"
        f" AND e.step = '{RECALL}' || l.id) AND {among_texts('l.template')} ORDER BY l.case_id",
        [True, listed(sorted(templates))],
    )
    for view in _views((number for (number,) in rows), policy, on):
        days = [
            (on - ends).days
            for letter in view.data.letters
            if (ends := _published_by(view, letter)) is not None and on > ends
        ]
        if days:
            yield DepartmentFigures((view.data.department,), held=Late(1, max(days)))


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


def _removals(on: date) -> Iterator[DepartmentFigures]:
    """Return what was removed and never acknowledged in its time, by who owes the word."""
    for department, count, first in _rows(
        "SELECT department, count(*), min(due) FROM receiver_receipt"
        " WHERE acknowledged IS NULL AND due < %s GROUP BY department ORDER BY department",
        [on],
    ):
        longest = (on - as_day(first)).days
        yield DepartmentFigures((department,), removals=Late(count, longest))


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
