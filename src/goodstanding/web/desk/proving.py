"""A password typed again before an act that needs this very person; wrong ones are counted."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from goodstanding.actions.offices.account import proven
from goodstanding.actions.offices.sign_in import Limits, attempt, succeeded


def prove(request: HttpRequest, login: str, password: str) -> None:
    """Refuse who does not know the password of the account that is signed in."""
    address = request.META.get("REMOTE_ADDR", "")
    limits = Limits(settings.SIGN_IN_MINUTES, *settings.SIGN_IN_MOST)
    attempt(login, address, at=timezone.now(), limits=limits)
    proven(login, password)
    succeeded(login, address)
