"""Two million rows of mixed files into one database, watched.

Memory of all processes (a server's apart), processor time of both, the log on the disk, and what
another process that reads meanwhile waits for and sees. Name a folder of files that are written
already, or writing them is watched too.

`python -m bench.intake_large [--rows 2000000] [--months 3] [--database sqlite|postgresql]
[--files FOLDER]`. Prints one JSON object.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from bench.intake import ROOT, Place

PAUSE = 0.2
PERCENTILES = (50, 99, 100)


def tree_bytes(process: psutil.Process) -> int:
    """Return the resident memory of a process and all its children."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_info().rss
        except psutil.Error:
            continue
    return total


def look_at_server(process: psutil.Process, spent: dict[int, float]) -> int:
    """Return the memory of a server, what its processes share counted once; note their time."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_full_info().pss
            times = one.cpu_times()
        except psutil.Error:
            continue
        spent[one.pid] = times.user + times.system
    return total


class Watch:
    """The greatest memory of the tree, of the server beside it and of the write-ahead log."""

    def __init__(self, side: "subprocess.Popen[str]", home: Path, server: int | None) -> None:
        """Watch a process, the log in its folder and, where there is one, a server."""
        self.side = side
        self.tree = psutil.Process(side.pid)
        self.server = psutil.Process(server) if server else None
        self.log = home / "goodstanding.sqlite3-wal"
        self.most = {"tree_megabytes": 0, "log_megabytes": 0, "server_megabytes": 0}
        self.spent: dict[int, float] = {}

    def run(self) -> dict[str, float]:
        """Look until the process ends; return the most of each, and what the server worked."""
        while self.side.poll() is None:
            with suppress(psutil.Error, FileNotFoundError):
                self.look()
            try:
                self.side.wait(PAUSE)
            except subprocess.TimeoutExpired:
                continue
        seen = {name: most >> 20 for name, most in self.most.items()}
        return {**seen, "server_processor_seconds": round(sum(self.spent.values()), 1)}

    def look(self) -> None:
        """Look once."""
        self._note("tree_megabytes", tree_bytes(self.tree))
        if self.server:
            self._note("server_megabytes", look_at_server(self.server, self.spent))
        else:
            self._note("log_megabytes", self.log.stat().st_size)

    def _note(self, name: str, seen: int) -> None:
        self.most[name] = max(self.most[name], seen)


def percentiles(milliseconds: list[float]) -> dict[str, float]:
    """Return the chosen percentiles of what the reader waited."""
    told = sorted(milliseconds)
    return {
        f"p{share}": round(told[min(len(told) - 1, len(told) * share // 100)], 2)
        for share in PERCENTILES
    }


def run(rows: int, months: int, database: str, folder: Path) -> dict[str, Any]:
    """Take the files in while another process reads."""
    place = Place(database, folder)
    try:
        environment = {**place.fresh(), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        home = Path(environment["GOODSTANDING_HOME"])
        command = [sys.executable, "-m"]
        reader = subprocess.Popen(
            [*command, "bench.intake_reader"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        side = subprocess.Popen(
            [*command, "bench.intake_side", "ours_alone", str(folder / "files"), str(rows),
             str(months)],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        server = place.server.process.pid if place.server and place.server.process else None
        seen = Watch(side, home, server).run()
        said, _ = side.communicate()
        waited = json.loads(reader.communicate()[0])
    finally:
        place.close()
    told = json.loads(said.splitlines()[-1])
    return {
        "database": database,
        **told,
        **seen,
        "rows_per_second": round(told["rows"] / told["seconds"]),
        "reader": {**percentiles(waited.pop("milliseconds")), **waited},
    }


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=2_000_000)
    parser.add_argument("--months", type=int, default=3)
    parser.add_argument("--database", default="sqlite", choices=("sqlite", "postgresql"))
    parser.add_argument("--files", type=Path, help="A folder to keep the files in.")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="goodstanding-bench-") as name:
        folder = Path(name)
        files = given.files or folder / "written"
        files.mkdir(parents=True, exist_ok=True)
        (folder / "files").symlink_to(files.resolve())
        told = run(given.rows, given.months, given.database, folder)
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
