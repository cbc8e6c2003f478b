"""The service desk: letters to print and post, slips to scan, filing at the counter."""

from collections.abc import Mapping

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goodstanding.actions.cases.door import NAMES
from goodstanding.actions.cases.evidence import SLIP_MOST, keep_slip
from goodstanding.actions.counter.filing import file_at_counter
from goodstanding.actions.counter.identity import CONFIRMATION, CREDENTIAL, Seen
from goodstanding.actions.offices.account import proven
from goodstanding.actions.offices.sign_in import Limits, attempt, succeeded
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.procedure_shape import OPEN, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import CaseView, case_views
from goodstanding.store.queries.cases_desk import Person, Thing, things_of
from goodstanding.store.queries.cases_file import LetterRow
from goodstanding.store.queries.service_desk import waiting_letters
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.acts import POSTED, to_case
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.letters import server
from goodstanding.web.desk.offices import officer_only
from goodstanding.web.desk.person import answering, at_counter, is_party, sees, units_of
from goodstanding.web.desk.sending import WORDS_MOST, Sent, matter_in, number_of, seed, sent
from goodstanding.web.desk.views import asked_about, seen_letter
from goodstanding.web.pages.case_words import (
    case_number,
    department_words,
    letter_number,
    thing_words,
)
from goodstanding.web.pages.form import fields, said_of
from goodstanding.web.pages.letter import paragraphs
from goodstanding.web.pages.service import waiting_rows
from goodstanding.web.rendering import render_page

Found = tuple[CaseView, LetterRow]
PRINTED_MOST = 50
TYPED, TYPED_MOST = ("number", "by", "seal"), 60


def letters_of(person: Person, policy: Policy) -> list[Found]:
    """Return the letters that a person's offices have to serve."""
    held = {policy.offices[one].department for one in units_of(person) if one in policy.offices}
    everywhere = not all(held)
    pairs = waiting_letters(None if everywhere else sorted(filter(None, held)))
    views = {
        view.data.id: view
        for view in case_views(sorted({case for _, case in pairs}), policy=policy, on=today())
    }
    found = []
    for letter, case in pairs:
        view = views[case]
        if is_party(person, view.data) or not sees(person, view.data, policy):
            continue
        row = next(one for one in view.data.letters if one.id == letter)
        later = [one.id for one in view.data.letters if one.template == row.template]
        if letter == max(later):
            found.append((view, row))
    return found


