"""The commands `search` and `identify`: what people and programs see, and the exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.actions.batches import code, penalties_file, penalty, send

from goodstanding.cli import identify, search
from goodstanding.core.basis.faults import Refused

ONE = f"cn-uscc:{code(1)}"

pytestmark = pytest.mark.usefixtures("sent")


@pytest.fixture
def sent(database: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send a firm's penalty and one with its name alone."""
    del database
    monkeypatch.setenv("GOODSTANDING_LANG", "en")
    rows = [
        penalty(1, name="云岭市松风食品有限公司"),
        penalty(2, code="", name="云岭市（松风）食品有限公司"),
    ]
    send(penalties_file(tmp_path / "penalties.csv", rows))


def search_for(*arguments: str) -> Result:
    """Run `goodstanding search`."""
    return CliRunner().invoke(search.command, arguments)


def run(*arguments: str) -> Result:
    """Run `goodstanding identify`."""
    return CliRunner().invoke(identify.command, arguments, terminal_width=200)


def run_json(*arguments: str) -> Any:  # noqa: ANN401 (JSON)
    """Run `goodstanding identify ... --json` and return what it printed."""
    found = run(*arguments, "--json")
    assert found.exit_code == 0, found.output
    return json.loads(found.output)


def test_search_finds_or_says_that_it_does_not() -> None:
    """Found: exit 0 and the entity; nothing found: exit 3, and still JSON where asked."""
    found = search_for("松风", "--json")
    assert found.exit_code == 0
    assert [hit["key"] for hit in json.loads(found.output)] == [ONE]
    missing = search_for("子丑寅卯", "--json")
    assert (missing.exit_code, json.loads(missing.output)) == (3, [])
    assert search_for("松风", "--limit", "0").exit_code == 2


def test_a_waiting_record_is_listed_shown_decided_and_undone() -> None:
    """The officer's whole way: list, show, decide, look, undo."""
    (waits,) = run_json("list")
    seq = str(waits["seq"])
    shown = run_json("show", seq)
    (best,) = shown["candidates"]
    assert (best["key"], best["reasons"]) == (ONE, ["same_name"])
    done = run_json("decide", seq, ONE, "--as", "Zhang", "--reason", "licence")
    judgement = str(done["judgement"])
    assert run_json("list") == []
    (listed,) = run_json("judgements")
    assert listed["actor"] == "officer:Zhang"
    assert run("undo", judgement, "--as", "Zhang", "--reason", "wrong").exit_code == 0
    assert len(run_json("list")) == 1


def test_tables_are_for_people() -> None:
    """Without --json each view prints words, in either language."""
    for arguments in (["list"], ["judgements"]):
        assert run(*arguments).exit_code == 0
    seq = str(run_json("list")[0]["seq"])
    assert "the same name" in run("show", seq).output
    assert "名称相同" in CliRunner(env={"GOODSTANDING_LANG": "zh"}).invoke(
        identify.command, ["show", seq]
    ).output  # fmt: skip


def test_refusals_come_through() -> None:
    """An act without an officer's name, or on nothing, is refused; a wrong kind is wrong usage."""
    refused = run("decide", "999", ONE, "--as", " ", "--reason", "licence")
    assert isinstance(refused.exception, Refused)
    assert [fault.code for fault in refused.exception.faults] == [
        "IDENTITY-E001",
        "IDENTITY-E008",
    ]
    assert run("judge", "rename", ONE, ONE, "--as", "Z", "--reason", "r").exit_code == 2


@pytest.mark.parametrize(
    "arguments", [[], ["list"], ["show"], ["decide"], ["judge"], ["undo"], ["judgements"]]
)
def test_help_has_words(arguments: list[str]) -> None:
    """Every command explains itself, and all but the group show an example."""
    told = run(*arguments, "--help")
    assert told.exit_code == 0
    assert not arguments or "Example" in told.output
