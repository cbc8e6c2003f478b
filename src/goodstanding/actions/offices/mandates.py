"""Agents: an entity lets another account speak for it, from a day to a day, on a paper it names.

A mandate is a note that only grows: it is revoked by another note, with its reason, at once.
"""

from datetime import date

from django.db import transaction

from goodstanding.actions.offices.faults_account import (
    AGENT_DAYS,
    NO_AGENT,
    NO_MANDATE,
    NO_PAPER,
    NOT_PRINCIPAL,
)
from goodstanding.core.basis.faults import Refused
from goodstanding.store.cases.notes import ENDED, MANDATE, add_note, is_ended, note_numbered
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.agents import may_be_agent, principals_of
from goodstanding.store.queries.archive import entity_by_key

WORDS_MOST = 200


def give_mandate(
    agent: str, key: str, *, first: date, last: date, paper: str, account: str, on: date
) -> int:
    """Let an account speak for an entity from a day to a day; return the mandate's number.

    Only the entity's own account gives it, never an agent; an account that holds an office cannot
    be an agent, or a mandate could be used to bar an officer from a case.
    """
    where = f"mandate/{key}"
    if key not in principals_of(account):
        raise Refused(NOT_PRINCIPAL.at(where))
    if agent == account or not may_be_agent(agent):
        raise Refused(NO_AGENT.at(where, account=agent[:WORDS_MOST]))
    if not on <= first <= last:
        raise Refused(AGENT_DAYS.at(where, first=first, last=last))
    if not paper.strip():
        raise Refused(NO_PAPER.at(where))
    with transaction.atomic():
        numbering_lock()
        return add_note(
            MANDATE,
            account=agent,
            subject=key,
            first_day=first,
            last_day=last,
            actor=account,
            office="",
            on=on,
            said={"paper": paper.strip()[:WORDS_MOST]},
        )


def revoke_mandate(number: int, *, reason: str, account: str, on: date, key: str = "") -> int:
    """Revoke a mandate from now on: by the entity's own account, or by the agent itself.

    `key`: the entity of the page, which must be the mandate's, also where it was given under
    another key of the same entity.
    """
    where = f"mandate/{number}"
    if not reason.strip():
        raise Refused(NO_PAPER.at(where))
    with transaction.atomic():
        numbering_lock()
        found = note_numbered(number)
        if (
            found is None
            or found.kind != MANDATE
            or is_ended(number)
            or (key and found.subject not in _keys_of(key))
        ):
            raise Refused(NO_MANDATE.at(where, number=number))
        if account != found.account and found.subject not in principals_of(account):
            raise Refused(NOT_PRINCIPAL.at(where))
        return add_note(
            ENDED,
            account=found.account,
            ends=number,
            actor=account,
            office="",
            on=on,
            said={"reason": reason.strip()[:WORDS_MOST]},
        )


def _keys_of(key: str) -> frozenset[str]:
    """Return every key of the entity that a key names."""
    found = entity_by_key(key)
    return frozenset({key}).union(found.keys if found else ())
