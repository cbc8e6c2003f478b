"""Runs a compiled model in DuckDB, in memory, within limits."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from datetime import date

import duckdb
import pyarrow as pa

from goodstanding.core.policy.shape import Model, Policy, RecordType
from goodstanding.store.analytics.compile import Compiled, compile_model, compile_parts
from goodstanding.store.analytics.compile_days import MACROS as DAY_MACROS
from goodstanding.store.analytics.compile_gathered import compile_gathering
from goodstanding.store.analytics.compile_joins import ENTITIES
from goodstanding.store.analytics.compile_records import raw_name
from goodstanding.store.analytics.gather import gatherer
from goodstanding.store.analytics.port import Portion, Reader, Standing
from goodstanding.store.analytics.typed import MACROS as TYPED_MACROS
from goodstanding.store.analytics.typed import SQL_TYPES, from_text, words_of

MEMORY = "256MB"
THREADS = 2
PORTION = 20_000
"""Rows of the result that are handed on at once."""

Progress = Callable[[int, int], None]
"""Called with the steps done and the steps in all."""


def appraise_all(
    model: Model,
    policy: Policy,
    reader: Reader,
    *,
    on: date,
    class_is_on: bool = False,
    rare: Collection[str] = (),
    gathered: bool = False,
    progress: Progress | None = None,
) -> Iterator[Standing]:
    """Yield the appraisal of every entity that the model grades, by entity number.

    `gathered`: what records give is not grouped and joined by the engine, but gathered.
    """
    compiled = compile_model(model, policy, on=on, rare=rare)
    with closing(duckdb.connect(":memory:", config=limits())) as database:
        prepare(database)
        steps = len(compiled.fields) + 2
        load_entities(database, reader.entities(model, class_is_on=class_is_on))
        for nth, (name, fields) in enumerate(compiled.fields.items(), start=1):
            if progress:
                progress(nth, steps)
            of = policy.record_types[name]
            load_records(database, of, fields, reader.records(name, fields))
        if progress:
            progress(steps - 1, steps)
        statement = compiled.sql
        if gathered:
            words = words_of(policy)
            parts = compile_parts(model, policy, words, on=on)
            gathering = compile_gathering(model, policy, parts, words, on=on)
            last = database.sql(f"SELECT max(entity) FROM {ENTITIES}").fetchall()[0][0] or 0
            gatherer(model, policy, words, gathering, compiled.fields).gather(database, 0, last)
            statement = gathering.statement.sql("duckdb", copy=False)
        yield from run(database, statement, compiled, indicators=len(model.indicators))
        if progress:
            progress(steps, steps)


def prepare(database: duckdb.DuckDBPyConnection) -> None:
    """Teach a connection the words that statements use."""
    for macro in (*DAY_MACROS, *TYPED_MACROS):
        database.execute(macro)


def limits() -> dict[str, str | bool | int | float | list[str]]:
    """Return DuckDB's settings: bounded memory and threads, and no way out of its own memory."""
    return {
        "memory_limit": MEMORY,
        "threads": THREADS,
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "preserve_insertion_order": "false",
    }


def load_entities(database: duckdb.DuckDBPyConnection, portions: Iterator[Portion]) -> None:
    """Fill the table of entities."""
    database.execute(f"CREATE TABLE {ENTITIES} (entity BIGINT NOT NULL)")
    for rows in portions:
        portion = pa.table({"entity": pa.array([row[0] for row in rows], pa.int64())})
        database.register("portion", portion)
        database.execute(f"INSERT INTO {ENTITIES} SELECT entity FROM portion")
        database.unregister("portion")


def load_records(
    database: duckdb.DuckDBPyConnection,
    of: RecordType,
    fields: Sequence[str],
    portions: Iterator[Portion],
) -> None:
    """Fill the table of a record type from texts; an empty text is a missing field."""
    table = raw_name(of.id)
    columns = ["entity", "seq", "day", *(f"f_{name}" for name in fields)]
    typed = "".join(f', "f_{name}" {SQL_TYPES[of.fields[name].kind]}' for name in fields)
    database.execute(f'CREATE TABLE "{table}" (entity BIGINT, seq BIGINT, day DATE{typed})')
    chosen = "entity, seq, CAST(day AS DATE)"
    for name in fields:
        field = of.fields[name]
        value = from_text(f"f_{name}", field.kind, tuple(field.choices))
        chosen += f", {value.sql('duckdb')}"
    kinds = [pa.int64(), pa.int64(), *(pa.string() for _ in columns[2:])]
    for rows in portions:
        if not rows:
            continue
        arrays = [
            pa.array(values, kind)
            for values, kind in zip(zip(*rows, strict=True), kinds, strict=True)
        ]
        database.register("portion", pa.Table.from_arrays(arrays, columns))
        database.execute(f'INSERT INTO "{table}" SELECT {chosen} FROM portion')
        database.unregister("portion")


def run(
    database: duckdb.DuckDBPyConnection, statement: str, compiled: Compiled, *, indicators: int
) -> Iterator[Standing]:
    """Yield what a statement says of every entity."""
    result = database.execute(statement)
    while rows := result.fetchmany(PORTION):
        for row in rows:
            yield Standing(
                entity=row[0],
                score=row[1],
                grade=compiled.grade(row[2]),
                indicators=tuple(row[3 : 3 + indicators]),
                next_change=row[3 + indicators],
            )
