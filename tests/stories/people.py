"""People of the stories: they sign in, look at pages and send forms, or type commands."""

import io
import json
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import pytest
from tests.actions.case_world import KEY, OTHER, World
from tests.doors.web.desk_world import Desk, browser

from goodstanding.actions.offices.account import set_account
from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.store.cases.read import CaseData, read_case

OFFICERS: dict[str, str] = {
    "chen": "market_cases",
    "lin": "market_decisions",
    "wu": "market_review",
    "xu": "market_review",
    "he": "legal_office",
    "liu": "labour_cases",
    "zhao": "labour_decisions",
    "sun": "labour_decisions",
    "fang": "permits_unit",
    "gao": "permits_review",
    "qian": "permits_review",
}
SEEN = re.compile(r'name="seen" value="(\d+)"')
CODE = re.compile(r"[A-Z]+-E\d{3}")
TAG = re.compile(r"<[^>]*>")
HIDDEN = re.compile(r"<(script|style)[^>]*>.*?</\1>", re.DOTALL)


@dataclass
class People:
    """Everybody of a story, on the day that the calendar shows."""

    world: World
    desk: Desk
    day: date = date(2026, 1, 5)

    def on(self, day: str) -> "People":
        """Let the calendar show a day."""
        self.day = date.fromisoformat(day)
        self.desk.on(self.day)
        return self

    def page(self, login: str, address: str) -> str:
        """Return a page as somebody reads it; it must be there."""
        answer = self.get(login, address)
        assert answer.status_code == 200, (address, answer.status_code)
        return said(answer.content)

    def get(self, login: str, address: str) -> Any:  # noqa: ANN401 (an answer of the test client)
        """Ask for an address."""
        return browser(login).get(address)

    def begin(self, login: str, procedure: str, kind: str, about: str, /, **form: str) -> int:
        """Open a case by the form of its page."""
        answer = browser(login).post(f"/zh/desk/begin/{procedure}/{kind}/{about}", form)
        assert answer.status_code == 302, faults(answer.content)
        found = re.search(r"/case/(\d+)", answer["Location"])
        assert found is not None, answer["Location"]
        return int(found[1])

    def sent(self, login: str, address: str, **form: str) -> str:
        """Send a form that is refused; return what the page says."""
        answer = browser(login).post(address, form)
        assert answer.status_code in (400, 403, 409), answer.status_code
        return said(answer.content)

    def take(self, login: str, case: int, step: str, **form: str) -> None:
        """Take a step: open its form, fill it in, send it."""
        client = browser(login)
        address = f"/zh/desk/case/{case}/{step}"
        shown = client.get(address)
        assert shown.status_code == 200, (step, faults(shown.content))
        seen = SEEN.search(shown.content.decode())
        assert seen is not None
        answer = client.post(address, {"seen": seen[1], **form})
        assert answer.status_code == 302, (step, faults(answer.content))

    def denied(self, login: str, case: int, step: str, code: str, **form: str) -> None:
        """Try a step by its page, and be told why not; nothing is done."""
        before = self.file(case)
        seen = str(len(before.events))
        answer = browser(login).post(f"/zh/desk/case/{case}/{step}", {"seen": seen, **form})
        assert answer.status_code in (403, 409), (step, answer.status_code)
        assert code in said(answer.content), (step, faults(answer.content))
        assert self.file(case) == before

    def serve(self, login: str, case: int, template: str, **form: str) -> None:
        """Note by the letter's page that it was served, or that it could not be."""
        letter = [one for one in self.file(case).letters if one.template == template][-1]
        given = {
            "mode": "electronic",
            "recipient": KEY.partition(":")[2],
            "day": self.day.isoformat(),
            "proof": "E-1",
            **form,
        }
        answer = browser(login).post(f"/zh/desk/letter/{letter.id}", given)
        assert answer.status_code == 302, faults(answer.content)

    def command(self, *words: str) -> Any:  # noqa: ANN401 (JSON)
        """Type a command on this day; return what it says as JSON."""
        out = io.StringIO()
        with redirect_stdout(out):
            root.main(args=[*words, "--on", self.day.isoformat(), "--json"], standalone_mode=False)
        return json.loads(out.getvalue())

    def open_by_command(self, login: str, procedure: str, about: str, **form: str) -> int:
        """Open a case as an officer types it."""
        fields = [part for name, value in form.items() for part in ("--form", f"{name}={value}")]
        who = ("--as", login, "--office", OFFICERS[login])
        answer = self.command("case", "open", procedure, about, *who, *fields)
        return int(answer["case"])

    def may(self, act: str, key: str = KEY) -> str:
        """Ask the check desk by a command; return the answer in one word."""
        answer = self.command(
            "may",
            key.partition(":")[2],
            act,
            "--purpose",
            "资格审查",
            "--as",
            "officer-hu",
            "--department",
            "honours_office",
        )
        return str(answer[0]["answer"])

    def public(self, language: str = "zh", key: str = KEY) -> str:
        """Return the public page of an entity, as anybody reads it today."""
        return self.page("", f"/{language}/entity/{key}")

    @staticmethod
    def file(case: int) -> CaseData:
        """Return a case's file."""
        found = read_case(case)
        assert found is not None
        return found


def faults(content: bytes) -> list[str]:
    """Return what a page says around each code of a refusal."""
    text = said(content)
    return [text[max(0, one.start() - 160) : one.end() + 20] for one in CODE.finditer(text)]


def said(content: bytes) -> str:
    """Return the text of a page, spaces folded."""
    bare = HIDDEN.sub(" ", content.decode())
    return " ".join(unescape(TAG.sub(" ", bare)).split())


def people(world: World, patch: pytest.MonkeyPatch) -> People:
    """Return everybody, with accounts that can sign in."""
    for login, office in OFFICERS.items():
        set_account(login, password=None, offices=[office], keys=[], policy=world.policy)
    for login, key in (("agent", KEY), ("other-agent", OTHER)):
        set_account(login, password=None, offices=[], keys=[key], policy=world.policy)
    return People(world, Desk(world, patch))


__all__ = ["KEY", "OTHER", "People", "Refused", "people", "said"]
