"""The law itself on some entities of the data: neither we nor a rival may say anything else."""

from datetime import date

import duckdb

from bench.world import MODEL, ON, TYPES, World
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.disclosure.clock import severity_of, shown
from goodstanding.core.records.envelope import Record


def standing_by_law(world: World, count: int, on: date = ON) -> dict[int, tuple[int, int]]:
    """Return score and grade's place of the first entities, record by record."""
    found: dict[int, list[Record]] = {entity: [] for entity in range(1, count + 1)}
    with duckdb.connect(":memory:") as database:
        for name in TYPES:
            for entity, record in records(database, world, name, count, on):
                found[entity].append(record)
    model = world.policy.models[MODEL]
    places = {grade.id: place for place, grade in enumerate(model.grades)} | {NO_GRADE: 4}
    appraised = {
        entity: evaluate(model, some, policy=world.policy, on=on, entity_class="91")
        for entity, some in found.items()
    }
    return {entity: (one.score, places[one.grade]) for entity, one in appraised.items()}


def records(
    database: duckdb.DuckDBPyConnection, world: World, name: str, count: int, on: date
) -> list[tuple[int, Record]]:
    """Return the records of a type that stand, as known, of the first entities."""
    record_type = world.policy.record_types[name]
    words = world.manifest.codebooks.get(name, {})
    rows = database.execute(
        f"SELECT * FROM '{world.copy}/records/{name}/*.parquet' r WHERE entity <= {count}"
        f" AND seq <= {world.known} AND seq NOT IN (SELECT seq FROM '{world.displaced}'"
        f' WHERE "by" <= {world.known})'
    )
    columns = [column[0] for column in rows.description]
    made = []
    for values in rows.fetchall():
        row = dict(zip(columns, values, strict=True))
        fields = {}
        for field in record_type.fields:
            value = row[f"f_{field}"]
            if value is not None:
                fields[field] = words[field][value] if field in words else str(value)
        severity = severity_of(record_type, fields)
        is_shown, until = shown(world.policy, record_type, fields, severity, row["day"], on=on)
        made.append(
            (
                row["entity"],
                Record(
                    id=str(row["seq"]),
                    record_type=name,
                    department="bench_office",
                    day=row["day"],
                    fields=fields,
                    severity=severity,
                    shown=is_shown,
                    shown_until=until,
                ),
            )
        )
    return made
