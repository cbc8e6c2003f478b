"""The service counter: what the entity brings on paper is filed for it; slips are scanned."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.cases.record import Act, about_in, record
from goodstanding.actions.counter.faults_counter import (
    INTERESTED_HERE,
    NO_COUNTER,
    NO_PAPER,
)
from goodstanding.actions.counter.identity import Seen, identified, tell_party
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Event
from goodstanding.store.cases.folded import fold_data
from goodstanding.store.cases.read import COUNTER, read_case
from goodstanding.store.ledger.append import numbering_lock

RECEIVING = "receiving"
PAPER_MOST = 200


def file_at_counter(
    procedure: str,
    kind: str,
    about: str,
    *,
    paper: str,
    seen: Seen,
    acting: Acting,
    form: Mapping[str, str],
    on: date,
    policy: Policy,
    seed: str,
    department: str = "",
) -> int:
    """Open a case for the entity from what it brought to the counter; return the case's id.

    The entity is the party as if it had sent the form itself; the officer only wrote it down,
    in an office that receives, and says by which paper and what showed that it is the entity.
    """
    act = Act(acting, on, policy, seed)
    where = f"{procedure}/{kind}:{about}"
    if not paper.strip() or len(paper) > PAPER_MOST:
        raise Refused(NO_PAPER.at(where, most=PAPER_MOST))
    with transaction.atomic():
        numbering_lock()
        thing = about_in(kind, about, act=act, department=department, contested=())
        actor = actor_on(acting, thing.department, on=on, policy=policy)
        if RECEIVING not in actor.offices:
            raise Refused(NO_COUNTER.at(where))
        kept = identified(seen, thing.subject, thing.department, actor, where, on=on, policy=policy)
        speaking = Acting(acting.account, "", frozenset({thing.subject}))
        case_id = open_case(
            procedure,
            kind,
            about,
            acting=speaking,
            form=form,
            on=on,
            policy=policy,
            seed=seed,
            department="" if department == "" else thing.department,
        )
        data = read_case(case_id)
        if data is None or actor.persons & data.interested:
            raise Refused(INTERESTED_HERE.at(where))
        stood_for = ",".join(sorted(actor.deputy_for))
        said = {"paper": paper.strip(), **kept}
        slip = record(data, Event(0, COUNTER, actor.id, on, said, stood_for), act)
        tell_party(fold_data(data, policy=policy), slip, said)
        return case_id
