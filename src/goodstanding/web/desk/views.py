"""What those who signed in look at: their cases, one case, a letter, an entity's file."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.evidence import FILES_MOST
from goodstanding.store.queries.cases import CaseView, case_of, case_view, for_parties
from goodstanding.store.queries.cases_desk import (
    Person,
    Thing,
    thing_named,
    things_of,
)
from goodstanding.store.queries.cases_file import LetterRow
from goodstanding.store.queries.figures import register_day
from goodstanding.store.queries.party_file import visible_letters
from goodstanding.store.queries.public_view import public_view
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.noting import challenge_rows, rulers
from goodstanding.web.desk.person import (
    Beginning,
    at_counter,
    attaching,
    choices,
    hearings,
    is_party,
    on_paper,
    openings,
    reviewer,
    sealing,
    seen_cases,
    sees_view,
)
from goodstanding.web.pages.calendar_file import calendar_file
from goodstanding.web.pages.case import case_page
from goodstanding.web.pages.case_words import thing_words
from goodstanding.web.pages.desk import (
    case_rows,
    choice_row,
    file_page,
    hearing_rows,
    opening_rows,
)
from goodstanding.web.pages.desk_list import desk_page
from goodstanding.web.pages.drafts import preparing_rows
from goodstanding.web.pages.form import said_of
from goodstanding.web.pages.sought import sought
from goodstanding.web.rendering import render_page


def seen_case(person: Person, case_id: int, *, on: date, policy: Policy) -> CaseView:
    """Return a case that the person may see; another's is as if it were not there."""
    try:
        view = case_view(case_id, policy=policy, on=on)
    except Refused:
        raise Http404 from None
    if not is_party(person, view.data) and not sees_view(person, view, policy):
        raise Http404
    if is_party(person, view.data):
        for told in for_parties([view], policy=policy, on=on):
            return told
        raise Http404
    return view


def asked_about(person: Person, kind: str, about: str, *, on: date, policy: Policy) -> Thing:
    """Return what a case would be about; what is not there is no page.

    Nor is a case of the party that it was not told of: only an untold act opened it.
    """
    try:
        thing = thing_named(kind, about)
    except Refused:
        raise Http404 from None
    if thing.numbered is not None and thing.subject in person.party_to:
        seen_case(person, int(thing.id), on=on, policy=policy)
    return thing


def told_of(thing: Thing, *, policy: Policy) -> bool:
    """Return whether anybody may be told whose a thing is: what the public page shows today.

    Never by the number of another's case, nor of a record that is not or no more public.
    """
    if thing.seq is None and thing.id != thing.subject:
        return False
    scheme = thing.subject.partition(":")[0]
    shown = register_day(policy, scheme, calendar=timezone.localdate())
    seen = public_view(thing.subject, policy=policy, on=shown, today=shown)
    if seen is None or thing.id == thing.subject:
        return seen is not None
    return any(one.kept.seq == thing.seq for one in seen.records)


def thing_in(view: CaseView) -> Thing:
    """Return what a case is about."""
    (thing,) = things_of([view.data])
    return thing


