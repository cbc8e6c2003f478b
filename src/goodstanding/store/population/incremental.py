"""Bringing standings up to date: only those of whom something changed are computed again.

The result is what a run of everybody would give. Everybody is computed where that cannot be
known from what changed: another policy, an earlier day or state of knowledge, another copy.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from goodstanding.core.appraisal.evaluate import check_day
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.analytics.compile_joins import ENTITIES
from goodstanding.store.analytics.compile_records import raw_name
from goodstanding.store.copy.manifest import Manifest
from goodstanding.store.copy.slices import Span, pinned
from goodstanding.store.population.engine import engine, limits_of
from goodstanding.store.population.merge import is_due, merged
from goodstanding.store.population.run import (
    WANTED,
    Progress,
    RunResult,
    Task,
    alone,
    appraise_everybody,
    begin,
    carry_out,
    drop_others,
    known_of,
    new_plan,
)
from goodstanding.store.population.standings import (
    Standings,
    StoredRun,
    publish,
    read_standings,
    rows_sql,
)
from goodstanding.store.population.touched import gather, unnamed_erasures

FULL_FROM = 4
"""Everybody is computed when one in so many would be."""
FIRST_RUN = Text("首次评价，计算全部主体", "the first run computes everybody")
BROKEN = Text("原有结果无法读取，计算全部主体", "what stood cannot be read: everybody is computed")
PACKS = Text("规则包有变动，计算全部主体", "the packs changed: everybody is computed")
COPY = Text("副本另有来源，计算全部主体", "the copy is another: everybody is computed")
EARLIER = Text(
    "评价日或知悉状态早于上次，计算全部主体",
    "the day or the state of knowledge is earlier than the last: everybody is computed",
)
ERASED = Text("有记录被依法清除，计算全部主体", "records were erased by law: everybody is computed")
SETTINGS = Text("设置有变动，计算全部主体", "settings changed: everybody is computed")
MANY = Text("变动主体过多，计算全部主体", "so many changed that everybody is computed")


def refresh(
    model: Model,
    policy: Policy,
    *,
    folder: Path,
    copy: Path,
    on: date,
    known: int | None = None,
    class_is_on: bool = False,
    explain: bool = False,
    memory: str = "2GB",
    threads: int = 2,
    progress: Progress | None = None,
) -> RunResult:
    """Bring the standings in `folder` to a day and a state of knowledge; return what stands."""
    check_day(on)
    limits = limits_of(memory, threads)
    task = Task(model, policy, folder, copy, on, known, class_is_on, explain, limits, progress)
    with alone(task), pinned(copy) as manifest:
        before, why = _stood(folder)
        if before is not None:
            # Explanations that are kept are kept up; to begin with them, everybody is computed.
            task = replace(task, explain=explain or before.base.plan.explain)
            why = _why_everybody(task, manifest, before)
        if before is None or why is not None:
            return appraise_everybody(task, manifest, (why,) if why else ())
        result = _refresh(task, manifest, before)
        return result or appraise_everybody(task, manifest, (MANY,))


def _stood(folder: Path) -> tuple[Standings | None, Text | None]:
    """Return what stands, or why everybody must be computed where nothing does."""
    try:
        return read_standings(folder), FIRST_RUN
    except Refused:
        return None, BROKEN


def _why_everybody(task: Task, manifest: Manifest, before: Standings) -> Text | None:
    """Return why everybody must be computed, or None."""
    plan, begun = new_plan(task, manifest, ()), before.base.plan
    if plan.policy != begun.policy:
        return PACKS
    if plan.source != begun.source:
        return COPY
    if task.on < before.on or known_of(task, manifest) < before.known:
        return EARLIER
    if unnamed_erasures(manifest, since=before.known, known=known_of(task, manifest)):
        return ERASED
    same = (plan.class_is_on, plan.explain) == (begun.class_is_on, begun.explain)
    return None if same else SETTINGS


def _refresh(task: Task, manifest: Manifest, before: Standings) -> RunResult | None:
    """Compute whom something changed of, or return None where that is nearly everybody."""
    known = known_of(task, manifest)
    with engine(task.limits, beside=task.folder) as database:
        count = gather(database, task.copy, manifest, before, known=known, on=task.on)
        if count * FULL_FROM > before.entities:
            return None
        after = replace(before, on=task.on, known=known)
        result = RunResult(after, count, 0, 0, ())
        if count:
            result = _compute(task, manifest, before, database, count)
        after = result.standings
        if is_due(after):
            after = merged(database, after)
    publish(after)
    drop_others(after, before, result.delta)
    return replace(result, standings=after, went_on_from=before.name)


def _compute(
    task: Task,
    manifest: Manifest,
    before: Standings,
    database: duckdb.DuckDBPyConnection,
    count: int,
) -> RunResult:
    """Compute the entities that are wanted; return what then stands, not published yet."""
    plan = new_plan(
        task,
        manifest,
        steps_over(database, manifest, task.limits.entities_per_step()),
        parent=before.name,
        touched=_digest(database),
    )
    begun, why = begin(task.folder, plan, before)
    stood = f"SELECT entity, grade FROM ({rows_sql(before)}) SEMI JOIN {WANTED} USING (entity)"
    database.execute(f"CREATE OR REPLACE TEMP TABLE stood AS {stood}")

    def narrow(database: duckdb.DuckDBPyConnection, span: Span, types: Sequence[str]) -> str:
        for name in types:
            _narrow_view(database, raw_name(name))
        _narrow_view(database, ENTITIES)
        return f"SELECT entity FROM stood WHERE entity BETWEEN {span.first} AND {span.last}"

    run, kept = carry_out(task, begun, manifest, [database], narrow)
    counts = _counts(database, before, run)
    after = replace(
        before, deltas=(*before.deltas, run), on=task.on, known=plan.known, grades=counts
    )
    return RunResult(after, count, len(begun.spans), kept, why, run)


def _narrow_view(database: duckdb.DuckDBPyConnection, view: str) -> None:
    """Put the wanted rows of a view, gathered, in its place."""
    database.execute(
        f'CREATE OR REPLACE TEMP TABLE "wanted_{view}" AS'
        f' SELECT * FROM "{view}" SEMI JOIN {WANTED} USING (entity)'
    )
    database.execute(f'CREATE OR REPLACE TEMP VIEW "{view}" AS SELECT * FROM "wanted_{view}"')


def steps_over(
    database: duckdb.DuckDBPyConnection, manifest: Manifest, most: int
) -> tuple[Span, ...]:
    """Return spans of whole buckets that hold all wanted entities, at most so many in each."""
    buckets = database.execute(
        f"SELECT entity >> {manifest.bits} AS bucket, count(*) FROM {WANTED}"
        " GROUP BY bucket ORDER BY bucket"
    ).fetchall()
    groups: list[list[int]] = []
    held = most + 1
    for bucket, count in buckets:
        if held + count > most:
            groups.append([bucket, bucket])
            held = 0
        groups[-1][1] = bucket
        held += count
    width = 1 << manifest.bits
    return tuple(Span(first * width, (last + 1) * width - 1) for first, last in groups)


def _counts(
    database: duckdb.DuckDBPyConnection, before: Standings, run: StoredRun
) -> Mapping[str, int]:
    """Return how many entities have each grade once a run's rows stand in the place of others.

    The run says something of everybody who stood before among those that were wanted.
    """
    counts = Counter(before.grades)
    stood = database.execute("SELECT grade, count(*) FROM stood GROUP BY grade").fetchall()
    counts.subtract({str(grade): count for grade, count in stood})
    counts.update(run.grades)
    return {grade: count for grade, count in sorted(counts.items()) if count}


def _digest(database: duckdb.DuckDBPyConnection) -> str:
    """Return a digest of the entities that are wanted."""
    numbers = database.execute(f"SELECT entity FROM {WANTED} ORDER BY entity").fetchnumpy()
    return hashlib.sha256(numbers["entity"].astype("<i8").tobytes()).hexdigest()
