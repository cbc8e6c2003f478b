"""A whole model in one SQL statement: score, grade, indicators and next change of every entity.

The statement is built from sqlglot expressions, so nothing of a pack is ever glued into text. It
reads a table `entities` and one table of records a type (`raw_name`). What it must say is said by
`core/appraisal/evaluate.py`; equality to the bit is proven by `tests/store/analytics`.

Columns on the way: `r0_1` the number of rule 1 of indicator 0, then its points, `s0` their bounded
sum, `i0` the bounded indicator, `s` and `score` the same for the total, `v0` and `n0` whether a
veto limits and a need is not met, `change` the earliest day of change that records bring. For
explanations: `k_r0_1` a rule's number, `q_r0_1` the record that decides it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

from sqlglot import exp

from goodstanding.core.appraisal.next_change import counted_types, policy_change
from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.policy.shape import Model, Policy, RecordType
from goodstanding.core.policy.values_shape import Condition, Dated
from goodstanding.store.analytics.compile_conditions import fields_tested
from goodstanding.store.analytics.compile_days import day, earliest
from goodstanding.store.analytics.compile_evidence import evidence_of_type
from goodstanding.store.analytics.compile_grades import (
    NO_PLACE,
    grade_case,
    need_part,
    veto_part,
)
from goodstanding.store.analytics.compile_joins import by_type, join_types
from goodstanding.store.analytics.compile_parts import CHANGE, ENTITY, MONTHS, Part
from goodstanding.store.analytics.compile_rules import compile_rule
from goodstanding.store.analytics.compile_turns import before_never, day_of_turn
from goodstanding.store.analytics.compile_words import (
    alias,
    case,
    cast,
    column,
    number,
    select,
    with_star,
)
from goodstanding.store.analytics.typed import Codes, Words, words_of


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a model that are in force on a day; `limits` are the vetoes' grades."""

    rules: tuple[tuple[Part, ...], ...]
    vetoes: tuple[Part, ...]
    limits: tuple[str, ...]
    needs: tuple[Part, ...]

    def all(self) -> list[Part]:
        """Return every part."""
        return [*(part for row in self.rules for part in row), *self.vetoes, *self.needs]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement, its rows in no order, and the fields of each record type that it reads.

    Its columns: entity, score, grade (the place in `grades`, 0 is best, `NO_PLACE` for none), one
    for each indicator, next_change, then the columns of the parts where they were asked for.
    """

    statement: exp.Select
    fields: Mapping[str, tuple[str, ...]]
    grades: tuple[str, ...]
    parts: Parts
    evidence: Mapping[str, exp.Select]
    """By record type, the records behind the grades (`compile_evidence`), where they are told."""

    @property
    def sql(self) -> str:
        """Return the statement as DuckDB reads it, by entity number."""
        return f'{self.statement.sql("duckdb", copy=False)} ORDER BY "{ENTITY}"'

    def grade(self, place: int) -> str:
        """Return the grade at a place."""
        return NO_GRADE if place == NO_PLACE else self.grades[place]


def compile_model(
    model: Model,
    policy: Policy,
    *,
    on: date,
    words: Words | None = None,
    parts: bool = False,
    rare: Collection[str] = (),
) -> Compiled:
    """Return a model as one statement for a day.

    `words`: the codes of the tables that it will read (none: the packs' own). `parts`: also what
    each rule, veto and need says, from which the lines of an explanation are made. `rare`: record
    types that few entities have records of, which changes the way and never the result.
    """
    words = words_of(policy) if words is None else words
    found = compile_parts(model, policy, words, on=on)
    joined = join_types(found.all(), policy, words, on=on, rare=rare)
    statement = graded_rows(model, policy, found, joined, on=on, parts=parts)
    fields = {name: fields_read(model, policy.record_types[name]) for name in counted_types(model)}
    evidence = compile_evidence(found, policy, words, on=on) if parts else {}
    return Compiled(statement, fields, tuple(one.id for one in model.grades), found, evidence)


def graded_rows(
    model: Model, policy: Policy, found: Parts, joined: exp.Select, *, on: date, parts: bool
) -> exp.Select:
    """Return score, grade, indicators and next change from what each part says of an entity."""
    scored = score_stages(model, found, joined, on=on)
    limits = list(zip((part.name for part in found.vetoes), found.limits, strict=True))
    grade = grade_case(model, limits, [part.name for part in found.needs], on=on)
    indicators = [f"i{nth}" for nth in range(len(model.indicators))]
    change = policy_change(model, policy, on=on)
    columns = [
        column(ENTITY),
        alias(cast(column("score"), "bigint"), "score"),
        alias(cast(grade, "smallint"), "grade"),
        *(alias(cast(column(name), "bigint"), name) for name in indicators),
        alias(next_change(joined, change), "next_change"),
        *(column(name) for name in (explaining_columns(found) if parts else ())),
    ]
    return select(columns, scored, "scored")


def compile_evidence(
    parts: Parts, policy: Policy, words: Words, *, on: date
) -> dict[str, exp.Select]:
    """Return the evidence of every record type that has some."""
    found = {}
    for record_type, same in by_type(parts.all()).items():
        codes = Codes(policy.record_types[record_type], policy, words)
        evidence = evidence_of_type(same, policy, codes, on=on)
        if evidence is not None:
            found[record_type] = evidence
    return found


def explaining_columns(parts: Parts) -> list[str]:
    """Return the columns of what each part says: points, number, the record that decides.

    For a rule its points before its own bound, for a need whether it is unmet. What a record's
    evidence tells alone is no column: points of single records, and vetoes.
    """
    found = []
    for part in parts.all():
        if part.is_told_by_records:
            continue
        found.append(part.name)
        if part.is_counted:
            found.append(f"k_{part.name}")
        if part.way != "sum":
            found.append(part.seq_name)
    return found


def compile_parts(model: Model, policy: Policy, words: Words, *, on: date) -> Parts:
    """Return what is in force of a model."""
    codes = {name: Codes(policy.record_types[name], policy, words) for name in counted_types(model)}
    rules = [
        [
            compile_rule(rule, f"r{place}_{nth}", policy, codes[rule.of], on=on)
            for nth, rule in enumerate(indicator.rules)
        ]
        for place, indicator in enumerate(model.indicators)
    ]
    limits = [
        (veto_part(veto, f"v{nth}", policy, on=on), limit)
        for nth, veto in enumerate(model.vetoes)
        if (limit := veto.at_most.on(on)) is not None
    ]
    needs = [
        need_part(need, f"n{nth}", least, policy, on=on)
        for nth, need in enumerate(model.needs)
        if (least := need.at_least.on(on)) is not None
    ]
    return Parts(
        rules=tuple(tuple(part for part in row if part is not None) for row in rules),
        vetoes=tuple(part for part, _ in limits),
        limits=tuple(limit for _, limit in limits),
        needs=tuple(needs),
    )


def fields_read(model: Model, record_type: RecordType) -> tuple[str, ...]:
    """Return the fields of a record type that the model or its publicity looks at."""
    rules = [
        rule
        for indicator in model.indicators
        for rule in indicator.rules
        if rule.of == record_type.id
    ]
    conditions: list[Condition | None] = [rule.when for rule in rules]
    conditions += [veto.when for veto in model.vetoes if veto.of == record_type.id]
    conditions += [need.when for need in model.needs if need.of == record_type.id]
    conditions += [one.when for one in record_type.severity]
    conditions.append(record_type.hidden_when)
    names = {name for condition in conditions for name in fields_tested(condition)}
    names |= {rule.field for rule in rules if rule.field}
    if record_type.publicity.until_field:
        names.add(record_type.publicity.until_field)
    return tuple(sorted(names))


# --- relations -------------------------------------------------------------------------------


def next_change(joined: exp.Select, policy_changes: date | None) -> exp.Expr:
    """Return the earliest of all days of change, NULL where nothing ever changes.

    Turns in months of which `joined` holds none are not made days: that is done row by row.
    """
    never = {one.alias for one in joined.selects if is_never(one)}
    days = [column(CHANGE)]
    days += [day_of_turn(one, nth) for nth, one in enumerate(MONTHS) if one not in never]
    if policy_changes is not None:
        days.append(day(policy_changes))
    return before_never(earliest(days))


def is_never(chosen: exp.Expr) -> bool:
    """Return whether a column is NULL in every row."""
    made = chosen.unalias()
    return isinstance(made, exp.Cast) and isinstance(made.this, exp.Null)


def score_stages(model: Model, parts: Parts, joined: exp.Select, *, on: date) -> exp.Select:
    """Return bounded rules summed, indicators bounded, the total summed, the total bounded."""
    sums = []
    for nth, (indicator, row) in enumerate(zip(model.indicators, parts.rules, strict=True)):
        rules = {f"r{nth}_{place}": rule for place, rule in enumerate(indicator.rules)}
        points = [
            bounded(part.name, rules[part.name].floor, rules[part.name].cap, on=on) for part in row
        ]
        sums.append(alias(added(points), f"s{nth}"))
    indicators = [
        alias(bounded(f"s{nth}", indicator.floor, indicator.cap, on=on), f"i{nth}")
        for nth, indicator in enumerate(model.indicators)
    ]
    counted = [column(f"i{nth}") for nth in range(len(model.indicators))]
    total = added([number(model.start.on(on) or 0), *counted])
    stage = with_star(sums, joined, "joined")
    stage = with_star(indicators, stage, "summed")
    stage = with_star([alias(total, "s")], stage, "bounded")
    return with_star([alias(bounded("s", model.floor, model.cap, on=on), "score")], stage, "total")


def added(points: Sequence[exp.Expr]) -> exp.Expr:
    """Return a sum of expressions, 0 for none."""
    return reduce(
        lambda left, right: exp.Add(this=left, expression=exp.Paren(this=right)),
        points,
        number(0),
    )


def bounded(name: str, floor: Dated[int] | None, cap: Dated[int] | None, *, on: date) -> exp.Expr:
    """Return a column not below a floor and not above a cap."""
    least = floor.on(on) if floor else None
    most = cap.on(on) if cap else None
    whens: list[tuple[exp.Expr, exp.Expr]] = []
    if least is not None:
        whens.append((exp.LT(this=column(name), expression=number(least)), number(least)))
    if most is not None:
        whens.append((exp.GT(this=column(name), expression=number(most)), number(most)))
    return case(whens, column(name))
