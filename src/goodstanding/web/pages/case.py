"""The page of a case: what it is about, where it stands, what happens next and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Due
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Thing
from goodstanding.store.queries.cases_file import (
    may_be_withheld,
    withheld_in,
)
from goodstanding.web.pages.case_events import EventRowView, event_rows
from goodstanding.web.pages.case_words import (
    account_words,
    case_number,
    deadline_words,
    department_words,
    letter_words,
    thing_words,
)
from goodstanding.web.pages.evidence import FileRow, file_rows
from goodstanding.web.pages.marks import mark_words
from goodstanding.web.pages.wording import SourceNote, long_day, source_note


@dataclass(frozen=True, slots=True)
class Place:
    """One state on the line: behind, present, or what may come."""

    title: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """A time that runs, and how it was counted."""

    title: str
    day: date
    day_words: str
    overdue: bool
    paused: bool
    provisional: bool
    why: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the template of a case needs, but for the buttons."""

    id: int
    reference: str
    title: str
    lead: str
    overdue: bool
    ended: bool
    entity: str
    key: str
    about: str
    record: int | None
    department: str
    handler: str
    mark: str
    basis: SourceNote
    opened: str
    line: tuple[Place, ...]
    due: tuple[DueRow, ...]
    events: tuple[EventRowView, ...]
    files: tuple[FileRow, ...]
    remedy: str
    remedy_detail: str
    redress: str
    """The procedure that makes good what this case found wrong, or ""."""
    last: int
    closable: bool
    """There is a part of the file that an officer may still withhold."""
    closed: bool
    """A part of the file is withheld."""


def case_page(
    view: CaseView, thing: Thing, *, party: bool, policy: Policy, language: Language
) -> CasePage:
    """Return the page of a case, for the party or for officers."""
    data, rules = view.data, view.folded.policy
    due = due_rows(view, language)
    remedy, detail = _remedy(view, language)
    return CasePage(
        id=data.id,
        reference=case_number(view, language),
        title=view.title.in_(language),
        lead=_lead(view, language),
        overdue=view.overdue,
        ended=view.ended,
        entity=thing.entity,
        key=data.subject,
        about=thing_words(thing, policy, language),
        record=thing.seq,
        department=department_words(data.department, policy, language),
        handler="" if party else account_words(view.people, view.handler, language),
        mark=mark_words(view.mark) if view.mark else "",
        basis=source_note(rules, view.folded.procedure.basis, language),
        opened=long_day(data.opened, language),
        line=_line(view, language),
        due=due,
        events=event_rows(view, party=party, language=language),
        files=file_rows(view, language, party=party),
        remedy=remedy,
        remedy_detail=detail,
        redress=_redress(view, language),
        last=view.last,
        closable=bool(may_be_withheld(view.folded)),
        closed=bool(withheld_in(data)),
    )


def _lead(view: CaseView, language: Language) -> str:
    """Return where a case stands; to its party also that something is being served."""
    words = lead_words(view, language)
    if not view.untold:
        return words
    coming = _("A letter to you is on its way; what it says stands here once it is served.")
    return f"{words} {coming}"


def lead_words(view: CaseView, language: Language) -> str:
    """Return in one sentence where a case stands and what comes by when."""
    state = view.state_title.in_(language)
    if view.ended:
        said = {"day": long_day(view.folded.case.trail[-1].on, language), "state": state}
        return _("Ended on %(day)s: %(state)s.") % said
    if not view.due:
        return _("Stands at “%(state)s”. No time runs.") % {"state": state}
    first = next((one for one in view.due if one.overdue), view.due[0])
    said = {
        "state": state,
        "what": deadline_words(view, first.deadline, language),
        "day": long_day(first.ends, language),
    }
    if first.overdue:
        return _("Stands at “%(state)s”. %(what)s: overdue since %(day)s.") % said
    return _("Stands at “%(state)s”. %(what)s: until %(day)s.") % said


def due_rows(view: CaseView, language: Language) -> tuple[DueRow, ...]:
    """Return the times that run in a case, the soonest first."""
    return tuple(_due(view, one, language) for one in view.due)


def _due(view: CaseView, one: Due, language: Language) -> DueRow:
    return DueRow(
        title=deadline_words(view, one.deadline, language),
        day=one.ends,
        day_words=long_day(one.ends, language),
        overdue=one.overdue,
        paused=one.paused,
        provisional=one.provisional,
        why=one.why.in_(language),
    )


def _line(view: CaseView, language: Language) -> tuple[Place, ...]:
    """Return the states that the case went through, where it stands, and what may come."""
    states = view.folded.procedure.states
    found: list[Place] = []
    before = ""
    for stand in view.folded.case.trail:
        if stand.state != before and stand.state in states:
            title = states[stand.state].title.in_(language)
            found.append(Place(title, long_day(stand.on, language), "behind"))
            before = stand.state
    found[-1] = Place(found[-1].title, found[-1].when, "end" if view.ended else "present")
    coming = [
        step.to
        for step in view.folded.procedure.steps.values()
        if view.state in step.comes_from and step.to != view.state
    ]
    return (
        *found,
        *(Place(states[one].title.in_(language), "", "may") for one in dict.fromkeys(coming)),
    )


def _remedy(view: CaseView, language: Language) -> tuple[str, str]:
    """Return what can be done against the end, and where."""
    policy = view.folded.policy
    outside = policy.remedies.get(view.remedy)
    if outside is not None:
        return outside.title.in_(language), outside.forum.in_(language)
    inside = policy.procedures.get(view.remedy, ())
    return (inside[-1].title.in_(language) if inside else view.remedy), ""


def _redress(view: CaseView, language: Language) -> str:
    """Return the procedure that makes good what the case found wrong, in words."""
    named = view.folded.procedure.states[view.state].redress
    found = view.folded.policy.procedures.get(named or "", ())
    return found[-1].title.in_(language) if found else ""


def consequences(step: ProcedureStep, view: CaseView, language: Language) -> Sequence[str]:
    """Return what a step does: the state it leads to, its letter, its effects."""
    states = view.folded.procedure.states
    found = [
        _("The case then stands at “%(state)s”.") % {"state": states[step.to].title.in_(language)}
    ]
    if step.letter:
        said = {"letter": letter_words(view, step.letter, language)}
        found.append(_("A letter is drafted: %(letter)s.") % said)
    for use in step.effects:
        kind = EFFECTS[use.do]
        words = kind.title.in_(language)
        words = words[:1].upper() + words[1:]
        found.append(
            _("%(effect)s, once the letter is served") % {"effect": words}
            if (kind.burdens or kind.tells) and step.letter
            else words
        )
    return found
