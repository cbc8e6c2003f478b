"""The card on DuckDB beside the same card on Spark, on one machine: the same copy, 0 differences.

    python -m bench.spark [folder] [entities]

Both write durable standings. Spark's start-up (Java, session, first code) is measured once and
said apart: a run of a country does not feel it, a run of a town is nothing else.
"""

import shutil
import sys
import time
from pathlib import Path

import duckdb

from bench.measure import Row, alternate, row, two_cores
from bench.ours import MEMORY, THREADS, grades, run_full
from bench.world import MODEL, ON, World, world
from goodstanding.store.copy.slices import pinned
from goodstanding.store.population.engine import limits_of
from goodstanding.store.population.run import RunResult, Task
from goodstanding.store.spark.run import appraise_with
from goodstanding.store.spark.session import spark_session

WORKER_MEMORY = "4g"


def rows(data: World) -> list[Row]:
    """Return our engine beside Spark: without its start, and with it."""
    ours, theirs = data.out("spark-ours"), data.out("spark-theirs")
    found: dict[str, RunResult] = {}
    began = time.perf_counter()
    with spark_session(f"local[{THREADS}]", memory=WORKER_MEMORY) as session:
        session.sql("SELECT count(*) FROM range(1000)").collect()
        start = time.perf_counter() - began

        def on_spark() -> None:
            shutil.rmtree(theirs, ignore_errors=True)
            limits = limits_of(MEMORY, THREADS)
            task = Task(
                data.model, data.policy, theirs, data.copy, ON, data.known, True, False, limits
            )
            with pinned(data.copy) as manifest:
                found["spark"] = appraise_with(session, task, manifest)

        def on_duckdb() -> None:
            found["ours"] = run_full(data, ours)

        spent = alternate({"ours": on_duckdb, "spark": on_spark})
    check_equal(found["ours"], found["spark"])
    shutil.rmtree(theirs)
    workload = f"{data.entities:,} entities, card {MODEL}, as of and superseded, durable grades"
    mine, spark = spent["ours"].wall, spent["spark"].wall
    peer = f"spark local[{THREADS}]"
    return [
        row("population_spark", mine, spark, f"{peer}, started", workload),
        row("population_spark_start", mine, spark + start, f"{peer}, with its start", workload),
    ]


def check_equal(ours: RunResult, spark: RunResult) -> None:
    """Refuse to compare two that do not say the same."""
    mine, theirs = grades(ours), grades(spark)
    with duckdb.connect(":memory:") as database:
        ((differ, held),) = database.execute(
            f"SELECT (SELECT count(*) FROM ({mine} EXCEPT ALL {theirs})),"
            f" (SELECT count(*) FROM ({mine})) - (SELECT count(*) FROM ({theirs}))"
        ).fetchall()
    if differ or held:
        raise AssertionError(f"Spark differs on {differ} entities, and holds {-held} more")


def main() -> None:
    """Measure and print."""
    two_cores()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("var/bench")
    entities = int(sys.argv[2]) if len(sys.argv) > 2 else 5_000_000
    for one in rows(world(folder, entities)):
        print(one)


if __name__ == "__main__":
    main()
