"""What an engine is asked for each step: grades as whole numbers, and the records behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from sqlglot import exp

from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.analytics.compile import (
    compile_model,
    compile_parts,
    explaining_columns,
    fields_read,
)
from goodstanding.store.analytics.compile_gathered import compile_gathering
from goodstanding.store.analytics.compile_joins import ENTITIES
from goodstanding.store.analytics.gather import Gatherer, gatherer
from goodstanding.store.copy.manifest import Manifest
from goodstanding.store.copy.slices import Span
from goodstanding.store.population.steps import Gathered, Statements
from goodstanding.store.population.telling import telling

RARE = 5
"""A type is rare where there is less than one record of it for so many entities."""


@dataclass(frozen=True, slots=True)
class WholeSpans:
    """The grades of everybody of a span: SQL over what is gathered, by entity number.

    It says what `Statements.grades` says, which groups and joins, and which Spark and a refresh
    of some entities use.
    """

    grades: str
    gatherer: Gatherer

    def of(
        self, database: duckdb.DuckDBPyConnection, span: Span, folder: Path, step: int
    ) -> Gathered:
        """Gather what the views show of a span, and write the evidence that is known by kinds."""
        told_as = self.gatherer.told_as()
        with telling(folder, step, told_as) as files:
            database.execute("SET preserve_insertion_order = true")
            self.gatherer.gather(database, span.first, span.last, files.tell if told_as else None)
            return Gathered(self.grades, frozenset(told_as), files.settled())


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
    told = explaining_columns(compiled.parts) if explain else []
    evidence = {
        name: statement.sql("duckdb", copy=False) for name, statement in compiled.evidence.items()
    }
    return Statements(
        grades=f"{stored(model, told, compiled.statement)} ORDER BY entity",
        evidence={
            name: f"SELECT * FROM ({rows}) SEMI JOIN {ENTITIES} USING (entity) ORDER BY entity, seq"
            for name, rows in evidence.items()
        },
        evidence_of_all=evidence,
        fields=compiled.fields,
    )


def whole_spans(
    model: Model, policy: Policy, manifest: Manifest, *, on: date, explain: bool
) -> WholeSpans:
    """Return what computes a model for everybody of a span."""
    words = manifest.words()
    parts = compile_parts(model, policy, words, on=on)
    gathering = compile_gathering(model, policy, parts, words, on=on, explain=explain)
    told = explaining_columns(parts) if explain else []
    fields = {
        one.record_type: fields_read(model, policy.record_types[one.record_type])
        for one in gathering.given
    }
    return WholeSpans(
        grades=stored(model, told, gathering.statement),
        gatherer=gatherer(model, policy, words, gathering, fields, rare=rare_types(manifest)),
    )


def stored(model: Model, told: Sequence[str], rows: exp.Select) -> str:
    """Return SQL for compiled rows in the types in which they are stored."""
    indicators = [f"i{nth}" for nth in range(len(model.indicators))]
    columns = [(name, "INTEGER") for name in ("score", *indicators)]
    columns.insert(1, ("grade", "UTINYINT"))
    columns += [("next_change", "DATE"), *((name, _kind(name)) for name in told)]
    chosen = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in columns)
    return f"SELECT entity, {chosen} FROM ({rows.sql('duckdb', copy=False)})"


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
