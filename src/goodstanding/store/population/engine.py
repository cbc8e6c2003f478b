"""DuckDB in memory within limits that are kept, and its errors as faults with a next step."""

import errno
import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from goodstanding.core.basis.faults import Refused
from goodstanding.store.analytics.duckdb_run import prepare
from goodstanding.store.population.faults_population import (
    COPY_UNREADABLE,
    DISK_FULL,
    MEMORY_UNCLEAR,
    OUT_OF_MEMORY,
    STANDINGS_UNREADABLE,
    TOO_WIDE,
)

MIB = 1 << 20
UNITS = {"": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3, "TB": 1000**4}
UNITS |= {"KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30}
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*([A-Za-z]*)")
LEAST = 512 * 1000**2
"""Less than this is not enough for Python, Django and one bucket."""
OURS = 300 * MIB
"""What the process needs beside the engine's own memory: Python, Django, Parquet's buffers."""
SHARE = 85
"""Percent of the rest that the engine may count as its own; it does not count all that it uses."""
STEP = 320 * MIB
"""What one bucket of 2^18 entities may take of the engine's memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine a run may use; `among`: how many engines share the memory."""

    memory: int
    threads: int
    among: int = 1

    @property
    def engine(self) -> int:
        """Return the bytes that one engine may use."""
        return (self.memory - OURS) * SHARE // 100 // self.among

    def shared(self) -> "Limits":
        """Return the limits of each of several engines, as many as memory and threads allow.

        An engine of one thread never waits for its own others, as it does between the parts of a
        statement, and the tables that it fills are small.
        """
        among = max(1, min(self.threads, self.engine // STEP))
        return replace(self, threads=self.threads // among, among=among)

    def entities_per_step(self) -> int:
        """Return how many entities may be worked on at once."""
        return max(1, self.engine // STEP) << 18


def limits_of(memory: str, threads: int) -> Limits:
    """Return the limits that a setting such as `2GB` names."""
    found = AMOUNT.fullmatch(memory.strip())
    unit = UNITS.get(found[2].upper()) if found else None
    amount = int(float(found[1]) * unit) if found and unit else 0
    if amount < LEAST:
        raise Refused(MEMORY_UNCLEAR.at("memory", memory=memory, least=f"{LEAST // 1000**2}MB"))
    return Limits(amount, max(1, threads))


@contextmanager
def engine(
    limits: Limits, *, beside: Path, spill: str = "spill"
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an engine that spills, where it must, into a folder beside the results.

    It loads no extension and installs none. Each of several engines has a folder of its own. What
    it read of a file it does not keep: files are read once.
    """
    beside.mkdir(parents=True, exist_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{limits.engine // MIB}MiB",
        "threads": limits.threads,
        "temp_directory": str(beside / spill),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
        "enable_external_file_cache": "false",
    }
    with closing(duckdb.connect(":memory:", config=config)) as database:
        prepare(database)
        yield database


@contextmanager
def several(limits: Limits, *, beside: Path) -> Iterator[list[duckdb.DuckDBPyConnection]]:
    """Open as many engines as share the limits."""
    with ExitStack() as opened:
        yield [
            opened.enter_context(engine(limits, beside=beside, spill=f"spill-{nth}"))
            for nth in range(limits.among)
        ]


@contextmanager
def named_faults(limits: Limits, *, standings: Path) -> Iterator[None]:
    """Turn what an engine or a disk may run into to a fault with its next step.

    Files under `standings` are ours; another that cannot be read is one of the copy.
    """
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        if "max_temp_directory_size" in str(error):
            raise Refused(DISK_FULL.at(str(standings), told=_first(error))) from error
        memory = f"{limits.memory // 1000**2}MB"
        raise Refused(OUT_OF_MEMORY.at(str(standings), memory=memory)) from error
    except (duckdb.ConversionException, OverflowError) as error:
        raise Refused(TOO_WIDE.at(str(standings), told=_first(error))) from error
    except duckdb.Error as error:
        told = _first(error)
        if "No space left" in told or "File too large" in told or "Disk quota" in told:
            raise Refused(DISK_FULL.at(str(standings), told=told)) from error
        if not _is_about_a_file(error):
            raise
        kind = STANDINGS_UNREADABLE if str(standings) in told else COPY_UNREADABLE
        raise Refused(kind.at(str(standings), told=told)) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise
        raise Refused(DISK_FULL.at(str(standings), told=str(error))) from error


def _first(error: Exception) -> str:
    return str(error).split("\n", 1)[0]


def _is_about_a_file(error: duckdb.Error) -> bool:
    """Return whether an engine's error is about a Parquet file that is missing or broken."""
    kinds = (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException)
    return isinstance(error, kinds) or "parquet" in str(error).lower()
