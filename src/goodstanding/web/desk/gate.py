"""Signing in and out, and the gate before every page of the desk."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from goodstanding.actions.offices.sign_in import Limits, attempt, succeeded
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person
from goodstanding.web.desk.person import person_on
from goodstanding.web.language import speaking
from goodstanding.web.pages.form import said_of
from goodstanding.web.rendering import missing, render_page

P = ParamSpec("P")
Inner = Callable[Concatenate[HttpRequest, Language, Person, P], HttpResponseBase]


def for_persons(page: Inner[P]) -> Callable[..., HttpResponseBase]:
    """Ask who is not signed in to sign in; give the page the person; answer what is not theirs.

    What a person may not see and what is not there get the same answer.
    """

    @speaking
    @wraps(page)
    def inner(
        request: HttpRequest, language: Language, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        person = person_on(request)
        if person is None:
            asked = QueryDict(mutable=True)
            asked["next"] = request.get_full_path()
            return redirect(f"{reverse('sign-in', args=[language])}?{asked.urlencode(safe='/')}")
        try:
            return page(request, language, person, *args, **kwargs)
        except Http404:
            return missing(request, language, "")

    return inner


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@speaking
def sign_in(request: HttpRequest, language: Language) -> HttpResponseBase:
    """Ask for account and password; go on to where the person wanted to go."""
    given = request.POST if request.method == "POST" else request.GET
    target = given.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    onward = target if safe else reverse("desk", args=[language])
    typed = request.POST.get("account", "")
    wrong, faults = False, list[Fault]()
    if request.method == "POST":
        address = request.META.get("REMOTE_ADDR", "")
        limits = Limits(settings.SIGN_IN_MINUTES, *settings.SIGN_IN_MOST)
        try:
            attempt(typed, address, at=timezone.now(), limits=limits)
        except Refused as refused:
            faults += refused.faults
        else:
            user = authenticate(request, username=typed, password=request.POST.get("password", ""))
            if user is not None:
                succeeded(typed, address)
                login(request, user)
                return redirect(onward)
            wrong = True
    context: dict[str, object] = {
        "next": onward,
        "typed": typed[:120],
        "wrong": wrong,
        "faults": said_of(faults, language),
    }
    status = 429 if faults else 400 if wrong else 200
    return render_page(request, "sign_in.html", language, context, status=status)


@require_POST
@speaking
def sign_out(request: HttpRequest, language: Language) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("home", language)
