"""How everything is measured: all sides in one run, turn by turn, the median of five."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

REPEAT = int(os.environ.get("BENCH_REPEAT", "5"))
CORES = 2
Row = dict[str, Any]
KEYS = ("name", "ours", "peer", "peer_name", "ratio", "unit", "workload")


@dataclass(frozen=True, slots=True)
class Spent:
    """The median of what one side took; of several processes' time only the wall's is known."""

    wall: float
    cpu: float


def alternate(
    sides: Mapping[str, Callable[[], object]],
    *,
    repeat: int = REPEAT,
    before: Mapping[str, Callable[[], object]] | None = None,
) -> dict[str, Spent]:
    """Return what each side takes: they run in turn, so that a busy machine is busy for all.

    `before` sets the stage for a side, off the clock.
    """
    walls: dict[str, list[float]] = {name: [] for name in sides}
    cpus: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(repeat):
        for name, work in sides.items():
            if before and name in before:
                before[name]()
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            walls[name].append(time.perf_counter() - wall)
            cpus[name].append(time.process_time() - cpu)
    return {
        name: Spent(statistics.median(walls[name]), statistics.median(cpus[name])) for name in sides
    }


def row(
    name: str, ours: float, peer: float, peer_name: str, workload: str, *, unit: str = "s"
) -> Row:
    """Return one line of the table: less is better on both sides, a ratio above 1 is ours."""
    return {
        "name": name,
        "ours": significant(ours),
        "peer": significant(peer),
        "peer_name": peer_name,
        "ratio": significant(peer / ours),
        "unit": unit,
        "workload": workload,
    }


def significant(value: float) -> float:
    """Return a figure with no more digits than the measurement carries."""
    return float(f"{value:.3g}")


def two_cores() -> None:
    """Keep this process and its children on two cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def machine() -> Row:
    """Return what the figures hang on: cores, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": min(CORES, os.cpu_count() or CORES),
        "memory_gb": round(memory / 2**30),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def versions(names: Iterable[str]) -> dict[str, str]:
    """Return the installed version of each package, "" where there is none."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = ""
    return found
