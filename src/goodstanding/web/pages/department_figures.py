"""Departments' own figures in words: what is overdue, held, escalated and not acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.disclosure.differences import Difference
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.case_sums import DepartmentFigures, Late
from goodstanding.store.queries.unit_differences import UnitDifferences
from goodstanding.web.pages.case_words import department_words


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One department, or several small ones together; `names`: which, where they are several.

    `overdue`: by procedure for one department, one number for several.
    """

    title: str
    names: tuple[str, ...]
    running: int
    late: str
    overdue: tuple[tuple[str, str], ...]
    escalated: int
    held: str
    removals: str


def figure_rows(
    found: Sequence[DepartmentFigures], *, policy: Policy, language: Language
) -> tuple[FigureRow, ...]:
    """Return a row for each department."""
    rows = []
    for one in found:
        names = tuple(department_words(name, policy, language) for name in one.departments)
        single = len(names) == 1
        rows.append(
            FigureRow(
                title=names[0] if single else _("Small units together"),
                names=() if single else names,
                running=one.running,
                late=_late(one.late),
                overdue=tuple(
                    (one.titles[name].in_(language), _late(late))
                    for name, late in sorted(one.overdue.items())
                ),
                escalated=one.escalated,
                held=_late(one.held),
                removals=_late(one.removals),
            )
        )
    return tuple(rows)


def difference_rows(
    found: UnitDifferences, *, language: Language
) -> tuple[tuple[str, Difference], ...]:
    """Return what units differ in, and how far, where enough people who decide stand behind it."""
    rows = [(_("Share of running cases that are overdue"), found.overdue)] if found.overdue else []
    for _name, title, apart in found.adverse:
        words = _("%(procedure)s: share of cases that ended against the entity, in twelve months")
        rows.append((words % {"procedure": title.in_(language)}, apart))
    return tuple(rows)


def _late(late: Late) -> str:
    """Return how many, and by how long at most."""
    if not late.count:
        return "0"
    words = ngettext(
        "%(count)s, longest by %(days)s day", "%(count)s, longest by %(days)s days", late.longest
    )
    return words % {"count": late.count, "days": late.longest}
