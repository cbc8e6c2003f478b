"""The bars of intake: the whole path beside bare inserts, validation beside `frictionless`.

`python -m bench.intake [--rows N] [--repeat 5] [--months M] [--database sqlite|postgresql]
[--processor]`.
Each side runs in a process and a fresh, guarded database of its own, turn by turn; medians. Ratio
above 1: ours is faster. Equal work is checked by number, digest and fingerprint of every entry.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.servers import Server

from bench.intake_validate import write_csv
from bench.measure import REPEAT

ROOT = Path(__file__).resolve().parents[1]
ROWS = 100_000
MONTHS = 2
WALL, PROCESSOR = "seconds", "processor_seconds"
"""By which figure of a side the bars are told; the second is for a machine that others use too."""
DURABLE = ("fsync=on", "full_page_writes=on", "synchronous_commit=on", "max_wal_size=2GB")
Told = dict[str, Any]
PEERS = {
    "bare": ("bare insert of the ledger", "executemany", "COPY"),
    "bare_derived": ("bare insert of ledger and current records", "executemany", "COPY"),
    "bulk_create": ("Django bulk_create of the ledger", "bulk_create", "bulk_create"),
}


class Place:
    """Where the databases of the sides are made and removed again."""

    def __init__(self, database: str, folder: Path) -> None:
        """Start a server where one is needed: durable, as a deployment's is."""
        self.folder = folder
        self.server: Server | None = None
        if database == "postgresql":
            self.server = Server()
            self.server.start(*DURABLE)

    def run(self, side: str, *arguments: object) -> Told:
        """Run one side in a fresh database."""
        environment = self.fresh()
        told = _child("bench.intake_side", environment, side, *arguments)
        shutil.rmtree(environment["GOODSTANDING_HOME"])
        return told

    def fresh(self) -> dict[str, str]:
        """Return the environment of a process with a fresh database."""
        home = Path(tempfile.mkdtemp(dir=self.folder))
        (home / "fingerprint.key").write_text("00" * 32)
        environment = {**os.environ, "GOODSTANDING_HOME": str(home), "GOODSTANDING_DATABASE": ""}
        if self.server:
            with self.server.connect() as server:
                server.execute("DROP DATABASE IF EXISTS bench WITH (FORCE)")
                server.execute(
                    "CREATE DATABASE bench TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
                )
            host = quote(str(self.server.folder), safe="")
            environment["GOODSTANDING_DATABASE"] = f"postgresql://postgres@{host}/bench"
        return environment

    def close(self) -> None:
        """Stop the server."""
        if self.server:
            self.server.stop()


def _child(module: str, environment: dict[str, str], *arguments: object) -> Told:
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: Told = json.loads(done.stdout.splitlines()[-1])
    return told


def _row(name: str, ours: float, peer: float, peer_name: str, workload: str) -> Told:
    return {
        "name": name,
        "ours": round(ours, 3),
        "peer": round(peer, 3),
        "peer_name": peer_name,
        "ratio": round(peer / ours, 3),
        "unit": "s",
        "workload": workload,
    }


def path_rows(
    count: int, repeat: int, months: int, database: str, folder: Path, clock: str
) -> list[Told]:
    """Return the bars of the whole path on one database."""
    files = folder / "files"
    files.mkdir(exist_ok=True)
    place = Place(database, folder)
    seconds: dict[str, list[float]] = {side: [] for side in ("ours", *PEERS)}
    seen: list[Told] = []
    try:
        for _ in range(repeat):
            for side, times in seconds.items():
                told = place.run(side, files, count, months)
                times.append(told[clock])
                seen.append(told)
    finally:
        place.close()
    if len({(told["entries"], told["digest"]) for told in seen}) != 1:
        raise RuntimeError("the sides did not do the same work")
    rows = max(told.get("rows", 0) for told in seen)
    memory = max(told["megabytes"] for told in seen if "rows" in told)
    workload = (
        f"{rows} rows in {seen[0]['files']} files, {seen[0]['entries']} entries, {database}, "
        f"{memory} MB in our process; ours: file to receipt, projections and search index included"
    )
    middle = {side: statistics.median(found) for side, found in seconds.items()}
    return [
        _row(
            f"intake, whole path, {database}: {title}",
            middle["ours"],
            middle[side],
            copying if database == "postgresql" else lite,
            workload,
        )
        for side, (title, lite, copying) in PEERS.items()
    ]


def validation_rows(count: int, repeat: int, folder: Path, clock: str) -> list[Told]:
    """Return the bars of validation alone: what the peer does, and with the digests beside."""
    path = folder / "arrears.csv"
    write_csv(path, count)
    seconds: dict[str, list[float]] = {"unsealed": [], "ours": [], "frictionless": []}
    found = set()
    for _ in range(repeat):
        for side, times in seconds.items():
            told = _child("bench.intake_validate", dict(os.environ), side, path)
            times.append(told[clock])
            found.add((told["rows"], told["refused"]))
    if len(found) != 1:
        raise RuntimeError(f"the sides do not agree on rows and refusals: {found}")
    ((rows, refused),) = found
    middle = {side: statistics.median(times) for side, times in seconds.items()}
    workload = f"{rows} rows of 10 columns, {refused} refused by both; ours with "
    return [
        _row(name, middle[side], middle["frictionless"], "frictionless", workload + more)
        for side, name, more in (
            ("unsealed", "intake, validation alone", "keys"),
            ("ours", "intake, validation with bodies and digests", "keys, bodies and digests"),
        )
    ]


def rows(
    count: int = ROWS,
    repeat: int = REPEAT,
    months: int = MONTHS,
    databases: str = "",
    clock: str = WALL,
) -> list[Told]:
    """Return the bars of intake, by the clock or by processor time."""
    chosen = [databases] if databases else ["sqlite", "postgresql"]
    with tempfile.TemporaryDirectory(prefix="goodstanding-bench-") as name:
        folder = Path(name)
        found = [
            *(
                row
                for kind in chosen
                for row in path_rows(count, repeat, months, kind, folder, clock)
            ),
            *validation_rows(count, repeat, folder, clock),
        ]
    if clock != WALL:
        for row in found:
            row["workload"] += "; processor time of each side and its children"
    return found


def main() -> None:
    """Print the bars, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--repeat", type=int, default=REPEAT)
    parser.add_argument("--months", type=int, default=MONTHS)
    parser.add_argument("--database", default="", choices=("", "sqlite", "postgresql"))
    parser.add_argument("--processor", action="store_true", help="processor time, not the clock")
    given = parser.parse_args()
    clock = PROCESSOR if given.processor else WALL
    for row in rows(given.rows, given.repeat, given.months, given.database, clock):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
