"""The check desk for departments' systems: "may entity E do act A today, and why", by POST.

Who asks shows a key in a header; nothing stands in the address, which others write into their
logs. An answer is given after its row is durable; where that cannot be, there is none.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

import orjson
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from goodstanding.actions.checks.clients import department_asking, known_by
from goodstanding.actions.checks.desk import asked_by
from goodstanding.actions.checks.together import Desk, Once, Request
from goodstanding.api.allowance import ALLOWANCE, TooFast
from goodstanding.api.check_twin import answers_data
from goodstanding.api.problem import problem
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures import faults_desk as kinds
from goodstanding.core.measures.asked import Body, once_of, read_body
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases_desk import desk_day
from goodstanding.store.shelf import load_policy

MOST_BYTES = 128 * 1024
SCHEME = "Bearer "
STATUS = {
    kinds.NO_KEY.code: 401,
    kinds.KEY_OVER.code: 401,
    kinds.WRONG_PURPOSE.code: 403,
    kinds.WRONG_ACT.code: 403,
    kinds.ONLY_POST.code: 405,
    kinds.TOO_LARGE.code: 413,
    kinds.NOT_JSON.code: 415,
    kinds.KEY_REUSED.code: 422,
    kinds.TOO_FAST.code: 429,
    kinds.CLOSED.code: 503,
}
"""Every other refusal is 400."""
AGAIN_SECONDS = 5
"""After how long to try again where the log cannot be kept."""
DESK = Desk()


@dataclass(frozen=True, slots=True)
class _Ground:
    """The rules and the day by which is answered; looked at anew every second."""

    policy: Policy
    on: date


@csrf_exempt
def ask(request: HttpRequest) -> HttpResponse:
    """Answer a system's questions, or say why not in both languages."""
    try:
        answer = _answered(request)
    except Refused as refused:
        return _refusal(refused)
    except Error:
        return _refusal(Refused(kinds.CLOSED.at("check")))
    return _private(HttpResponse(answer, content_type="application/json"))


def _answered(request: HttpRequest) -> str:
    """Return the answer to a request, or refuse it."""
    if request.method != "POST":
        raise Refused(kinds.ONLY_POST.at("check"))
    if request.META.get("QUERY_STRING"):
        raise Refused(kinds.IN_QUERY.at("check"))
    now = time.monotonic()
    ground = _ground(int(now))
    shown = request.headers.get("Authorization", "")
    key = shown.removeprefix(SCHEME) if shown.startswith(SCHEME) else ""
    client = known_by(key, on=timezone.localdate())
    body, digest = _body(request)
    _look_at_purpose(body, client.client, client.purposes, ground.policy)
    once = once_of(request.headers.get("Idempotency-Key", ""))
    name, most = client.client, client.per_minute
    if len(body.questions) > most:
        # No waiting would ever make room for them.
        raise Refused(kinds.TOO_MANY.at("questions", most=most))
    ALLOWANCE.spend(name, len(body.questions), per_minute=most, now=now, where="check")
    return DESK.ask(
        Request(
            questions=body.questions,
            asking=asked_by(
                actor=f"client:{name}",
                purpose=f"{body.purpose}: {body.reference}",
                department=department_asking(client, ground.policy),
            ),
            on=ground.on,
            policy=ground.policy,
            said=_said(name, body.purpose, ground),
            once=Once(name, once, digest) if once else None,
        )
    )


def _look_at_purpose(body: Body, client: str, purposes: tuple[str, ...], policy: Policy) -> None:
    """Refuse a purpose that the client has not, and acts that the purpose does not cover."""
    purpose = policy.check_purposes.get(body.purpose)
    if purpose is None or purpose.id not in purposes:
        known = ", ".join(purposes)
        raise Refused(
            kinds.WRONG_PURPOSE.at("purpose", client=client, purpose=body.purpose, known=known)
        )
    other = next((one.act for one in body.questions if one.act not in purpose.acts), None)
    if other is not None:
        known = ", ".join(purpose.acts)
        fault = kinds.WRONG_ACT.at("questions", purpose=purpose.id, act=other, known=known)
        raise Refused(fault)


def _said(client: str, purpose: str, ground: _Ground) -> Callable[..., str]:
    """Return what writes the answer."""
    data = partial(answers_data, client=client, purpose=purpose, on=ground.on, policy=ground.policy)
    return lambda first, found: orjson.dumps(data(first, found)).decode()


def _body(request: HttpRequest) -> tuple[Body, str]:
    """Return what a request says, and the digest of its bytes; a large one is never read."""
    if request.content_type != "application/json":
        raise Refused(kinds.NOT_JSON.at("Content-Type"))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise Refused(kinds.TOO_LARGE.at("check", most=MOST_BYTES))
    sent = request.read(MOST_BYTES)
    try:
        value = orjson.loads(sent)
    except orjson.JSONDecodeError as wrong:
        raise Refused(kinds.BAD_BODY.at("body", why=str(wrong))) from None
    return read_body(value), hashlib.sha256(sent).hexdigest()


@lru_cache(maxsize=1)
def _ground(second: int) -> _Ground:
    """Return the rules and the day, as read in this second."""
    del second
    return _Ground(load_policy(), desk_day(calendar=timezone.localdate()))


def _refusal(refused: Refused) -> HttpResponse:
    """Return why there is no answer; the first fault decides the status."""
    fault = refused.faults[0]
    status = STATUS.get(fault.code, 400)
    response = _private(problem(fault, status=status))
    if status == STATUS[kinds.NO_KEY.code]:
        response.headers["WWW-Authenticate"] = SCHEME.strip()
    elif status == STATUS[kinds.ONLY_POST.code]:
        response.headers["Allow"] = "POST"
    elif status == STATUS[kinds.CLOSED.code]:
        response.headers["Retry-After"] = str(AGAIN_SECONDS)
    elif isinstance(refused, TooFast):
        response.headers["Retry-After"] = str(refused.wait)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    """Let nobody keep an answer that was given to one client."""
    response.headers["Cache-Control"] = "no-store"
    return response
