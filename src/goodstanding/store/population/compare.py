"""Two policies on everybody: how many have each grade under one and under the other, and who."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.compile_grades import NO_PLACE
from goodstanding.store.copy.slices import pinned
from goodstanding.store.population.durable import partial_of, settle
from goodstanding.store.population.engine import Limits, engine, named_faults
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
    ours: tuple[Model, Standings],
    theirs: tuple[Model, Standings],
    *,
    copy: Path,
    target: Path,
    limits: Limits,
) -> Comparison:
    """Set the standings of two policies side by side; write who differs to `target`.

    Everybody is joined once, as small numbers: grades are places in one list of both models' ids,
    and named at the end. What goes beyond the memory that is allowed spills beside `target`.
    """
    ids = list(dict.fromkeys([NOT_GRADED, *_ids(ours[0]).values(), *_ids(theirs[0]).values()]))
    named = ", ".join(f"'{one}'" for one in ids)
    with (
        named_faults(limits, standings=target.parent),
        pinned(copy) as manifest,
        engine(limits, beside=target.parent) as database,
    ):
        files = [copy / one.file for parts in manifest.entities.values() for one in parts]
        for name, (model, standings) in (("ours", ours), ("theirs", theirs)):
            database.execute(
                f"CREATE TEMP VIEW {name} AS SELECT entity, score, {_place(model, ids)} AS place"
                f" FROM ({rows_sql(standings)})"
            )
        database.execute(
            "CREATE TEMP TABLE beside AS SELECT entity,"
            " o.score AS our_score, t.score AS their_score,"
            " coalesce(o.place, 0) AS our_place, coalesce(t.place, 0) AS their_place"
            " FROM ours o FULL JOIN theirs t USING (entity)"
        )
        rows = database.execute(
            "SELECT CASE WHEN entity_class = '' THEN scheme ELSE entity_class END AS part,"
            " our_place, their_place, count(*) FROM beside"
            f" JOIN (SELECT entity, scheme, entity_class FROM {parquet(files)}) USING (entity)"
            " GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        partial = partial_of(target)
        ((moving,),) = database.execute(
            "COPY (SELECT entity, our_score, their_score,"
            f" [{named}][our_place + 1] AS our_grade, [{named}][their_place + 1] AS their_grade"
            " FROM beside WHERE our_place <> their_place"
            " OR our_score IS DISTINCT FROM their_score ORDER BY entity)"
            f" TO '{quoted(partial)}' ({OPTIONS})"
        ).fetchall()
        settle(partial, target)
    counts: dict[str, dict[tuple[str, str], int]] = {}
    for part, our_place, their_place, count in rows:
        counts.setdefault(part, {})[ids[our_place], ids[their_place]] = count
    return Comparison(counts, target, moving)


def _ids(model: Model) -> dict[int, str]:
    """Return the ids of the grades as they are stored."""
    return {place: grade.id for place, grade in enumerate(model.grades)} | {NO_PLACE: NO_GRADE}


def _place(model: Model, ids: Sequence[str]) -> str:
    """Return SQL for a stored grade as its place among ids."""
    whens = " ".join(f"WHEN {place} THEN {ids.index(one)}" for place, one in _ids(model).items())
    return f"(CASE grade {whens} END)::UTINYINT"
