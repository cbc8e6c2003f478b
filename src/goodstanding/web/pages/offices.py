"""The page of offices in words: members, absences, deputies, interests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases_desk import Person, names_of
from goodstanding.store.queries.office import (
    ABSENCE,
    DEPUTY,
    PRINCIPAL,
    Member,
    Note,
    members,
    notes_that_stand,
)
from goodstanding.store.queries.people import called
from goodstanding.web.pages.case_words import account_words
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Who holds an office."""

    name: str
    away: str
    deputies: str


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office with its duties and those who hold it."""

    id: str
    title: str
    above: str
    mine: bool
    members: tuple[MemberRow, ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that stands. `whose`: the officer who, or whose superior, may end it."""

    id: int
    whose: str
    words: str
    days: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class OfficesPage:
    """The offices and what their officers noted."""

    on_words: str
    offices: tuple[OfficeRow, ...]
    deputies: tuple[NoteRow, ...]
    absences: tuple[NoteRow, ...]
    interests: tuple[NoteRow, ...]

    @property
    def empty(self) -> int:
        """Return how many offices nobody holds."""
        return sum(not one.members and not one.mine for one in self.offices)

    def note(self, number: int) -> NoteRow | None:
        """Return a note that stands, or None."""
        every = (*self.deputies, *self.absences, *self.interests)
        return next((one for one in every if one.id == number), None)


def offices_page(person: Person, *, on: date, policy: Policy, language: Language) -> OfficesPage:
    """Return the offices, one's own first, and every note that stands or is to come."""
    people, notes = members(policy, on=on), notes_that_stand(on=on)
    entities = names_of([one.subject for one in notes if one.subject])
    noted_by = [
        name for one in notes for name in (one.account, one.actor, one.said.get(PRINCIPAL, ""))
    ]
    names = called([*noted_by, *(who for one in people for who in one.deputies)])
    rows = [
        OfficeRow(
            office.id,
            office.title.in_(language),
            policy.offices[office.superior].title.in_(language) if office.superior else "",
            office.id in person.offices,
            tuple(
                MemberRow(
                    one.name.in_(language),
                    long_day(one.away_until, language) if one.away_until else "",
                    ", ".join(account_words(names, who, language) for who in one.deputies),
                )
                for one in people
                if office.id in one.offices
            ),
        )
        for office in policy.offices.values()
    ]
    noted: dict[str, list[NoteRow]] = {}
    for one in notes:
        row = _note(one, entities, names, policy, language)
        concerned = _concerned(person, one, people, policy)
        noted.setdefault(one.kind, []).append(row if concerned else replace(row, reason=""))
    return OfficesPage(
        on_words=long_day(on, language),
        offices=tuple(sorted(rows, key=lambda one: (not one.mine, not one.members))),
        deputies=tuple(noted.pop(DEPUTY, ())),
        absences=tuple(noted.pop(ABSENCE, ())),
        interests=tuple(row for rest in noted.values() for row in rest),
    )


def _concerned(person: Person, note: Note, people: Sequence[Member], policy: Policy) -> bool:
    """Return whether somebody reads why: who noted it, whom it is about, and the office above.

    Why a colleague is away or has an interest is about a natural person, and not for everybody.
    """
    whom = {note.account, note.said.get(PRINCIPAL, "")}
    held = {office for one in people if one.login in whom for office in one.offices}
    above = {policy.offices[one].superior for one in held} - {""}
    return person.login in {*whom, note.actor} or bool(above & set(person.offices))


def _note(
    note: Note,
    entities: Mapping[str, str],
    names: Mapping[str, Text],
    policy: Policy,
    language: Language,
) -> NoteRow:
    principal = note.said.get(PRINCIPAL, "")
    account = account_words(names, note.account, language)
    if note.kind == DEPUTY:
        office = policy.offices.get(note.office)
        said = {
            "deputy": account,
            "principal": account_words(names, principal, language),
            "office": office.title.in_(language) if office else note.office,
        }
        words = _("%(deputy)s stands in for %(principal)s: %(office)s") % said
    elif note.kind == ABSENCE:
        words = _("%(account)s is away") % {"account": account}
    else:
        said = {"account": account, "entity": entities.get(note.subject) or note.subject}
        words = _("%(account)s has an interest in %(entity)s") % said
    first = long_day(note.first_day, language) if note.first_day else ""
    last = long_day(note.last_day, language) if note.last_day else ""
    span = {"first": first, "last": last}
    return NoteRow(
        id=note.id,
        whose=principal or note.account,
        words=words,
        days=_("%(first)s to %(last)s") % span if last else _("since %(first)s") % span,
        reason=note.said.get("reason", ""),
        by=account_words(names, note.actor, language),
    )
