"""Appraising everybody from the copy, step after step; a killed run goes on where it was."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from queue import SimpleQueue

import duckdb
import orjson

from goodstanding.core.appraisal.evaluate import check_day
from goodstanding.core.basis.canon import sha256
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.copy.duckdb_views import OpenCopy, open_copy, show_span
from goodstanding.store.copy.manifest import Manifest, manifest_digest
from goodstanding.store.copy.slices import Span, pinned, record_files, spans
from goodstanding.store.population.durable import held_alone, write_json
from goodstanding.store.population.engine import (
    Limits,
    limits_of,
    named_faults,
    several,
)
from goodstanding.store.population.faults_population import RUN_IN_PROGRESS
from goodstanding.store.population.plan import UNREADABLE, Plan, read_plan, write_plan
from goodstanding.store.population.standings import (
    DONE,
    RUNS,
    Standings,
    StoredRun,
    publish,
    read_run,
    read_standings,
)
from goodstanding.store.population.statements import (
    ageing_columns,
    entities_sql,
    statements_for,
    whole_spans,
)
from goodstanding.store.population.steps import StepReceipt, kept_step, write_step

WIDEST = 2 << 18
"""Entities of a step at most: small steps share the work evenly, and their tables fit caches."""


@dataclass(frozen=True, slots=True)
class Done:
    """How far a run is."""

    entities: int
    entities_in_all: int
    records: int
    records_in_all: int


Progress = Callable[[Done], None]
Narrow = Callable[[duckdb.DuckDBPyConnection, Span, Sequence[str]], str]
"""Narrows the views of some record types to the entities of the table `WANTED`.

Returns SQL for the entities among them that had a standing before.
"""
WANTED = "wanted"
"""The table of entities that a refresh computes, one column `entity`."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked: a model of a policy, a day, a copy, what is known, and within which limits."""

    model: Model
    policy: Policy
    folder: Path
    copy: Path
    on: date
    known: int | None
    class_is_on: bool
    explain: bool
    limits: Limits
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """What stands after a run, and how it came about.

    `computed`: entities that were looked at · `kept_steps`: steps that a killed run had done ·
    `why`: why everybody was computed, or why a begun run was not gone on with.
    """

    standings: Standings
    computed: int
    steps: int
    kept_steps: int
    why: tuple[Text, ...]
    delta: StoredRun | None = None
    """What a refresh computed; None where everybody was computed, or nobody."""
    went_on_from: str = ""
    """Name of the standings that a refresh went on from."""


