"""Two policies on everybody: how many have each grade under one and under the other, and who."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.compile_grades import NO_PLACE
from goodstanding.store.copy.slices import pinned
from goodstanding.store.population.durable import partial_of, settle
from goodstanding.store.population.standings import Standings, parquet, rows_sql
from goodstanding.store.population.steps import OPTIONS, quoted

NOT_GRADED = "–"
MOVED = "moved.parquet"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who moves: entities by group (class, or scheme), grade under ours, grade under the other.

    `moved` is the file of those whose grade or score differs, with both.
    """

    counts: Mapping[str, Mapping[tuple[str, str], int]]
    moved: Path
    moving: int


def compare(
    ours: tuple[Model, Standings], theirs: tuple[Model, Standings], *, copy: Path, target: Path
) -> Comparison:
    """Set the standings of two policies side by side; write who differs to `target`."""
    with pinned(copy) as manifest, duckdb.connect(":memory:") as database:
        files = [copy / one.file for parts in manifest.entities.values() for one in parts]
        for name, (model, standings) in (("ours", ours), ("theirs", theirs)):
            database.execute(
                f"CREATE TEMP VIEW {name} AS SELECT entity, score, {_named(model)} AS grade"
                f" FROM ({rows_sql(standings)})"
            )
        database.execute(
            "CREATE TEMP VIEW beside AS SELECT entity,"
            " o.score AS our_score, t.score AS their_score,"
            f" coalesce(o.grade, '{NOT_GRADED}') AS our_grade,"
            f" coalesce(t.grade, '{NOT_GRADED}') AS their_grade"
            " FROM ours o FULL JOIN theirs t USING (entity)"
        )
        rows = database.execute(
            "SELECT CASE WHEN entity_class = '' THEN scheme ELSE entity_class END AS part,"
            " our_grade, their_grade, count(*) FROM beside"
            f" JOIN (SELECT entity, scheme, entity_class FROM {parquet(files)}) USING (entity)"
            " GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        partial = partial_of(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        ((moving,),) = database.execute(
            "COPY (SELECT * FROM beside WHERE our_grade <> their_grade"
            f" OR our_score IS DISTINCT FROM their_score ORDER BY entity)"
            f" TO '{quoted(partial)}' ({OPTIONS})"
        ).fetchall()
        settle(partial, target)
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for part, our_grade, their_grade, count in rows:
        counts.setdefault(part, {})[our_grade, their_grade] = count
    return Comparison(counts, target, moving)


def _named(model: Model) -> str:
    """Return SQL for a stored grade as its id."""
    names = {place: grade.id for place, grade in enumerate(model.grades)} | {NO_PLACE: NO_GRADE}
    whens = " ".join(f"WHEN {place} THEN '{name}'" for place, name in names.items())
    return f"CASE grade {whens} END"
