"""What those who signed in do: begin a case, take a step, speak about a hearing, serve a letter.

Every act is the same action that the command line calls; what it refuses stands beside the form,
and what was typed stays.
"""

import secrets
from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goodstanding.actions.case import note_hearing, open_case, take_step
from goodstanding.actions.case_actor import Acting, actor_in
from goodstanding.actions.serve import LADDER_OF_MODES, serve
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import OPEN
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import engine
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person, thing_named
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.person import actings, choices, hearings, is_party, openings
from goodstanding.web.desk.views import seen_case, seen_letter, thing_in, today
from goodstanding.web.pages.case import letter_row
from goodstanding.web.pages.case_words import department_words, hearing_words, thing_words
from goodstanding.web.pages.desk import choice_row
from goodstanding.web.pages.form import as_form, field_faults, fields, said_of, typed
from goodstanding.web.pages.letter import mode_choices, paragraphs
from goodstanding.web.rendering import render_page

SEED_BYTES = 32
DIGITS_MOST = 8
CREDIT_OFFICE = "credit_office"
POSTED = require_http_methods(["GET", "HEAD", "POST"])


def seed() -> str:
    """Return chance for one act."""
    return secrets.token_hex(SEED_BYTES)


def seen_until(request: HttpRequest) -> int:
    """Return the last event that the person had before them; 0 where the form does not say."""
    said = request.POST.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= DIGITS_MOST else 0


def to_case(language: Language, case_id: int, number: int) -> HttpResponseBase:
    """Go on to the case, which says what was done and what comes next."""
    return redirect(f"{reverse('case', args=[language, case_id])}?done={number}")


@POSTED
@for_persons
def step(
    request: HttpRequest, language: Language, person: Person, case_id: int, step: str
) -> HttpResponseBase:
    """Show the form of a step, or take it."""
    policy, on = load_policy(), today()
    view = seen_case(person, case_id, on=on, policy=policy)
    if step in hearings(person, view, on=on, policy=policy):
        return _hearing(request, language, person, view, step)
    choice = next(
        (one for one in choices(person, view, on=on, policy=policy) if one.step.id == step), None
    )
    if choice is None or choice.acting is None:
        faults = [choice.refusal] if choice and choice.refusal else _forged(person, view, step, on)
        return _refused(request, language, person, view, faults)
    found, rules = choice.step, view.folded.policy
    values = typed(found, request.POST)
    wrong: Mapping[str, Fault] = {}
    faults = []
    if request.method == "POST":
        form = as_form(found, values, rules)
        wrong = field_faults(found, form, rules)
        if not wrong:
            try:
                number = take_step(
                    case_id,
                    step,
                    acting=choice.acting,
                    form=form,
                    on=on,
                    policy=policy,
                    seed=seed(),
                    seen=seen_until(request),
                )
            except Refused as refused:
                faults = list(refused.faults)
            else:
                return to_case(language, case_id, number)
    thing = thing_in(view)
    context = {
        "person": person,
        "row": choice_row(found, None, view, language),
        "case_id": case_id,
        "reference": view.data.reference,
        "case_title": view.title.in_(language),
        "about": thing_words(thing, policy, language),
        "entity": thing.entity,
        "fields": fields(found, values, wrong, thing=thing, policy=rules, language=language),
        "faults": said_of(faults, language),
        "wrong": bool(wrong or faults),
        "seen": view.data.events[-1].number,
    }
    status = 409 if faults else 400 if wrong else 200
    return render_page(request, "step.html", language, context, status=status)


def _forged(person: Person, view: CaseView, step: str, on: date) -> list[Fault]:
    """Return why a step that is not offered cannot be taken, as the engine says it."""
    folded = view.folded
    for acting in actings(person, view.data.subject, folded.policy):
        actor = actor_in(acting, view.data.department, policy=folded.policy)
        try:
            engine.take(folded.procedure, folded.case, step, actor, {}, on=on, policy=folded.policy)
        except Refused as refused:
            return list(refused.faults)
    return []


def _refused(
    request: HttpRequest,
    language: Language,
    person: Person,
    view: CaseView,
    faults: list[Fault],
) -> HttpResponse:
    """Say why a step may not be taken; nothing was done."""
    context = {
        "person": person,
        "case_id": view.data.id,
        "reference": view.data.reference,
        "case_title": view.title.in_(language),
        "faults": said_of(faults, language),
    }
    return render_page(request, "step_refused.html", language, context, status=403)


def _hearing(
    request: HttpRequest, language: Language, person: Person, view: CaseView, what: str
) -> HttpResponseBase:
    """Ask before a hearing is requested or waived, or note it."""
    policy, on = load_policy(), today()
    faults: list[Fault] = []
    if request.method == "POST":
        (acting,) = actings(person, view.data.subject, policy)
        try:
            number = note_hearing(
                view.data.id,
                what.partition(":")[2],
                acting=acting,
                form={},
                on=on,
                policy=policy,
                seed=seed(),
                seen=seen_until(request),
            )
        except Refused as refused:
            faults = list(refused.faults)
        else:
            return to_case(language, view.data.id, number)
    thing = thing_in(view)
    context = {
        "person": person,
        "row": {"step": what, "title": hearing_words(what), "consequences": ()},
        "case_id": view.data.id,
        "reference": view.data.reference,
        "case_title": view.title.in_(language),
        "about": thing_words(thing, policy, language),
        "entity": thing.entity,
        "fields": (),
        "faults": said_of(faults, language),
        "wrong": bool(faults),
        "seen": view.data.events[-1].number,
    }
    return render_page(request, "step.html", language, context, status=409 if faults else 200)


