"""The page of a case: what it is about, where it stands, what happens next and by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import EFFECTS, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Due
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Thing
from goodstanding.store.queries.cases_file import (
    ATTEMPT,
    DIGEST,
    ERASED,
    HAND_OVER,
    INTEREST,
    NAME,
    OPENED,
    SIZE,
    SORT,
    WITHHELD,
    WITHIN,
    CaseData,
    EventRow,
    LetterRow,
    may_be_withheld,
    withheld_in,
)
from goodstanding.web.pages.case_words import (
    actor_words,
    deadline_words,
    department_words,
    event_words,
    field_value,
    letter_words,
    of_words,
    part_words,
    thing_words,
    withheld_words,
    without_records,
)
from goodstanding.web.pages.evidence import FileRow, cited_rows, file_rows, size_words, sort_words
from goodstanding.web.pages.marks import mark_words
from goodstanding.web.pages.wording import SourceNote, long_day, source_note

AMONG_OFFICERS = (HAND_OVER, INTEREST)
"""What officers note among themselves; a challenge and its ruling are the party's as well."""


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
class LetterRowView:
    """A letter, and what became of it."""

    id: int
    title: str
    number: str
    state: str


@dataclass(frozen=True, slots=True)
class EventRowView:
    """One event with what was said and the letters that came of it."""

    number: int
    day: date
    day_words: str
    title: str
    who: str
    said: tuple[tuple[str, str, tuple[FileRow, ...]], ...]
    """Label, words, and the files that evidence cites."""
    letters: tuple[LetterRowView, ...]
    undone: bool


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
        reference=data.reference,
        title=view.title.in_(language),
        lead=lead_words(view, language),
        overdue=view.overdue,
        ended=view.ended,
        entity=thing.entity,
        key=data.subject,
        about=thing_words(thing, policy, language),
        record=thing.seq,
        department=department_words(data.department, policy, language),
        handler="" if party else view.handler,
        mark=mark_words(view.mark) if view.mark else "",
        basis=source_note(rules, view.folded.procedure.basis, language),
        opened=long_day(data.opened, language),
        line=_line(view, language),
        due=due,
        events=_events(view, party=party, language=language),
        files=file_rows(view, language, party=party),
        remedy=remedy,
        remedy_detail=detail,
        redress=_redress(view, language),
        last=data.events[-1].number,
        closable=bool(may_be_withheld(view.folded)),
        closed=bool(withheld_in(data)),
    )


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


def visible_letters(data: CaseData, *, party: bool) -> tuple[LetterRow, ...]:
    """Return the letters that a reader may open: what has not left is not the party's yet."""
    return tuple(one for one in data.letters if not party or (one.served and not one.recalled))


def _events(view: CaseView, *, party: bool, language: Language) -> tuple[EventRowView, ...]:
    counted = {one.number for one in view.data.counted}
    found = []
    for event in view.data.events:
        within = event.step in WITHIN or event.step.startswith((ATTEMPT, ERASED))
        undone = event.number not in counted and not within
        among = event.step in AMONG_OFFICERS or event.step.startswith(ATTEMPT)
        if not party or not (among or undone):
            found.append(_event(view, event, undone=undone, party=party, language=language))
    return tuple(reversed(found))


def _event(
    view: CaseView, event: EventRow, *, undone: bool, party: bool, language: Language
) -> EventRowView:
    """Return one event. What an unserved letter decides, the party reads when it is served."""
    letters = [one for one in view.data.letters if one.event == event.number]
    opened = visible_letters(view.data, party=party)
    held = party and bool(event.office) and any(one not in opened for one in letters)
    fields, files = view.folded.policy.form_fields, file_rows(view, language, party=party)
    own = {"mode": _("Mode of service"), "day": _("Day"), "proof": _("Proof")}
    own |= {"recipient": _("Recipient"), "agent": _("Received by"), "to": _("To")}
    own |= {
        "part": _("Part of the file"),
        "account": _("Account"),
        "reasons": _("Reasons"),
        "of": _("Against"),
    }
    own |= {
        "paper": _("Paper that was brought"),
        "challenge": _("Of event"),
        "outcome": _("Ruling"),
        NAME: _("File"),
        SORT: _("Kind of file"),
        SIZE: _("Size"),
        DIGEST: "SHA-256",
    }
    read = {
        name: _read(view, event, name, value, party=party, language=language)
        for name, value in event.form.items()
        if value.strip()
    }
    said = [
        (
            fields[name].title.in_(language) if name in fields else own.get(name, name),
            words,
            cited_rows(words, files) if name in fields and fields[name].kind == "evidence" else (),
        )
        for name, words in read.items()
    ]
    return EventRowView(
        number=event.number,
        day=event.day,
        day_words=long_day(event.day, language),
        title=event_words(view, event, language),
        who=actor_words(view, event, language, party=party),
        said=() if held else tuple(said),
        letters=tuple(letter_row(view, one, language) for one in letters if one in opened),
        undone=undone,
    )


def _read(
    view: CaseView, event: EventRow, name: str, value: str, *, party: bool, language: Language
) -> str:
    """Return a field as its reader may read it: in a withheld one's place, why and by whom."""
    closed = withheld_in(view.data)
    said = _value(view, name, value, language)
    hidden = closed.get(f"event:{event.number}/{name}")
    if hidden is not None:
        why = withheld_words(view, hidden, language)
        return why if party else f"{said}\n{why}"
    if party and event.step not in (WITHHELD, OPENED):
        return without_records(view, said, closed, language)
    return said


def _value(view: CaseView, name: str, value: str, language: Language) -> str:
    """Return what an event's form says in a field, the words of notes included."""
    policy = view.folded.policy
    if name == "of":
        return of_words(policy, value, language)
    if name == "part":
        return part_words(view, value, language)
    if name in (SORT, SIZE) and name not in policy.form_fields:
        return sort_words(value) if name == SORT else size_words(int(value))
    if name == "outcome" and name not in policy.form_fields:
        return {"upheld": _("upheld"), "refused": _("refused")}.get(value, value)
    return field_value(policy, name, value, language)


def letter_row(view: CaseView, letter: LetterRow, language: Language) -> LetterRowView:
    """Return a letter with what became of it."""
    if letter.recalled:
        state = _("taken back")
    elif letter.served:
        state = _("served on %(day)s") % {"day": long_day(letter.served.day, language)}
    else:
        state = _("not served yet")
    return LetterRowView(
        id=letter.id,
        title=letter_words(view, letter.template, language),
        number=f"{letter.department}-{letter.year}-{letter.number}",
        state=state,
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
