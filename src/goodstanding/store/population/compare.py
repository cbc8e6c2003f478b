"""Two policies on everybody: how many have each grade under one and under the other, and who."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.compile_grades import NO_PLACE
from goodstanding.store.copy.manifest import Manifest
from goodstanding.store.copy.slices import Span, entity_parts, pinned
from goodstanding.store.population.durable import partial_of, settle
from goodstanding.store.population.engine import Limits, named_faults, several
from goodstanding.store.population.run import steps_of
from goodstanding.store.population.standings import Standings, parquet, rows_sql

NOT_GRADED = "–"
MOVED = "moved.parquet"
MOVED_ROWS = pa.schema(
    [
        ("entity", pa.int64()),
        ("our_score", pa.int32()),
        ("their_score", pa.int32()),
        ("our_grade", pa.string()),
        ("their_grade", pa.string()),
    ]
)
AS_STORED: dict[str, Any] = {
    "compression": "zstd",
    "use_dictionary": MOVED_ROWS.names[1:],
    "column_encoding": {"entity": "DELTA_BINARY_PACKED"},
}


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

    Span by span, as they were computed: what is joined stays small, and engines share the work.
    """
    ids = list(dict.fromkeys([NOT_GRADED, *_ids(ours[0]).values(), *_ids(theirs[0]).values()]))
    shared = limits.shared()
    counts: dict[str, Counter[tuple[str, str]]] = {}
    moving = 0
    with (
        named_faults(limits, standings=target.parent),
        pinned(copy) as manifest,
        several(shared, beside=target.parent) as databases,
        ThreadPoolExecutor(len(databases)) as pool,
    ):
        partial = partial_of(target)
        with pq.ParquetWriter(partial, MOVED_ROWS, **AS_STORED) as out:
            for some in _together(steps_of(manifest, shared), len(databases)):
                sides = [_Sides(ours, theirs, ids, copy, manifest, span) for span in some]
                for found, rows in pool.map(_beside, databases, sides):
                    for part, our_place, their_place, count in found:
                        pair = ids[our_place], ids[their_place]
                        counts.setdefault(part, Counter())[pair] += count
                    out.write_table(rows)
                    moving += rows.num_rows
        settle(partial, target)
    return Comparison(counts, target, moving)


@dataclass(frozen=True, slots=True)
class _Sides:
    """What is set side by side: a span of the entities of a copy, under both policies."""

    ours: tuple[Model, Standings]
    theirs: tuple[Model, Standings]
    ids: Sequence[str]
    copy: Path
    manifest: Manifest
    span: Span

    def views(self) -> Iterator[tuple[str, str]]:
        """Yield each side's name and its SQL: entity, score, and place of the grade."""
        first, last = self.span.first, self.span.last
        for name, (model, standings) in (("ours", self.ours), ("theirs", self.theirs)):
            rows = rows_sql(standings.within(first, last), first=first, last=last)
            yield name, f"SELECT entity, score, {_place(model, self.ids)} AS place FROM ({rows})"

    def named(self, place: str) -> str:
        """Return SQL for the id at a place."""
        whens = " ".join(f"WHEN {nth} THEN '{one}'" for nth, one in enumerate(self.ids))
        return f"CASE {place} {whens} END"


def _beside(
    database: duckdb.DuckDBPyConnection, sides: _Sides
) -> tuple[list[tuple[str, int, int, int]], pa.Table]:
    """Return how many of a span have which grades, by part, and the rows of those who move."""
    for name, rows in sides.views():
        database.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {rows}")
    _join(database)
    files = [sides.copy / one.file for one in entity_parts(sides.manifest, sides.span)]
    counts = database.execute(
        "SELECT CASE WHEN entity_class = '' THEN scheme ELSE entity_class END AS part,"
        " our_place, their_place, count(*) FROM beside"
        f" JOIN (SELECT entity, scheme, entity_class FROM {parquet(files)}) USING (entity)"
        " GROUP BY ALL"
    ).fetchall()
    moved: pa.Table = database.sql(
        f"SELECT entity, our_score, their_score, {sides.named('our_place')} AS our_grade,"
        f" {sides.named('their_place')} AS their_grade FROM beside"
        " WHERE our_place <> their_place OR our_score IS DISTINCT FROM their_score"
        " ORDER BY entity"
    ).to_arrow_table()
    return counts, moved.cast(MOVED_ROWS)


def _join(database: duckdb.DuckDBPyConnection) -> None:
    """Bring the rows of each entity under both policies together.

    Both sides mostly say something of the same entities in the same order: rows are then put side
    by side as they lie. Whether that was so is looked at, and else they are joined by entity.
    """
    columns = "o.score AS our_score, t.score AS their_score"
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE beside AS SELECT o.entity, t.entity AS their_entity,"
        f" {columns}, o.place AS our_place, t.place AS their_place"
        " FROM ours o POSITIONAL JOIN theirs t"
    )
    ((apart,),) = database.execute(
        "SELECT count(*) FROM beside WHERE entity IS DISTINCT FROM their_entity"
    ).fetchall()
    if apart:
        database.execute(
            f"CREATE OR REPLACE TEMP TABLE beside AS SELECT entity, {columns},"
            " coalesce(o.place, 0) AS our_place, coalesce(t.place, 0) AS their_place"
            " FROM ours o FULL JOIN theirs t USING (entity)"
        )


def _together(found: Sequence[Span], many: int) -> Iterator[Sequence[Span]]:
    """Yield spans, so many at a time."""
    for nth in range(0, len(found), many):
        yield found[nth : nth + many]


def _ids(model: Model) -> dict[int, str]:
    """Return the ids of the grades as they are stored."""
    return {place: grade.id for place, grade in enumerate(model.grades)} | {NO_PLACE: NO_GRADE}


def _place(model: Model, ids: Sequence[str]) -> str:
    """Return SQL for a stored grade as its place among ids."""
    whens = " ".join(f"WHEN {place} THEN {ids.index(one)}" for place, one in _ids(model).items())
    return f"(CASE grade {whens} END)::UTINYINT"
