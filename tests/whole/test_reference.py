"""Promises about words: both languages, documented commands, settings and codes."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from scripts.write_reference import fault_kinds

from goodstanding.cli.main import COMMANDS, root

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACES = re.compile(r"\{(\w+)")


@pytest.mark.parametrize("kind", fault_kinds(), ids=lambda kind: kind.code)
def test_a_fault_speaks_both_languages(kind: object) -> None:
    """A fault says what and what next, in Chinese and English, with the same values in both."""
    for text in (kind.what, kind.next):  # type: ignore[attr-defined]
        assert CHINESE.search(text.zh)
        assert text.en
        assert not CHINESE.search(text.en.replace("暂无", ""))
        assert set(PLACES.findall(text.zh)) == set(PLACES.findall(text.en))
    assert re.fullmatch(r"[A-Z]+-E\d{3}", kind.code)  # type: ignore[attr-defined]


def test_the_reference_is_fresh() -> None:
    """docs/reference.md lists what the code has."""
    script = ROOT / "scripts" / "write_reference.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_helps_with_examples(name: str) -> None:
    """Each command, or each command of a group, has help that shows an example."""
    shown = CliRunner().invoke(root, [name, "--help"])
    assert shown.exit_code == 0, shown.output
    assert "goodstanding " + name in shown.output.replace("\n", " ")


def test_a_wrong_command_is_refused() -> None:
    """An unknown command ends with code 2 and names what was wrong."""
    done = subprocess.run(
        [sys.executable, "-c", "from goodstanding.cli.main import main; main()", "nonsense"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr
