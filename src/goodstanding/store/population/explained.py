"""From stored whole numbers back to the lines of an explanation, as the law would write them.

Points, records and days were stored by the run; ids, bounds and what each number rests on come
from the policy of that run. The few words that a rule's number is made of (a field's value, the
age of a record) are read from the copy.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from goodstanding.core.appraisal.bounds import bound_lines, total
from goodstanding.core.appraisal.each import Course, course_of, value_in_force
from goodstanding.core.appraisal.next_change import counted_types
from goodstanding.core.appraisal.result import NO_GRADE, Appraisal, Line
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Indicator, Model, Need, Policy, Rule, Veto
from goodstanding.core.policy.values_shape import Dated
from goodstanding.store.analytics.compile_grades import NO_PLACE
from goodstanding.store.analytics.duckdb_run import prepare
from goodstanding.store.copy.duckdb_views import open_copy, show_span
from goodstanding.store.copy.manifest import Manifest
from goodstanding.store.copy.slices import Span, pinned
from goodstanding.store.population.evidence import evidence_rows_sql
from goodstanding.store.population.faults_population import NOT_EXPLAINED, NOT_IN_STANDINGS
from goodstanding.store.population.standings import Standings, rows_sql

Row = Mapping[str, Any]
BY_ONE = ("latest", "days_since")


def explained(
    entity: int, model: Model, policy: Policy, standings: Standings, *, copy: Path
) -> Appraisal:
    """Return the stored appraisal of an entity with its lines; `policy` is that of the run."""
    if not standings.base.plan.explain:
        raise Refused(NOT_EXPLAINED.at(str(standings.folder)))
    with pinned(copy) as manifest, duckdb.connect(":memory:") as database:
        prepare(database)
        found = _rows(database, rows_sql(standings, first=entity, last=entity))
        if not found:
            raise Refused(NOT_IN_STANDINGS.at(str(standings.folder), entity=entity))
        stored = _Stored(found[0], {}, {}, standings.on)
        _add_evidence(database, standings, entity, stored)
        _add_records(database, model, manifest, standings, copy, entity, stored)
    lines = tuple(_lines(model, stored))
    row = stored.row
    grades = {place: grade.id for place, grade in enumerate(model.grades)} | {NO_PLACE: NO_GRADE}
    return Appraisal(
        model=model.id,
        policy=policy.digest,
        day=standings.on,
        score=row["score"],
        grade=grades[row["grade"]],
        lines=lines,
        indicators=tuple((one.id, row[f"i{nth}"]) for nth, one in enumerate(model.indicators)),
        next_change=row["next_change"],
    )


@dataclass(frozen=True, slots=True)
class _Stored:
    """An entity's row of grades, its evidence by record type, its records by number."""

    row: Row
    evidence: dict[str, list[Row]]
    records: dict[int, Row]
    on: date

    def of(self, name: str, record_type: str) -> list[Row]:
        """Return the evidence of a part, in the order of the law: by clock day, then number."""
        rows = [row for row in self.evidence.get(record_type, ()) if row.get(name) is not None]
        return sorted(rows, key=lambda row: (self.records[row["seq"]]["day"], row["seq"]))


def _add_evidence(
    database: duckdb.DuckDBPyConnection, standings: Standings, entity: int, stored: _Stored
) -> None:
    kept = {name for run in standings.runs for name in run.evidence_types}
    for record_type in sorted(kept):
        rows = evidence_rows_sql(standings, record_type, first=entity, last=entity)
        stored.evidence[record_type] = _rows(database, rows)


def _add_records(
    database: duckdb.DuckDBPyConnection,
    model: Model,
    manifest: Manifest,
    standings: Standings,
    copy: Path,
    entity: int,
    stored: _Stored,
) -> None:
    """Read the entity's records of every type that the model looks at, and the fields it names."""
    rules = [rule for indicator in model.indicators for rule in indicator.rules]
    fields: dict[str, list[str]] = {name: [] for name in counted_types(model)}
    for rule in rules:
        if rule.form in ("latest", "each") and rule.field and rule.field not in fields[rule.of]:
            fields[rule.of].append(rule.field)
    shown = open_copy(database, copy, manifest, standings.known)
    first = entity >> manifest.bits << manifest.bits
    show_span(database, shown, Span(first, first + (1 << manifest.bits) - 1), fields)
    words = manifest.words()
    for record_type, names in fields.items():
        view = f'SELECT * FROM "records_{record_type}" WHERE entity = {entity}'
        for row in _rows(database, view):
            values = {name: row[f"f_{name}"] for name in names}
            said = {
                name: words[record_type, name][value]
                if (record_type, name) in words and value is not None
                else value
                for name, value in values.items()
            }
            stored.records[row["seq"]] = {"day": row["day"], **said}


def _rows(database: duckdb.DuckDBPyConnection, statement: str) -> list[Row]:
    result = database.execute(statement)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


# --- lines, in the order of `core/appraisal/evaluate.py` -------------------------------------


