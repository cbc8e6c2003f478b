"""The check desk: may an entity do an act; as a pure function, logged one by one, and as a file.

`python -m bench.check_desk [--register 100000] [--listed 50] [--asked 500] [--repeat 5]`. The peer
is the bar itself: so many answers a second. The work is done in a child, on a fresh SQLite that
waits for the disk at every commit; over HTTP by `goodstanding serve` and clients beside it.
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
FILE = 100_000
REQUESTS, CLIENTS = 1_000, 8
ASKED_PURE, ASKED_LOGGED, ASKED_FILE, ASKED_HTTP = 5_000, 500, 10_000, 200
"""What is asked, answers a second: on one core; read and logged; of a file (100,000 in 10 s);
over HTTP on two cores."""
WALL = "us, wall"
MICRO = 1_000_000


def child(script: str, *given: int) -> Row:
    """Return what a script measured on a fresh SQLite of its own."""
    with tempfile.TemporaryDirectory(prefix="goodstanding-bench-") as folder:
        (Path(folder) / "fingerprint.key").write_text("00" * 32)
        environment = {**os.environ, "GOODSTANDING_HOME": folder, "GOODSTANDING_DATABASE": ""}
        done = subprocess.run(
            [sys.executable, "-m", f"bench.{script}", *map(str, given)],
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
    base = f"SQLite, synchronous FULL, {register} entities, {listed} of them listed by cases"
    return [*_inside(base, register, listed, asked, repeat), *_http(base, register, listed, repeat)]


def _inside(base: str, register: int, listed: int, asked: int, repeat: int) -> list[Row]:
    """Return the rows of the desk without a server: pure, one by one, at once, a file."""
    pure, file = min(PURE, 20 * asked), min(FILE, register)
    told = child("check_desk_side", register, listed, asked, pure, file, repeat)
    alone = f"one by one {told['middle_ms']:.1f} ms in the middle, {told['p99_ms']:.1f} ms at p99"
    beside = f"{told['together_middle_ms']:.1f} ms in the middle, {told['together_p99_ms']:.1f} ms"
    found = []
    for side, name, least, workload in (
        (
            "pure",
            "check, pure",
            ASKED_PURE,
            f"facts already read, {told['measures']} measures against {listed} entities, one core",
        ),
        (
            "logged",
            "check, logged",
            ASKED_LOGGED,
            f"read, answered and logged, each in its own commit; {base}; {alone}",
        ),
        (
            "together",
            "check, logged, 16 at once",
            ASKED_LOGGED,
            f"read, answered and logged, 16 threads that share commits; {base}; {beside} at p99",
        ),
        ("file", "check, file", ASKED_FILE, f"a file of {file}, read, answered, logged; {base}"),
    ):
        clocks = ("processor", "wall") if side == "pure" else ("wall", "processor")
        for clock, title in zip(clocks, (name, f"{name}, {clocks[1]}"), strict=True):
            ours, asks = MICRO * told[side][clock], f"asked: {least} a second"
            found.append(row(title, ours, MICRO / least, asks, workload, unit=f"us, {clock}"))
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


def _http(base: str, register: int, listed: int, repeat: int) -> list[Row]:
    """Return the rows of the desk behind the real server."""
    told = child("check_desk_http", register, listed, REQUESTS, CLIENTS, repeat)
    tail = (
        f"{told['middle_ms']:.0f} ms in the middle, {told['p99_ms']:.0f} ms at p99,"
        f" {told['worst_ms']:.0f} ms the worst"
    )
    load = (
        f"`goodstanding serve` and {CLIENTS} clients on two cores, one question a request; {base}"
    )
    asks, least = f"asked: {ASKED_HTTP} a second", MICRO / ASKED_HTTP
    many = f"the same, 100 questions a request; {base}"
    return [
        row("check over HTTP", MICRO * told["wall"], least, asks, f"{load}; {tail}", unit=WALL),
        row(
            "check over HTTP, processor of the server",
            MICRO * told["processor"],
            least,
            asks,
            f"{load}; {tail}",
            unit="us, processor",
        ),
        row(
            "check over HTTP, in batches", MICRO * told["batch_wall"], least, asks, many, unit=WALL
        ),
    ]


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
