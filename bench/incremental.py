"""Ten thousand changed records, and the next calendar day, beside computing everybody again.

    python -m bench.incremental [folder] [entities]

The changed records are the last entries that are known: corrections scattered over all entities.
What stands afterwards must be what a full run gives, in every column.
"""

import shutil
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb

from bench.card import hand_written, size
from bench.measure import Row, alternate, row, two_cores
from bench.ours import MEMORY, THREADS, run_full
from bench.world import ON, World, world_of_arguments
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.run import RunResult
from goodstanding.store.population.standings import rows_sql

CHANGED = 10_000


def known_before(data: World, changed: int) -> int:
    """Return the entry after which so many records are known."""
    with duckdb.connect(":memory:", config={"threads": 2}) as database:
        found = database.execute(
            f"SELECT seq FROM '{data.flat}' WHERE seq <= {data.known}"
            f" ORDER BY seq DESC LIMIT 1 OFFSET {changed}"
        ).fetchall()
    return int(found[0][0])


def renewed(data: World, folder: Path, *, on: date) -> RunResult:
    """Bring what stands in a folder to a day, with all that is known."""
    return refresh(
        data.model,
        data.policy,
        folder=folder,
        copy=data.copy,
        on=on,
        known=data.known,
        class_is_on=True,
        memory=MEMORY,
        threads=THREADS,
    )


def must_be_the_same(one: RunResult, other: RunResult) -> None:
    """End the benchmark where any column of any entity differs."""
    with duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "4GB"}) as database:
        left, right = rows_sql(one.standings), rows_sql(other.standings)
        ((differ,),) = database.execute(
            f"SELECT count(*) FROM ((FROM ({left}) EXCEPT ALL FROM ({right}))"
            f" UNION ALL (FROM ({right}) EXCEPT ALL FROM ({left})))"
        ).fetchall()
    if differ:
        raise RuntimeError(f"{differ} rows differ from a full run")


def rows(data: World) -> list[Row]:
    """Return the bars of what changes little, with all that the copy holds known."""
    data = replace(data, known=data.manifest.last_seq)
    changed = min(CHANGED, data.entities // 10)
    best = "DuckDB, by bucket"
    hand = hand_written(data)[best]
    base, work, tomorrow = data.out("base"), data.out("work"), ON + timedelta(days=1)
    found = []
    for name, on, known, what in (
        ("changed records", ON, known_before(data, changed), f"{changed} records changed"),
        ("next day", tomorrow, data.known, "no record changed, the calendar did"),
    ):
        run_full(data, base, known=known)

        def prepare() -> None:
            shutil.rmtree(work, ignore_errors=True)
            shutil.copytree(base, work)

        prepare()
        result = renewed(data, work, on=on)
        must_be_the_same(result, run_full(data, data.out("full"), on=on))
        spent = alternate(
            {
                "renewed": lambda on=on: renewed(data, work, on=on),  # type: ignore[misc]
                "full": lambda on=on: run_full(data, data.out("full"), on=on),  # type: ignore[misc]
                "hand": hand,
            },
            before={"renewed": prepare},
        )
        workload = (
            f"{size(data)}; {what}, {result.computed} entities computed: find, compute, store"
        )
        for peer, title in (("full", "our own full run"), ("hand", f"hand-written, {best}, all")):
            found.append(
                row(
                    f"{name}, beside {title}",
                    spent["renewed"].wall,
                    spent[peer].wall,
                    title,
                    workload,
                )
            )
    return found


def main() -> None:
    """Print the bars, one a line."""
    two_cores()
    for one in rows(world_of_arguments(__doc__)):
        sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
