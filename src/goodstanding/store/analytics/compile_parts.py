"""A part of a card in SQL: what a rule, veto or need makes of the records of one type.

All parts about one record type are computed in one pass: for each record whether it matches,
its share, and its next day of change; then one row an entity by aggregates. Records that match
nothing now and never will by time alone are left out before they are counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlglot import exp

from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY
from goodstanding.core.policy.shape import Condition, Policy, RecordType
from goodstanding.store.analytics.compile_conditions import condition_holds
from goodstanding.store.analytics.compile_days import clock, day, earliest
from goodstanding.store.analytics.compile_records import (
    Publicity,
    arriving,
    gone,
    shown_records,
    standing,
)
from goodstanding.store.analytics.compile_words import (
    alias,
    all_of,
    any_of,
    call,
    case,
    cast,
    column,
    number,
    or_else,
    select,
    with_star,
)
from goodstanding.store.analytics.course import Course
from goodstanding.store.analytics.typed import Codes

ENTITY = "entity"
SEQ = "seq"
SEQ_BITS = 40
"""A record's order is one number: its clock day, then its sequence number in these bits."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which records a part is about."""

    record_type: RecordType
    when: Condition | None
    months: int | None
    extra: exp.Expr | None = None
    """What else must be true for a record to match."""

    def holds(self, codes: Codes) -> exp.Expr:
        """Return whether a record is one of them, on whatever day."""
        holds = condition_holds(self.when, codes)
        return holds if self.extra is None else all_of((holds, self.extra.copy()))


Way = Literal["sum", "latest", "first"]
"""How an entity's matching records become one number: added up, or by one of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A rule, veto or need, compiled.

    `share` and `turns`: what each matching record gives, and days besides its leaving on which
    that may change · `value`: what the part says, over the column `name` of its number (NULL
    where no record matches) · `course`: of form `each` only.
    """

    name: str
    chosen: Chosen
    way: Way
    share: exp.Expr
    turns: tuple[exp.Expr, ...]
    value: exp.Expr
    course: Course | None = None

    @property
    def seq_name(self) -> str:
        """Return the column of the record that decides, where one does."""
        return f"q_{self.name}"


def of_one_type(parts: Sequence[Part], policy: Policy, codes: Codes, *, on: date) -> exp.Select:
    """Return one row an entity: each part's number by name, and the earliest day of change."""
    publicity = Publicity(parts[0].chosen.record_type, policy, codes, on)
    held = held_records(parts, policy, codes, on=on)
    counting = [found for part in parts for found in part_columns(part, publicity, on=on)]
    holds_any = any_of(column(f"holds_{part.name}") for part in parts)
    arrival = case([(all_of((arriving(publicity, on=on), holds_any)), clock())])
    chosen = [column(ENTITY), *counting, alias(arrival, "arrival")]
    numbers = [found for part in parts for found in part_numbers(part)]
    changes = [change_of(part) for part in parts]
    changes.append(exp.Min(this=column("arrival")))
    counted = select(chosen, held, "held").where(
        any_of((matters(parts, publicity, on=on), arriving(publicity, on=on))), copy=False
    )
    return select(
        [column(ENTITY), *numbers, alias(earliest(changes), "change")], counted, "counted"
    ).group_by(column(ENTITY), copy=False)


def held_records(parts: Sequence[Part], policy: Policy, codes: Codes, *, on: date) -> exp.Select:
    """Return the records of a type that may be disclosed, and which parts each is about."""
    holding = [alias(part.chosen.holds(codes), f"holds_{part.name}") for part in parts]
    shown = shown_records(parts[0].chosen.record_type, policy, codes, on=on)
    return with_star(holding, shown, "shown")


def matters(parts: Sequence[Part], publicity: Publicity, *, on: date) -> exp.Expr:
    """Return whether a record matches any part on the day."""
    return any_of(matches(part, publicity, on=on) for part in parts)


def part_columns(part: Part, publicity: Publicity, *, on: date) -> list[exp.Expr]:
    """Return what a matching record gives to a part, and when that may change; NULL for others."""
    turn = earliest([gone(publicity, part.chosen.months, on=on), *part.turns])
    if part.way == "sum":
        return [
            alias(case([(matches(part, publicity, on=on), part.share)]), f"share_{part.name}"),
            alias(case([(matches(part, publicity, on=on), turn)]), f"turn_{part.name}"),
        ]
    return [
        alias(case([(matches(part, publicity, on=on), record_order())]), f"order_{part.name}"),
        alias(part.share, f"share_{part.name}"),
        alias(or_else(turn, day(LAST_DAY)), f"turn_{part.name}"),
    ]


def record_order() -> exp.Expr:
    """Return the number by which records compare: by clock day, then by sequence number."""
    days = cast(call("days_between", clock(), day(FIRST_DAY)), "bigint")
    shifted = exp.Mul(this=days, expression=number(1 << SEQ_BITS))
    return exp.Add(this=shifted, expression=column(SEQ))


def matches(part: Part, publicity: Publicity, *, on: date) -> exp.Expr:
    """Return whether a record matches a part."""
    return all_of((column(f"holds_{part.name}"), standing(publicity, part.chosen.months, on=on)))


def part_numbers(part: Part) -> list[exp.Expr]:
    """Return the number of a part, and the record that decides where one does."""
    if part.way == "sum":
        return [alias(cast(number_of(part), "bigint"), part.name)]
    return [
        alias(cast(number_of(part), "bigint"), part.name),
        alias(deciding_record(part), part.seq_name),
    ]


def number_of(part: Part) -> exp.Expr:
    """Return the number of a part over an entity's records."""
    if part.way == "sum":
        return exp.Sum(this=column(f"share_{part.name}"))
    return of_deciding(part, f"share_{part.name}")


def change_of(part: Part) -> exp.Expr:
    """Return the earliest day on which the number of a part may change."""
    if part.way == "sum":
        return exp.Min(this=column(f"turn_{part.name}"))
    never = day(LAST_DAY)
    return exp.Nullif(this=of_deciding(part, f"turn_{part.name}"), expression=never)


def of_deciding(part: Part, name: str) -> exp.Expr:
    """Return a column (never NULL) of the record that decides: the last, or the first."""
    kind = exp.ArgMax if part.way == "latest" else exp.ArgMin
    return kind(this=column(name), expression=column(f"order_{part.name}"))


def deciding_record(part: Part) -> exp.Expr:
    """Return the sequence number of the record that decides."""
    kind = exp.Max if part.way == "latest" else exp.Min
    order = kind(this=column(f"order_{part.name}"))
    return exp.Mod(this=exp.Paren(this=order), expression=number(1 << SEQ_BITS))
