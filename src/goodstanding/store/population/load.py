"""Standing grades in the database, for the portal: at pilot scale, and only what changed."""

from collections.abc import Iterator

import duckdb
import orjson
from django.db import connection
from django.db.backends.utils import CursorWrapper

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.compile_grades import NO_PLACE
from goodstanding.store.dialect import Row, add_rows, among_numbers, among_texts, listed
from goodstanding.store.models import StandingRun
from goodstanding.store.population.run import RunResult
from goodstanding.store.population.standings import Standings, parquet, rows_sql

COLUMNS = ("entity", "model", "policy", "day", "score", "grade", "next_change")
ROWS = 20_000


def load(model: Model, result: RunResult, *, most: int) -> bool:
    """Bring the database's grades to what stands; return whether they are loaded at all.

    Called inside the transaction of the action: readers see the old grades or the new ones. Where
    more than `most` entities have a standing, none is loaded, and what was loaded goes.
    """
    after, before = result.standings, StandingRun.objects.filter(model=model.id).first()
    loaded = after.entities <= most
    with connection.cursor() as cursor:
        if not loaded:
            _clear(cursor, model)
        elif before is not None and before.loaded and before.run == result.went_on_from:
            _load_changed(cursor, model, result)
        else:
            _clear(cursor, model)
            _insert(cursor, model, after, rows_sql(after))
    StandingRun.objects.update_or_create(
        model=model.id,
        defaults={
            "run": after.name,
            "policy": after.base.plan.policy,
            "day": after.on,
            "known_seq": after.known,
            "grades": orjson.dumps(after.by_grade(model)).decode(),
            "loaded": loaded,
        },
    )
    return loaded


def _clear(cursor: CursorWrapper, model: Model) -> None:
    """Delete a model's grades, and those of its entities under another model."""
    cursor.execute(
        "DELETE FROM standing_grade WHERE model = %s OR entity IN"
        f" (SELECT number FROM entity WHERE {among_texts('scheme')})",
        [model.id, listed(model.schemes)],
    )


def _load_changed(cursor: CursorWrapper, model: Model, result: RunResult) -> None:
    """Replace the grades of the entities that a refresh computed."""
    if result.delta is None:
        return
    rows = parquet(result.delta.paths())
    for portion in _portions(f"SELECT entity FROM {rows}"):
        cursor.execute(
            f"DELETE FROM standing_grade WHERE {among_numbers('entity')}",
            [listed([entity for (entity,) in portion])],
        )
    _insert(cursor, model, result.standings, f"SELECT * FROM {rows} WHERE grade IS NOT NULL")


def _insert(cursor: CursorWrapper, model: Model, after: Standings, rows: str) -> None:
    grades = {place: grade.id for place, grade in enumerate(model.grades)} | {NO_PLACE: NO_GRADE}
    policy, day = after.base.plan.policy, after.on.isoformat()
    chosen = f"SELECT entity, score, grade, next_change FROM ({rows}) ORDER BY entity"
    for portion in _portions(chosen):
        found: list[Row] = [
            (
                entity,
                model.id,
                policy,
                day,
                score,
                grades[grade],
                change.isoformat() if change else None,
            )
            for entity, score, grade, change in portion
        ]
        add_rows(cursor, "standing_grade", COLUMNS, found)


def _portions(statement: str) -> Iterator[list[Row]]:
    """Yield the rows of a statement over files, some at a time."""
    with duckdb.connect(":memory:", config={"threads": 1, "memory_limit": "512MB"}) as database:
        rows = database.execute(statement)
        while portion := rows.fetchmany(ROWS):
            yield portion
