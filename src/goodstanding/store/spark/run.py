"""Appraising everybody from the copy on Spark: the steps, files and receipts of a DuckDB run.

DuckDB on the driver knows what is in force and settles each step's file; Spark computes.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from sqlglot import exp

from goodstanding.core.appraisal.evaluate import check_day
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.analytics.compile_joins import ENTITIES
from goodstanding.store.analytics.compile_records import raw_name
from goodstanding.store.copy.duckdb_views import open_copy, show_span
from goodstanding.store.copy.manifest import Manifest
from goodstanding.store.copy.slices import Span, pinned, record_files, spans
from goodstanding.store.population.engine import engine, limits_of
from goodstanding.store.population.engine import named_faults as faults_of_files
from goodstanding.store.population.plan import Plan
from goodstanding.store.population.run import (
    Done,
    Progress,
    RunResult,
    Task,
    alone,
    become_base,
    begin,
    finish,
    new_plan,
    standing_or_none,
)
from goodstanding.store.population.standings import RUNS, StoredRun
from goodstanding.store.population.statements import entities_sql, statements_for
from goodstanding.store.population.steps import (
    Statements,
    StepReceipt,
    kept_step,
    quoted,
    write_step,
)
from goodstanding.store.spark.dialect import for_spark, read
from goodstanding.store.spark.faults_spark import INCOMPLETE
from goodstanding.store.spark.session import named_faults, spark_session
from goodstanding.store.spark.views import show

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

WIDER = 8
"""The driver only sorts what was computed, so a step may hold so many times more entities."""
EVERYBODY = "entities_all"


def appraise_spark(
    model: Model,
    policy: Policy,
    *,
    folder: Path,
    copy: Path,
    on: date,
    known: int | None = None,
    class_is_on: bool = False,
    explain: bool = False,
    master: str = "local[2]",
    memory: str = "2GB",
    worker_memory: str = "1g",
    settings: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> RunResult:
    """Appraise everybody on Spark, and make that the standings in `folder`: as DuckDB would.

    `memory`: of the driver · `worker_memory`: of each Java process that computes · both folders
    must be reached by every worker under the same path. A killed run goes on where it was.
    """
    check_day(on)
    limits = limits_of(memory, 1)
    task = Task(model, policy, folder, copy, on, known, class_is_on, explain, limits, progress)
    with (
        alone(task),
        pinned(copy) as manifest,
        spark_session(master, memory=worker_memory, settings=settings) as session,
        named_faults(master),
    ):
        return appraise_with(session, task, manifest)


def appraise_with(session: "SparkSession", task: Task, manifest: Manifest) -> RunResult:
    """Appraise everybody on a session that is open."""
    wide = max(1, WIDER * task.limits.entities_per_step() >> manifest.bits)
    plan = replace(new_plan(task, manifest, spans(manifest, wide)), engine="spark")
    before = standing_or_none(task.folder)
    begun, left = begin(task.folder, plan, before)
    with (
        faults_of_files(task.limits, standings=task.folder),
        engine(task.limits, beside=task.folder) as database,
    ):
        run, kept = carry_out(session, task, begun, manifest, database)
    standings = become_base(task.folder, run, before)
    return RunResult(standings, run.changed, len(begun.spans), kept, left)


def carry_out(
    session: "SparkSession",
    task: Task,
    plan: Plan,
    manifest: Manifest,
    database: duckdb.DuckDBPyConnection,
) -> tuple[StoredRun, int]:
    """Do the steps of a plan that are not done; return the run and how many steps it had done."""
    folder = task.folder / RUNS / plan.id
    statements = statements_for(task.model, task.policy, manifest, on=plan.on, explain=plan.explain)
    graded = entities_sql(task.model, class_is_on=plan.class_is_on)
    receipts = [kept_step(folder, nth) for nth in range(len(plan.spans))]
    kept = sum(receipt is not None for receipt in receipts)
    shown = open_copy(database, task.copy, manifest, plan.known)
    for nth, bounds in enumerate(plan.spans):
        if receipts[nth] is None:
            show_span(database, shown, Span(*bounds), statements.fields)
            database.execute(f"CREATE OR REPLACE TEMP VIEW {ENTITIES} AS {graded}")
            receipts[nth] = one_step(session, database, statements, folder, nth)
        if task.progress:
            task.progress(how_far(manifest, plan, nth))
    return finish(folder, [receipt for receipt in receipts if receipt]), kept


def one_step(
    session: "SparkSession",
    database: duckdb.DuckDBPyConnection,
    statements: Statements,
    folder: Path,
    nth: int,
) -> StepReceipt:
    """Compute a step on Spark, and write its files as a DuckDB run would."""
    beside = folder / f"spark-{nth:05d}"
    shutil.rmtree(beside, ignore_errors=True)
    records = [raw_name(record_type) for record_type in statements.fields]
    show(session, database, [*records, EVERYBODY, ENTITIES], beside=beside)
    grades = Computed(session, database, statements.grades, beside / "grades")
    ((wanted,),) = database.execute(f"SELECT count(*) FROM {ENTITIES}").fetchall()
    if grades.rows() != wanted:
        raise Refused(INCOMPLETE.at(f"step {nth}", found=grades.rows(), wanted=wanted))
    computed = Statements(
        grades=grades.settled,
        evidence={
            name: Computed(session, database, statement, beside / f"evidence-{name}").settled
            for name, statement in statements.evidence.items()
        },
        evidence_of_all={},
        fields=statements.fields,
    )
    receipt = write_step(database, computed, folder, nth)
    shutil.rmtree(beside)
    return receipt


class Computed:
    """What Spark made of a statement: files in a folder."""

    def __init__(
        self,
        session: "SparkSession",
        database: duckdb.DuckDBPyConnection,
        statement: str,
        target: Path,
    ) -> None:
        """Have a statement computed."""
        tree = read(statement)
        self.order: exp.Order | None = tree.args.get("order")
        self.kinds = database.execute(f"DESCRIBE {statement}").fetchall()
        self.files = f"read_parquet('{quoted(target)}/*.parquet')"
        self.database = database
        session.sql(for_spark(tree)).write.parquet(str(target))

    def rows(self) -> int:
        """Return how many rows there are."""
        ((found,),) = self.database.execute(f"SELECT count(*) FROM {self.files}").fetchall()
        return int(found)

    @property
    def settled(self) -> str:
        """Return SQL for the rows with the types and in the order that DuckDB gives them."""
        columns = ", ".join(f'CAST("{row[0]}" AS {row[1]}) AS "{row[0]}"' for row in self.kinds)
        order = self.order.sql("duckdb") if self.order else ""
        return f"SELECT {columns} FROM {self.files} {order}"


def how_far(manifest: Manifest, plan: Plan, nth: int) -> Done:
    """Return how much is done after a step."""
    wide = [last - first + 1 for first, last in plan.spans]
    rows = [
        sum(
            one.rows
            for record_type in manifest.records
            for one in record_files(manifest, record_type, Span(*bounds))
        )
        for bounds in plan.spans
    ]
    return Done(sum(wide[: nth + 1]), sum(wide), sum(rows[: nth + 1]), sum(rows))
