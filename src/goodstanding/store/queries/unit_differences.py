"""How far units differ in what they decide and in what they leave overdue, over all of them.

The units are those of the public figures: no unit of few deciders has a share of its own.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from goodstanding.core.basis.text import Text
from goodstanding.core.disclosure.differences import Difference, Unit, difference
from goodstanding.core.disclosure.units import shown_together
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.case_sums import DepartmentFigures
from goodstanding.store.queries.department_figures import all_deciders

YEAR = timedelta(days=365)
"""What was decided in this time counts."""


@dataclass(frozen=True, slots=True)
class UnitDifferences:
    """How far units differ: in the share overdue, and in the share of ends against the party.

    `adverse`: by procedure, with its title. What too few deciders stand behind is not there.
    """

    overdue: Difference | None = None
    adverse: tuple[tuple[str, Text, Difference], ...] = ()


def unit_differences(
    figures: Sequence[DepartmentFigures], *, policy: Policy, on: date
) -> UnitDifferences:
    """Return how far the units of the public figures differ."""
    overdue = {one.departments: (one.late.count, one.running) for one in figures}
    ended = _ended(policy, since=on - YEAR, until=on)
    known = {name for found in ended.values() for name in found}
    who = all_deciders(policy, {*known, *(name for one in figures for name in one.departments)})
    groups = shown_together(who)
    rows = []
    for procedure, found in sorted(ended.items()):
        shares = {group: _sum(group, found) for group in groups}
        apart = difference(shares, who)
        if apart is not None:
            rows.append((procedure, policy.procedures[procedure][-1].title, apart))
    return UnitDifferences(difference(overdue, who), tuple(rows))


def _sum(group: Unit, found: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Return how many of how many in a group of units."""
    counts = [found.get(name, (0, 0)) for name in group]
    return sum(part for part, _ in counts), sum(whole for _, whole in counts)


def _ended(policy: Policy, *, since: date, until: date) -> dict[str, dict[str, tuple[int, int]]]:
    """Return by procedure and department how many cases ended against the party, of how many."""
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.procedure, f.department, s.state, count(*) FROM case_standing s"
            " JOIN case_file f ON f.id = s.case_id"
            " JOIN case_event e ON e.case_id = s.case_id AND e.number = s.events"
            " WHERE s.ended = %s AND e.day > %s AND e.day <= %s"
            " GROUP BY f.procedure, f.department, s.state",
            [True, since, until],
        )
        rows = cursor.fetchall()
    for procedure, department, state, count in rows:
        against = _adverse(policy, procedure)
        if against:
            part, whole = found[procedure].get(department, (0, 0))
            part += count if state in against else 0
            found[procedure][department] = (part, whole + count)
    return found


def _adverse(policy: Policy, procedure: str) -> frozenset[str]:
    """Return the ends of a procedure, in any version, that are against the party."""
    versions = policy.procedures.get(procedure, ())
    states = (one for version in versions for one in version.states.values())
    return frozenset(one.id for one in states if one.end and one.adverse)
