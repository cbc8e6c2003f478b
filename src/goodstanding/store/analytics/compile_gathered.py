"""The same model in two statements, so that what lies between them need not be SQL.

The first says what each record of a type gives to its entity; the last makes grades of what was
gathered for each entity. Both are made of the parts of the one statement (`compile.py`), whose
grouping and joins are all that is missing: an array by entity number does that (`gather.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlglot import exp

from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.analytics.compile import Parts, graded_rows
from goodstanding.store.analytics.compile_days import clock, day, earliest
from goodstanding.store.analytics.compile_evidence import evidence_of_type
from goodstanding.store.analytics.compile_joins import KINDS, by_type, said_by
from goodstanding.store.analytics.compile_parts import (
    CHANGE,
    ENTITY,
    LEAST_DAYS,
    LEAST_MONTHS,
    LEAST_UNTIL,
    SEQ,
    Changes,
    Part,
    judged_records,
    part_columns,
    part_numbers,
    too_old,
)
from goodstanding.store.analytics.compile_records import Publicity, raw_name, severity_case
from goodstanding.store.analytics.compile_turns import day_of_turn
from goodstanding.store.analytics.compile_words import (
    alias,
    any_of,
    column,
    number,
    select,
    with_star,
)
from goodstanding.store.analytics.typed import Codes, Words

GATHERED = "gathered"
"""The table that the last statement reads: one row an entity, every column that is gathered."""
SOONEST = "soonest"
"""The column of the soonest change that any record of any type brings."""
Way = Literal["sum", "least", "first", "latest", "of"]
"""How what records give becomes one number: added, the smallest, an order of records (the smallest,
the largest), or what the record gives that another column chose by its order."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is gathered, NULL where no record gives anything.

    `by`: the order that chooses the record.
    """

    name: str
    way: Way
    is_day: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What records of a type give: a statement over `records_<type>`, a row for each that does.

    It has the columns `entity` and `seq`, then `columns`. An order of records holds their sequence
    number. `since`: no record of an earlier or the same day gives anything (None: none is known).
    """

    record_type: str
    statement: str
    holding: str
    """SQL for records that meet the conditions of some part, whatever their day."""
    columns: tuple[Column, ...]
    since: date | None
    told: str | None = None
    """SQL for the evidence of these records (`compile_evidence`), where it is asked for."""

    @property
    def has_orders(self) -> bool:
        """Return whether a record's sequence number may decide."""
        return any(one.way in ("first", "latest") for one in self.columns)

    def read(self, fields: Sequence[str], among: Mapping[str, Sequence[int]]) -> str:
        """Return SQL for all records that may give something, with what decides it.

        `among`: the codes that a choice must be one of.
        """
        names = [ENTITY, *([SEQ] if self.has_orders or self.told else []), clock().name]
        names += [f"f_{name}" for name in fields]
        rows = select([column(name) for name in names], raw_name(self.record_type))
        if self.since is not None:
            rows = rows.where(exp.GT(this=clock(), expression=day(self.since)), copy=False)
        for name, codes in among.items():
            chosen = exp.In(this=column(f"f_{name}"), expressions=[number(one) for one in codes])
            rows = rows.where(chosen, copy=False)
        return rows.sql("duckdb", copy=False)


@dataclass(frozen=True, slots=True)
class Gathering:
    """What each type's records give, and the statement over `GATHERED`: the compiled columns."""

    given: tuple[Given, ...]
    statement: exp.Select


def compile_gathering(
    model: Model, policy: Policy, found: Parts, words: Words, *, on: date, explain: bool = False
) -> Gathering:
    """Return a model as what its records give and what is made of that; see `compile_model`."""
    given: list[Given] = []
    of_types: list[exp.Expr] = [column(ENTITY), column(SOONEST)]
    changes_of: dict[str, list[exp.Expr]] = {name: [] for name in KINDS}
    changes_of[CHANGE].append(column(SOONEST))
    for nth, (name, same) in enumerate(by_type(found.all()).items()):
        codes = Codes(policy.record_types[name], policy, words)
        publicity = Publicity(policy.record_types[name], policy, codes, on)
        changes = Changes(same, publicity, on)
        counted = [found for part in same for found in part_columns(part)]
        counted += changes.ends_of_deciding()
        judged = judged_records(same, publicity, policy, codes, on=on)
        rows = given_rows(counted, changes, judged)
        since = too_old(same, publicity, on=on)
        columns = (*map(_gathered, counted), Column(SOONEST, "least", is_day=True))
        holding = select([column(ENTITY)], with_severity(same[0], policy, codes), "judged")
        holding = holding.where(any_of(part.chosen.holds(codes) for part in same), copy=False)
        said, held = rows.sql("duckdb", copy=False), holding.sql("duckdb", copy=False)
        evidence = evidence_of_type(same, policy, codes, on=on) if explain else None
        told = evidence.sql("duckdb", copy=False) if evidence else None
        given.append(Given(name, said, held, columns, since, told))
        of_types += [number for part in same for number in part_numbers(part)]
        for one in changes.of_entity(records=False):
            changes_of[one.alias].append(column(f"{one.alias}_of_{nth}"))
            of_types.append(alias(one.this, f"{one.alias}_of_{nth}"))
    joined = select([column(ENTITY)], select(of_types, GATHERED), "numbers")
    for part in found.all():
        joined.select(*said_by(part), copy=False)
    for name, kind in KINDS.items():
        joined.select(alias(earliest(changes_of[name], kind), name), copy=False)
    statement = graded_rows(model, policy, found, joined, on=on, parts=explain)
    return Gathering(tuple(given), statement)


def with_severity(part: Part, policy: Policy, codes: Codes) -> exp.Select:
    """Return the records of a part's type with their severity."""
    record_type = part.chosen.record_type
    severity = alias(severity_case(record_type, policy, codes), SEVERITY)
    return with_star([severity], raw_name(record_type.id))


def given_rows(counted: Sequence[exp.Expr], changes: Changes, judged: exp.Select) -> exp.Select:
    """Return what aggregates are taken of, for each record that matches or will arrive.

    The soonest of a record's changes is a day: of a few kinds of records it costs nothing to name.
    """
    turns = changes.of_records()
    values = [alias(one.this.this.copy(), one.alias) for one in counted]
    values += [alias(turn, name) for name, turn in turns.items()]
    days = [day_of_turn(name, nth) for nth, name in enumerate(LEAST_MONTHS) if name in turns]
    days += [column(name) for name in (LEAST_DAYS, LEAST_UNTIL) if name in turns]
    kept = [column(name) for name in (ENTITY, SEQ, *(one.alias for one in counted))]
    rows = select([column(ENTITY), column(SEQ), *values], judged, "judged")
    return select([*kept, alias(earliest(days), SOONEST)], rows, "given")


def _gathered(counted: exp.Expr) -> Column:
    """Return how an aggregate is gathered."""
    name, made = counted.alias, counted.this
    if isinstance(made, exp.Sum):
        return Column(name, "sum")
    if isinstance(made, (exp.ArgMax, exp.ArgMin)):
        kind, _, part = name.partition("_")
        return Column(name, "of", is_day=kind == "over", by=f"order_{part}")
    return Column(name, "latest" if isinstance(made, exp.Max) else "first")
