"""Headers that every answer carries: nothing from elsewhere, no script, no frame, no referrer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
PERMISSIONS = "camera=(), geolocation=(), microphone=(), interest-cohort=()"

OF_ENTITIES = ("/entity/", "/search")
"""Answers about entities. A search engine's copy would outlive the publicity of a record, and
would find an individual business by its name."""


OF_ACCOUNTS = ("/desk", "/sign-in", "/sign-out")
"""Answers to somebody who signed in: nobody else's browser or cache may keep them."""

OF_ITSELF = "/api/v1/own/"
"""Data of an entity for itself; refusals too, or a cache would give one person's to another."""


class Headers:
    """Adds what Django's own middleware does not add."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what comes next."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith(OF_ITSELF):
            response.headers["Cache-Control"] = "private, no-store"
        if request.path[3:].startswith(OF_ACCOUNTS):
            response.headers["Cache-Control"] = "private, no-store"
            # Forms are checked by the Origin that browsers send; under "no-referrer" it is null.
            response.headers["Referrer-Policy"] = "same-origin"
            response.headers["X-Robots-Tag"] = "noindex, noarchive"
        response.headers.setdefault("Cache-Control", "public, max-age=60")
        if any(part in request.path for part in OF_ENTITIES):
            response.headers.setdefault("X-Robots-Tag", "noindex, noarchive")
        return response
