"""Offices and those who hold them: members, deputies, absences, interests, receipts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.store.accounts import OFFICE
from goodstanding.store.cases.notes import (
    ABSENCE,
    DEPUTY,
    INTEREST,
    RECEIPT,
    Note,
    note_numbered,
    standing,
)
from goodstanding.store.models import Account
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.people import in_both, units_of_officers

__all__ = ["ABSENCE", "DEPUTY", "INTEREST", "Member", "Note", "members", "receipt", "stand_ins"]
PRINCIPAL = "for"
"""Word of a deputy's note that names in whose place."""


@dataclass(frozen=True, slots=True)
class Member:
    """Who holds an office, until when they are away, and who stands in for them now."""

    login: str
    name: Text
    offices: tuple[str, ...]
    away_until: date | None
    deputies: tuple[str, ...]


def offices_of(login: str) -> tuple[str, ...]:
    """Return the offices that an account holds; none where it may not sign in."""
    names = Account.objects.filter(login=login, is_active=True).values_list(
        "groups__name", flat=True
    )
    return tuple(
        sorted(one.removeprefix(OFFICE) for one in names if one and one.startswith(OFFICE))
    )


def stand_ins(login: str, *, on: date) -> tuple[Note, ...]:
    """Return the mandates by which an account stands in for others on a day."""
    return tuple(one for one in standing([DEPUTY], account=login) if one.runs(on))


def mandate(deputy: str, principal: str, office: str, *, on: date) -> Note | None:
    """Return the mandate by which one stands in for another in an office on a day, or None."""
    return next(
        (
            one
            for one in stand_ins(deputy, on=on)
            if one.office == office and one.said.get(PRINCIPAL) == principal
        ),
        None,
    )


def absence(login: str, *, on: date) -> Note | None:
    """Return the absence of an account that a day lies within, or None."""
    return next((one for one in standing([ABSENCE], account=login) if one.runs(on)), None)


def notes_that_stand(*, on: date) -> tuple[Note, ...]:
    """Return every deputy, absence and interest that stands or is still to come."""
    found = standing([DEPUTY, ABSENCE, INTEREST])
    return tuple(one for one in found if one.last_day is None or on <= one.last_day)


def is_interested(login: str, key: str, *, on: date) -> bool:
    """Return whether an account has an interest in an entity, under whichever of its keys."""
    noted = {one.subject for one in standing([INTEREST], account=login) if one.runs(on)}
    entity = entity_by_key(key) if noted else None
    return bool(noted & ({key, *entity.keys} if entity else {key}))


def members(policy: Policy, *, on: date) -> tuple[Member, ...]:
    """Return everybody who holds an office of the packs, by login."""
    held: dict[str, tuple[Text, list[str]]] = {}
    rows = Account.objects.filter(is_active=True, groups__name__startswith=OFFICE).order_by("login")
    units = units_of_officers()
    columns = ("login", "display_name", "display_name_en", "groups__name")
    for login, zh, en, group in rows.values_list(*columns):
        office = group.removeprefix(OFFICE)
        if office in policy.offices:
            name = in_both(zh, en, units.get(login))
            held.setdefault(login, (name, []))[1].append(office)
    notes = notes_that_stand(on=on)
    return tuple(
        Member(
            login,
            name,
            tuple(sorted(offices)),
            next(
                (
                    one.last_day
                    for one in notes
                    if one.kind == ABSENCE and one.account == login and one.runs(on)
                ),
                None,
            ),
            tuple(
                one.account
                for one in notes
                if one.kind == DEPUTY and one.said.get(PRINCIPAL) == login and one.runs(on)
            ),
        )
        for login, (name, offices) in held.items()
    )


def receipt(number: int) -> Note | None:
    """Return a receipt, or None where there is none of that number."""
    found = note_numbered(number)
    return found if found is not None and found.kind == RECEIPT else None


def receipts_of(login: str) -> Sequence[Note]:
    """Return the receipts of what an account did to many cases, the last first."""
    return standing([RECEIPT], account=login)[::-1]
