"""What departments owe, as counts: computed from the cases, and stored nowhere.

Nothing here is about a person, an officer or an entity.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db import connection

from goodstanding.core.basis.text import Text
from goodstanding.core.disclosure.units import shown_together
from goodstanding.core.policy.shape import Policy
from goodstanding.store.accounts import OFFICE
from goodstanding.store.dialect import as_day
from goodstanding.store.models import Account
from goodstanding.store.queries.case_sums import DepartmentFigures, Late, figures_of_cases

DECIDING = "deciding"


def department_figures(
    *, policy: Policy, on: date, only: Collection[str] | None = None
) -> tuple[DepartmentFigures, ...]:
    """Return the figures of each department that has any, or of some alone."""
    sums: dict[str, DepartmentFigures] = {}
    found = (*figures_of_cases(policy, on), *_removals(on))
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


def _removals(on: date) -> Iterator[DepartmentFigures]:
    """Return what was removed and never acknowledged in its time, by who owes the word."""
    for department, count, first in _rows(
        "SELECT department, count(*), min(due) FROM receiver_receipt"
        " WHERE acknowledged IS NULL AND due < %s GROUP BY department ORDER BY department",
        [on],
    ):
        longest = (on - as_day(first)).days
        yield DepartmentFigures((department,), removals=Late(count, longest))


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
