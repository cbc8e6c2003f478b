"""A permission to act where people read it: the entity's page, its letter, the desk's answer."""

import pytest
from click.testing import CliRunner
from tests.actions.case_world import KEY, build
from tests.actions.test_case import served, step
from tests.actions.test_designation import OUTSIDE
from tests.actions.test_permission import ALLOWED, DECIDED, application, reference
from tests.doors.web.desk_world import Desk, browser, make_accounts
from tests.doors.web.test_own_rights import text

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
