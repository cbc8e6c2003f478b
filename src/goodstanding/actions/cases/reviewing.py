"""Dated reviews are opened: by an officer who took no part, or by themselves before their day.

What owes one is found by reading; nobody has to remember it, and no day is chosen.
"""

from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.cases.record import Act, about_in, open_file
from goodstanding.actions.cases.review_check import DAY
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import OPEN, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Event
from goodstanding.core.procedures.versions import in_force
from goodstanding.store.cases.faults_cases import NOTHING_TO_REVIEW, RUNS_ALREADY
from goodstanding.store.cases.reviews import Owed, ahead_of, owed_by, owed_until
from goodstanding.store.ledger.append import numbering_lock


def open_review(case_id: int, *, acting: Acting, on: date, policy: Policy, seed: str) -> int:
    """Open the review that what a case decided owes; return the review's id."""
    owed = owed_by([case_id], policy=policy).get(case_id)
    procedure = _reviewing(owed, on, policy) if owed else None
    if owed is None or procedure is None:
        raise Refused(NOTHING_TO_REVIEW.at(f"case:{case_id}"))
    if owed.running is not None:
        raise Refused(RUNS_ALREADY.at("case", case=owed.running))
    form = {DAY: owed.day.isoformat()}
    return open_case(
        procedure.id,
        owed.kind,
        owed.about,
        acting=acting,
        form=form,
        on=on,
        policy=policy,
        seed=seed,
    )


def open_reviews(*, on: date, policy: Policy, seed: str, department: str = "") -> tuple[int, ...]:
    """Open by themselves the reviews that are due soon or late; return the cases."""
    opened = []
    for owed in owed_until(ahead_of(on, policy=policy), policy=policy, department=department):
        with transaction.atomic():
            numbering_lock()
            still = owed_by([owed.case_id], policy=policy).get(owed.case_id)
            if still is None or still.running is not None:  # somebody was faster
                continue
            procedure = _reviewing(still, on, policy)
            if procedure is not None:
                opened.append(_open(still, procedure, Act(BY_TIME, on, policy, seed)))
    return tuple(opened)


def _open(owed: Owed, procedure: Procedure, act: Act) -> int:
    thing = about_in(owed.kind, owed.about, act=act, department=owed.department, contested=())
    event = Event(1, OPEN, act.acting.account, act.on, {DAY: owed.day.isoformat()})
    return open_file(thing, procedure, event, procedure.steps[OPEN].gives, act)


def _reviewing(owed: Owed, on: date, policy: Policy) -> Procedure | None:
    """Return the procedure in force by which something is reviewed, or None."""
    known = (in_force(policy, name, on) for name in policy.procedures)
    return next((one for one in known if one and one.reviews and owed.kind in one.about), None)
