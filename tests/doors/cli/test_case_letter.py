"""The command that writes a letter as PDF: the file, its language, and what it refuses."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from tests.actions.case_world import HANDLER, build
from tests.actions.cases.test_case import objection, step
from tests.conftest import Database

from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy

CHEN = ("--as", "officer-chen", "--office", "market_cases")


def run(*arguments: str) -> None:
    """Run the command in this process."""
    done = CliRunner().invoke(root, ["case", "letter", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output


def test_a_letter_is_written_in_the_wanted_language(
    database: Database, policy: Policy, tmp_path: Path
) -> None:
    """Promise: the authentic language unless another is named; twice the same bytes."""
    del database
    world = build(policy)
    step(world, objection(world), "acknowledge", HANDLER, date(2026, 4, 30))
    files = [tmp_path / name for name in ("one.pdf", "two.pdf", "three.pdf")]
    run("1", *CHEN, "--pdf", str(files[0]))
    run("1", *CHEN, "--pdf", str(files[1]), "--language", "zh")
    run("1", *CHEN, "--pdf", str(files[2]), "--language", "en")
    assert files[0].read_bytes() == files[1].read_bytes()
    with files[2].open("rb") as file:
        assert PdfReader(file).root_object["/Lang"] == "en"
    with pytest.raises(Refused) as refused:
        run("99", *CHEN, "--pdf", str(tmp_path / "none.pdf"))
    assert refused.value.faults[0].code == "CASE-E106"
    assert not (tmp_path / "none.pdf").exists()
