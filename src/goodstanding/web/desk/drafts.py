"""Drafts on pages: kept at every press of a button, read as the entity will, signed by another."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from goodstanding.actions.cases.actor import Acting, actor_in
from goodstanding.actions.cases.drafts import (
    LEGAL,
    may_prepare,
    remark,
    save_draft,
    sign_draft,
    sign_many,
)
from goodstanding.actions.cases.preview import preview
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.procedure_shape import OPEN, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.drafts import WAITING, Draft, draft_of
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.acts import POSTED, to_case
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.offices import officer_only
from goodstanding.web.desk.person import actings, choices, is_party
from goodstanding.web.desk.sending import WORDS_MOST, number_of, seed
from goodstanding.web.desk.views import seen_case, thing_in
from goodstanding.web.desk.waiting import lanes_of
from goodstanding.web.pages.discretion import discretion
from goodstanding.web.pages.drafts import as_typed, draft_page, lane_rows
from goodstanding.web.pages.evidence import file_lines, file_rows
from goodstanding.web.pages.form import as_form, fields, said_of, typed
from goodstanding.web.pages.letter import parts_of
from goodstanding.web.rendering import render_page

PREPARING = ("save", "look", "forward", "legal")
"""Buttons of who prepares; each keeps what was typed."""


@dataclass(frozen=True, slots=True)
class At:
    """Where a draft is made: the case on a day, the step, and as whom the person looks at it."""

    view: CaseView
    step: ProcedureStep
    acting: Acting
    found: Draft | None
    on: date
    policy: Policy


@POSTED
@for_persons
def draft(
    request: HttpRequest, language: Language, person: Person, case_id: int, step: str
) -> HttpResponseBase:
    """Show the draft of a step, or do what a button says: keep, look, put forward, sign, return."""
    at = _at(person, case_id, step)
    rules = at.view.folded.policy
    values = as_typed(at.step, at.found.form if at.found else {}, rules)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        pressed = request.POST.get("do", "save")
        preparing = pressed in PREPARING
        values = typed(at.step, request.POST) if preparing else values
        try:
            onward = _pressed(request, at, person, pressed, values)
        except Refused as refused:
            faults = refused.faults
            if preparing and pressed != "save":
                _kept(at, values)
        else:
            if onward:
                return to_case(language, case_id, onward)
            here = reverse("draft", args=[language, case_id, step])
            return redirect(f"{here}?kept=yes#letter" if pressed == "look" else f"{here}?kept=yes")
        at = _at(person, case_id, step)
    thing = thing_in(at.view)
    letter, lacking = _letter(at, values, person)
    page = draft_page(at.view, at.step, at.found, thing, policy=at.policy, language=language)
    waits = at.found is not None and at.found.state in WAITING
    own = at.found is not None and person.login in at.found.preparers
    context = {
        "person": person,
        "page": page,
        "discretion": discretion(
            at.view, at.step, values, on=today(), policy=load_policy(), language=language
        ),
        "fields": fields(
            at.step,
            values,
            {},
            thing=thing,
            policy=rules,
            language=language,
            files=file_lines(file_rows(at.view, language, party=False)),
        ),
        "faults": said_of(faults, language),
        "wrong": bool(faults),
        "waits": waits,
        "own": own,
        "can_sign": waits and not own and _signer(at, person) is not None,
        "read": at.found.number if at.found else 0,
        "kept": request.GET.get("kept") == "yes",
        "letter": parts_of(letter.in_(language)) if letter else (),
        "lacking": said_of(lacking, language),
    }
    return render_page(request, "draft.html", language, context, status=409 if faults else 200)


def _at(person: Person, case_id: int, step: str) -> At:
    """Return where a draft is made, or answer as if there were none."""
    policy, on = load_policy(), today()
    view = seen_case(person, case_id, on=on, policy=policy)
    acting = preparer(person, view, step, policy)
    if acting is None:
        raise Http404
    known = view.folded.procedure.steps[step]
    return At(view, known, acting, draft_of(case_id, step), on, policy)


def preparer(person: Person, view: CaseView, step: str, policy: Policy) -> Acting | None:
    """Return as whom a person prepares or reads the draft of a step, or None."""
    folded = view.folded
    known = folded.procedure.steps.get(step)
    if (
        known is None
        or step == OPEN
        or is_party(person, view.data)
        or folded.case.state not in known.comes_from
        or folded.procedure.roles[known.by].party
    ):
        return None
    for acting in actings(person, view.data.subject, policy):
        actor = actor_in(acting, view.data.department, policy=policy)
        if actor.duties and may_prepare(actor, folded):
            return acting
    return None


def _reviewer(at: At, person: Person) -> Acting:
    """Return as whom a person remarks: in the legal review office where they hold it."""
    for acting in actings(person, at.view.data.subject, at.policy):
        if LEGAL in actor_in(acting, at.view.data.department, policy=at.policy).offices:
            return acting
    return at.acting


def _signer(at: At, person: Person) -> Acting | None:
    """Return as whom a person may take the step, as the engine says, or None."""
    found = choices(person, at.view, on=at.on, policy=at.policy)
    return next((one.acting for one in found if one.step.id == at.step.id), None)


def _pressed(
    request: HttpRequest, at: At, person: Person, pressed: str, values: Mapping[str, str]
) -> int:
    """Do what a button says; return the event of a signature, 0 of all else."""
    case_id, step = at.view.data.id, at.step.id
    given = {"on": at.on, "policy": at.policy}
    if pressed == "sign":
        signer = _signer(at, person) or at.acting
        read = number_of(request.POST.get("read", ""))
        return sign_draft(case_id, step, acting=signer, seed=seed(), read=read, **given)  # type: ignore[arg-type]
    if pressed in ("remark", "return"):
        remark(
            case_id,
            step,
            words=request.POST.get("words", "")[:WORDS_MOST],
            acting=_reviewer(at, person),
            on=at.on,
            policy=at.policy,
            returned=pressed == "return",
        )
        return 0
    save_draft(
        case_id,
        step,
        form=as_form(at.step, values, at.view.folded.policy),
        acting=at.acting,
        on=at.on,
        policy=at.policy,
        forward=pressed in ("forward", "legal"),
        legal=pressed == "legal",
    )
    return 0


def _kept(at: At, values: Mapping[str, str]) -> None:
    """Keep what was typed though it could not be put forward."""
    form = as_form(at.step, values, at.view.folded.policy)
    try:
        save_draft(
            at.view.data.id, at.step.id, form=form, acting=at.acting, on=at.on, policy=at.policy
        )
    except Refused:
        return


def _letter(
    at: At, values: Mapping[str, str], person: Person
) -> tuple[Text | None, tuple[Fault, ...]]:
    """Return the letter as the entity will read it, or what it still lacks."""
    form = as_form(at.step, values, at.view.folded.policy)
    signer = _signer(at, person) or at.acting
    try:
        return (
            preview(
                at.view.folded,
                at.step,
                form,
                account=signer.account,
                office=signer.office,
                on=at.on,
                policy=at.policy,
            ),
            (),
        )
    except Refused as refused:
        return None, refused.faults


@POSTED
@for_persons
def drafts(request: HttpRequest, language: Language, person: Person) -> HttpResponseBase:
    """Show the drafts that wait for a person by lane, or sign those that they chose."""
    policy, on = load_policy(), today()
    officer_only(person, policy)
    lanes = lanes_of(person, on=on, policy=policy)
    nothing = False
    if request.method == "POST":
        parts = [one.rpartition(":") for one in request.POST.getlist("draft")]
        asked = {named: number_of(number) for named, _colon, number in parts}
        chosen = [one for one in lanes.waiting if f"{one.draft.case_id}:{one.draft.step}" in asked]
        nothing = not chosen
        if chosen:
            number, _lines = sign_many(
                [(one.draft.case_id, one.draft.step) for one in chosen],
                read={
                    (one.draft.case_id, one.draft.step): asked[
                        f"{one.draft.case_id}:{one.draft.step}"
                    ]
                    for one in chosen
                },
                actings={one.draft.case_id: one.acting for one in chosen},
                on=on,
                policy=policy,
                seed=seed(),
            )
            return redirect("receipt", language, number)
    context = {
        "person": person,
        "nothing": nothing,
        "sign": lane_rows(lanes.sign, policy=policy, language=language),
        "review": lane_rows(lanes.review, policy=policy, language=language),
        "mine": lane_rows(lanes.mine, policy=policy, language=language),
        "others": lane_rows(lanes.others, policy=policy, language=language),
        "prepared": number_of(request.GET.get("prepared", "")),
    }
    return render_page(request, "drafts.html", language, context, status=400 if nothing else 200)