@POSTED
@for_persons
def begin(
    request: HttpRequest,
    language: Language,
    person: Person,
    procedure: str,
    kind: str,
    about: str,
) -> HttpResponseBase:
    """Show the form by which the entity begins a case, or begin it."""
    policy, on = load_policy(), today()
    try:
        thing = thing_named(kind, about)
    except Refused:
        raise Http404 from None
    offered = openings(person, thing, on=on, policy=policy)
    chosen = next((one for one in offered if one.id == procedure), None)
    if chosen is None:
        return redirect("ask", language, kind, about)
    found = chosen.steps[OPEN]
    values = typed(found, request.POST)
    wrong: Mapping[str, Fault] = {}
    faults: list[Fault] = []
    department = thing.department or _answering(policy)
    if request.method == "POST":
        form = as_form(found, values, policy)
        wrong = field_faults(found, form, policy)
        if not wrong:
            try:
                case_id = open_case(
                    procedure,
                    kind,
                    about,
                    acting=Acting(person.login, "", person.party_to),
                    form=form,
                    on=on,
                    policy=policy,
                    seed=seed(),
                    department="" if thing.department else department,
                )
            except Refused as refused:
                faults = list(refused.faults)
            else:
                return to_case(language, case_id, 1)
    context = {
        "person": person,
        "title": chosen.title.in_(language),
        "procedure": procedure,
        "thing": thing,
        "about": thing_words(thing, policy, language),
        "department": department_words(department, policy, language),
        "fields": fields(found, values, wrong, thing=thing, policy=policy, language=language),
        "faults": said_of(faults, language),
        "wrong": bool(wrong or faults),
    }
    status = 409 if faults else 400 if wrong else 200
    return render_page(request, "begin.html", language, context, status=status)


def _answering(policy: Policy) -> str:
    """Return who answers what no department holds, such as a grade: the credit office."""
    offices = (one for one in policy.offices.values() if CREDIT_OFFICE in one.duties)
    return next((one.department or one.id for one in offices), "")


@POSTED
@for_persons
def letter(
    request: HttpRequest, language: Language, person: Person, letter_id: int
) -> HttpResponseBase:
    """Show a letter as it is sent, in the language of the page; officers note its service."""
    policy, on = load_policy(), today()
    view, found = seen_letter(person, letter_id, on=on, policy=policy)
    party = is_party(person, view.data)
    acting = _server(person, view, policy)
    form = {
        name: request.POST.get(name, "").strip()
        for name in ("mode", "recipient", "agent", "day", "proof", "outcome")
    }
    faults: list[Fault] = []
    bad_day = False
    if request.method == "POST":
        if party or acting is None:
            raise Http404
        day = _day(form["day"])
        bad_day = day is None
        if day is not None:
            try:
                number = _note_service(letter_id, form, day, acting, on=on, policy=policy)
            except Refused as refused:
                faults = list(refused.faults)
            else:
                return to_case(language, view.data.id, number)
    else:
        form |= {"recipient": view.data.subject.partition(":")[2], "day": on.isoformat()}
    context = {
        "person": person,
        "case_id": view.data.id,
        "reference": view.data.reference,
        "row": letter_row(view, found, language),
        "paragraphs": paragraphs(found, language),
        "department": department_words(found.department, policy, language),
        "can_serve": not party and acting is not None and not found.served and not found.recalled,
        "modes": mode_choices(LADDER_OF_MODES),
        "form": form,
        "bad_day": bad_day,
        "last_day": on,
        "first_day": found.day,
        "faults": said_of(faults, language),
    }
    status = 409 if faults else 400 if bad_day else 200
    return render_page(request, "letter.html", language, context, status=status)


def _server(person: Person, view: CaseView, policy: Policy) -> Acting | None:
    """Return as whom a person may note the service of a case's letters."""
    department = view.data.department
    return next(
        (
            one
            for one in actings(person, view.data.subject, policy)
            if actor_in(one, department, policy=policy).offices - {one.office}
        ),
        None,
    )


def _note_service(
    letter_id: int,
    form: Mapping[str, str],
    day: date,
    acting: Acting,
    *,
    on: date,
    policy: Policy,
) -> int:
    """Note that a letter was served, or that it could not be; return the event's number."""
    return serve(
        letter_id,
        mode=form["mode"],
        recipient=form["recipient"],
        agent=form["agent"],
        day=day,
        proof=form["proof"],
        delivered=form["outcome"] != "failed",
        acting=acting,
        on=on,
        policy=policy,
        seed=seed(),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
