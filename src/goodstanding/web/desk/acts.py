"""What those who signed in do: begin a case, take a step, speak about a hearing.

Every act is the same action that the command line calls; what it refuses stands beside the form,
and what was typed stays.
"""

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goodstanding.actions.cases.actor import actor_in, department_of
from goodstanding.actions.cases.acts import note_hearing, open_case, take_step
from goodstanding.actions.cases.door import NAMES
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import OPEN, ProcedureStep
from goodstanding.core.procedures import engine
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.person import actings, answering, choices, hearings, is_party, openings
from goodstanding.web.desk.sending import WORDS_MOST, Sent, matter_in, number_of, seed, sent
from goodstanding.web.desk.views import asked_about, seen_case, thing_in, told_of
from goodstanding.web.pages.case_words import (
    case_number,
    department_words,
    hearing_words,
    thing_words,
)
from goodstanding.web.pages.desk import choice_row
from goodstanding.web.pages.discretion import discretion
from goodstanding.web.pages.evidence import file_lines, file_rows
from goodstanding.web.pages.form import fields, said_of
from goodstanding.web.pages.offers import pledged
from goodstanding.web.rendering import render_page

POSTED = require_http_methods(["GET", "HEAD", "POST"])


def seen_until(request: HttpRequest) -> int:
    """Return the last event that the person had before them; 0 where the form does not say."""
    return number_of(request.POST.get("seen", ""))


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
    acting = choice.acting

    def act(form: dict[str, str]) -> int:
        named = {NAMES: request.POST.get(NAMES, "")[:WORDS_MOST]} if acting.office else {}
        return take_step(
            case_id,
            step,
            acting=acting,
            form=form | named,
            on=on,
            policy=policy,
            seed=seed(),
            seen=seen_until(request),
        )

    given = sent(request, choice.step, view.folded.policy, act)
    if given.done is not None:
        return to_case(language, case_id, given.done)
    row = choice_row(choice.step, None, view, language)
    return _step_page(request, language, person, view, given, row=row, found=choice.step)


def _step_page(
    request: HttpRequest,
    language: Language,
    person: Person,
    view: CaseView,
    given: Sent,
    *,
    row: object,
    found: ProcedureStep | None = None,
) -> HttpResponse:
    """Show the form of a step or of a word about a hearing, with what stands against it."""
    rules, thing = view.folded.policy, thing_in(view)
    shown = (
        fields(
            found,
            given.values,
            given.wrong,
            thing=thing,
            policy=rules,
            language=language,
            files=file_lines(file_rows(view, language, party=True)),
        )
        if found
        else ()
    )
    context = {
        "person": person,
        "row": row,
        "case_id": view.data.id,
        "reference": case_number(view, language),
        "case_title": view.title.in_(language),
        "about": thing_words(thing, load_policy(), language),
        "entity": thing.entity,
        "fields": shown,
        "discretion": discretion(
            view, found, given.values, on=today(), policy=load_policy(), language=language
        )
        if found
        else None,
        "faults": said_of(given.faults, language),
        "wrong": bool(given.wrong or given.faults),
        "seen": view.last,
        "officer": found is not None and not is_party(person, view.data),
        "names": request.POST.get(NAMES, "")[:WORDS_MOST],
    }
    return render_page(request, "step.html", language, context, status=given.status)


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
    faults: Sequence[Fault],
) -> HttpResponse:
    """Say why a step may not be taken; nothing was done."""
    context = {
        "person": person,
        "case_id": view.data.id,
        "reference": case_number(view, language),
        "case_title": view.title.in_(language),
        "faults": said_of(faults, language),
    }
    return render_page(request, "step_refused.html", language, context, status=403)


def _hearing(
    request: HttpRequest, language: Language, person: Person, view: CaseView, what: str
) -> HttpResponseBase:
    """Ask before a hearing is requested or waived, or note it."""
    policy, on = load_policy(), today()
    given = Sent({}, {})
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
            given = Sent({}, {}, refused.faults)
        else:
            return to_case(language, view.data.id, number)
    row = {"step": what, "title": hearing_words(what), "consequences": ()}
    return _step_page(request, language, person, view, given, row=row)


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
    """Show the form by which the entity or an officer begins a case, or begin it."""
    policy, on = load_policy(), today()
    thing = asked_about(person, kind, about, on=on, policy=policy)
    offered = openings(person, thing, on=on, policy=policy)
    opening = next((one for one in offered if one.procedure.id == procedure), None)
    if opening is None and not offered and not told_of(thing, policy=policy):
        raise Http404
    if opening is None:
        return redirect("ask", language, kind, about)
    chosen, acting = opening.procedure, opening.acting
    matter = matter_in(request.POST or request.GET, chosen)
    own = department_of(acting, policy) if acting.office else answering(policy, matter)
    department = thing.department or own

    def act(form: dict[str, str]) -> int:
        return open_case(
            procedure,
            kind,
            about,
            acting=acting,
            form=form,
            on=on,
            policy=policy,
            seed=seed(),
            department="" if thing.department else department,
        )

    first = chosen.steps[OPEN]
    offers = {name: request.GET.get(name, "")[:200] for name in first.needs}
    offers |= pledged(request.GET, thing, on=on, policy=policy, language=language)
    given = sent(request, first, policy, act, filled=offers)
    if given.done is not None:
        return to_case(language, given.done, 1)
    context = {
        "person": person,
        "party": not acting.office,
        "title": chosen.title.in_(language),
        "procedure": procedure,
        "thing": thing,
        "about": thing_words(thing, policy, language),
        "department": department_words(department, policy, language),
        "fields": fields(
            first, given.values, given.wrong, thing=thing, policy=policy, language=language
        ),
        "faults": said_of(given.faults, language),
        "wrong": bool(given.wrong or given.faults),
    }
    return render_page(request, "begin.html", language, context, status=given.status)
