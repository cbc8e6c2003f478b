"""The public pages. A view reads, hands over to a presenter in `pages/`, and renders."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_safe

from goodstanding.core.basis.ids import fold_code
from goodstanding.core.basis.text import Language
from goodstanding.store.queries.figures import figures, register_day
from goodstanding.store.queries.public_view import public_view
from goodstanding.store.queries.search import search
from goodstanding.store.shelf import load_policy
from goodstanding.web.asked_day import asked_day
from goodstanding.web.language import (
    DJANGO,
    of_address,
    of_browser,
    speaking,
    varies_by_language,
)
from goodstanding.web.pages.entity import entity_page
from goodstanding.web.pages.home import home_page
from goodstanding.web.pages.rules import rules_page
from goodstanding.web.pages.search import LIMIT, search_page, state_of
from goodstanding.web.rendering import missing, render_page


@require_safe
def root(request: HttpRequest) -> HttpResponseBase:
    """Send the reader to the register in the browser's language."""
    return varies_by_language(redirect("home", of_browser(request)))


@require_safe
@speaking
def home(request: HttpRequest, language: Language) -> HttpResponse:
    """Show what this register is, and one field to search it."""
    page = home_page(figures(), policy=load_policy(), language=language)
    return render_page(request, "home.html", language, {"page": page})


@require_safe
@speaking
def look_up(request: HttpRequest, language: Language) -> HttpResponse:
    """Show what the register found for a name, a part of a name, or a code."""
    asked = request.GET.get("q", "").strip()
    hits = search(asked, limit=LIMIT) if state_of(asked) == "found" else ()
    page = search_page(asked, hits, language=language)
    return render_page(request, "search.html", language, {"page": page})


@require_safe
@speaking
def entity(request: HttpRequest, language: Language, key: str) -> HttpResponseBase:
    """Show one entity as of a day."""
    scheme, _colon, code = key.partition(":")
    if code != fold_code(code):
        return _moved(request, language, f"{scheme}:{fold_code(code)}")
    policy = load_policy()
    today = register_day(policy, scheme, calendar=timezone.localdate())
    asked = asked_day(request.GET.get("on", ""), today=today, language=language)
    view = public_view(key, policy=policy, on=asked.day, today=today)
    if view is None:
        return missing(request, language, code)
    if view.entity.key != key:
        return _moved(request, language, view.entity.key)
    page = entity_page(view, policy=policy, language=language)
    return render_page(
        request,
        "entity.html",
        language,
        {"page": page, "asked": asked},
        status=400 if asked.fault else 200,
    )


@require_safe
@speaking
def rules(request: HttpRequest, language: Language, model: str) -> HttpResponse:
    """Show the card of a model in words."""
    policy = load_policy()
    found = policy.models.get(model)
    if found is None:
        return missing(request, language, model)
    on = register_day(policy, found.schemes[0], calendar=timezone.localdate())
    page = rules_page(found, policy=policy, on=on, language=language)
    return render_page(request, "rules.html", language, {"page": page})


@require_safe
@speaking
def about(request: HttpRequest, language: Language) -> HttpResponse:
    """Show who runs the register, what it shows and what it never shows."""
    policy = load_policy()
    models = [(model.id, model.title.in_(language)) for model in policy.models.values()]
    packs = [
        {"id": pack.id, "title": pack.title.in_(language), "owner": pack.owner.in_(language)}
        for pack in policy.packs.values()
    ]
    context = {"models": models, "packs": packs, "digest": policy.digest}
    return render_page(request, "about.html", language, context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that does not exist, with the next step."""
    del exception
    language = of_address(request.path)
    with override(DJANGO[language]):
        return missing(request, language, "")


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when the register itself failed."""
    language = of_address(request.path)
    with override(DJANGO[language]):
        return render_page(request, "failed.html", language, {}, status=500)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be understood."""
    del exception
    language = of_address(request.path)
    with override(DJANGO[language]):
        return render_page(request, "failed.html", language, {"bad": True}, status=400)


def _moved(request: HttpRequest, language: Language, key: str) -> HttpResponseBase:
    """Send to the one address of an entity, the day asked for kept."""
    asked = request.META.get("QUERY_STRING", "")
    return redirect(reverse("entity", args=[language, key]) + (f"?{asked}" if asked else ""))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from our own page, or whose page was open too long."""
    del reason
    language = of_address(request.path)
    with override(DJANGO[language]):
        return render_page(request, "failed.html", language, {"forged": True}, status=403)
