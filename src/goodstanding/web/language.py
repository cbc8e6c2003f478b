"""Which language a page speaks: its address says so; the bare address asks the browser."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers

from goodstanding.core.basis.text import Language

P = ParamSpec("P")
DJANGO: dict[Language, str] = {"zh": "zh-hans", "en": "en"}
Page = Callable[P, HttpResponseBase]


def speaking(page: Page[P]) -> Page[P]:
    """Run a page with the words of the language in its address (the argument `language`)."""

    @wraps(page)
    def inner(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        language: Language = "en" if kwargs["language"] == "en" else "zh"
        with translation.override(DJANGO[language]):
            response = page(*args, **kwargs)
            response["Content-Language"] = language
            return response

    return inner


def of_address(path: str) -> Language:
    """Return the language that an address begins with; Chinese where it names none."""
    return "en" if path.startswith("/en/") else "zh"


def of_browser(request: HttpRequest) -> Language:
    """Return the language that the browser asks for first, of the two."""
    asked = request.headers.get("Accept-Language", "")
    best: tuple[float, Language] = (0.0, "zh")
    for part in asked.split(","):
        name, _semicolon, weight = part.strip().partition(";q=")
        code = name.lower().partition("-")[0]
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 0.0
        if code in ("zh", "en") and quality > best[0]:
            best = (quality, "en" if code == "en" else "zh")
    return best[1]


def varies_by_language(response: HttpResponseBase) -> HttpResponseBase:
    """Mark an answer as different for other languages of the browser."""
    patch_vary_headers(response, ("Accept-Language",))
    return response
