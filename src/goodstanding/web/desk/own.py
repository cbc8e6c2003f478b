"""What an entity sees of itself besides its cases: its ways out, its rights and burdens."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person
from goodstanding.store.queries.own_rights import OwnRights, own_rights
from goodstanding.store.queries.permits import running_permits
from goodstanding.store.queries.planned import planned
from goodstanding.store.queries.succession import inherited
from goodstanding.store.shelf import load_policy
from goodstanding.web.desk.day import today
from goodstanding.web.desk.gate import for_persons
from goodstanding.web.desk.person import seen_cases
from goodstanding.web.pages.desk import case_rows
from goodstanding.web.pages.own_rights import rights_page
from goodstanding.web.pages.permits import allowed_rows
from goodstanding.web.pages.plan import plan_page
from goodstanding.web.pages.succession import left_rows
from goodstanding.web.rendering import render_page

PLEDGE = "pledge"


def theirs(person: Person, key: str) -> None:
    """Let only those go on who speak for the entity; to others it is as if it were not there."""
    if key not in person.party_to:
        raise Http404


@require_safe
@for_persons
def plan(request: HttpRequest, language: Language, person: Person, key: str) -> HttpResponse:
    """Show an entity all its ways out."""
    theirs(person, key)
    policy = load_policy()
    found = planned(key, policy=policy, on=today(), whole=True)
    if found is None:
        raise Http404
    page = plan_page(found, policy=policy, language=language)
    return render_page(request, "own_plan.html", language, {"page": page, "person": person})


@require_safe
@for_persons
def rights(request: HttpRequest, language: Language, person: Person, key: str) -> HttpResponse:
    """Show an entity what stands against it, until when, and who was told "no" about it."""
    found = _own(person, key)
    policy, on = load_policy(), today()
    page = rights_page(found, policy=policy, language=language)
    allowed = running_permits(policy=policy, on=on, keys=found.entity.keys)
    context = {
        "page": page,
        "person": person,
        "allowed": allowed_rows(allowed, policy, language),
        "left": left_rows(inherited(found.entity, policy=policy, on=on), policy, language),
    }
    return render_page(request, "own_rights.html", language, context)


@require_safe
@for_persons
def pledges(request: HttpRequest, language: Language, person: Person, key: str) -> HttpResponse:
    """Show an entity its pledges and rewards, and what it can pledge, take or decline."""
    found = _own(person, key)
    policy, on = load_policy(), today()
    running, _offices = seen_cases(person, ended=False, on=on, policy=policy)
    cases = [
        one
        for one in running
        if one.data.about_kind == PLEDGE and one.data.subject in found.entity.keys
    ]
    context = {
        "page": rights_page(found, policy=policy, language=language),
        "person": person,
        "cases": case_rows(cases, policy=policy, language=language),
    }
    return render_page(request, "own_pledges.html", language, context)


def _own(person: Person, key: str) -> OwnRights:
    theirs(person, key)
    found = own_rights(key, policy=load_policy(), on=today())
    if found is None:
        raise Http404
    return found
