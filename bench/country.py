"""`make bench-country`: a generated country appraised, grades only and with explanations.

    python -m bench.country [SCALE] [--scales 0.001,0.003,0.01]

Scale 1 is 180 million entities and 1.8 billion live records. Everybody is graded, individual
businesses too, to measure the machine. `KEEP=1` keeps the files; `BENCH_HOME` says where they go.
Writes `bench/country.json`: one object a scale, how cost grows.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from bench.measure import Row, machine, significant, two_cores
from goodstanding.demo.country.plan import ENTITIES, SEED

OUT = Path(__file__).parent / "country.json"
LEAST, MOST = 0.00001, 1.0
MEGA = 1 << 20
PAUSE = 0.2
SHOWN = (
    "scale", "entities", "records", "write_s", "grades_s", "explained_s", "grades_records_s",
    "explained_records_s", "grades_peak_mb", "explained_peak_mb", "copy_mb", "grades_mb",
    "evidence_mb",
)  # fmt: skip


class Watched:
    """A child and all its children: how much memory they hold at most, together."""

    def __init__(self, *arguments: object) -> None:
        """Start a step of `bench.country_side`."""
        self.peak = 0
        self.child = psutil.Popen(
            [sys.executable, "-m", "bench.country_side", *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ended = threading.Event()
        self.watcher = threading.Thread(target=self._watch, daemon=True)
        self.watcher.start()

    def told(self) -> Row:
        """Wait for the end; return what the step told, with the greatest memory in MB."""
        out, _ = self.child.communicate()
        self.ended.set()
        self.watcher.join()
        if self.child.returncode:
            sys.exit(f"a step of the country ended with {self.child.returncode}, see above")
        said: Row = json.loads(out.splitlines()[-1])
        return {**said, "peak_mb": self.peak // MEGA}

    def _watch(self) -> None:
        while not self.ended.wait(PAUSE):
            held = 0
            try:
                tree = [self.child, *self.child.children(recursive=True)]
                held = sum(process.memory_info().rss for process in tree)
            except psutil.Error:
                continue
            self.peak = max(self.peak, held)


def measure(scale: float, folder: Path) -> Row:
    """Return what a country of a scale takes: written, graded, graded and explained."""
    copy = folder / f"country-{scale:g}"
    entities = max(1, round(ENTITIES * scale))
    written = Watched("write", copy, entities, SEED).told()
    figures = {"scale": scale, "entities": entities, "records": written["records"]}
    figures |= {"live": written["live"], "write_s": written["seconds"], "copy_mb": written["mb"]}
    figures["write_records_s"] = round(written["records"] / written["seconds"])
    for name, explain in (("grades", 0), ("explained", 1)):
        target = folder / f"{name}-{scale:g}"
        shutil.rmtree(target, ignore_errors=True)
        run = Watched("appraise", copy, target, explain).told()
        if run["entities"] != entities:
            sys.exit(f"{run['entities']} of {entities} entities were graded")
        figures[f"{name}_s"] = run["seconds"]
        figures[f"{name}_cpu_s"] = run["cpu_seconds"]
        figures[f"{name}_records_s"] = round(written["records"] / run["seconds"])
        figures[f"{name}_peak_mb"] = run["peak_mb"]
        figures["grades_mb"] = run["grades_mb"]
        figures["evidence_mb"] = run["evidence_mb"]
        figures["by_grade"] = run["by_grade"]
        if not os.environ.get("KEEP"):
            shutil.rmtree(target)
    if not os.environ.get("KEEP"):
        shutil.rmtree(copy)
    return figures | {"machine": machine()}


def keep(figures: Row) -> list[Row]:
    """Put a scale's figures in the place of earlier ones of that scale; return all."""
    before = json.loads(OUT.read_text(encoding="utf-8")) if OUT.exists() else []
    others = [one for one in before if one["scale"] != figures["scale"]]
    found = sorted([*others, figures], key=lambda one: one["scale"])
    OUT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return found


def show(found: list[Row]) -> None:
    """Print how cost grows over the scales."""
    table = Table(*SHOWN, header_style="bold")
    for one in found:
        table.add_row(*(f"{one[name]:,}" for name in SHOWN))
    Console(width=200).print(table)


def main() -> None:
    """Measure the scales that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scale", nargs="?", type=float, default=0.01)
    parser.add_argument("--scales", default="", help="several, divided by commas")
    given = parser.parse_args()
    scales = [float(one) for one in given.scales.split(",")] if given.scales else [given.scale]
    if not all(LEAST <= scale <= MOST for scale in scales):
        parser.error(f"a scale is between {LEAST} and {MOST}")
    two_cores()
    home = os.environ.get("BENCH_HOME") or None
    folder = Path(tempfile.mkdtemp(prefix="goodstanding-country-", dir=home))
    try:
        for scale in scales:
            show(keep(measure(significant(scale), folder)))
    finally:
        if os.environ.get("KEEP"):
            sys.stderr.write(f"kept: {folder}\n")
        else:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
