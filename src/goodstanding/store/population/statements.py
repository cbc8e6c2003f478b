"""What an engine is asked for each step: grades as whole numbers, and the records behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.analytics.compile import compile_model, explaining_columns
from goodstanding.store.analytics.compile_joins import ENTITIES
from goodstanding.store.copy.manifest import Manifest

RARE = 5
"""A type is rare where there is less than one record of it for so many entities."""


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL over `entities` and `records_<type>`, and the fields that it reads of each type.

    `evidence_of_all`: the same as `evidence` where every entity that has records is graded; its
    rows come as the records lie.
    """

    grades: str
    evidence: Mapping[str, str]
    evidence_of_all: Mapping[str, str]
    fields: Mapping[str, tuple[str, ...]]


def statements_for(
    model: Model, policy: Policy, manifest: Manifest, *, on: date, explain: bool
) -> Statements:
    """Return what computes a model for a day from a copy."""
    compiled = compile_model(
        model,
        policy,
        on=on,
        words=manifest.words(),
        parts=explain,
        rare=rare_types(manifest),
    )
    indicators = [f"i{nth}" for nth in range(len(model.indicators))]
    columns = [(name, "INTEGER") for name in ("score", *indicators)]
    columns.insert(1, ("grade", "UTINYINT"))
    columns.append(("next_change", "DATE"))
    if explain:
        columns += [(name, _kind(name)) for name in explaining_columns(compiled.parts)]
    stored = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in columns)
    everybody = compiled.statement.sql("duckdb", copy=False)
    evidence = {
        name: statement.sql("duckdb", copy=False) for name, statement in compiled.evidence.items()
    }
    return Statements(
        grades=f"SELECT entity, {stored} FROM ({everybody}) ORDER BY entity",
        evidence={
            name: f"SELECT * FROM ({rows}) SEMI JOIN {ENTITIES} USING (entity) ORDER BY entity, seq"
            for name, rows in evidence.items()
        },
        evidence_of_all=evidence,
        fields=compiled.fields,
    )


def rare_types(manifest: Manifest) -> frozenset[str]:
    """Return the record types that few of the entities have records of."""
    found = {
        record_type: sum(one.rows for files in buckets.values() for one in files)
        for record_type, buckets in manifest.records.items()
    }
    return frozenset(name for name, rows in found.items() if rows * RARE < manifest.last_entity)


def ageing_columns(model: Model) -> tuple[str, ...]:
    """Return the stored numbers that count days up to the day of the run: one more each day."""
    return tuple(
        f"k_n{nth}" for nth, need in enumerate(model.needs) if need.form == "days_since_first"
    )


def _kind(name: str) -> str:
    """Return the type in which what a part says is stored (see `explaining_columns`)."""
    if name.startswith(("k_", "q_")):
        return "BIGINT"
    return "INTEGER" if name.startswith("r") else "BOOLEAN"


def entities_sql(model: Model, *, class_is_on: bool) -> str:
    """Return the entities of the view `entities_all` that a model grades."""
    schemes = ", ".join(f"'{_text(name)}'" for name in model.schemes)
    off = () if class_is_on else model.classes_off
    among = ", ".join(f"'{_text(name)}'" for name in off)
    without = f" AND entity_class NOT IN ({among})" if among else ""
    return f"SELECT entity FROM entities_all WHERE scheme IN ({schemes}){without}"


def _text(value: str) -> str:
    return value.replace("'", "''")
