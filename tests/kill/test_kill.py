"""Intake is killed at random points: nothing acknowledged is lost, nothing is doubled."""

from hashlib import sha256
from pathlib import Path

import pytest
from tests.conftest import Database, Template
from tests.kill.harness import Quiet, broken_promises, quiet_run, write_batch

ROWS = 8_000
"""Four pieces of a file, each with every kind of row, and all parts of a sealing."""
LONG_ROWS = 20_000
SEED = "kill campaign 1"
KILLS = 9
LONG_KILLS = 60
LINES = 14
LONG_LINES = 17
"""So many lines a child prints before its receipt, at least."""


@pytest.fixture(scope="session")
def batch_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that every run receives."""
    return write_batch(tmp_path_factory.mktemp("kill") / "penalties.csv", ROWS)


@pytest.fixture(scope="session")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The larger file of the long campaign."""
    return write_batch(tmp_path_factory.mktemp("long") / "penalties.csv", LONG_ROWS)


@pytest.fixture(scope="session")
def quiet(template: Template, batch_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Quiet:
    """What an undisturbed run leaves, in a database that is dropped again."""
    return left_by(template, batch_file, tmp_path_factory.mktemp("quiet"))


@pytest.fixture(scope="session")
def long_quiet(
    template: Template, long_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Quiet:
    """The same of the larger file."""
    return left_by(template, long_file, tmp_path_factory.mktemp("quiet"))


def left_by(template: Template, file: Path, home: Path) -> Quiet:
    """Receive a file without a kill in a copy of the template."""
    undisturbed = template.copy(home)
    found = quiet_run(undisturbed, file)
    template.drop()
    return found


def drawn(campaign: str, number: int, choices: int) -> int:
    """Return a number from 1 to `choices`, drawn from the campaign's seed."""
    digest = sha256(f"{SEED}|{campaign}|{number}".encode()).digest()
    return int.from_bytes(digest[:8]) % choices + 1


def kill_and_check(
    campaign: str, number: int, quiet: Quiet, file: Path, database: Database, lines: int
) -> None:
    """Kill by an event inside the process, every third time from outside after a printed line."""
    if number % 3 == 2:
        place = {"kill_after": drawn(campaign, number, lines)}
    else:
        place = {"die_at": drawn(campaign, number, quiet.events)}
    broken = broken_promises(database, file, quiet, **place)
    assert not broken, f"{SEED}, {campaign} {number}: {place}"


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_intake(number: int, quiet: Quiet, batch_file: Path, database: Database) -> None:
    """A kill anywhere, the file sent again: the same ledger and the same receipt."""
    kill_and_check("short", number, quiet, batch_file, database, LINES)


@pytest.mark.long
@pytest.mark.parametrize("number", range(LONG_KILLS))
def test_many_killed_intakes(
    number: int, long_quiet: Quiet, long_file: Path, database: Database
) -> None:
    """The same, sixty times at other points, of a larger file."""
    kill_and_check("long", number, long_quiet, long_file, database, LONG_LINES)


def test_the_harness_catches_an_early_receipt(
    quiet: Quiet, batch_file: Path, database: Database
) -> None:
    """A receipt printed before the commit, and a kill between the two, is an acknowledged loss."""
    broken = broken_promises(database, batch_file, quiet, control="early_receipt")
    assert broken == ["the batch was acknowledged and is lost"]
