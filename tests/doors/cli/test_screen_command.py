"""The command `screen`: what it writes, whole or not at all, and its exit codes."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.actions.batches import code, penalties_file, penalty, send

from goodstanding.cli import screen
from goodstanding.core.basis.faults import Refused

pytestmark = pytest.mark.usefixtures("sent")


@pytest.fixture
def sent(database: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send a firm's penalty, and write a file of names."""
    del database
    monkeypatch.setenv("GOODSTANDING_LANG", "en")
    send(penalties_file(tmp_path / "penalties.csv", [penalty(1, name="云岭市松风食品有限公司")]))
    text = "name\n雲嶺市鬆風食品有限公司\n=子丑寅卯\n"
    (tmp_path / "names.csv").write_text(text, "utf-8")


def test_answers_are_written_in_order_once(tmp_path: Path) -> None:
    """CSV with a line for each row; formulas are guarded; an old file is never written over."""
    target = tmp_path / "out.csv"
    asked = [str(tmp_path / "names.csv"), "--out", str(target)]
    found = CliRunner().invoke(screen.command, asked)
    assert found.exit_code == 0, found.output
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    assert [(row["row"], row["key"], row["score"]) for row in rows] == [
        ("1", f"cn-uscc:{code(1)}", "1000"),
        ("2", "", ""),
    ]
    assert rows[1]["asked_name"] == "'=子丑寅卯"
    assert rows[0]["why"] == "core: the same; place: the same; form: the same"
    again = CliRunner().invoke(screen.command, asked)
    assert isinstance(again.exception, Refused)
    assert again.exception.faults[0].code == "SEARCH-E006"
    assert [path.name for path in tmp_path.glob(".out*")] == []


def test_a_broken_run_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stops in the middle leaves nothing under the file's name, and no draft."""

    def breaks(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(screen, "explanation", breaks)
    target = tmp_path / "out.csv"
    CliRunner().invoke(screen.command, [str(tmp_path / "names.csv"), "--out", str(target)])
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == []


def test_json_and_nothing_found(tmp_path: Path) -> None:
    """JSON is an array of rows on standard output; where nothing is found the exit code is 3."""
    found = CliRunner().invoke(screen.command, [str(tmp_path / "names.csv"), "--json"])
    told = json.loads(found.stdout)
    assert [row["state"] for row in told] == ["found", "none"]
    assert told[0]["matches"][0]["why"]["zh"] == "字号和行业: 相同；行政区划: 相同；组织形式: 相同"
    (tmp_path / "other.csv").write_text("name\n子丑寅卯\n", "utf-8")
    assert CliRunner().invoke(screen.command, [str(tmp_path / "other.csv")]).exit_code == 3
