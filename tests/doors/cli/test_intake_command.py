"""`goodstanding intake` and `receipts`: what a sender sees, and the exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from tests.actions.batches import penalties_file, penalty
from tests.conftest import Database
from tests.core.records.small_policy import small_policy

from goodstanding.cli import intake, receipts
from goodstanding.core.basis.faults import Refused


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "load_policy", small_policy)
    monkeypatch.setattr(receipts, "load_policy", small_policy)


def take(path: Path, *more: str) -> Result:
    return CliRunner().invoke(intake.command, [str(path), "--as", "regulator", *more])


def test_a_receipt_for_people_and_for_programs(database: Database, tmp_path: Path) -> None:
    """Good rows: exit 0, and the same receipt again as JSON, listed and shown."""
    del database
    path = penalties_file(tmp_path / "march.csv", [penalty(1), penalty(2)])
    shown = take(path, "--rows", "2", "--on", "2026-03-02")
    assert shown.exit_code == 0, shown.output
    assert "march" in shown.output
    told = json.loads(take(path, "--json").output)
    assert (told["batch"], told["accepted"], told["learnt_day"]) == (1, 2, "2026-03-02")
    listed = CliRunner().invoke(receipts.command, ["list", "--json"])
    assert json.loads(listed.output) == [told]
    one = CliRunner().invoke(receipts.command, ["show", "1", "--json"])
    assert json.loads(one.output) == told


def test_refused_rows_leave_with_3(database: Database, tmp_path: Path) -> None:
    """The first refused rows are shown with their code, and where to mend them."""
    del database
    shown = take(penalties_file(tmp_path / "a.csv", [penalty(1, decided="2026-2-30")]))
    assert shown.exit_code == 3
    assert "INTAKE-E049" in shown.output
    assert "1.csv" in shown.output.replace("\n", "")


def test_production_chooses_the_day(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In production `--on` is refused with its code."""
    del database
    monkeypatch.setattr(settings, "MODE", "production")
    refused = take(penalties_file(tmp_path / "a.csv", [penalty(1)]), "--on", "2026-03-02")
    assert isinstance(refused.exception, Refused)
    assert refused.exception.faults[0].code == "INTAKE-E030"
