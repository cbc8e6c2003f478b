"""The command of drafts: nobody signs what they did not read, as on the page."""

import json

import pytest
from click.testing import CliRunner
from tests.actions.case_world import build
from tests.actions.cases.test_case import objection
from tests.doors.web.test_desk import CORRECTION

from goodstanding.actions.offices.account import set_account
from goodstanding.cli.main import root
from goodstanding.core.policy.shape import Policy

pytestmark = pytest.mark.usefixtures("database")
ON = ("--on", "2026-05-06")
CHEN = ("--as", "officer-chen", "--office", "market_cases", *ON)
LIN = ("--as", "officer-lin", "--office", "market_decisions", *ON)
FORM = [part for name, said in CORRECTION.items() for part in ("--form", f"{name}={said}")]


def run(*arguments: str) -> str:
    """Run a command in this process; return what it prints."""
    done = CliRunner().invoke(root, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_a_draft_is_signed_by_the_number_that_was_read(policy: Policy) -> None:
    """Without a number, and with one of before a change, it is refused; with its own it goes."""
    world = build(policy)
    for login, office in (("officer-chen", "market_cases"), ("officer-lin", "market_decisions")):
        set_account(login, password=None, offices=[office], keys=[], policy=policy)
    case = str(objection(world))
    run("case", "take", case, "acknowledge", *CHEN)
    numbers = []
    for reasons, ready in (("甲", ()), ("乙", ("--forward",))):
        form = (*FORM, "--form", f"reasons={reasons}")
        run("draft", "save", case, "correct", *form, *ready, *CHEN)
        (draft,) = json.loads(run("draft", "list", "--json"))
        numbers.append(draft["read"])
    first, last = numbers
    for named in (case, f"{case}:{first}", f"{case}:0"):
        told = json.loads(run("draft", "sign", "correct", named, *LIN, "--json"))
        assert told["cases"][0]["refused"], named
        assert told["cases"][0]["event"] == 0
    told = json.loads(run("draft", "sign", "correct", f"{case}:{last}", *LIN, "--json"))
    assert told["cases"][0]["refused"] == []
    assert told["cases"][0]["event"]
