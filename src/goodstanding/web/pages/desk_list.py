"""The list of somebody who signed in: cases by deadline, in the order in which they press."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import FAR, CaseView
from goodstanding.store.queries.cases_desk import Person, names_of
from goodstanding.web.pages.desk import CaseRow, case_rows
from goodstanding.web.pages.sought import MINE, Sought
from goodstanding.web.pages.wording import long_day

ROWS = 50
"""Cases on one page."""
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """Cases that press alike, with how many there are on all pages."""

    id: str
    title: str
    count: int
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The lists of somebody who signed in. `before`, `after`: addresses of other pages."""

    lead: str
    on_words: str
    ended: bool
    own: tuple[CaseRow, ...]
    groups: tuple[CaseGroup, ...]
    office_names: tuple[str, ...]
    files: tuple[tuple[str, str], ...]
    """Key and name of each entity for which the person speaks."""
    asked: Sought
    whose: tuple[tuple[str, str], ...]
    procedures: tuple[tuple[str, str], ...]
    pages: int
    before: str
    after: str
    other: str
    """Address of the ended ones, or of those that run."""
    calendar: str


def desk_page(
    person: Person,
    own: Sequence[CaseView],
    offices: Sequence[CaseView],
    *,
    asked: Sought,
    on: date,
    policy: Policy,
    language: Language,
) -> DeskPage:
    """Return the lists of a person."""
    pages = max(1, -(-len(offices) // ROWS))
    page = min(asked.page, pages)
    known = [one for one in person.offices if one in policy.offices]
    titles = [(one, policy.offices[one].title.in_(language)) for one in known]
    names = names_of(person.speaks_for) if person.speaks_for else {}
    return DeskPage(
        lead=_lead((*own, *offices), asked, on, language),
        on_words=long_day(on, language),
        ended=asked.ended,
        own=case_rows(own, policy=policy, language=language),
        groups=_groups(offices, page, ended=asked.ended, on=on, policy=policy, language=language),
        office_names=tuple(title for _id, title in titles),
        files=tuple((key, names.get(key) or key.partition(":")[2]) for key in person.speaks_for),
        asked=replace(asked, page=page),
        whose=(
            ("", _("All that I see")),
            (MINE, _("Mine alone")),
            *(titles if len(titles) > 1 else ()),
        ),
        procedures=(
            ("", _("Every procedure")),
            *(
                (name, versions[-1].title.in_(language))
                for name, versions in sorted(policy.procedures.items())
            ),
        ),
        pages=pages,
        before=asked.address(page=page - 1) or "?" if page > 1 else "",
        after=asked.address(page=page + 1) if page < pages else "",
        other=asked.address(ended=not asked.ended),
        calendar=asked.address(),
    )


def _lead(found: Sequence[CaseView], asked: Sought, on: date, language: Language) -> str:
    """Return in one sentence how many cases wait, and how many of them are late."""
    late = sum(one.overdue for one in found)
    count = len(found)
    said = {"day": long_day(on, language), "count": count, "late": late}
    if asked.ended:
        lead = ngettext("%(count)s case has ended.", "%(count)s cases have ended.", count)
    elif not count:
        lead = _("On %(day)s no case waits here.")
    elif not late:
        lead = ngettext(
            "On %(day)s %(count)s case runs; nothing is overdue.",
            "On %(day)s %(count)s cases run; nothing is overdue.",
            count,
        )
    else:
        lead = ngettext(
            "On %(day)s %(count)s case runs; overdue: %(late)s.",
            "On %(day)s %(count)s cases run; overdue: %(late)s.",
            count,
        )
    return lead % said


def _groups(
    found: Sequence[CaseView],
    page: int,
    *,
    ended: bool,
    on: date,
    policy: Policy,
    language: Language,
) -> tuple[CaseGroup, ...]:
    """Return one page of cases by how they press; only what is shown is named."""
    titles = {
        "late": _("Overdue"),
        "soon": _("Within seven days"),
        "later": _("Later"),
        "none": _("No time runs"),
        "over": _("Ended"),
    }
    kinds = ["over" if ended else _kind(one, on) for one in found]
    begins = (page - 1) * ROWS
    shown = range(begins, min(begins + ROWS, len(found)))
    rows = case_rows([found[place] for place in shown], policy=policy, language=language)
    return tuple(
        CaseGroup(
            kind,
            title,
            kinds.count(kind),
            tuple(row for row, place in zip(rows, shown, strict=True) if kinds[place] == kind),
        )
        for kind, title in titles.items()
        if any(kinds[place] == kind for place in shown)
    )


def _kind(view: CaseView, on: date) -> str:
    if view.overdue:
        return "late"
    if view.next_day == FAR:
        return "none"
    return "soon" if view.next_day <= on + SOON else "later"
