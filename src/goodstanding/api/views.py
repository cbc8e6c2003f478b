"""The public data: an entity as of a day, and the search. Only reading, the same for everyone."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from goodstanding.api.problem import problem
from goodstanding.core.basis.ids import fold_code
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.asked import question_fault, read_day
from goodstanding.store.queries.faults_queries import NO_SUCH_ADDRESS, NO_SUCH_ENTITY
from goodstanding.store.queries.figures import register_day
from goodstanding.store.queries.public_view import public_view
from goodstanding.store.queries.search import search
from goodstanding.store.queries.twin import twin_bytes
from goodstanding.store.shelf import load_policy

LIMIT = 50


@require_safe
def entity(request: HttpRequest, language: Language, key: str) -> HttpResponseBase:
    """Answer with the twin of an entity's page; the body is the same in both languages."""
    del language
    return _entity(request, key)


@require_safe
def entity_both(request: HttpRequest, key: str) -> HttpResponseBase:
    """Answer with an entity as of the day `on`."""
    return _entity(request, key)


@require_safe
def look_up(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Answer with the twin of the search page."""
    del language
    return _look_up(request)


@require_safe
def look_up_both(request: HttpRequest) -> HttpResponseBase:
    """Answer with what is found for `q`."""
    return _look_up(request)


@require_safe
def nothing(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Answer addresses of the data that do not exist."""
    del request
    return problem(NO_SUCH_ADDRESS.at(f"/api/{rest}"), status=404)


def _entity(request: HttpRequest, key: str) -> HttpResponseBase:
    scheme, _colon, code = key.partition(":")
    policy = load_policy()
    today = register_day(policy, scheme, calendar=timezone.localdate())
    day, fault = read_day(request.GET.get("on", "").strip(), today=today)
    if fault is not None:
        return problem(fault, status=400)
    asked = f"{scheme}:{fold_code(code)}"
    view = public_view(asked, policy=policy, on=day, today=today)
    if view is None:
        return problem(NO_SUCH_ENTITY.at("key", key=key), status=404)
    if view.entity.key != key:
        query = request.META.get("QUERY_STRING", "")
        return redirect(request.path.replace(key, view.entity.key) + (f"?{query}" if query else ""))
    return HttpResponse(twin_bytes(view, policy=policy), content_type="application/json")


def _look_up(request: HttpRequest) -> HttpResponseBase:
    asked = request.GET.get("q", "").strip()
    fault = question_fault(asked)
    if fault is not None:
        return problem(fault, status=400)
    hits = [
        {"key": hit.key, "name": hit.name, "matched": hit.matched, "reason": hit.reason}
        for hit in search(asked, limit=LIMIT)
    ]
    return _json({"asked": asked, "hits": hits})


def _json(body: dict[str, object]) -> JsonResponse:
    """Return an answer that anyone may keep for a minute and then check by its ETag."""
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "sort_keys": True})
