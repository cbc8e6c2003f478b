"""Acts on cases: open, take a step, hear, move to later rules. Each one transaction.

Of several who act on one case at once exactly one is first; the others read what it did and are
judged by that, or, where they say what they had `seen`, are told that the case has moved on.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.actions.cases.door import NAMES, at_the_door, tips_in
from goodstanding.actions.cases.fallen_grounds import check_ground
from goodstanding.actions.cases.file import rests_on_the_file
from goodstanding.actions.cases.file_look import cited_named
from goodstanding.actions.cases.listing_check import check_listing
from goodstanding.actions.cases.measures import guard_step
from goodstanding.actions.cases.party import as_told_to
from goodstanding.actions.cases.pledge_check import check_pledge
from goodstanding.actions.cases.protection import PROTECT, protective_items
from goodstanding.actions.cases.record import (
    Act,
    about_in,
    given,
    locked,
    open_file,
    opening,
    procedure_in_force,
    record,
)
from goodstanding.actions.cases.redress_check import check_redress
from goodstanding.actions.cases.relisting import check_restored
from goodstanding.actions.cases.restoration_check import check_bounds
from goodstanding.actions.cases.review_check import check_review
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import OPEN
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import engine, notes
from goodstanding.core.procedures.case_shape import Outcome
from goodstanding.core.procedures.evidence import cited_faults
from goodstanding.core.procedures.versions import move_version
from goodstanding.store.cases.evidence import files_in
from goodstanding.store.cases.folded import Folded
from goodstanding.store.ledger.append import numbering_lock

Form = Mapping[str, str]


def open_case(
    procedure_id: str,
    kind: str,
    about_id: str,
    *,
    acting: Acting,
    form: Form,
    on: date,
    policy: Policy,
    seed: str,
    contested: Iterable[str] = (),
    department: str = "",
) -> int:
    """Open a case under the version in force; return its id.

    `contested` names who took part in the contested act, besides those whom the ledger knows;
    `department` whose case it is, where what it is about belongs to none.
    """
    act = Act(acting, on, policy, seed)
    form = at_the_door(form) if acting.office else form
    with transaction.atomic():
        numbering_lock()
        thing = about_in(kind, about_id, act=act, department=department, contested=contested)
        procedure = procedure_in_force(procedure_id, on, policy)
        actor = actor_on(acting, thing.department, on=on, policy=policy)
        check_pledge(procedure.id, thing.subject, form, on=on, policy=policy)
        begun = engine.begin(
            procedure, opening(procedure, thing), actor, form, on=on, policy=policy
        )
        check_redress(procedure.id, thing, policy=policy)
        check_review(procedure, thing, begun.event.form, policy=policy)
        check_restored(procedure, thing, on=on)
        named = {"department": thing.department, "where": f"{kind}:{thing.id}"}
        check_listing(procedure, OPEN, begun.event.form, **named, on=on, policy=policy)
        first = procedure.steps.get(OPEN)
        tips = tips_in(policy, first, form, f"{thing.kind}:{thing.id}") if first else []
        if tips:
            raise Refused(*tips)
        if any(one.do == PROTECT for one in begun.effects):
            protective_items(policy, begun.event.form, begun.event.step)
        return open_file(thing, procedure, begun.event, begun.effects, act)


def take_step(
    case_id: int,
    step: str,
    *,
    acting: Acting,
    form: Form,
    on: date,
    policy: Policy,
    seed: str,
    seen: int | None = None,
) -> int:
    """Take a step of a case; return the event's number.

    `seen`: the number of the last event that the actor had seen; refused where there is a later
    one. Letters are drafted and effects performed at once, but for those that burden: they wait
    for the service of the step's letter.
    """
    act = Act(acting, on, policy, seed)
    named = cited_named(case_id, form.get(NAMES, "") if acting.office else "", form)
    form = at_the_door(form) if acting.office else form
    with transaction.atomic():
        folded = locked(case_id, policy=policy, seen=seen, party=not acting.office)
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)

        def judge(of: Folded) -> Outcome:
            return engine.take(of.procedure, of.case, step, actor, form, on=on, policy=of.policy)

        with as_told_to(acting, folded, judge):
            outcome = judge(folded)
        taken, where = folded.procedure.steps[step], f"{folded.data.reference}/{step}"
        faults = rests_on_the_file(folded, taken, form)
        faults += tips_in(policy, taken, form, where)
        faults += named
        if faults:
            raise Refused(*faults)
        _cites(folded, form)
        numbering_lock()  # before the guard looks: no other case ends a record meanwhile
        said = given(folded, outcome.event)
        kept = {"department": folded.data.department, "where": folded.data.reference}
        check_listing(folded.procedure, step, said, **kept, on=on, policy=policy)
        check_bounds(folded, step, said, on=on, policy=policy)
        check_ground(folded, step, policy=policy)
        guard_step(folded, step, said, on=on, policy=policy)
        due = [one for one in outcome.effects if one.waits_for is None]
        return record(folded.data, outcome.event, act, effects=due, letters=outcome.letters)


def _cites(folded: Folded, form: Form) -> None:
    """Refuse a form whose evidence cites a file that the case has not."""
    files = {one.number: one.erased for one in files_in(folded.data)}
    faults = list(cited_faults(folded.policy, form, files, folded.data.reference))
    if faults:
        raise Refused(*faults)


def note_hearing(
    case_id: int,
    what: str,
    *,
    acting: Acting,
    form: Form,
    on: date,
    policy: Policy,
    seed: str,
    seen: int | None = None,
) -> int:
    """Note that a hearing is `requested` or `waived` by the party, or was `held`."""
    with transaction.atomic():
        folded = locked(case_id, policy=policy, seen=seen, party=not acting.office)
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        rules = folded.policy
        with as_told_to(acting, folded):
            event = notes.hearing(
                folded.procedure, folded.case, f"hearing:{what}", actor, form, on=on, policy=rules
            )
        numbering_lock()
        return record(folded.data, event, Act(acting, on, policy, seed))


def move(
    case_id: int,
    to: date,
    *,
    acting: Acting,
    form: Form,
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Move a running case to a later version of its procedure: a milder one, or by a transition."""
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        event = move_version(folded.case, to, actor, form, on=on, policy=policy)
        numbering_lock()
        return record(folded.data, event, Act(acting, on, policy, seed))
