"""Several processes receive the same batch, or are killed over it: it is taken once and whole."""

import subprocess
import sys
from itertools import count as count_up
from pathlib import Path

from tests.conftest import Database
from tests.kill.child import RECEIPT
from tests.kill.harness import DEPARTMENT, ROOT, count, run_child, write_batch

PROCESSES = 3
ROWS = 600
FEW_ROWS = 60
FIRST_KILL, STEP = 7, 30
"""Statements and commits; one intake has some hundred."""


def test_several_at_once(database: Database, tmp_path: Path) -> None:
    """Each process gets the one receipt or a clear refusal; the rows are in the ledger once."""
    file = write_batch(tmp_path / "a.csv", ROWS)
    environment = {**database.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.kill.child", str(file), DEPARTMENT, "0"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    said = [child.communicate()[0] for child in children]
    assert [child.returncode for child in children] == [0] * PROCESSES
    receipts = {line for one in said for line in one.splitlines() if line.startswith(RECEIPT)}
    refusals = {line for one in said for line in one.splitlines() if line.startswith("refused")}
    assert len(receipts) == 1
    assert refusals <= {"refused INTAKE-E025"}
    entries = count("ledger_entry")
    again = run_child(database, file)
    assert {RECEIPT + again.receipt} == receipts
    assert count("ledger_entry") == entries
    assert count("batch") == 1
    assert count("stage_row") == 0


def test_a_killed_small_batch_leaves_all_or_nothing(database: Database, tmp_path: Path) -> None:
    """Wherever the intake of a small file is killed, no half of it is left open."""
    file = write_batch(tmp_path / "a.csv", FEW_ROWS)
    seen = set()
    for die_at in count_up(FIRST_KILL, STEP):
        run = run_child(database, file, die_at=die_at)
        left = count("batch"), count("stage_row"), min(count("ledger_entry"), 1)
        seen.add(left)
        if left[0]:
            break
        assert run.killed
    assert seen == {(0, 0, 0), (1, 0, 1)}
