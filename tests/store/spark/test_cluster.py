"""A cluster gives the same bits as one machine, also when a worker dies in mid-run."""

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.population.happenings import stored
from tests.store.spark.cluster import cluster
from tests.store.spark.small import drawn_cards, drawn_case, on_duckdb

from goodstanding.store.population.standings import read_standings

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("spark")]
ROOT = Path(__file__).resolve().parents[3]
FAR = 3
"""Entities in steps of their own."""


def test_a_run_outlives_a_killed_worker(tmp_path: Path) -> None:
    """One master, two workers: after the first step a worker is killed; the result is the same."""
    (card,) = drawn_cards(1, start=11)
    case = drawn_case(card, tmp_path, chance=5, times=300, far=FAR)
    asked = tmp_path / "case.pickle"
    asked.write_bytes(pickle.dumps(case))
    result = tmp_path / "spark"
    with cluster(tmp_path / "cluster", workers=2) as running:
        command = [sys.executable, "-m", "tests.store.spark.child", asked, result, running.url]
        with subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            stdout=subprocess.PIPE,
            text=True,
        ) as child:
            assert child.stdout is not None
            first = child.stdout.readline().split()
            running.kill_a_worker()
            rest = child.stdout.read().splitlines()
            assert child.wait() == 0
        assert first[0] == "done"
        assert int(first[1]) < int(first[2])
        assert len(rest) == FAR
        assert rest[-1].split()[1] == first[2]
        assert running.lost.wait(90)
    standings = read_standings(result)
    assert standings is not None
    assert standings.base.plan.engine == "spark"
    assert stored(standings) == on_duckdb(case, tmp_path / "duckdb") == case.law
