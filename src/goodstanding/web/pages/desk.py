"""Cases as rows, an entity's file, what may be done and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import Procedure, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Thing, things_of
from goodstanding.store.queries.public_view import PublicView
from goodstanding.web.pages.case import DueRow, consequences, due_rows
from goodstanding.web.pages.case_words import (
    account_words,
    case_number,
    deadline_words,
    department_words,
    hearing_words,
    sentence,
    thing_words,
)
from goodstanding.web.pages.marks import mark_words
from goodstanding.web.pages.records import RecordGroup, record_groups
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in a list."""

    id: int
    reference: str
    title: str
    about: str
    entity: str
    state: str
    mark: str
    due: DueRow | None
    overdue: bool
    ended: str
    department: str
    handler: str
    above: str
    """The superior units to whom it has gone up, since a time is over."""


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A step with its consequences, and the reason against it where it may not be taken."""

    step: str
    title: str
    role: str
    consequences: Sequence[str]
    refusal: str
    next: str
    code: str


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A procedure that may be begun."""

    procedure: str
    title: str
    kind: str
    first: str


@dataclass(frozen=True, slots=True)
class NextDay:
    """A day that matters to the entity, and why."""

    day: date
    day_words: str
    what: str
    case: int | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class FilePage:
    """An entity's own file."""

    key: str
    name: str
    code: str
    on_words: str
    running: tuple[CaseRow, ...]
    over: tuple[CaseRow, ...]
    days: tuple[NextDay, ...]
    groups: tuple[RecordGroup, ...]
    openings: tuple[OpeningRow, ...]


def case_rows(
    found: Sequence[CaseView], *, policy: Policy, language: Language
) -> tuple[CaseRow, ...]:
    """Return cases as rows, in the order given."""
    things = things_of([one.data for one in found])
    pairs = zip(found, things, strict=True)
    return tuple(_row(one, thing, policy, language) for one, thing in pairs)


def _row(view: CaseView, thing: Thing, policy: Policy, language: Language) -> CaseRow:
    data = view.data
    due = due_rows(view, language)
    return CaseRow(
        id=data.id,
        reference=case_number(view, language),
        title=view.title.in_(language),
        about=thing_words(thing, policy, language),
        entity=thing.entity,
        state=view.state_title.in_(language),
        mark=mark_words(view.mark) if view.mark else "",
        due=next((one for one in due if one.overdue), due[0] if due else None),
        overdue=view.overdue,
        ended=long_day(view.folded.case.trail[-1].on, language) if view.ended else "",
        department=department_words(data.department, policy, language),
        handler=account_words(view.people, view.handler, language),
        above=("；" if language == "zh" else "; ").join(
            policy.offices[one].title.in_(language)
            for one in sorted(view.above)
            if one in policy.offices
        ),
    )


def choice_row(
    step: ProcedureStep, refusal: Fault | None, view: CaseView, language: Language
) -> ChoiceRow:
    """Return a step as a row."""
    role = view.folded.procedure.roles[step.by]
    return ChoiceRow(
        step=step.id,
        title=step.title.in_(language),
        role=role.title.in_(language),
        consequences=consequences(step, view, language),
        refusal=sentence(refusal.what.in_(language), language) if refusal else "",
        next=refusal.next.in_(language) if refusal else "",
        code=refusal.code if refusal else "",
    )


def hearing_rows(names: Sequence[str]) -> list[tuple[str, str]]:
    """Return what may be said about a hearing."""
    return [(name, hearing_words(name)) for name in names]


def opening_rows(
    found: Sequence[Procedure], language: Language, kind: str = ""
) -> tuple[OpeningRow, ...]:
    """Return procedures that may be begun."""
    return tuple(
        OpeningRow(
            one.id,
            one.title.in_(language),
            kind,
            one.states[one.steps["open"].to].title.in_(language),
        )
        for one in found
    )


def file_page(
    seen: PublicView,
    running: Sequence[CaseView],
    over: Sequence[CaseView],
    *,
    about: Sequence[tuple[str, Sequence[Procedure]]],
    policy: Policy,
    language: Language,
) -> FilePage:
    """Return an entity's own file."""
    days = [
        NextDay(
            one.ends,
            long_day(one.ends, language),
            f"{view.title.in_(language)} · {deadline_words(view, one.deadline, language)}",
            view.data.id,
            one.overdue,
        )
        for view in running
        for one in view.due
    ]
    if seen.appraisal is not None and seen.appraisal.next_change is not None:
        change = seen.appraisal.next_change
        what = _("score or grade changes if nothing new is recorded")
        days.append(NextDay(change, long_day(change, language), what, None, overdue=False))
    return FilePage(
        key=seen.entity.key,
        name=seen.entity.name or seen.entity.code,
        code=seen.entity.code,
        on_words=long_day(seen.on, language),
        running=case_rows(running, policy=policy, language=language),
        over=case_rows(over, policy=policy, language=language),
        days=tuple(sorted(days, key=lambda one: (one.day, one.what))),
        groups=record_groups(
            seen.records, {}, model=None, policy=policy, on=seen.on, language=language
        ),
        openings=tuple(row for kind, found in about for row in opening_rows(found, language, kind)),
    )
