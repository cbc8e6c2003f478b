"""Intake is killed at random points: nothing acknowledged is lost, nothing is doubled."""

from hashlib import sha256
from pathlib import Path

import pytest
from tests.conftest import Database, Template
from tests.kill.harness import Quiet, broken_promises, quiet_run, write_batch

ROWS = 20_000
SEED = "kill campaign 1"
KILLS = 9
LONG_KILLS = 60
LINES = 17
"""So many lines a child prints before its receipt, at least."""


@pytest.fixture(scope="session")
def batch_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of 20,000 rows that every run receives."""
    return write_batch(tmp_path_factory.mktemp("kill") / "penalties.csv", ROWS)


@pytest.fixture(scope="session")
def quiet(template: Template, batch_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Quiet:
    """What an undisturbed run leaves, in a database that is dropped again."""
    undisturbed = template.copy(tmp_path_factory.mktemp("quiet"))
    found = quiet_run(undisturbed, batch_file)
    template.drop()
    return found


def drawn(campaign: str, number: int, choices: int) -> int:
    """Return a number from 1 to `choices`, drawn from the campaign's seed."""
    digest = sha256(f"{SEED}|{campaign}|{number}".encode()).digest()
    return int.from_bytes(digest[:8]) % choices + 1


def kill_and_check(
    campaign: str, number: int, quiet: Quiet, batch_file: Path, database: Database
) -> None:
    """Kill by an event inside the process, every third time from outside after a printed line."""
    if number % 3 == 2:
        place = {"kill_after": drawn(campaign, number, LINES)}
    else:
        place = {"die_at": drawn(campaign, number, quiet.events)}
    broken = broken_promises(database, batch_file, quiet, **place)
    assert not broken, f"{SEED}, {campaign} {number}: {place}"


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_intake(number: int, quiet: Quiet, batch_file: Path, database: Database) -> None:
    """A kill anywhere, the file sent again: the same ledger and the same receipt."""
    kill_and_check("short", number, quiet, batch_file, database)


@pytest.mark.long
@pytest.mark.parametrize("number", range(LONG_KILLS))
def test_many_killed_intakes(
    number: int, quiet: Quiet, batch_file: Path, database: Database
) -> None:
    """The same, sixty times at other points."""
    kill_and_check("long", number, quiet, batch_file, database)


def test_the_harness_catches_an_early_receipt(
    quiet: Quiet, batch_file: Path, database: Database
) -> None:
    """A receipt printed before the commit, and a kill between the two, is an acknowledged loss."""
    broken = broken_promises(database, batch_file, quiet, control="early_receipt")
    assert broken == ["the batch was acknowledged and is lost"]
