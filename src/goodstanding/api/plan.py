"""The ways out of an entity as data: of its public records for anyone, whole for itself."""

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from goodstanding.api.problem import problem
from goodstanding.core.basis.ids import fold_code
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.core.restoration.plan_body import plan_body
from goodstanding.store.queries.asked import read_day
from goodstanding.store.queries.cases_desk import desk_day, person_of
from goodstanding.store.queries.faults_queries import NO_PLAN, NOT_SIGNED_IN
from goodstanding.store.queries.figures import register_day
from goodstanding.store.queries.planned import Planned, planned
from goodstanding.store.shelf import load_policy

SHOWN = {"ensure_ascii": False, "sort_keys": True}


@require_safe
def plan(request: HttpRequest, language: Language, key: str) -> HttpResponseBase:
    """Answer with the twin of the public page; the body is the same in both languages."""
    del language
    return plan_both(request, key)


@require_safe
def plan_both(request: HttpRequest, key: str) -> HttpResponseBase:
    """Answer with the ways out that an entity's public records show."""
    scheme, _colon, code = key.partition(":")
    policy = load_policy()
    today = register_day(policy, scheme, calendar=timezone.localdate())
    day, fault = read_day(request.GET.get("on", "").strip(), today=today)
    if fault is not None:
        return problem(fault, status=400)
    found = planned(f"{scheme}:{fold_code(code)}", policy=policy, on=day, today=today, whole=False)
    if found is None:
        return problem(NO_PLAN.at("key", key=key), status=404)
    if found.entity.key != key:
        return redirect(request.path.replace(key, found.entity.key))
    return _answer(found, policy)


@require_safe
def own(request: HttpRequest, key: str) -> HttpResponseBase:
    """Answer with all ways out to who speaks for the entity; to others it is not there."""
    user = get_user(request)
    on = desk_day(calendar=timezone.localdate())
    person = person_of(user.pk, on=on) if user.is_authenticated else None
    if person is None:
        return problem(NOT_SIGNED_IN.at("key", key=key), status=401)
    policy = load_policy()
    found = planned(key, policy=policy, on=on, whole=True) if key in person.party_to else None
    if found is None:
        return problem(NO_PLAN.at("key", key=key), status=404)
    answer = _answer(found, policy)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _answer(found: Planned, policy: Policy) -> JsonResponse:
    body = {"key": found.entity.key, "name": found.entity.name, **plan_body(found.plan, policy)}
    return JsonResponse(body, json_dumps_params=SHOWN)
