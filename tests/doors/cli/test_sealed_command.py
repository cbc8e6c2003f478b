"""The command of the sealed store: typed passwords, words from standard input, clear refusals."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.conf import settings
from tests.actions.case_world import KEY, build
from tests.actions.cases.test_case import objection
from tests.conftest import Database

from goodstanding.actions.checks.desk import Question, check
from goodstanding.actions.offices.account import set_account
from goodstanding.cli import sealed
from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy

DAY = ("--on", "2026-04-30")
CHEN = ("--as", "chen", "--office", "market_cases", "--password", "chen-chen-chen", *DAY)
LIN = ("--as", "lin", "--office", "market_decisions", "--password", "lin-lin-lin-lin", *DAY)
GAO = ("--as", "gao", "--office", "credit_office", "--password", "gao-gao-gao-gao", *DAY)


def run(*arguments: str, given: str = "") -> str:
    """Run the command in this process; return what it prints."""
    done = CliRunner().invoke(root, ["sealed", *arguments], input=given)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_put_ask_agree_open_and_erase(
    database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: the whole way by commands; another's password, or none, opens nothing."""
    del database
    monkeypatch.setenv("GOODSTANDING_LANGUAGE", "en")
    world = build(policy)
    case = str(objection(world))
    for login, office, password in (
        ("chen", "market_cases", "chen-chen-chen"),
        ("lin", "market_decisions", "lin-lin-lin-lin"),
        ("gao", "credit_office", "gao-gao-gao-gao"),
    ):
        set_account(login, password=password, offices=[office], keys=[], policy=policy)
    put = ("put", case, "--kind", "informant", *CHEN)
    with pytest.raises(Refused, match="SEAL-E001"):
        run(*put, given="虚构甲 13800000000")
    monkeypatch.setattr(settings, "SEALED_KEYS", run("key").strip())
    assert "2026-10-29" in run(*put, given="虚构甲 13800000000")
    wanted = ("--kind", "informant", "--purpose", "answer_owed", "--reason", "答复期将至")
    request = run("ask", case, *wanted, *CHEN)
    number = next(
        one for one in request.replace("，", " ").replace(";", " ").split() if one.isdigit()
    )
    with pytest.raises(Refused, match="ACCOUNT-E010"):
        run("agree", number, "--as", "lin", "--office", "market_decisions", "--password", "x", *DAY)
    run("agree", number, *LIN)
    agreement = str(int(number) + 1)
    opened = json.loads(run("open", agreement, *CHEN, "--json"))
    assert opened == {"words": ["虚构甲 13800000000"]}
    with pytest.raises(Refused, match="SEAL-E011"):
        run("open", agreement, *CHEN)
    monkeypatch.setattr(sealed, "today", lambda: date(2026, 10, 30))
    with pytest.raises(Refused, match="SEAL-E014"):
        run("erase", "--as", "timer", "--on", "2026-10-31")
    assert "1" in run("erase", "--as", "timer", "--on", "2026-10-30")


def test_look_ups_of_an_account(database: Database, policy: Policy) -> None:
    """Promise: what an account looked up is shown to two, as a table and as data."""
    del database
    world = build(policy)
    case = str(objection(world))
    for login, office, password in (
        ("lin", "market_decisions", "lin-lin-lin-lin"),
        ("gao", "credit_office", "gao-gao-gao-gao"),
        ("chen", "market_cases", "chen-chen-chen"),
    ):
        set_account(login, password=password, offices=[office], keys=[], policy=policy)
    check(
        [Question(KEY, "permit")],
        actor="chen",
        purpose="licensing",
        department="permits_office",
        on=date(2026, 4, 30),
        policy=policy,
    )
    wanted = ("--kind", "access_pattern", "--purpose", "leak", "--reason", "线索")
    for number in (1, 4):
        run("ask", case, *wanted, "--about", "chen", *GAO)
        run("agree", str(number), *LIN)
        shown = run(
            "lookups", str(number + 1), "--from", "2026-01-01", *GAO, *["--json"] * (number == 1)
        )
        assert KEY[:20] in shown


def test_in_production_nobody_chooses_the_day(
    database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: a shell dates nothing back or ahead, in the sealed store as in any case."""
    del database
    world = build(policy)
    case = str(objection(world))
    offices = ["market_cases"]
    set_account("chen", password=CHEN[5], offices=offices, keys=[], policy=policy)
    monkeypatch.setattr(settings, "MODE", "production")
    with pytest.raises(Refused, match="CASE-E128"):
        run("put", case, "--kind", "informant", *CHEN, given="虚构甲")
    with pytest.raises(Refused, match="CASE-E128"):
        run("erase", "--as", "timer", "--on", "2026-04-30")
    for act in (
        ["take", case, "acknowledge", *CHEN[:4], *DAY],
        ["due", "--lapse", "--as", "timer", *DAY],
    ):
        done = CliRunner().invoke(root, ["case", *act])
        assert isinstance(done.exception, Refused)
        assert done.exception.faults[0].code == "CASE-E128"
