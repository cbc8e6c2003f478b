"""Population runs, killed anywhere: what stood stands, and the next run ends as a quiet one."""

import shutil
import signal
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)

import duckdb
import pytest
from tests.kill.appraise_child import EVENTS
from tests.kill.born import run
from tests.store.population.happenings import stored
from tests.store.population.small_copy import BITS
from tests.store.population.small_world import FIRST, LATER, small_copy, small_policy

from goodstanding.store.population import steps
from goodstanding.store.population.engine import Limits
from goodstanding.store.population.run import appraise_copy
from goodstanding.store.population.standings import read_standings

FEW, MANY = 3, 60


def child(home: Path, day: date, die_at: int = 0) -> str:
    """Bring the standings to a day in a child, which may die; return its last line or ""."""
    words = (home, day.isoformat(), die_at)
    code, said, errors = run("appraise_child", *words, environment={"PATH": "/usr/bin"})
    assert code in (0, -signal.SIGKILL), errors
    return said.strip()


def digest(home: Path) -> list[tuple[object, ...]] | None:
    """Return all that stands, or None where nothing does."""
    found = read_standings(home / "standings")
    return None if found is None else stored(found)


def kill_campaign(home: Path, times: int, chance: Random) -> int:
    """Kill runs and refreshes at random events; return how many steps were not done twice."""
    quiet = home / "quiet"
    small_copy(quiet / "copy", small_policy())
    events = int(child(quiet, FIRST).removeprefix(EVENTS).split()[0])
    first = digest(quiet)
    more = int(child(quiet, LATER).removeprefix(EVENTS).split()[0])
    later = digest(quiet)
    kept = 0
    for nth in range(times):
        place = home / str(nth)
        shutil.copytree(quiet / "copy", place / "copy")
        assert child(place, FIRST, chance.randrange(1, events + 1)) == ""
        assert digest(place) in (None, first)
        kept += int(child(place, FIRST).split()[-1])
        assert digest(place) == first
        assert child(place, LATER, chance.randrange(1, more + 1)) == ""
        assert digest(place) in (first, later)
        child(place, LATER)
        assert digest(place) == later
        assert list((place / "standings").rglob("*.partial")) == []
        shutil.rmtree(place)
    return kept


def test_a_killed_run_goes_on_and_ends_as_a_quiet_one(tmp_path: Path) -> None:
    """Runs and refreshes, killed at a few points: equal to quiet ones."""
    kill_campaign(tmp_path, FEW, Random(1))  # noqa: S311 (test data)


@pytest.mark.long
def test_many_killed_runs_end_as_quiet_ones(tmp_path: Path) -> None:
    """The same many times; some steps of killed runs were kept."""
    chance = Random(20261122)  # noqa: S311 (test data)
    assert kill_campaign(tmp_path, MANY, chance) > 0


@pytest.mark.parametrize("trusting", [False, True])
def test_only_whole_steps_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, trusting: bool
) -> None:
    """A step whose file was cut short is done again; planted: trusting receipts is noticed."""
    policy = small_policy()
    small_copy(tmp_path / "copy", policy)
    monkeypatch.setattr(Limits, "entities_per_step", lambda _self: 1 << BITS)
    asked = {"folder": tmp_path / "standings", "copy": tmp_path / "copy", "on": FIRST}
    quiet = appraise_copy(policy.models["card"], policy, **asked)  # type: ignore[arg-type]
    whole = stored(quiet.standings)
    with quiet.standings.base.paths()[1].open("r+b") as file:
        file.truncate(100)
    if trusting:
        monkeypatch.setattr(steps, "is_whole", lambda *_: True)
    again = appraise_copy(policy.models["card"], policy, **asked)  # type: ignore[arg-type]
    assert again.kept_steps == quiet.steps - (0 if trusting else 1)
    if trusting:
        with pytest.raises(duckdb.Error):
            stored(again.standings)
    else:
        assert stored(again.standings) == whole
