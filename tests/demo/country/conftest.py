"""A small country, written once for all tests of this folder."""

from datetime import date
from pathlib import Path

import pytest

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.country.write import Written, write_country

ON = date(2026, 10, 31)
ENTITIES = 20_000
BITS = 10
"""Small buckets, so that a small country has many parts."""


def small(folder: Path, policy: Policy, *, seed: int = 7, threads: int = 2) -> Written:
    """Write a small country."""
    return write_country(
        folder,
        seed=seed,
        entities=ENTITIES,
        records_per_entity=10,
        policy=policy,
        on=ON,
        bits=BITS,
        threads=threads,
    )


@pytest.fixture(scope="session")
def country(tmp_path_factory: pytest.TempPathFactory, policy: Policy) -> Written:
    """A country of 20,000 entities."""
    return small(tmp_path_factory.mktemp("country") / "country", policy)
