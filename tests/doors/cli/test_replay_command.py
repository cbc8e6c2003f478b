"""The command of replays: prints, writes, compares; a wrong password or another page is told."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.actions.case_world import KEY, build
from tests.conftest import Database
from tests.doors.web.desk_world import Desk, browser

from goodstanding.actions.offices.account import set_account
from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy

HE = ("--as", "he", "--office", "legal_office", "--purpose", "audit", "--on", "2026-06-01")
WORD = ("--password", "he-he-he-he-he")


def run(*arguments: str) -> tuple[int, str]:
    """Run the command in this process; return its code and what it prints."""
    done = CliRunner().invoke(root, ["replay", KEY, "2026-05-04", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def test_a_saved_page_is_proven_or_not(
    database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Promise: the bytes that somebody saved are found the same; one changed byte is not."""
    del database
    desk = Desk(build(policy), monkeypatch)
    set_account("he", password=WORD[1], offices=["legal_office"], keys=[], policy=policy)
    desk.on(date(2026, 5, 4))
    saved = tmp_path / "saved.json"
    saved.write_bytes(browser().get(f"/en/entity/{KEY}.json").content)
    rules = ("--policy", policy.digest)
    assert run(*HE, *WORD, *rules, "--compare", str(saved))[0] == 0
    code, said = run(*HE, *WORD, *rules, "--json", "--out", str(tmp_path / "again.json"))
    told = json.loads(said)
    assert (code, told["same"], told["lost"], told["policy"]) == (0, True, [], policy.digest)
    assert (tmp_path / "again.json").read_bytes() == saved.read_bytes()
    assert json.loads(saved.read_text())["key"] in run(*HE, *WORD, *rules)[1]
    saved.write_bytes(saved.read_bytes() + b" ")
    assert run(*HE, *WORD, *rules, "--compare", str(saved))[0] == 1
    with pytest.raises(Refused, match="ACCOUNT-E010"):
        run(*HE, *rules, "--password", "wrong")
    with pytest.raises(Refused, match="REPLAY-E005"):
        run(*HE, *WORD)
