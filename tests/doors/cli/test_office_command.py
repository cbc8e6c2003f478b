"""The command of offices: what it notes, hands over and refuses."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.actions.case_world import HANDLER, KEY, build
from tests.actions.cases.test_case import objection, step
from tests.conftest import Database

from goodstanding.actions.offices.account import set_account
from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.read import read_case

CHEN = ("--as", "chen", "--office", "market_cases", "--on", "2026-04-30")
LIN = ("--as", "lin", "--office", "market_decisions", "--on", "2026-04-30")

CHEN_S = "second-second-second"


def run(*arguments: str) -> str:
    """Run the command in this process; return what it prints."""
    done = CliRunner().invoke(root, ["office", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_notes_hand_overs_and_challenges(database: Database, policy: Policy) -> None:
    """Promise: each act of offices has its command, tells its number, and is listed."""
    del database
    world = build(policy)
    for login, office in (("chen", "market_cases"), ("lin", "market_decisions")):
        set_account(login, password=None, offices=[office], keys=[], policy=policy)
    case = str(objection(world))
    days = ("--from", "2026-05-06", "--to", "2026-05-08", "--reason", "年休假")
    assert "1" in run("deputy", "lin", "chen", "market_cases", *days, *CHEN)
    run("absent", "chen", *days, *CHEN)
    run("interest", "lin", KEY, "--reason", "亲属", *LIN)
    listed = json.loads(run("list", "--on", "2026-05-06", "--json"))
    assert [one["kind"] for one in listed["notes"]] == ["deputy", "absence", "interest"]
    assert listed["members"][0]["deputies"] == ["lin"]
    assert listed["members"][0]["away_until"] == "2026-05-08"
    assert "chen" in run("list", "--on", "2026-05-06")
    run("end", "1", "--reason", "提前返岗", *CHEN)
    over = json.loads(run("hand-over", "chen", case, "--reason", "分案", *LIN, "--json"))
    assert over["cases"] == [{"case": int(case), "event": 2, "refused": []}]
    assert "OFFICE-E004" in run("hand-over", "nobody", case, "--reason", "分案", *CHEN)
    party = ("--as", "agent", "--for", KEY, "--on", "2026-04-30")
    run("challenge", case, "office:market_cases", "--reason", "有偏见", *party)
    with pytest.raises(Refused, match="OFFICE-E012"):
        run("rule", case, "3", "refused", "--reason", "不成立", *CHEN)


def test_who_is_barred_is_the_account_that_is_named(database: Database, policy: Policy) -> None:
    """Promise: `case bar` bars whom it names and not who says so."""
    del database
    case = str(objection(build(policy)))
    arguments = ["case", "bar", case, "lin", "--reason", "亲属", *CHEN]
    done = CliRunner().invoke(root, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    found = read_case(int(case))
    assert found is not None
    assert (found.events[-1].actor, found.events[-1].form["account"]) == ("chen", "lin")


def test_drafts_are_kept_returned_and_signed_by_commands(
    database: Database, policy: Policy
) -> None:
    """Promise: each act on drafts has its command; signing many gives one receipt."""
    del database
    world = build(policy)
    case = str(objection(world))
    step(world, int(case), "acknowledge", HANDLER, date(2026, 4, 30))

    def draft(*arguments: str) -> str:
        done = CliRunner().invoke(root, ["draft", *arguments])
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.output

    fields = ("finding=wrong", "reasons=录入有误", "correction=fine=100000")
    form = [part for field in fields for part in ("--form", field)]
    draft("save", case, "correct", *form, "--forward", *CHEN)
    assert json.loads(draft("list", "--json"))[0]["state"] == "forward"
    draft("remark", case, "correct", "--words", "再核", "--return", *LIN)
    assert "returned" in draft("list")
    draft("save", case, "correct", *form, "--forward", *CHEN)
    assert "OFFICE-E026" in draft("sign", "correct", case, *LIN)
    read = json.loads(draft("list", "--json"))[0]["read"]
    told = json.loads(draft("sign", "correct", f"{case}:{read}", *LIN, "--json"))
    assert told["cases"] == [{"case": 1, "event": 3, "refused": []}]
    assert "OFFICE-E0" in draft("sign", "correct", f"{case}:{read}", *LIN)


def test_what_is_brought_to_the_counter_is_filed(database: Database, policy: Policy) -> None:
    """Promise: an office that receives files for the entity; another does not."""
    del database
    about = f"record:{build(policy).entries['penalty']}"
    form = ("--form", "claim=金额有误", "--form", "ground=facts", "--paper", "纸件 2026-17")
    form += ("--credential", "business_licence", "--code", KEY.partition(":")[2])
    with pytest.raises(Refused, match="OFFICE-E030"):
        run("counter", "objection", about, *form, *CHEN)
    who = ("--as", "window", "--office", "credit_window", "--on", "2026-04-30")
    with pytest.raises(Refused, match="OFFICE-E038"):
        run("counter", "objection", about, *form, *who)
    set_account("second", password=CHEN_S, offices=["credit_window"], keys=[], policy=policy)
    confirmed = ("--confirmed-by", "second", "--confirm-password")
    with pytest.raises(Refused, match="ACCOUNT-E010"):
        run("counter", "objection", about, *form, *who, *confirmed, "guessed")
    done = run("counter", "objection", about, *form, *who, *confirmed, CHEN_S, "--json")
    assert json.loads(done) == {"case": 1}
