"""The city job of the demonstration: its figures, and whose database it takes."""

import random  # noqa: TID251 (a test is a door)
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import Database
from tests.demo.city.conftest import SMALL

from goodstanding.actions.upkeep import initialise
from goodstanding.core.basis.faults import Refused
from goodstanding.demo.city.ahead import WrittenAhead
from goodstanding.demo.city.manifest import read_manifest
from goodstanding.demo.city.write import files_expected
from goodstanding.demo.fresh import make_room
from goodstanding.demo.run_city import OUTCOMES, CitySummary, run_city
from goodstanding.store.models import Batch
from goodstanding.store.shelf import load_policy

PLAN = replace(SMALL, entities=250, records=1_800, months=2)


def untold(what: str, done: int, total: int) -> None:
    """Tell nobody."""
    del what, done, total


def run(folder: Path) -> CitySummary:
    return run_city(
        WrittenAhead(folder, PLAN, random.Random),
        folder=folder,
        policy=load_policy(),
        seed="5eed",
        chance=random.Random(7),  # noqa: S311
        expected=files_expected(PLAN),
        progress=untold,
    )


def test_the_summary_says_what_the_manifest_planted(database: Database, tmp_path: Path) -> None:
    """Written in another process and received behind it, the city's figures are the manifest's."""
    del database
    summary = run(tmp_path)
    files = read_manifest(tmp_path).files
    assert summary.files == len(files) == files_expected(PLAN)
    assert summary.outcomes == {
        name: sum(getattr(file, name) for file in files) for name in OUTCOMES
    }
    assert sum(month.records for month in summary.months) == PLAN.records
    assert summary.waiting == sum(file.waiting for file in files)
    assert {"A", "B", "C", "D", "N"} >= set(summary.grades) >= {"A", "B", "C"}


def test_a_demonstration_replaces_only_a_demonstration(database: Database, tmp_path: Path) -> None:
    """One demonstration makes room for the next; one foreign batch, and nothing is touched."""
    run(tmp_path)
    if database.kind == "sqlite":
        make_room()
        initialise()
        assert not Batch.objects.exists()
        run(tmp_path)
    first = Batch.objects.order_by("number").values().first()
    assert first is not None
    Batch.objects.create(**{**first, "number": 9_999, "name": "real", "actor": "department:court"})
    with pytest.raises(Refused) as refused:
        make_room()
    assert refused.value.faults[0].code == "DEMO-E001"
    assert Batch.objects.count() > 1
