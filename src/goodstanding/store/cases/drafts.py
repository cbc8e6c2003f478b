"""Drafts of steps, folded from their notes: the last form, who prepared it, where it stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from goodstanding.store.cases.notes import DRAFT, Note, drafted_cases, notes_of_case

SAVED, FORWARD, REVIEW, REVIEWED = "saved", "forward", "review", "reviewed"
RETURNED, SIGNED = "returned", "signed"
WAITING = (FORWARD, REVIEW, REVIEWED)
"""How a draft stands that somebody else must look at."""
FORM = "form."


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said about a draft."""

    actor: str
    office: str
    day: date
    words: str
    state: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft of one step of a case. `seen`: how many events counted when it was prepared.

    `number`: the note that holds this form · `owes_review`: the form changed, or is to change,
    since the legal reviewer had it.
    """

    case_id: int
    step: str
    state: str
    form: Mapping[str, str]
    preparer: str
    preparers: frozenset[str]
    """Everybody who prepared it, deputies and those whom they stood for."""
    seen: int
    day: date
    remarks: tuple[Remark, ...] = ()
    number: int = 0
    owes_review: bool = False


def draft_of(case_id: int, step: str) -> Draft | None:
    """Return the draft of a step that was not signed yet, or None."""
    return next((one for one in drafts_of([case_id]) if one.step == step), None)


def drafts_of(case_ids: Sequence[int]) -> list[Draft]:
    """Return the drafts of cases that were not signed yet, by case and step."""
    return _folded(notes_of_case(DRAFT, case_ids))


def waiting_drafts() -> list[Draft]:
    """Return every draft of a running case that was not signed yet."""
    return drafts_of(drafted_cases())


def _folded(notes: Iterable[Note]) -> list[Draft]:
    found: dict[tuple[int, str], Draft] = {}
    for note in notes:
        key = (note.case_id or 0, note.said["step"])
        state = note.said["state"]
        if state == SIGNED:
            found.pop(key, None)
        elif state == SAVED or key not in found or any(one.startswith(FORM) for one in note.said):
            found[key] = _prepared(note, found.get(key))
        else:
            before = found[key]
            told = Remark(note.actor, note.office, note.day, note.said["words"], state)
            owes = state != REVIEWED and before.owes_review
            owes = owes or (state == RETURNED and before.state in (REVIEW, REVIEWED))
            remarks = (*before.remarks, told)
            found[key] = replace(before, state=state, remarks=remarks, owes_review=owes)
    return [found[key] for key in sorted(found)]


def _prepared(note: Note, before: Draft | None) -> Draft:
    persons = {note.actor, *filter(None, note.said["deputy_for"].split(","))}
    return Draft(
        case_id=note.case_id or 0,
        step=note.said["step"],
        state=note.said["state"],
        form={
            name.removeprefix(FORM): value
            for name, value in note.said.items()
            if name.startswith(FORM)
        },
        preparer=note.actor,
        preparers=frozenset(persons) | (before.preparers if before else frozenset()),
        seen=int(note.said["seen"]),
        day=note.day,
        remarks=before.remarks if before else (),
        number=note.id,
        owes_review=before is not None and before.owes_review,
    )
