"""The check desk: may an entity do an act; as a pure function, logged one by one, and as a file.

`python -m bench.check_desk [--register 100000] [--listed 50] [--asked 500] [--repeat 5]`. The peer
is the bar itself: so many answers a second. The work is done in a child, on a fresh SQLite that
waits for the disk at every commit. There is no row over HTTP: no door answers checks yet.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.measure import REPEAT, Row, row, two_cores

ROOT = Path(__file__).resolve().parents[1]
REGISTER = 100_000
LISTED = 50
ASKED = 500
PURE = 10_000
FILE = 10_000
ASKED_PURE, ASKED_LOGGED, ASKED_FILE = 5_000, 500, 10_000
"""What is asked, answers a second: on one core; read and logged; of a file (100,000 in 10 s)."""
MICRO = 1_000_000


def measured(register: int, listed: int, asked: int, repeat: int) -> Row:
    """Return what the child measured: seconds for each answer, by side, of wall and processor."""
    with tempfile.TemporaryDirectory(prefix="goodstanding-bench-") as folder:
        (Path(folder) / "fingerprint.key").write_text("00" * 32)
        environment = {**os.environ, "GOODSTANDING_HOME": folder, "GOODSTANDING_DATABASE": ""}
        given = (register, listed, asked, min(PURE, 20 * asked), min(FILE, register), repeat)
        done = subprocess.run(
            [sys.executable, "-m", "bench.check_desk_side", *map(str, given)],
            cwd=ROOT,
            env={**environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    told: Row = json.loads(done.stdout.splitlines()[-1])
    return told


def rows(
    register: int = REGISTER, listed: int = LISTED, asked: int = ASKED, repeat: int = REPEAT
) -> list[Row]:
    """Return the bars of the check desk, and the other clock of each."""
    told = measured(register, listed, asked, repeat)
    facts = f"{told['measures']} measures against {listed} entities"
    base = f"SQLite, synchronous FULL, {register} entities, {listed} of them listed by cases"
    tail = f"one by one {told['middle_ms']:.1f} ms in the middle, {told['p99_ms']:.1f} ms at p99"
    found = []
    for side, least, workload in (
        ("pure", ASKED_PURE, f"facts already read, {facts}, one core"),
        (
            "logged",
            ASKED_LOGGED,
            f"read, answered and logged, each in its own commit; {base}; {tail}",
        ),
        ("file", ASKED_FILE, f"a file of {min(FILE, register)}, read, answered, logged; {base}"),
    ):
        clocks = ("processor", "wall") if side == "pure" else ("wall", "processor")
        for clock, name in zip(
            clocks, (f"check, {side}", f"check, {side}, {clocks[1]}"), strict=True
        ):
            spent = told[side][clock]
            asks = f"asked: {least} a second"
            found.append(
                row(name, MICRO * spent, MICRO / least, asks, workload, unit=f"us, {clock}")
            )
    found.append(
        row(
            "check, logged, beside a bare commit",
            MICRO * told["logged"]["wall"],
            MICRO * told["bare"]["wall"],
            "one row inserted and committed",
            base,
            unit="us, wall",
        )
    )
    return found


def main() -> None:
    """Print the bars, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--register", type=int, default=REGISTER)
    parser.add_argument("--listed", type=int, default=LISTED)
    parser.add_argument("--asked", type=int, default=ASKED)
    parser.add_argument("--repeat", type=int, default=REPEAT)
    given = parser.parse_args()
    two_cores()
    for one in rows(given.register, given.listed, given.asked, given.repeat):
        sys.stdout.write(f"{json.dumps(one)}\n")


if __name__ == "__main__":
    main()
