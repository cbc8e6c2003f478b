"""The stored standings of a model: a run of everybody, and runs of those who changed since.

`current.json` names them; it is replaced by renaming, so readers see the old ones or the new
ones. Of several rows of an entity the latest run's counts. A row of a later run without a grade
says that the entity is graded no more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.compile_grades import NO_PLACE
from goodstanding.store.population.durable import read_json, write_json
from goodstanding.store.population.faults_population import STANDINGS_UNREADABLE
from goodstanding.store.population.plan import Plan, read_plan
from goodstanding.store.population.steps import quoted, step_of, type_of

CURRENT = "current.json"
RUNS = "runs"
DONE = "done.json"


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A finished run: its folder, its plan, and what is in it."""

    folder: Path
    plan: Plan
    rows: int
    gone: int
    grades: Mapping[str, int]
    files: tuple[str, ...]

    @property
    def changed(self) -> int:
        """Return how many entities the run says something about."""
        return self.rows + self.gone

    @property
    def evidence_types(self) -> frozenset[str]:
        """Return the record types of which the run keeps explanations."""
        return frozenset(type_of(name) for name in self.files) - {""}

    def within(self, first: int, last: int) -> "StoredRun":
        """Return the run with none but the files that may hold entities of a span."""
        steps = {
            nth for nth, (one, end) in enumerate(self.plan.spans) if one <= last and end >= first
        }
        kept = tuple(name for name in self.files if step_of(name) in steps)
        return replace(self, files=kept or self.files[:1])

    def paths(self, start: str = "grades-") -> list[Path]:
        """Return the run's files whose names start so, in the order of entities."""
        return [self.folder / name for name in self.files if name.startswith(start)]


@dataclass(frozen=True, slots=True)
class Standings:
    """What stands: the base, later runs in order, and what all together say it is as of."""

    folder: Path
    base: StoredRun
    deltas: tuple[StoredRun, ...]
    on: date
    known: int
    grades: Mapping[str, int]
    """How many entities have each grade, by place."""

    @property
    def runs(self) -> tuple[StoredRun, ...]:
        """Return all runs, the earliest first."""
        return (self.base, *self.deltas)

    @property
    def name(self) -> str:
        """Return what names this state: the latest run."""
        return self.runs[-1].folder.name

    def within(self, first: int, last: int) -> "Standings":
        """Return what stands with none but the files that may hold entities of a span."""
        base, *deltas = (run.within(first, last) for run in self.runs)
        return replace(self, base=base, deltas=tuple(deltas))

    @property
    def entities(self) -> int:
        """Return how many entities have a standing."""
        return sum(self.grades.values())

    def by_grade(self, model: Model) -> dict[str, int]:
        """Return how many entities have each grade, by its id."""
        names = {str(place): grade.id for place, grade in enumerate(model.grades)}
        names[str(NO_PLACE)] = NO_GRADE
        return {names[place]: count for place, count in sorted(self.grades.items()) if count}


def read_standings(folder: Path) -> Standings | None:
    """Return what stands in a folder, or None where nothing does; refused where it is broken."""
    path = folder / CURRENT
    found = read_json(path)
    if found is None:
        if path.exists():
            raise Refused(STANDINGS_UNREADABLE.at(str(path), told=CURRENT))
        return None
    try:
        runs = [read_run(folder / RUNS / name) for name in (found["base"], *found["deltas"])]
        on, known = date.fromisoformat(found["on"]), int(found["known"])
        grades = {str(place): int(count) for place, count in found["grades"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Refused(STANDINGS_UNREADABLE.at(str(path), told=CURRENT)) from error
    whole = [run for run in runs if run is not None]
    if len(whole) < len(runs):
        raise Refused(STANDINGS_UNREADABLE.at(str(path), told=DONE))
    return Standings(folder, whole[0], tuple(whole[1:]), on, known, grades)


def read_run(folder: Path) -> StoredRun | None:
    """Return a finished run, or None where the folder holds none."""
    plan, done = read_plan(folder), read_json(folder / DONE)
    if plan is None or done is None:
        return None
    try:
        return StoredRun(
            folder,
            plan,
            int(done["rows"]),
            int(done["gone"]),
            dict(done["grades"]),
            tuple(done["files"]),
        )
    except (KeyError, TypeError, ValueError):
        return None


def publish(standings: Standings) -> None:
    """Make these the standings that readers see."""
    write_json(
        standings.folder / CURRENT,
        {
            "base": standings.base.folder.name,
            "deltas": [run.folder.name for run in standings.deltas],
            "on": standings.on.isoformat(),
            "known": standings.known,
            "grades": dict(standings.grades),
        },
    )


def rows_sql(standings: Standings, *, first: int | None = None, last: int | None = None) -> str:
    """Return SQL for what stands, one row an entity, in all columns; some entities or all."""
    within = "" if first is None else f" WHERE entity BETWEEN {first} AND {last}"
    base = run_sql(standings, standings.base, within)
    if not standings.deltas:
        return base
    return (
        f"SELECT * FROM ({base}) ANTI JOIN ({changed_sql(standings.deltas, within)}) USING (entity)"
        f" UNION ALL SELECT * FROM ({latest_sql(standings, within)}) WHERE grade IS NOT NULL"
    )


def latest_sql(standings: Standings, within: str = "") -> str:
    """Return SQL for the latest row of each entity that changed since the base."""
    if len(standings.deltas) == 1:
        return run_sql(standings, standings.deltas[0], within)
    parts = []
    for turn, run in enumerate(standings.deltas):
        later = standings.deltas[turn + 1 :]
        newer = changed_sql(later, within)
        rows = run_sql(standings, run, within)
        parts.append(
            f"SELECT * FROM ({rows}) ANTI JOIN ({newer}) USING (entity)" if later else rows
        )
    return " UNION ALL ".join(parts)


def run_sql(standings: Standings, run: StoredRun, within: str = "") -> str:
    """Return SQL for the rows of one run, its counts of days brought to the standings' day."""
    days = (standings.on - run.plan.on).days
    aged = ", ".join(f'"{name}" + {days} AS "{name}"' for name in run.plan.ageing)
    columns = f"* REPLACE ({aged})" if aged and days else "*"
    return f"SELECT {columns} FROM {parquet(run.paths())}{within}"


def changed_sql(runs: Sequence[StoredRun], within: str) -> str:
    """Return SQL for the entities that runs say something about."""
    return " UNION ALL ".join(f"SELECT entity FROM {parquet(run.paths())}{within}" for run in runs)


def parquet(paths: Sequence[Path]) -> str:
    """Return SQL for the rows of some Parquet files."""
    listed = ", ".join(f"'{quoted(path)}'" for path in paths)
    return f"read_parquet([{listed}])"
