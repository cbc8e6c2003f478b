"""For a party that cannot sign in: the counter takes its act in a running case from paper.

The act is the party's. Whoever writes it down does so by a paper and a proof of identity, in an
office that receives; the entity is told by a letter, so that what it never said does not stand
unseen.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.actions.cases.acts import note_hearing, take_step
from goodstanding.actions.cases.record import Act, locked, record
from goodstanding.actions.counter.faults_counter import (
    ACTED_HERE,
    INTERESTED_HERE,
    NO_COUNTER,
    NO_PAPER,
)
from goodstanding.actions.counter.filing import PAPER_MOST, RECEIVING
from goodstanding.actions.counter.identity import Seen, identified, tell_party
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Event
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.read import COUNTER
from goodstanding.store.ledger.append import numbering_lock

HEARING = "hearing:"


def act_at_counter(
    case_id: int,
    step: str,
    *,
    paper: str,
    seen: Seen,
    acting: Acting,
    form: Mapping[str, str],
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Take a step of the party, or its word about a hearing, from paper; return the event's number.

    Nobody writes it down who acted for an office in the case, or has an interest in the entity.
    """
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        where = f"{folded.data.reference}/{step}"
        if not paper.strip() or len(paper) > PAPER_MOST:
            raise Refused(NO_PAPER.at(where, most=PAPER_MOST))
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        if RECEIVING not in actor.offices:
            raise Refused(NO_COUNTER.at(where))
        if actor.names & folded.case.opening.barred or folded.data.subject in actor.party_to:
            raise Refused(INTERESTED_HERE.at(where))
        if actor.persons & _officers(folded):
            raise Refused(ACTED_HERE.at(where))
        department, subject = folded.data.department, folded.data.subject
        kept = identified(seen, subject, department, actor, where, on=on, policy=policy)
        speaking = Acting(acting.account, "", frozenset({folded.data.subject}))
        given = {"acting": speaking, "on": on, "policy": policy, "seed": seed}
        if step.startswith(HEARING):
            what = step.removeprefix(HEARING)
            number = note_hearing(case_id, what, form={}, **given)  # type: ignore[arg-type]
        else:
            number = take_step(case_id, step, form=form, **given)  # type: ignore[arg-type]
        after = locked(case_id, policy=policy)
        numbering_lock()
        stood_for = ",".join(sorted(actor.deputy_for))
        said = {"paper": paper.strip(), **kept}
        slip = record(after.data, Event(0, COUNTER, actor.id, on, said, stood_for), act)
        tell_party(after, slip, said)
        return number


def _officers(folded: Folded) -> frozenset[str]:
    """Return who acted in the case for an office, but for what was written down at a counter."""
    return frozenset(
        name
        for one in folded.data.events
        if one.office and one.step != COUNTER
        for name in (one.actor, *one.deputy_for.split(","))
        if name
    )
