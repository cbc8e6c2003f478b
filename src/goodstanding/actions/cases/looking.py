"""A list of cases for who looks: what they may read of it; of an officer noted before it is given.

A case that is not the reader's is as if it were not there, as on pages.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_in, department_of
from goodstanding.actions.cases.faults_file import NOT_YOURS
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.escalation import below
from goodstanding.store.cases.notes import LISTED, add_note
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.cases import CaseView, cases
from goodstanding.store.queries.party_file import read_by_party


def listed_cases(
    looking: Acting,
    *,
    on: date,
    policy: Policy,
    department: str = "",
    keys: Sequence[str] = (),
    ended: bool = False,
    limit: int = 1000,
) -> tuple[CaseView, ...]:
    """Return the cases that somebody may read, the one with the soonest last day first.

    For its entity an account reads them as told; an office those in which it has a duty, and those
    that have gone up to it. An officer's own entities are left out, as in every case.
    """
    if not looking.office:
        own = looking.party_to & set(keys) if keys else looking.party_to
        if not own:
            raise Refused(NOT_YOURS.at("cases", account=looking.account or "-"))
        found = cases(policy=policy, on=on, keys=sorted(own), ended=True, department=department)
        told = [read_by_party(one, policy=policy, on=on) for one in found]
        mine = [one for one in told if one is not None and (ended or not one.ended)]
        return tuple(sorted(mine, key=lambda one: (one.next_day, one.data.id)))[:limit]
    actor_in(looking, "", policy=policy)  # refuses an office that no pack knows
    _note(looking, keys, on=on, asked=department)
    seen = [
        view
        for one in _departments(looking, department, policy)
        for view in cases(policy=policy, on=on, department=one, keys=keys, ended=ended, limit=limit)
        if reads(looking, view, policy=policy)
    ]
    return tuple(sorted(seen, key=lambda one: (one.next_day, one.data.id)))[:limit]


def reads(looking: Acting, view: CaseView, *, policy: Policy) -> bool:
    """Return whether an officer may read a case: with a duty in it, or since it has gone up."""
    if view.data.subject in looking.party_to:
        return False
    duties = actor_in(looking, view.data.department, policy=policy).duties
    return bool(duties) or looking.office in view.above


def _departments(looking: Acting, asked: str, policy: Policy) -> Sequence[str]:
    """Return of which departments the cases are read, "" for all: of one unit its own and below."""
    if asked or not policy.offices[looking.office].department:
        return [asked]
    return sorted({department_of(looking, policy)} | below([looking.office], policy=policy))


def _note(looking: Acting, keys: Sequence[str], *, on: date, asked: str) -> None:
    """Note who looks at a list, of which entities, before it is given."""
    with transaction.atomic():
        numbering_lock()
        for key in keys or [""]:
            add_note(
                LISTED,
                actor=looking.account,
                office=looking.office,
                on=on,
                subject=key,
                said={"purpose": f"cases {asked}".strip()},
            )
