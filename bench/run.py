"""`make bench`: every script of this folder that has bars, one after the other, and one table.

    python -m bench.run [--entities 5000000] [--only card,compare] [--folder var/bench]

Each script runs in a process of its own, so that none inherits memory or a warm engine. Writes
`bench/latest.json`; a script that breaks is told at the end, and the others' rows stand.
"""

import argparse
import inspect
import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.bars import BARS, verdict
from bench.measure import KEYS, Row, machine, two_cores, versions
from bench.world import ENTITIES, world

HERE = Path(__file__).parent
LATEST = HERE / "latest.json"
RIVALS = (
    "duckdb", "polars", "zen-engine", "openfisca-core", "optbinning", "pyspark", "frictionless",
    "rapidfuzz", "tantivy", "SpiffWorkflow", "Django", "numpy", "pyarrow",
)  # fmt: skip
COLUMNS = ("bar", "ours", "peer", "unit", "ratio", "asked", "", "beside")
ONE = "--one"


def scripts() -> tuple[str, ...]:
    """Return the scripts of this folder that have bars."""
    return tuple(
        path.stem
        for path in sorted(HERE.glob("*.py"))
        if "\ndef rows(" in path.read_text(encoding="utf-8")
    )


def rows_of(name: str, folder: Path, entities: int) -> list[Row]:
    """Return the rows of one script: those about the card are given its data."""
    rows: Callable[..., list[Row]] = import_module(f"bench.{name}").rows
    return rows(world(folder, entities)) if "data" in inspect.signature(rows).parameters else rows()


def measured(names: Sequence[str], folder: Path, entities: int) -> tuple[list[Row], list[str]]:
    """Return the rows of scripts, each in its own process, and the names of those that broke."""
    found: list[Row] = []
    broken: list[str] = []
    for name in names:
        out = folder / f"rows-{name}.json"
        out.unlink(missing_ok=True)
        sys.stderr.write(f"bench: {name}\n")
        command = [sys.executable, "-m", "bench.run", ONE, name, "--folder", str(folder)]
        done = subprocess.run([*command, "--entities", str(entities)], check=False)
        if done.returncode or not out.exists():
            broken.append(name)
        else:
            found += json.loads(out.read_text(encoding="utf-8"))
    return found, broken


def show(rows: Sequence[Row]) -> None:
    """Print the table; a loss is marked."""
    table = Table(*COLUMNS, title="ratio above 1: ours is faster or smaller", header_style="bold")
    for one in rows:
        asked = BARS.get(one["name"])
        said = verdict(one["name"], one["ratio"])
        table.add_row(
            one["name"],
            f"{one['ours']:g}",
            f"{one['peer']:g}",
            one["unit"],
            f"{one['ratio']:g}",
            f"{asked:.3g}" if asked else "",
            said.upper() if said == "lost" else said,
            one["peer_name"],
            style="red" if said == "lost" else "",
        )
    console = Console()
    console.print(table)
    for workload, names in workloads(rows).items():
        console.print(f"{workload}: {'; '.join(names)}", highlight=False, style="dim")
    console.print(f"{machine()}\n{versions(RIVALS)}", highlight=False)


def workloads(rows: Sequence[Row]) -> dict[str, list[str]]:
    """Return what was measured on what."""
    found: dict[str, list[str]] = {}
    for one in rows:
        found.setdefault(one["workload"], []).append(one["name"])
    return found


def main() -> None:
    """Measure, print, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=ENTITIES)
    parser.add_argument("--only", default="", help="scripts, divided by commas")
    parser.add_argument("--folder", type=Path, default=Path("var/bench"))
    parser.add_argument(ONE, default="", help=argparse.SUPPRESS)
    given = parser.parse_args()
    two_cores()
    given.folder.mkdir(parents=True, exist_ok=True)
    if given.one:
        rows = rows_of(given.one, given.folder, given.entities)
        written = [{key: one[key] for key in KEYS} for one in rows]
        (given.folder / f"rows-{given.one}.json").write_text(json.dumps(written), encoding="utf-8")
        return
    chosen = given.only.split(",") if given.only else scripts()
    rows, broken = measured(chosen, given.folder, given.entities)
    LATEST.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(rows)
    if broken:
        sys.exit(f"these scripts broke, see above: {', '.join(broken)}")


if __name__ == "__main__":
    main()
