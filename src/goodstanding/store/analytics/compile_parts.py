"""A part of a card in SQL: what a rule, veto or need makes of the records of one type.

All parts about one record type are computed in one pass: for each record whether it matches,
its share, and its next day of change; then one row an entity by aggregates.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlglot import exp

from goodstanding.core.policy.shape import Condition, Policy, RecordType
from goodstanding.store.analytics.compile_conditions import condition_holds
from goodstanding.store.analytics.compile_days import clock, earliest
from goodstanding.store.analytics.compile_records import arriving, gone, shown_records, standing
from goodstanding.store.analytics.compile_words import (
    alias,
    all_of,
    any_of,
    call,
    case,
    column,
    select,
    text,
    with_star,
)

ENTITY = "entity"
SEQ = "seq"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which records a part is about."""

    record_type: RecordType
    when: Condition | None
    months: int | None
    extra: exp.Expr | None = None
    """What else must be true for a record to match."""

    def holds(self) -> exp.Expr:
        """Return whether a record is one of them, on whatever day."""
        holds = condition_holds(self.when, self.record_type.fields)
        return holds if self.extra is None else all_of((holds, self.extra.copy()))


Way = Literal["sum", "latest", "first"]
"""How an entity's matching records become one number: added up, or by one of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A rule, veto or need, compiled.

    `share` and `turns`: what each matching record gives, and days besides its leaving on which
    that may change · `value`: what the part says, over the column `name` of its number (NULL
    where no record matches).
    """

    name: str
    chosen: Chosen
    way: Way
    share: exp.Expr
    turns: tuple[exp.Expr, ...]
    value: exp.Expr


def of_one_type(parts: Sequence[Part], policy: Policy, *, on: date) -> exp.Select:
    """Return one row an entity: each part's number by name, and the earliest day of change."""
    record_type = parts[0].chosen.record_type
    holding = [alias(part.chosen.holds(), f"holds_{part.name}") for part in parts]
    shown = with_star(holding, shown_records(record_type, policy, on=on), "shown")
    counting = [found for part in parts for found in part_columns(part, on=on)]
    holds_any = any_of(column(f"holds_{part.name}") for part in parts)
    arrival = case([(all_of((arriving(on=on), holds_any)), clock())])
    chosen = [column(ENTITY), *counting, alias(arrival, "arrival")]
    numbers = [alias(number_of(part), part.name) for part in parts]
    changes = [change_of(part) for part in parts]
    changes.append(exp.Min(this=column("arrival")))
    return select(
        [column(ENTITY), *numbers, alias(earliest(changes), "change")],
        select(chosen, shown, "held"),
        "counted",
    ).group_by(column(ENTITY), copy=False)


def part_columns(part: Part, *, on: date) -> list[exp.Expr]:
    """Return what a matching record gives to a part, and when that may change; NULL for others."""
    turn = earliest([gone(part.chosen.months, on=on), *part.turns])
    if part.way == "sum":
        return [
            alias(case([(_matches(part, on=on), part.share)]), f"share_{part.name}"),
            alias(case([(_matches(part, on=on), turn)]), f"turn_{part.name}"),
        ]
    fields = (("clock", clock()), ("seq", column(SEQ)), ("share", part.share), ("turn", turn))
    record = exp.Struct(
        expressions=[
            exp.PropertyEQ(this=exp.to_identifier(name), expression=value) for name, value in fields
        ]
    )
    return [alias(case([(_matches(part, on=on), record)]), f"record_{part.name}")]


def _matches(part: Part, *, on: date) -> exp.Expr:
    """Return whether a record matches a part."""
    return all_of((column(f"holds_{part.name}"), standing(part.chosen.months, on=on)))


def number_of(part: Part) -> exp.Expr:
    """Return the number of a part over an entity's records."""
    if part.way == "sum":
        return exp.Sum(this=column(f"share_{part.name}"))
    return call("STRUCT_EXTRACT", _record(part), text("share"))


def change_of(part: Part) -> exp.Expr:
    """Return the earliest day on which the number of a part may change."""
    if part.way == "sum":
        return exp.Min(this=column(f"turn_{part.name}"))
    return call("STRUCT_EXTRACT", _record(part), text("turn"))


def _record(part: Part) -> exp.Expr:
    """Return the record that decides: records compare by clock day, then by number."""
    record = column(f"record_{part.name}")
    return exp.Max(this=record) if part.way == "latest" else exp.Min(this=record)
