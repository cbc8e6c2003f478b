"""The time line of a case: each event with what was said, by whom, and the letters of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases import TAKER, WHOSE, CaseView
from goodstanding.store.queries.cases_file import (
    DIGEST,
    NAME,
    OPENED,
    SIZE,
    SLIP,
    SORT,
    WITHHELD,
    EventRow,
    LetterRow,
    withheld_in,
)
from goodstanding.store.queries.party_file import (
    CONFIRMED_BY,
    is_held,
    undone_events,
    visible_events,
    visible_letters,
)
from goodstanding.web.pages.case_words import (
    account_words,
    actor_words,
    event_words,
    field_value,
    letter_number,
    letter_words,
    of_words,
    part_words,
    withheld_words,
    without_records,
)
from goodstanding.web.pages.cited import with_records
from goodstanding.web.pages.evidence import FileRow, cited_rows, file_rows, size_words, sort_words
from goodstanding.web.pages.letter import mode_words
from goodstanding.web.pages.wording import day_words, long_day


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


def event_rows(view: CaseView, *, party: bool, language: Language) -> tuple[EventRowView, ...]:
    """Return the time line, the last event first; to the party without what is the officers'."""
    undone = undone_events(view.data)
    found = [
        _event(view, one, undone=one.number in undone, party=party, language=language)
        for one in visible_events(view.data, party=party)
    ]
    return _citing(found, view, language)[::-1]


def _citing(
    found: Sequence[EventRowView], view: CaseView, language: Language
) -> tuple[EventRowView, ...]:
    """Return events with the kind and number of each record of the entity that they cite."""
    texts = [said for one in found for _, said, _ in one.said]
    words = iter(with_records(texts, view.data.subject, view.folded.policy, language))
    return tuple(
        replace(one, said=tuple((label, next(words), files) for label, _, files in one.said))
        for one in found
    )


def _event(
    view: CaseView, event: EventRow, *, undone: bool, party: bool, language: Language
) -> EventRowView:
    """Return one event. What an unserved letter decides, the party reads when it is served."""
    letters = [one for one in view.data.letters if one.event == event.number]
    opened = visible_letters(view.data, party=party)
    held = party and is_held(view.data, event)
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
        "identity": _("Proof of identity and authority"),
        "number": _("Unified code that stands on it"),
        "seal_record": _("Number of the filed seal that the stamp agrees with"),
        CONFIRMED_BY: _("Account of the officer who confirms it"),
        "challenge": _("Of event"),
        "outcome": _("Ruling"),
        "event": _("Act that counts no more: event"),
        "ruling": _("By the ruling of event"),
        NAME: _("File"),
        SORT: _("Kind of file"),
        SIZE: _("Size"),
        DIGEST: "SHA-256",
        SLIP: _("Slip of letter"),
    }
    read = {
        name: _read(view, event, name, value, party=party, language=language)
        for name, value in event.form.items()
        if value.strip() and not (party and name == CONFIRMED_BY)
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
    if name == SLIP:
        return _slip(view, value, language)
    if name == "part":
        return part_words(view, value, language)
    if name in (TAKER, WHOSE) and name not in policy.form_fields:
        return account_words(view.people, value, language)
    if name in policy.form_fields or name not in NOTED:
        return field_value(policy, name, value, language)
    return NOTED[name](value, language)


def _slip(view: CaseView, letter: str, language: Language) -> str:
    """Return of which letter a file is the slip."""
    found = next(one for one in view.data.letters if str(one.id) == letter)
    row = letter_row(view, found, language)
    return f"{row.title} · {row.number}"


def _outcome(value: str, language: Language) -> str:
    del language
    return {"upheld": _("upheld"), "refused": _("refused")}.get(value, value)


NOTED: Mapping[str, Callable[[str, Language], str]] = {
    "mode": lambda value, _language: mode_words(value),
    "day": day_words,
    "recipient": lambda value, _language: value.rpartition(":")[2],
    "outcome": _outcome,
    SORT: lambda value, _language: sort_words(value),
    SIZE: lambda value, _language: size_words(int(value)),
}
"""How notes say what no field of the packs names."""


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
        number=letter_number(view.folded.policy, letter, language),
        state=state,
    )