@require_safe
@for_persons
def letters(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show the letters that wait to be served, with what was tried and what comes next."""
    policy = load_policy()
    officer_only(person, policy)
    found = letters_of(person, policy)
    rows = waiting_rows(found, language)
    shown = rows[:PRINTED_MOST]
    context = {
        "person": person,
        "count": len(rows),
        "more": len(rows) > len(shown),
        "groups": [
            (begins, [one for one in shown if one.begins is begins]) for begins in (True, False)
        ],
        "noted": number_of(request.GET.get("noted", "")),
    }
    return render_page(request, "letters.html", language, context)


@require_safe
@for_persons
def printed(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show the chosen letters one after the other, each on pages of its own."""
    policy = load_policy()
    officer_only(person, policy)
    chosen = {number_of(one) for one in request.GET.getlist("letter")[:PRINTED_MOST]}
    found = [(view, row) for view, row in letters_of(person, policy) if row.id in chosen]
    if not found:
        return redirect("letters", language)
    things = things_of([view.data for view, _row in found])
    context = {
        "person": person,
        "letters": [
            {
                "department": department_words(row.department, policy, language),
                "number": letter_number(policy, row, language),
                "to": thing.entity,
                "paragraphs": paragraphs(row, language),
            }
            for (_view, row), thing in zip(found, things, strict=True)
        ],
    }
    return render_page(request, "letters_printed.html", language, context)


@require_POST
@for_persons
def scan(
    request: HttpRequest, language: Language, person: Person, letter_id: int
) -> HttpResponseBase:
    """Keep the scan of a slip beside a letter."""
    policy, on = load_policy(), today()
    view, _found = seen_letter(person, letter_id, on=on, policy=policy)
    acting = server(person, view, policy)
    if is_party(person, view.data) or acting is None:
        raise Http404
    given = request.FILES.get("scan")
    content = given.read(SLIP_MOST + 1) if given is not None else b""
    name = (given.name if given is not None else "") or ""
    try:
        keep_slip(
            letter_id,
            content,
            name=name,
            acting=acting,
            on=on,
            policy=policy,
            seed=seed(),
            names=request.POST.get(NAMES, "")[:WORDS_MOST],
            reviewed=request.POST.get("reviewed") == "yes",
        )
    except Refused as refused:
        context = {
            "person": person,
            "case_id": view.data.id,
            "reference": case_number(view, language),
            "case_title": view.title.in_(language),
            "faults": said_of(refused.faults, language),
        }
        return render_page(request, "step_refused.html", language, context, status=409)
    return redirect(f"{reverse('letter', args=[language, letter_id])}#scans")


@POSTED
@for_persons
def counter(
    request: HttpRequest,
    language: Language,
    person: Person,
    procedure: str,
    kind: str,
    about: str,
) -> HttpResponseBase:
    """Show the form by which an officer files what the entity brought, or file it."""
    policy, on = load_policy(), today()
    thing = asked_about(person, kind, about, on=on, policy=policy)
    offered, acting = at_counter(person, thing, on=on, policy=policy)
    chosen = next((one for one in offered if one.id == procedure), None)
    if chosen is None or acting is None:
        raise Http404
    department = thing.department or answering(policy, matter_in(request.POST, chosen))
    paper = request.POST.get("paper", "").strip()

    def act(form: dict[str, str]) -> int:
        return file_at_counter(
            procedure,
            kind,
            about,
            paper=paper,
            seen=seen_in(request),
            acting=acting,
            form=form,
            on=on,
            policy=policy,
            seed=seed(),
            department="" if thing.department else department,
        )

    first = chosen.steps[OPEN]
    given = sent(request, first, policy, act)
    if given.done is not None:
        return to_case(language, given.done, 2)
    return counter_answer(
        request,
        language,
        person,
        first,
        given,
        title=chosen.title,
        thing=thing,
        department=department,
        said={"procedure": procedure, "paper": paper},
    )


def counter_answer(
    request: HttpRequest,
    language: Language,
    person: Person,
    step: ProcedureStep,
    given: Sent,
    *,
    title: Text,
    thing: Thing,
    department: str,
    said: Mapping[str, object],
) -> HttpResponse:
    """Return the form of what a party brought on paper; `said`: what stands beside its fields."""
    policy = load_policy()
    context = {
        "person": person,
        "title": title.in_(language),
        "thing": thing,
        "about": thing_words(thing, policy, language),
        "department": department_words(department, policy, language),
        "fields": fields(
            step, given.values, given.wrong, thing=thing, policy=policy, language=language
        ),
        "faults": said_of(given.faults, language),
        "wrong": bool(given.wrong or given.faults),
        "credentials": _choices(policy, CREDENTIAL, request, language),
        "ways": _choices(policy, CONFIRMATION, request, language),
        "typed": {name: request.POST.get(name, "")[:TYPED_MOST] for name in TYPED},
        **said,
    }
    return render_page(request, "counter.html", language, context, status=given.status)


def seen_in(request: HttpRequest) -> Seen:
    """Return what was seen at the counter; who confirms it must have typed their own password."""
    said = {name: request.POST.get(name, "").strip()[:TYPED_MOST] for name in TYPED}
    if said["by"]:
        address = request.META.get("REMOTE_ADDR", "")
        limits = Limits(settings.SIGN_IN_MINUTES, *settings.SIGN_IN_MOST)
        attempt(said["by"], address, at=timezone.now(), limits=limits)
        proven(said["by"], request.POST.get("confirm_password", ""))
        succeeded(said["by"], address)
    return Seen(request.POST.get(CREDENTIAL, ""), said["number"], said["by"], said["seal"])


def _choices(
    policy: Policy, name: str, request: HttpRequest, language: Language
) -> list[tuple[str, str, bool]]:
    """Return what a field of the packs lets one choose, and whether it is chosen."""
    field, chosen = policy.form_fields.get(name), request.POST.get(name, "")
    known = field.choices.items() if field else ()
    return [(one, title.in_(language), one == chosen) for one, title in known]
