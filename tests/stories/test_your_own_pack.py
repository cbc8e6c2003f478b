"""The guide "your own pack in an hour", step by step: from `packs new` to an explained grade."""

import json
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner
from django.conf import settings

from goodstanding.cli import appraise, explain, intake, packs

CODE = "91990100MA990001X7"


def run(command: Command, *arguments: object) -> str:
    """Run a command that must succeed; return what it printed."""
    done = CliRunner().invoke(command, [str(argument) for argument in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.usefixtures("database")
def test_a_stranger_gets_from_a_new_pack_to_an_explained_grade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command of the guide works on a new pack as it comes, with the promised figures."""
    folder = tmp_path / "my-packs"
    run(packs.command, "new", "harbour", "--folder", folder)
    monkeypatch.setattr(settings, "PACKS", str(folder))
    run(packs.command, "check")
    run(packs.command, "test")
    sample = folder / "harbour" / "sample" / "visits.csv"

    receipt = json.loads(
        run(intake.command, sample, "--as", "harbour_inspectors", "--on", "2026-03-01", "--json")
    )
    grades = json.loads(run(appraise.command, "--on", "2026-03-02", "--json"))
    explained = json.loads(run(explain.command, CODE, "--on", "2026-03-02", "--json"))

    assert (receipt["rows"], receipt["accepted"]) == (3, 3)
    assert "harbour_card" in json.dumps(grades)
    appraisal = explained["appraisal"]
    assert (appraisal["score"], appraisal["grade"]) == ("80", "B")
