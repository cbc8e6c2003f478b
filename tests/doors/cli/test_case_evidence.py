"""The commands of evidence: attach, list, write, erase."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.actions.case_world import KEY, build
from tests.actions.cases.test_case import objection
from tests.conftest import Database

from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy

PARTY = ("--as", "agent-1", "--for", KEY, "--on", "2026-04-30")
LOOKS = ("--as", "agent-1", "--for", KEY)
LIN = ("--as", "lin", "--office", "market_decisions", "--on", "2026-04-30")


def run(*arguments: str) -> str:
    """Run the command in this process; return what it prints."""
    done = CliRunner().invoke(root, ["case", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_files_by_commands(database: Database, policy: Policy, tmp_path: Path) -> None:
    """Promise: a file is attached, listed, written bit for bit, and erased by who decides."""
    del database
    case = str(objection(build(policy)))
    file = tmp_path / "[b]收据.pdf"
    file.write_bytes(b"%PDF-1.7")
    assert json.loads(run("attach", case, str(file), *PARTY, "--json")) == {"file": 1}
    assert "[2]" in run("attach", case, str(file), *PARTY)
    (first, _second) = json.loads(run("evidence", case, *LOOKS, "--json"))
    assert (first["name"], first["size"], first["erased"]) == (file.name, 8, False)
    assert "agent-1" in run("evidence", case, *LOOKS)
    target = tmp_path / "back"
    run("evidence", case, *LOOKS, "--file", "1", "--out", str(target))
    assert target.read_bytes() == b"%PDF-1.7"
    run("erase-file", case, "1", "--reason", "依法删除", *LIN)
    for number, code in (("1", "CASE-E139"), ("9", "CASE-E135")):
        with pytest.raises(Refused, match=code):
            run("evidence", case, *LOOKS, "--file", number, "--out", str(target))
    with pytest.raises(Refused, match="CASE-E137"):
        run("attach", case, str(file), "--as", "x", "--on", "2026-04-30")
