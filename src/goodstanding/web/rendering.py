"""Rendering: what every page needs besides its own words, and the page for what is not there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_desk import Person


def render_page(
    request: HttpRequest,
    template: str,
    language: Language,
    context: dict[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page with what every page needs: its language, and its address in the other."""
    other = "en" if language == "zh" else "zh"
    rest = request.get_full_path().removeprefix(f"/{language}/")
    shared = {
        "language": language,
        "html_language": "zh-Hans" if language == "zh" else "en",
        "other": other,
        "other_html": "en" if other == "en" else "zh-Hans",
        "other_address": f"/{other}/{rest.removeprefix('/')}",
        "other_name": "English" if other == "en" else "中文",
        "demonstration": settings.MODE == "demonstration",
        "register": _("Goodstanding"),
    }
    person = context.get("person")
    if isinstance(person, Person):
        shared["person_name"] = person.name.in_(language)
    return render(request, f"goodstanding/{template}", shared | context, status=status)


def missing(request: HttpRequest, language: Language, code: str) -> HttpResponse:
    """Answer that there is nothing under a code, or ("") no page at this address."""
    return render_page(request, "missing.html", language, {"code": code}, status=404)