def _lines(model: Model, stored: _Stored) -> Iterator[Line]:
    """Yield the lines of an appraisal."""
    start = model.start.entry_on(stored.on)
    lines = [
        Line(
            "start",
            "",
            "start",
            (start.value or 0) if start else 0,
            _basis(model.start, model, stored.on),
        )
    ]
    for place, indicator in enumerate(model.indicators):
        lines += _indicator(place, indicator, stored)
    lines += bound_lines(
        total(lines), floor=model.floor, cap=model.cap, indicator="", where="total", on=stored.on
    )
    yield from lines
    for nth, veto in enumerate(model.vetoes):
        if stored.of(f"v{nth}", veto.of):
            yield _veto(nth, veto, stored)
    for nth, need in enumerate(model.needs):
        if stored.row.get(f"n{nth}"):
            yield _need(nth, need, stored)


def _indicator(place: int, indicator: Indicator, stored: _Stored) -> list[Line]:
    lines: list[Line] = []
    for nth, rule in enumerate(indicator.rules):
        name = f"r{place}_{nth}"
        if not (_is_in_force(rule, on=stored.on) if rule.form == "each" else name in stored.row):
            continue
        inner = list(_rule(name, rule, indicator.id, stored))
        inner += bound_lines(
            total(inner),
            floor=rule.floor,
            cap=rule.cap,
            indicator=indicator.id,
            where=rule.id,
            on=stored.on,
        )
        lines += inner
    return lines + list(
        bound_lines(
            total(lines),
            floor=indicator.floor,
            cap=indicator.cap,
            indicator=indicator.id,
            where=indicator.id,
            on=stored.on,
        )
    )


def _rule(name: str, rule: Rule, indicator: str, stored: _Stored) -> Iterator[Line]:
    """Yield the lines of a rule: one for each record, or one for its number."""
    basis = _rule_basis(rule, stored)
    if rule.form == "each":
        for row in stored.of(name, rule.of):
            course = _course(rule, stored.records[row["seq"]], row[f"g_{name}"], stored.on)
            yield Line(
                "record",
                indicator,
                rule.id,
                row[name],
                basis,
                (str(row["seq"]),),
                changes=course.changes(on=stored.on),
                ends=course.ends(on=stored.on),
            )
        return
    points = stored.row[name]
    if rule.form in BY_ONE:
        seq = stored.row[f"q_{name}"]
        records: tuple[str, ...] = () if seq is None else (str(seq),)
        number = "" if seq is None else _number(rule, stored.records[seq], stored.on)
        if seq is None and rule.none_points:
            basis = _entry_basis(rule.none_points, stored.on) or basis
    else:
        records = tuple(str(row["seq"]) for row in stored.of(name, rule.of))
        number = str(stored.row[f"k_{name}"] or 0)
    if records or points:
        yield Line("measure", indicator, rule.id, points, basis, records, number)


def _is_in_force(rule: Rule, *, on: date) -> bool:
    """Return whether records have points by a rule of form `each`."""
    values = rule.points if rule.points is not None else rule.points_by_value
    return values is not None and values.on(on) is not None


def _course(rule: Rule, record: Row, gone: date | None, on: date) -> Course:
    """Return how a record's points run on, as the law says."""
    fields = {rule.field: str(record[rule.field] or "")} if rule.field else {}
    return course_of(
        rule, value_in_force(rule, fields, on=on) or 0, day=record["day"], gone=gone, on=on
    )


def _number(rule: Rule, record: Row, on: date) -> str:
    """Return what the deciding record says, or how many days ago it was."""
    if rule.form == "days_since":
        return str((on - record["day"]).days)
    value = record[rule.field or ""]
    return "" if value is None else str(value)


def _veto(nth: int, veto: Veto, stored: _Stored) -> Line:
    records = tuple(str(row["seq"]) for row in stored.of(f"v{nth}", veto.of))
    number = veto.at_most.on(stored.on) or ""
    basis = _entry_basis(veto.at_most, stored.on)
    return Line("veto", "", veto.id, 0, basis, records, number)


def _need(nth: int, need: Need, stored: _Stored) -> Line:
    records = tuple(str(row["seq"]) for row in stored.of(f"n{nth}", need.of))
    number = str(stored.row[f"k_n{nth}"] or 0)
    return Line("need", "", need.id, 0, _entry_basis(need.at_least, stored.on), records, number)


def _basis(values: Dated[int], model: Model, on: date) -> str:
    return _entry_basis(values, on) or model.basis


def _rule_basis(rule: Rule, stored: _Stored) -> str:
    """Return what the points of a rule rest on."""
    for values in (
        (rule.points_by_value, rule.steps)
        if rule.form != "each"
        else (
            rule.points,
            rule.points_by_value,
        )
    ):
        if values is not None and (found := _entry_basis(values, stored.on)):
            return found
    return rule.basis


def _entry_basis(values: Dated[Any], on: date) -> str:
    entry = values.entry_on(on)
    return entry.basis if entry else ""
