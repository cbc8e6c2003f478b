"""What officers note about themselves: deputies and absences with their days, interests.

Nothing is changed or taken back: a note that is over is ended by another, with its reason.
"""

from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.faults_office import (
    NO_INTEREST_IN,
    NO_NOTE,
    NOT_OFFICER,
    NOT_OWN,
    NOT_SUPERIOR,
    SELF,
    WRONG_DAYS,
)
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.faults_cases import NO_OFFICE, NO_REASONS
from goodstanding.store.cases.notes import (
    ABSENCE,
    DEPUTY,
    ENDED,
    INTEREST,
    add_note,
    is_ended,
    note_numbered,
)
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.office import PRINCIPAL, offices_of


def appoint_deputy(
    deputy: str,
    principal: str,
    office: str,
    *,
    first: date,
    last: date,
    reason: str,
    acting: Acting,
    on: date,
    policy: Policy,
) -> int:
    """Let one account stand in for another in an office, from a day to a day; return the note.

    The deputy acts as both persons: whatever bars one of them bars the deputy.
    """
    where = f"deputy/{deputy}"
    _own_or_above(principal, acting, policy, where)
    _days(first, last, on, where)
    if office not in policy.offices:
        raise Refused(NO_OFFICE.at(where, office=office, known=", ".join(policy.offices)))
    if deputy == principal:
        raise Refused(SELF.at(where))
    if office not in offices_of(principal):
        raise Refused(NOT_OFFICER.at(where, account=principal))
    if not offices_of(deputy):
        raise Refused(NOT_OFFICER.at(where, account=deputy))
    said = {PRINCIPAL: principal, "reason": _given(reason, where)}
    with transaction.atomic():
        numbering_lock()
        return add_note(
            DEPUTY,
            account=deputy,
            first_day=first,
            last_day=last,
            actor=acting.account,
            office=office,
            on=on,
            said=said,
        )


def note_absence(
    account: str,
    *,
    first: date,
    last: date,
    reason: str,
    acting: Acting,
    on: date,
    policy: Policy,
) -> int:
    """Note that an officer is away from a day to a day: no case can be handed to them."""
    where = f"absence/{account}"
    _own_or_above(account, acting, policy, where)
    _days(first, last, on, where)
    with transaction.atomic():
        numbering_lock()
        return add_note(
            ABSENCE,
            account=account,
            first_day=first,
            last_day=last,
            actor=acting.account,
            office=acting.office,
            on=on,
            said={"reason": _given(reason, where)},
        )


def declare_interest_in(
    key: str, account: str, *, reason: str, acting: Acting, on: date, policy: Policy
) -> int:
    """Note that an officer has an interest in an entity: barred from all its cases from now on."""
    where = f"interest/{account}"
    _own_or_above(account, acting, policy, where)
    if entity_by_key(key) is None:
        raise Refused(NO_INTEREST_IN.at(where, key=key[:120]))
    with transaction.atomic():
        numbering_lock()
        return add_note(
            INTEREST,
            account=account,
            subject=key,
            first_day=on,
            actor=acting.account,
            office=acting.office,
            on=on,
            said={"reason": _given(reason, where)},
        )


def end_note(note: int, *, reason: str, acting: Acting, on: date, policy: Policy) -> int:
    """End a deputy, an absence or an interest before its day; the note itself stays."""
    where = f"note/{note}"
    with transaction.atomic():
        numbering_lock()
        found = note_numbered(note)
        if found is None or found.kind not in (DEPUTY, ABSENCE, INTEREST) or is_ended(note):
            raise Refused(NO_NOTE.at(where, note=note))
        whose = found.said.get(PRINCIPAL, found.account)
        if found.kind != INTEREST:
            _own_or_above(whose, acting, policy, where)
        elif not _above(whose, acting, policy):
            raise Refused(NOT_SUPERIOR.at(where))
        return add_note(
            ENDED,
            account=found.account,
            ends=note,
            actor=acting.account,
            office=acting.office,
            on=on,
            said={"reason": _given(reason, where)},
        )


def _own_or_above(account: str, acting: Acting, policy: Policy, where: str) -> None:
    """Refuse who is neither the officer themselves nor of an office above theirs."""
    held = offices_of(account)
    if not held:
        raise Refused(NOT_OFFICER.at(where, account=account))
    if acting.account != account and not _above(account, acting, policy):
        raise Refused(NOT_OWN.at(where))


def _above(account: str, acting: Acting, policy: Policy) -> bool:
    """Return whether somebody acts in the office above one that an account holds."""
    offices = (policy.offices.get(one) for one in offices_of(account))
    return acting.account != account and any(
        one is not None and one.superior != "" and one.superior == acting.office for one in offices
    )


def _days(first: date, last: date, on: date, where: str) -> None:
    if not on <= first <= last:
        raise Refused(WRONG_DAYS.at(where, first=first, last=last))


def _given(reason: str, where: str) -> str:
    if not reason.strip():
        raise Refused(NO_REASONS.at(where))
    return reason.strip()
