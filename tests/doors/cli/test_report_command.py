"""The command of reports: who may have a special one, what it adds, and what is logged."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.actions.case_world import KEY, OTHER, World, build, enter
from tests.conftest import Database

from goodstanding.actions.offices.account import set_account
from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.notes import REPORT, notes_about
from goodstanding.store.ledger.verify import verify

ON = ("--on", "2026-06-01")
SUMMARY = "云市监罚〔2026〕9号"


def run(*arguments: str) -> str:
    """Run the command in this process; return what it prints."""
    done = CliRunner().invoke(root, ["report", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


@pytest.fixture
def world(database: Database, policy: Policy) -> World:
    """An entity with a summary penalty, and one from long ago."""
    del database
    world = build(policy)
    for number, day in ((SUMMARY, "2026-05-04"), ("云市监罚〔2020〕9号", "2020-05-04")):
        said = {
            "decision_no": number,
            "authority": "云州市市场监督管理局",
            "kinds": "fine",
            "procedure": "summary",
            "fine": "20000",
            "decision_day": day,
        }
        enter(world, "administrative_penalty", "market_regulation", number, KEY, said, day)
    for login, offices, keys in (
        ("agent-1", (), (KEY,)),
        ("agent-2", (), (OTHER,)),
        ("chen", ("market_cases",), ()),
    ):
        set_account(login, password=None, offices=offices, keys=keys, policy=policy)
    return world


def test_the_special_report_adds_summary_penalties_that_never_count(world: World) -> None:
    """Promise: apart from the public records, marked; what is older than the packs say is not."""
    del world
    public = json.loads(run(KEY, *ON, "--json"))
    assert SUMMARY not in json.dumps(public, ensure_ascii=False)
    special = json.loads(run(KEY, *ON, "--special", "--as", "agent-1", "--json"))
    added = [one for one in special["records"] if one not in public["records"]]
    assert [(one["number"], one["counts"]) for one in added] == [(SUMMARY, False)]
    assert all(one["counts"] for one in public["records"])
    said = run(KEY, *ON, "--special", "--as", "agent-1").replace("\n", "")
    assert "从不扣分" in said or "never" in said


def test_who_asked_and_why_is_logged_before_the_answer(world: World) -> None:
    """Promise: itself, or an office for a purpose of the list; nobody else, and all is logged."""
    del world
    chen = ("--special", "--as", "chen", "--office", "market_cases", *ON)
    refused = (
        ("REPORT-E001", ("--special", "--as", "agent-2", *ON)),
        ("REPORT-E001", ("--special", "--as", "chen", "--office", "tax_unit", *ON)),
        ("REPORT-E001", ("--special", *ON)),
        ("REPORT-E002", (*chen, "--purpose", "curiosity")),
        ("REPORT-E002", chen),
    )
    for code, arguments in refused:
        with pytest.raises(Refused) as caught:
            run(KEY, *arguments)
        assert caught.value.faults[0].code == code
    assert notes_about(REPORT, [KEY], ended=False) == []
    assert json.loads(run(KEY, *chen, "--purpose", "tender", "--json"))["asked"] == []
    (note,) = notes_about(REPORT, [KEY], ended=False)
    assert (note.actor, note.office, note.said["purpose"], note.day) == (
        "chen",
        "market_cases",
        "tender",
        date(2026, 6, 1),
    )
    own = json.loads(run(KEY, *ON, "--special", "--as", "agent-1", "--json"))
    assert [(one["office"], one["purpose"]) for one in own["asked"]] == [
        ("market_cases", "tender"),
        ("", "own"),
    ]
    assert "chen" not in json.dumps(own), "the entity learns the office, not the person"
    assert verify() == ()