def appraise_copy(
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
    """Appraise everybody that the model grades, and make that the standings in `folder`.

    As of entry `known` (None: all that the copy holds). The same call after a kill goes on with
    the steps that are left.
    """
    check_day(on)
    limits = limits_of(memory, threads)
    task = Task(model, policy, folder, copy, on, known, class_is_on, explain, limits, progress)
    with alone(task), pinned(copy) as manifest:
        return appraise_everybody(task, manifest)


@contextmanager
def alone(task: Task) -> Iterator[None]:
    """Be the only run over a folder of standings, or refuse; name what disk and engine run into."""
    with (
        named_faults(task.limits, standings=task.folder),
        held_alone(task.folder) as held,
    ):
        if not held:
            raise Refused(RUN_IN_PROGRESS.at(str(task.folder), model=task.model.id))
        yield


def appraise_everybody(task: Task, manifest: Manifest, why: tuple[Text, ...] = ()) -> RunResult:
    """Run everybody, publish the result as the new base, and drop what it replaces."""
    limits = task.limits.shared()
    plan = new_plan(task, manifest, steps_of(manifest, limits))
    before = standing_or_none(task.folder)
    begun, left = begin(task.folder, plan, before)
    with several(limits, beside=task.folder) as databases:
        run, kept = carry_out(task, begun, manifest, databases)
    standings = become_base(task.folder, run, before)
    return RunResult(standings, run.changed, len(begun.spans), kept, (*why, *left))


def steps_of(manifest: Manifest, limits: Limits) -> tuple[Span, ...]:
    """Return the spans in which everybody is worked on."""
    wide = min(limits.entities_per_step(), WIDEST)
    return spans(manifest, max(1, wide >> manifest.bits))


def become_base(folder: Path, run: StoredRun, before: Standings | None) -> Standings:
    """Publish a run of everybody as what stands, and drop what it replaces."""
    standings = Standings(folder, run, (), run.plan.on, run.plan.known, run.grades)
    publish(standings)
    drop_others(standings, before)
    return standings


def new_plan(task: Task, manifest: Manifest, steps: Sequence[Span], **more: str) -> Plan:
    """Return the plan of a run that would begin now."""
    words = sorted((*key, *texts) for key, texts in manifest.words().items())
    return Plan(
        model=task.model.id,
        policy=task.policy.digest,
        on=task.on,
        known=known_of(task, manifest),
        class_is_on=task.class_is_on,
        explain=task.explain,
        engine="duckdb",
        source=f"{manifest.source.kind}:{manifest.source.fingerprint}",
        manifest=manifest_digest(manifest),
        codebooks=sha256(orjson.dumps(words)),
        spans=tuple((span.first, span.last) for span in steps),
        ageing=ageing_columns(task.model) if task.explain else (),
        **more,
    )


def known_of(task: Task, manifest: Manifest) -> int:
    """Return the last entry that counts."""
    return manifest.last_seq if task.known is None else min(task.known, manifest.last_seq)


def begin(folder: Path, plan: Plan, before: Standings | None) -> tuple[Plan, tuple[Text, ...]]:
    """Return the plan to carry out: that of a run which was begun and fits, else the new one.

    Runs that were begun and do not fit are removed; why is returned.
    """
    held = {run.folder.name for run in before.runs} if before else set()
    left: list[Text] = []
    found: Plan | None = None
    for path in sorted((folder / RUNS).glob("*")) if (folder / RUNS).is_dir() else ():
        if path.name in held:
            continue
        begun = read_plan(path)
        reason = UNREADABLE if begun is None or begun.id != path.name else plan.why_not(begun)
        if reason is None and found is None:
            found = begun
            continue
        if reason and read_run(path) is None:
            left.append(reason)
        shutil.rmtree(path)
    chosen = found or plan
    if found is None:
        target = folder / RUNS / plan.id
        target.mkdir(parents=True, exist_ok=True)
        write_plan(target, plan)
    return chosen, tuple(dict.fromkeys(left))


def carry_out(
    task: Task,
    plan: Plan,
    manifest: Manifest,
    databases: Sequence[duckdb.DuckDBPyConnection],
    narrow: Narrow | None = None,
) -> tuple[StoredRun, int]:
    """Do the steps of a plan that are not done; return the run and how many steps it had done.

    Each engine does one step after the other; a step that fails ends the run.
    """
    folder = task.folder / RUNS / plan.id
    asked = (task.model, task.policy, manifest)
    statements = statements_for(*asked, on=plan.on, explain=plan.explain)
    whole = None if narrow else whole_spans(*asked, on=plan.on, explain=plan.explain)
    graded = entities_sql(task.model, class_is_on=plan.class_is_on)
    receipts = {nth: kept_step(folder, nth) for nth in range(len(plan.spans))}
    left = [nth for nth, receipt in receipts.items() if receipt is None]
    meter = _Meter(task.progress, manifest, plan, [nth for nth in receipts if nth not in left])
    free: SimpleQueue[tuple[duckdb.DuckDBPyConnection, OpenCopy]] = SimpleQueue()
    for database in databases:
        free.put((database, open_copy(database, task.copy, manifest, plan.known)))

    def do(nth: int) -> StepReceipt:
        database, shown = free.get()
        span = Span(*plan.spans[nth])
        show_span(database, shown, span, statements.fields, among=WANTED if narrow else None)
        database.execute(f"CREATE OR REPLACE TEMP VIEW entities AS {graded}")
        gone = narrow(database, span, tuple(statements.fields)) if narrow else None
        gathered = whole.of(database, span, folder, nth) if whole else None
        receipt = write_step(database, statements, folder, nth, gone=gone, gathered=gathered)
        free.put((database, shown))
        return receipt

    with ThreadPoolExecutor(len(databases)) as pool:
        doing = {pool.submit(do, nth): nth for nth in left}
        try:
            for done in as_completed(doing):
                receipts[doing[done]] = done.result()
                meter.tell(doing[done])
        finally:
            pool.shutdown(cancel_futures=True)
    return finish(folder, [receipt for receipt in receipts.values() if receipt]), len(
        receipts
    ) - len(left)


def finish(folder: Path, receipts: Sequence[StepReceipt]) -> StoredRun:
    """Write that a run is done, and what it holds."""
    grades: dict[str, int] = {}
    for receipt in receipts:
        for grade, count in receipt.grades.items():
            grades[grade] = grades.get(grade, 0) + count
    write_json(
        folder / DONE,
        {
            "rows": sum(receipt.rows for receipt in receipts),
            "gone": sum(receipt.gone for receipt in receipts),
            "grades": grades,
            "files": [name for receipt in receipts for name in receipt.files],
        },
    )
    for spilled in folder.glob("spill*"):
        shutil.rmtree(spilled, ignore_errors=True)
    run = read_run(folder)
    assert run is not None  # noqa: S101 (it was written in the line above)
    return run


def drop_others(
    standings: Standings, before: Standings | None, delta: StoredRun | None = None
) -> None:
    """Remove runs that nobody needs: not what stands, what stood for its readers, what came."""
    held = {run.folder.name for one in (standings, before) if one for run in one.runs}
    held |= {delta.folder.name} if delta else set()
    for path in (standings.folder / RUNS).iterdir():
        if path.name not in held:
            shutil.rmtree(path)


def standing_or_none(folder: Path) -> Standings | None:
    """Return what stands, or None where nothing does or it cannot be read: it is replaced."""
    try:
        return read_standings(folder)
    except Refused:
        return None


class _Meter:
    """Tells how far a run is, by entities and by records."""

    def __init__(
        self, progress: Progress | None, manifest: Manifest, plan: Plan, done: Sequence[int]
    ) -> None:
        """Count what each step holds, where anybody wants to know; some may be done already."""
        self.progress = progress
        self.wide = [last - first + 1 for first, last in plan.spans] if progress else []
        self.rows = [
            sum(
                one.rows
                for record_type in manifest.records
                for one in record_files(manifest, record_type, Span(*bounds))
            )
            for bounds in (plan.spans if progress else ())
        ]
        self.done = set(done)
        if done:
            self.tell(done[-1])

    def tell(self, nth: int) -> None:
        """Tell that a step is done."""
        self.done.add(nth)
        if self.progress:
            entities = sum(self.wide[one] for one in self.done)
            records = sum(self.rows[one] for one in self.done)
            self.progress(Done(entities, sum(self.wide), records, sum(self.rows)))
