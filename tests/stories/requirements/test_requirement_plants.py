"""Guards of the acts, the proportion and the pages, taken out one by one, are missed by a test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.stories.requirements.plants import NUMBER, PLANTS

ROOT = Path(__file__).resolve().parents[3]
RUN = (
    "tests/stories/requirements",
    "tests/actions/cases/test_case.py",
    "tests/actions/cases/test_designation.py",
    "tests/actions/cases/test_cancelled_measure.py",
    "tests/actions/counter/test_counter_undone.py",
    "tests/actions/cases/test_cancelled_restoration.py",
    "tests/actions/cases/test_fallen_grounds.py",
    "tests/actions/cases/test_beyond_notice.py",
    "tests/core/measures",
    "tests/stories/test_five_stories.py",
)


@pytest.mark.parametrize(
    ("module", "old", "new"), PLANTS, ids=[f"{p[0]}-{n}" for n, p in enumerate(PLANTS)]
)
def test_each_guard_is_where_its_plant_takes_it_out(module: str, old: str, new: str) -> None:
    """The words stand once in the module, so that the campaign takes out what it means to."""
    path = ROOT / "src" / "goodstanding" / f"{module.replace('.', '/')}.py"
    assert path.read_text(encoding="utf-8").count(old) == 1, old
    assert old != new


@pytest.mark.long
def test_every_guard_taken_out_is_missed() -> None:
    """For each plant some test of the run fails; what none misses is named."""
    assert _passes(""), "without a plant every test passes"
    unseen = [PLANTS[number] for number in range(len(PLANTS)) if _passes(str(number))]
    print(f"\n{len(PLANTS) - len(unseen)} of {len(PLANTS)} plants are missed by a test")  # noqa: T201
    assert unseen == []


def _passes(number: str) -> bool:
    """Return whether every test passes without one guard ("": with all of them)."""
    done = subprocess.run(
        [
            sys.executable,
            *("-m", "pytest", "-q", "-x", "-m", "not long"),
            *("-p", "no:cacheprovider", "-p", "tests.stories.requirements.plants"),
            *RUN,
        ],
        cwd=ROOT,
        env={**os.environ, NUMBER: number},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.returncode == 0
