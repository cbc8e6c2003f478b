"""Bulk rows for keyed subscribers: what changed since a cursor, with what to drop."""

import time

import orjson
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from goodstanding.actions.checks.clients import known_by
from goodstanding.actions.checks.faults_mirror import NOT_SUBSCRIBED, OTHER_RULES
from goodstanding.actions.checks.mirror import mirrored
from goodstanding.api.allowance import ALLOWANCE, TooFast
from goodstanding.api.problem import problem
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures import faults_desk as kinds
from goodstanding.store.queries.cases_desk import desk_day
from goodstanding.store.shelf import load_policy

SCHEME = "Bearer "
STATUS = {
    kinds.NO_KEY.code: 401,
    kinds.KEY_OVER.code: 401,
    NOT_SUBSCRIBED.code: 403,
    OTHER_RULES.code: 409,
    kinds.TOO_FAST.code: 429,
    kinds.CLOSED.code: 503,
}
"""Every other refusal is 400."""


@require_safe
def changes(request: HttpRequest) -> HttpResponseBase:
    """Answer a subscriber with what changed since `after`, or say why not in both languages."""
    wait = 0
    try:
        return _private(_answered(request))
    except Refused as refused:
        fault = refused.faults[0]
        wait = refused.wait if isinstance(refused, TooFast) else 0
    except Error:
        fault = kinds.CLOSED.at("changes")
    response = _private(problem(fault, status=STATUS.get(fault.code, 400)))
    if response.status_code == STATUS[kinds.NO_KEY.code]:
        response.headers["WWW-Authenticate"] = SCHEME.strip()
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def _answered(request: HttpRequest) -> HttpResponse:
    shown = request.headers.get("Authorization", "")
    key = shown.removeprefix(SCHEME) if shown.startswith(SCHEME) else ""
    client = known_by(key, on=timezone.localdate())
    now, name = time.monotonic(), client.client
    ALLOWANCE.spend(name, 1, per_minute=client.per_minute, now=now, where="changes")
    data = mirrored(
        request.GET.get("after", ""),
        request.GET.get("policy", ""),
        client=client,
        purpose=request.GET.get("purpose", ""),
        on=desk_day(calendar=timezone.localdate()),
        policy=load_policy(),
    )
    return HttpResponse(orjson.dumps(data), content_type="application/json")


def _private(response: HttpResponse) -> HttpResponse:
    """Let nobody keep an answer that was given to one subscriber."""
    response.headers["Cache-Control"] = "no-store"
    return response
