"""Drafts of steps: kept as they are typed, put forward, remarked on, returned, signed by another.

A draft moves no case. Each act on it is a note (decision 0245); the last one says how it stands.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.actions.cases.acts import take_step
from goodstanding.actions.cases.door import NAMES, at_the_door
from goodstanding.actions.cases.faults_drafts import (
    DRAFT_CHANGED,
    NO_DRAFT,
    NO_STEP_HERE,
    NOT_PUT_FORWARD,
    NOT_REVIEWER,
    OTHERS_DRAFT,
    OWN_DRAFT,
)
from goodstanding.actions.cases.file_look import cited_named
from goodstanding.actions.cases.handing import Line, keep_receipt
from goodstanding.actions.cases.record import Act, locked, officer
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.policy.procedure_shape import OPEN
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Actor
from goodstanding.core.procedures.forms import form_faults
from goodstanding.store.cases.drafts import (
    FORWARD,
    RETURNED,
    REVIEW,
    REVIEWED,
    SAVED,
    SIGNED,
    draft_of,
)
from goodstanding.store.cases.faults_cases import MOVED_ON, NO_REASONS
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.notes import DRAFT, add_note
from goodstanding.store.ledger.append import numbering_lock

LEGAL = "legal_review"
Form = Mapping[str, str]


def save_draft(
    case_id: int,
    step: str,
    *,
    form: Form,
    acting: Acting,
    on: date,
    policy: Policy,
    forward: bool = False,
    legal: bool = False,
) -> int:
    """Keep a draft of a step as it is typed, holes and all; return the note's number.

    `forward`: put it forward for signature, which needs the whole form · `legal`: to the legal
    reviewer first. Whoever put a draft forward changes it no more until it is returned; what is
    returned after the legal reviewer had it goes there again.
    """
    act = Act(acting, on, policy, "")
    named, form = cited_named(case_id, form.get(NAMES, ""), form), at_the_door(form)
    with transaction.atomic():
        folded, actor, where = _there(case_id, step, act)
        if named:
            raise Refused(*named)
        found = draft_of(case_id, step)
        if found is not None and found.state in (FORWARD, REVIEW, REVIEWED):
            raise Refused(NOT_PUT_FORWARD.at(where, state=found.state))
        if found is not None and found.state == SAVED and not actor.persons & found.preparers:
            raise Refused(OTHERS_DRAFT.at(where, actor=found.preparer))
        known = folded.procedure.steps[step]
        said = {name: form.get(name, "").strip() for name in known.needs}
        if forward:
            faults = form_faults(folded.policy, known, said, where)
            if faults:
                raise Refused(*faults)
        legal = legal or (found is not None and found.owes_review)
        state = (REVIEW if legal else FORWARD) if forward else SAVED
        return _keep(folded, step, state, actor, act, form=said)


def remark(
    case_id: int,
    step: str,
    *,
    words: str,
    acting: Acting,
    on: date,
    policy: Policy,
    returned: bool = False,
) -> int:
    """Remark on a draft that was put forward; `returned`: its preparer mends it first.

    A draft with the legal reviewer is remarked on in that office, and then waits for signature.
    """
    act = Act(acting, on, policy, "")
    with transaction.atomic():
        folded, actor, where = _there(case_id, step, act)
        found = draft_of(case_id, step)
        if found is None or found.state not in (FORWARD, REVIEW, REVIEWED):
            raise Refused(NO_DRAFT.at(where))
        if actor.persons & found.preparers:
            raise Refused(OWN_DRAFT.at(where, actor=found.preparer))
        if not words.strip():
            raise Refused(NO_REASONS.at(where))
        if found.state == REVIEW and LEGAL not in actor.offices:
            raise Refused(NOT_REVIEWER.at(where))
        state = RETURNED if returned else REVIEWED if found.state == REVIEW else found.state
        return _keep(folded, step, state, actor, act, words=words.strip())


def sign_draft(
    case_id: int,
    step: str,
    *,
    acting: Acting,
    on: date,
    policy: Policy,
    seed: str,
    read: int | None = None,
) -> int:
    """Take a step with the form that another prepared, unchanged; return the event's number.

    Refused where the case has moved on since the form was put forward: nobody signs what was
    written about another state of things. `read`: the number of the draft that was read; refused
    where it was returned and put forward anew since.
    """
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded, actor, where = _there(case_id, step, act)
        found = draft_of(case_id, step)
        if found is None or found.state not in (FORWARD, REVIEWED):
            raise Refused(NO_DRAFT.at(where))
        if actor.persons & found.preparers:
            raise Refused(OWN_DRAFT.at(where, actor=found.preparer))
        if read is not None and read != found.number:
            raise Refused(DRAFT_CHANGED.at(where, actor=found.preparer, day=found.day))
        if found.seen != len(folded.data.counted):
            last = folded.data.events[-1]
            raise Refused(MOVED_ON.at(where, actor=last.actor, day=last.day, step=last.step))
        number = take_step(
            case_id, step, acting=acting, form=found.form, on=on, policy=policy, seed=seed
        )
        _keep(folded, step, SIGNED, actor, act)
        return number


def sign_many(
    chosen: Sequence[tuple[int, str]],
    *,
    actings: Mapping[int, Acting],
    on: date,
    policy: Policy,
    seed: str,
    read: Mapping[tuple[int, str], int] | None = None,
) -> tuple[int, tuple[Line, ...]]:
    """Sign many drafts, each in its own transaction; return one receipt and what became of each.

    `actings`: as whom, by case · `read`: which draft was read, by case and step. One that is
    refused stays as it was, and the others go through.
    """
    lines = []
    for case_id, step in chosen:
        try:
            event = sign_draft(
                case_id,
                step,
                acting=actings[case_id],
                on=on,
                policy=policy,
                seed=seed,
                read=None if read is None else read.get((case_id, step), 0),
            )
        except Refused as refused:
            lines.append(Line(case_id, 0, refused.faults))
        else:
            lines.append(Line(case_id, event))
    first = actings[chosen[0][0]]
    return keep_receipt(lines, {"act": "sign"}, Act(first, on, policy, seed)), tuple(lines)


def prepare_many(
    forms: Mapping[int, Form],
    step: str,
    *,
    actings: Mapping[int, Acting],
    on: date,
    policy: Policy,
    legal: bool = False,
) -> dict[int, tuple[Fault, ...]]:
    """Put one step of many cases forward, each with its own form; return by case what refused it.

    What is refused for a hole in its form is kept as typed, so that nothing is typed twice.
    """
    found: dict[int, tuple[Fault, ...]] = {}
    for case_id, form in forms.items():
        given = {"form": form, "acting": actings[case_id], "on": on, "policy": policy}
        try:
            save_draft(case_id, step, forward=True, legal=legal, **given)  # type: ignore[arg-type]
        except Refused as refused:
            found[case_id] = refused.faults
            try:
                save_draft(case_id, step, **given)  # type: ignore[arg-type]
            except Refused:
                continue
        else:
            found[case_id] = ()
    return found


def may_prepare(actor: Actor, folded: Folded) -> bool:
    """Return whether an officer may prepare or remark: a duty in the case, and no bar."""
    opening = folded.case.opening
    barred = opening.barred | opening.challenged
    return not actor.names & barred and opening.subject not in actor.party_to


def _there(case_id: int, step: str, act: Act) -> tuple[Folded, Actor, str]:
    """Return a locked case and the officer, where the step leaves its state and is an office's."""
    folded = locked(case_id, policy=act.policy)
    where = f"{folded.data.reference}/{step}"
    department = folded.data.department
    actor = actor_on(act.acting, department, on=act.on, policy=act.policy)
    officer(folded, actor, step, on=act.on)
    known = folded.procedure.steps.get(step)
    if (
        known is None
        or step == OPEN
        or folded.case.state not in known.comes_from
        or folded.procedure.roles[known.by].party
        or not may_prepare(actor, folded)
    ):
        raise Refused(NO_STEP_HERE.at(where, step=step))
    return folded, actor, where


def _keep(
    folded: Folded,
    step: str,
    state: str,
    actor: Actor,
    act: Act,
    *,
    form: Form | None = None,
    words: str = "",
) -> int:
    """Add what was done with a draft."""
    said = {
        "step": step,
        "state": state,
        "seen": str(len(folded.data.counted)),
        "words": words,
        "deputy_for": ",".join(sorted(actor.deputy_for)),
        **{f"form.{name}": value for name, value in (form or {}).items()},
    }
    numbering_lock()
    return add_note(
        DRAFT,
        account=actor.id,
        case_id=folded.data.id,
        actor=actor.id,
        office=act.acting.office,
        on=act.on,
        said=said,
    )
