"""Two policies on everybody: how many have each grade under one and under the other, and who."""

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.compile_grades import NO_PLACE
from goodstanding.store.analytics.kinds import Numbers
from goodstanding.store.copy.manifest import Manifest
from goodstanding.store.copy.slices import Span, entity_parts, pinned
from goodstanding.store.population.durable import partial_of, settle
from goodstanding.store.population.engine import Limits, named_faults, several
from goodstanding.store.population.run import steps_of
from goodstanding.store.population.standings import Standings, rows_sql

NOT_GRADED = "–"
MOVED = "moved.parquet"
NO_SCORE = -(1 << 63)
BY = ("scheme", "entity_class")
"""What says of which part an entity is."""
NAMED = pa.dictionary(pa.uint8(), pa.string())
MOVED_ROWS = pa.schema(
    [
        ("entity", pa.int64()),
        ("our_score", pa.int32()),
        ("their_score", pa.int32()),
        ("our_grade", NAMED),
        ("their_grade", NAMED),
    ]
)
"""As they are held; the file says of a grade that it is a text."""
AS_STORED: dict[str, Any] = {
    "compression": "zstd",
    "use_dictionary": MOVED_ROWS.names[1:],
    "column_encoding": {"entity": "DELTA_BINARY_PACKED"},
    "store_schema": False,
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

    Span by span, as they were computed, so that what is held stays small; engines share the work,
    and one span is written while the next are looked at.
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
        sides = [
            _Sides(ours, theirs, ids, copy, manifest, span) for span in steps_of(manifest, shared)
        ]
        with pq.ParquetWriter(partial, MOVED_ROWS, **AS_STORED) as out:
            for found, rows in _in_turn(pool, databases, sides):
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

    def said(
        self, database: duckdb.DuckDBPyConnection, side: tuple[Model, Standings]
    ) -> tuple[Numbers, Numbers]:
        """Return score and place of the grade under a side, by entity number from the first."""
        model, standings = side
        first, last = self.span.first, self.span.last
        rows = rows_sql(standings.within(first, last), first=first, last=last)
        found = database.sql(f"SELECT entity, score, grade FROM ({rows})").to_arrow_table()
        at = found.column("entity").to_numpy() - first
        scores = np.full(last - first + 1, NO_SCORE, np.int64)
        scores[at] = found.column("score").cast(pa.int64()).fill_null(NO_SCORE).to_numpy()
        place_of = np.zeros(NO_PLACE + 1, np.uint8)
        for grade, one in _ids(model).items():
            place_of[grade] = self.ids.index(one)
        places = np.zeros(len(scores), np.uint8)
        places[at] = place_of[found.column("grade").to_numpy()]
        return scores, places

    def parts(self) -> tuple[list[str], Numbers]:
        """Return the names of parts ("" for nobody), and which an entity is of: class, or scheme.

        By entity number from the first.
        """
        names = {"": 0}
        found = np.zeros(self.span.last - self.span.first + 1, np.uint16)
        for one in entity_parts(self.manifest, self.span):
            rows = pq.read_table(
                self.copy / one.file, columns=["entity", *BY], read_dictionary=list(BY)
            ).combine_chunks()
            schemes, classes = (rows.column(name).combine_chunks() for name in BY)
            listed = classes.dictionary.to_pylist()
            pairs = schemes.indices.to_numpy().astype(np.int64) * len(listed)
            pairs += classes.indices.to_numpy()
            codes = np.zeros(len(schemes.dictionary) * len(listed), np.uint16)
            for pair in np.flatnonzero(np.bincount(pairs)).tolist():
                scheme = schemes.dictionary[pair // len(listed)].as_py()
                codes[pair] = names.setdefault(listed[pair % len(listed)] or scheme, len(names))
            found[rows.column("entity").to_numpy() - self.span.first] = codes[pairs]
        return list(names), found


def _beside(
    database: duckdb.DuckDBPyConnection, sides: _Sides
) -> tuple[list[tuple[str, int, int, int]], pa.Table]:
    """Return how many of a span have which grades, by part, and the rows of those who move."""
    our_scores, our_places = sides.said(database, sides.ours)
    their_scores, their_places = sides.said(database, sides.theirs)
    names, parts = sides.parts()
    many = len(sides.ids)
    groups = (parts.astype(np.int64) * many + our_places) * many + their_places
    sizes = np.bincount(groups[(our_places > 0) | (their_places > 0)])
    counts = [
        (names[group // many // many], group // many % many, group % many, int(sizes[group]))
        for group in np.flatnonzero(sizes).tolist()
        if group // many // many
    ]
    moved = np.flatnonzero((our_places != their_places) | (our_scores != their_scores))
    scores = [
        pa.array(one.astype(np.int32), mask=one == NO_SCORE)
        for one in (our_scores[moved], their_scores[moved])
    ]
    grades = [
        pa.DictionaryArray.from_arrays(pa.array(one), pa.array(sides.ids))
        for one in (our_places[moved], their_places[moved])
    ]
    columns = [pa.array(moved + sides.span.first), *scores, *grades]
    return counts, pa.table(columns, schema=MOVED_ROWS)


def _in_turn(
    pool: ThreadPoolExecutor,
    databases: Sequence[duckdb.DuckDBPyConnection],
    sides: Sequence[_Sides],
) -> Iterator[tuple[list[tuple[str, int, int, int]], pa.Table]]:
    """Yield what is found of each span, in order; few wait to be taken."""
    free: SimpleQueue[duckdb.DuckDBPyConnection] = SimpleQueue()
    for database in databases:
        free.put(database)

    def do(one: _Sides) -> tuple[list[tuple[str, int, int, int]], pa.Table]:
        database = free.get()
        try:
            return _beside(database, one)
        finally:
            free.put(database)

    doing = deque[Future[tuple[list[tuple[str, int, int, int]], pa.Table]]]()
    for one in sides:
        doing.append(pool.submit(do, one))
        if len(doing) > len(databases):
            yield doing.popleft().result()
    while doing:
        yield doing.popleft().result()


def _ids(model: Model) -> dict[int, str]:
    """Return the ids of the grades as they are stored."""
    return {place: grade.id for place, grade in enumerate(model.grades)} | {NO_PLACE: NO_GRADE}
