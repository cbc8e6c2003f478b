"""A small city, written once for all tests of this folder."""

import random  # noqa: TID251 (a test is a door)
from dataclasses import dataclass
from pathlib import Path

import pytest

from goodstanding.demo.city.manifest import Manifest, read_manifest
from goodstanding.demo.city.write import Plan, write_city

SMALL = Plan(entities=600, records=4_800, months=12, seed=7)


@dataclass(frozen=True)
class WrittenCity:
    """A city on disk and its manifest."""

    folder: Path
    manifest: Manifest


def write(folder: Path, plan: Plan) -> WrittenCity:
    """Write a city into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for _ in write_city(folder, plan, random.Random(plan.seed)):  # noqa: S311
        pass
    return WrittenCity(folder, read_manifest(folder))


@pytest.fixture(scope="session")
def small_city(tmp_path_factory: pytest.TempPathFactory) -> WrittenCity:
    """The small city: every kind of dirt is in it."""
    return write(tmp_path_factory.mktemp("city"), SMALL)
