"""Two processes receive the same batch at once: it is taken once, and nobody is misled."""

import subprocess
import sys
from pathlib import Path

from tests.conftest import Database
from tests.kill.child import RECEIPT
from tests.kill.harness import DEPARTMENT, ROOT, count, run_child, write_batch

PROCESSES = 3
ROWS = 600


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