@require_safe
@for_persons
def desk(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Show the cases that wait for a person, by deadline; or those that ended."""
    policy, on, asked = load_policy(), today(), sought(request.GET)
    own, offices = seen_cases(person, ended=asked.ended, on=on, policy=policy, asked=asked)
    page = desk_page(person, own, offices, asked=asked, on=on, policy=policy, language=language)
    return render_page(request, "desk.html", language, {"page": page, "person": person})


@require_safe
@for_persons
def deadlines(request: HttpRequest, language: Language, person: Person) -> HttpResponse:
    """Give the deadlines of the same list as a calendar file."""
    policy, on, asked = load_policy(), today(), replace(sought(request.GET), ended=False)
    own, offices = seen_cases(person, ended=False, on=on, policy=policy, asked=asked)
    site = f"{request.scheme}://{request.get_host()}"
    body = calendar_file((*own, *offices), site=site, on=on, language=language)
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="deadlines-{on}.ics"'
    return answer


@require_safe
@for_persons
def case(request: HttpRequest, language: Language, person: Person, case_id: int) -> HttpResponse:
    """Show one case, and what the person may do in it."""
    view = seen_case(person, case_id, on=today(), policy=load_policy())
    return case_answer(request, language, person, view)


def case_answer(
    request: HttpRequest,
    language: Language,
    person: Person,
    view: CaseView,
    faults: Sequence[Fault] = (),
) -> HttpResponse:
    """Return the page of a case, with what stands against a file that was brought."""
    policy, on = load_policy(), today()
    party = is_party(person, view.data)
    page = case_page(view, thing_in(view), party=party, policy=policy, language=language)
    found = choices(person, view, on=on, policy=policy)
    context = {
        "page": page,
        "person": person,
        "party": party,
        "mine": [
            choice_row(one.step, one.refusal, view, language) for one in found if not one.anothers
        ],
        "others": [
            choice_row(one.step, one.refusal, view, language) for one in found if one.anothers
        ],
        "preparing": preparing_rows([one.step for one in found], view, language)
        if not party and not view.ended
        else [],
        "rulings": [] if party else sorted(rulers(person, view, policy)),
        "challenges": challenge_rows(view, language),
        "paper": [
            (one.id, one.title.in_(language))
            for one in on_paper(person, view, on=on, policy=policy)[0]
        ],
        "officer": not party and not view.ended,
        "hearings": hearing_rows(hearings(person, view, on=on, policy=policy)),
        "sealing": not party and sealing(person, view.data, policy) is not None,
        "looking": not party and sealing(person, view.data, policy, "access") is not None,
        "reviewing": reviewer(person, view, on=on, policy=policy) is not None,
        "done": request.GET.get("done") == str(page.last),
        "attaching": not view.ended and attaching(person, view.data, policy) is not None,
        "faults": said_of(faults, language),
        "most": FILES_MOST,
    }
    return render_page(request, "case.html", language, context, status=409 if faults else 200)


def _procedures(found: tuple[Beginning, ...]) -> list[Procedure]:
    return [one.procedure for one in found]


def seen_letter(
    person: Person, letter_id: int, *, on: date, policy: Policy
) -> tuple[CaseView, LetterRow]:
    """Return a letter that the person may open, with its case."""
    try:
        case_id = case_of(letter_id)
    except Refused:
        raise Http404 from None
    view = seen_case(person, case_id, on=on, policy=policy)
    party = is_party(person, view.data)
    for letter in visible_letters(view.data, party=party):
        if letter.id == letter_id:
            return view, letter
    raise Http404


@require_safe
@for_persons
def file(request: HttpRequest, language: Language, person: Person, key: str) -> HttpResponse:
    """Show an entity's own file to who speaks for it, with its next days."""
    policy, on = load_policy(), today()
    if key not in person.party_to:
        raise Http404
    shown = register_day(policy, key.partition(":")[0], calendar=timezone.localdate())
    seen = public_view(key, policy=policy, on=shown, today=shown)
    if seen is None:
        raise Http404
    running, _offices = seen_cases(person, ended=False, on=on, policy=policy)
    over, _offices = seen_cases(person, ended=True, on=on, policy=policy)
    keys = seen.entity.keys
    about = [
        (
            kind,
            _procedures(openings(person, thing_named(kind, seen.entity.key), on=on, policy=policy)),
        )
        for kind in ("grade", "entity", "pledge")
    ]
    page = file_page(
        seen,
        [one for one in running if one.data.subject in keys],
        [one for one in over if one.data.subject in keys],
        about=about,
        policy=policy,
        language=language,
    )
    return render_page(request, "file.html", language, {"page": page, "person": person})


@require_safe
@for_persons
def ask(
    request: HttpRequest, language: Language, person: Person, kind: str, about: str
) -> HttpResponse:
    """Show what may be asked for about a record, a grade or an entity, and by whom."""
    policy, on = load_policy(), today()
    thing = asked_about(person, kind, about, on=on, policy=policy)
    offered = openings(person, thing, on=on, policy=policy)
    officer = any(one.acting.office for one in offered)
    counter, _acting = at_counter(person, thing, on=on, policy=policy)
    stranger = thing.subject not in person.party_to and not officer and not counter
    if stranger and not told_of(thing, policy=policy):
        raise Http404
    context = {
        "person": person,
        "stranger": stranger,
        "thing": thing,
        "words": thing_words(thing, policy, language),
        "officer": officer,
        "counter": opening_rows(counter, language),
        "rows": opening_rows(_procedures(offered), language),
        "cases": case_rows(
            [
                one
                for one in seen_cases(person, ended=False, on=on, policy=policy)[0]
                if (one.data.about_kind, one.data.about_id) == (thing.kind, thing.id)
            ],
            policy=policy,
            language=language,
        ),
    }
    return render_page(request, "ask.html", language, context, status=403 if stranger else 200)
