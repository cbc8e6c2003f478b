"""A permission to act where people read it: the entity's page, its letter, the desk's answer."""

import json

import pytest
from click.testing import CliRunner
from tests.actions.case_world import KEY, OTHER, build
from tests.actions.cases.test_case import served, step
from tests.actions.cases.test_designation import OUTSIDE
from tests.actions.cases.test_permission import (
    AFTER,
    ALLOWED,
    ASKED,
    DECIDED,
    LAST,
    application,
    reference,
)
from tests.doors.web.desk_world import Desk, browser, make_accounts, text

from goodstanding.actions.offices.account import set_account
from goodstanding.cli.main import root
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import case_words, plain


def test_a_release_is_told_with_its_day_decision_and_condition(
    policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The measure's row, the case's letter and the check desk say the same of it."""
    del database
    world = build(policy)
    make_accounts(world)
    desk = Desk(world, monkeypatch)
    case = application(world)
    step(world, case, "release", OUTSIDE, DECIDED, {**ALLOWED, "condition": "按月报告"})
    served(world, case, "release_granted", DECIDED)
    desk.on(DECIDED)
    decision = reference(case)
    number = plain(decision)
    assert number is not None
    quoted = case_words(policy, number)
    client = browser("agent-1")
    page = text(client, f"/en/desk/file/{KEY}/rights")
    assert f"Honours: permitted until 30 September 2026 under {quoted.en} · 按月报告" in page
    assert "凭 " + quoted.zh in text(client, f"/zh/desk/file/{KEY}/rights")
    assert "Conditional release" in text(client, f"/en/desk/case/{case}")
    officer = text(browser("officer-lin"), f"/en/desk/case/{case}")
    assert "Allowed" in officer
    assert "按月报告" in officer
    who = ("--purpose", "评优", "--as", "he", "--on", DECIDED.isoformat())
    said = CliRunner().invoke(root, ["may", KEY, "honour", *who], env={"COLUMNS": "400"})
    rows = [line.split("│") for line in said.output.splitlines() if line.count("│") > 1]
    condition = "".join(cells[-2].strip() for cells in rows)
    assert decision in condition
    assert "2026-09-30" in condition


def test_what_runs_is_listed_for_officers_the_entity_and_in_a_command(
    policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From its first day to its last, with measure and condition; of other departments nothing."""
    del database
    world = build(policy)
    make_accounts(world)
    desk = Desk(world, monkeypatch)
    case = application(world)
    step(world, case, "release", OUTSIDE, DECIDED, {**ALLOWED, "condition": "按月报告"})
    for day, there in ((ASKED, False), (DECIDED, True), (LAST, True), (AFTER, False)):
        desk.on(day)
        pages = [
            text(browser("officer-lin"), "/en/desk/permissions"),
            text(browser("officer-credit"), "/en/desk/permissions"),
            text(browser("agent-1"), f"/en/desk/file/{KEY}/rights").partition("all the same")[2],
        ]
        for page in pages:
            assert ("While this holds: 按月报告" in page) is there, day
            assert ("30 September 2026" in page.partition("Who was told")[0]) is there, day
        told = CliRunner().invoke(root, ["permissions", "--json", "--on", day.isoformat()])
        found = json.loads(told.output)
        assert bool(found) is there, day
    desk.on(DECIDED)
    assert "按月报告" not in text(browser("officer-tax"), "/en/desk/permissions")
    for office, there in (("tender_unit", False), ("elsewhere", False), ("legal_office", True)):
        set_account("officer-tax", password=None, offices=[office], keys=[], policy=policy)
        page = text(browser("officer-tax"), "/en/desk/permissions")
        assert ("按月报告" in page) is there, "an office of no department is not every department"
    assert browser("agent-1").get("/en/desk/permissions").status_code == 404
    on = ("--json", "--on", DECIDED.isoformat())
    for narrowed, count in (
        (("--department", "market_regulation"), 1),
        (("--department", "tax_bureau"), 0),
        (("--entity", KEY), 1),
        (("--entity", OTHER), 0),
    ):
        told = CliRunner().invoke(root, ["permissions", *narrowed, *on])
        assert len(json.loads(told.output)) == count, narrowed
    (one,) = json.loads(CliRunner().invoke(root, ["permissions", *on]).output)
    assert one["act"] == "honour"
    assert [told["measure"] for told in one["measures"]] == ["honours_limit"]
