"""A world for the desk: the cases' world, with accounts that sign in without a password."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.actions.case_world import KEY, OTHER, World

from goodstanding.actions.offices.account import set_account
from goodstanding.api import departments as api_departments
from goodstanding.web.desk import day as desk_days

OPENED = date(2026, 4, 29)
ACCOUNTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "agent-1": ((), (KEY,)),
    "agent-2": ((), (OTHER,)),
    "officer-chen": (("market_cases",), ()),
    "officer-lin": (("market_decisions",), ()),
    "officer-tax": (("tax_unit",), ()),
    "officer-both": (("market_cases", "market_decisions"), ()),
    "officer-credit": (("credit_office",), ()),
    "nobody": ((), ()),
}


@dataclass
class Desk:
    """The world, and the day on which its cases stand."""

    world: World
    patch: pytest.MonkeyPatch

    def on(self, day: date) -> None:
        """Let the calendar show a day."""
        for place in (desk_days, api_departments):
            self.patch.setattr(place, "desk_day", lambda **_: day)
        self.patch.setattr("django.utils.timezone.localdate", lambda: day)


def make_accounts(world: World) -> None:
    """Make every account of the tests, called what it signs in with."""
    for login, (offices, keys) in ACCOUNTS.items():
        said = {"name": login, "name_en": login, "policy": world.policy}
        set_account(login, password=None, offices=offices, keys=keys, **said)


def browser(login: str = "", *, checks: bool = False) -> Client:
    """Return a browser in which an account has signed in ("": nobody)."""
    client = Client(headers={"host": "127.0.0.1"}, enforce_csrf_checks=checks)
    if login:
        client.force_login(get_user_model().objects.get(login=login))
    return client


def said(content: bytes) -> str:
    """Return the words of an answer, spaces folded."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", content.decode())).split())


def text(client: Client, address: str, status: int = 200) -> str:
    """Return a page's words, spaces folded."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return said(answer.content)
