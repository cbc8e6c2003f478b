"""Departments' own figures in words: what is overdue, held, escalated and not acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.department_figures import DepartmentFigures, Late
from goodstanding.web.pages.case_words import department_words


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One department, or several small ones together; `names`: which, where they are several."""

    title: str
    names: tuple[str, ...]
    running: int
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


def _late(late: Late) -> str:
    """Return how many, and by how long at most."""
    if not late.count:
        return "0"
    words = ngettext(
        "%(count)s, longest by %(days)s day", "%(count)s, longest by %(days)s days", late.longest
    )
    return words % {"count": late.count, "days": late.longest}
