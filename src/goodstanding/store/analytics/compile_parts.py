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
from goodstanding.core.policy.shape import Policy, RecordType
from goodstanding.core.policy.values_shape import Condition
from goodstanding.store.analytics.compile_conditions import condition_holds
from goodstanding.store.analytics.compile_days import (
    CLOCK,
    clock,
    day,
    earliest,
    last_passed,
)
from goodstanding.store.analytics.compile_records import (
    Publicity,
    arriving,
    shown_records,
    standing,
)
from goodstanding.store.analytics.compile_turns import (
    Turn,
    days_turn,
    months_turn,
    of_day,
)
from goodstanding.store.analytics.compile_words import (
    alias,
    all_of,
    any_of,
    call,
    case,
    cast,
    column,
    is_null,
    number,
    opposite,
    or_else,
    select,
    with_star,
)
from goodstanding.store.analytics.typed import Codes

ENTITY = "entity"
SEQ = "seq"
MONTHS = ("change_months", "change_months_1")
"""Turns in months, and in months and a day, as whole numbers."""
CHANGE = "change"
"""The earliest of all other days of change."""
LEAST_MONTHS = ("least_months", "least_months_1")
LEAST_DAYS, LEAST_UNTIL = "least_days", "least_until"
"""The same of single records: turns in months, in months and a day; days; ends of publicity."""
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
    where no record matches) · `is_each`: of form `each` · `is_counted`: a line shows its
    number.
    """

    name: str
    chosen: Chosen
    way: Way
    share: exp.Expr
    turns: tuple[Turn, ...]
    value: exp.Expr
    is_each: bool = False
    is_counted: bool = False
    is_veto: bool = False

    @property
    def is_told_by_records(self) -> bool:
        """Return whether the evidence of its records says all that a line says."""
        return self.is_each or self.is_veto

    def all_turns(self) -> tuple[Turn, ...]:
        """Return the part's turns, and the end of its window."""
        months = self.chosen.months
        return (*self.turns, *((Turn(months=months),) if months else ()))

    @property
    def seq_name(self) -> str:
        """Return the column of the record that decides, where one does."""
        return f"q_{self.name}"


def of_one_type(parts: Sequence[Part], policy: Policy, codes: Codes, *, on: date) -> exp.Select:
    """Return one row an entity: each part's number by name, and the earliest day of change."""
    publicity = Publicity(parts[0].chosen.record_type, policy, codes, on)
    changes = Changes(parts, publicity, on)
    counted = select(
        [column(ENTITY), *aggregates(parts, changes)],
        judged_records(parts, publicity, policy, codes, on=on),
        "judged",
    ).group_by(column(ENTITY), copy=False)
    numbers = [found for part in parts for found in part_numbers(part)]
    return select([column(ENTITY), *numbers, *changes.of_entity()], counted, "counted")


def aggregates(parts: Sequence[Part], changes: "Changes") -> list[exp.Expr]:
    """Return what is counted of an entity's records of one type."""
    return [*(found for part in parts for found in part_columns(part)), *changes.aggregates()]


def judged_records(
    parts: Sequence[Part],
    publicity: Publicity,
    policy: Policy,
    codes: Codes,
    *,
    on: date,
    arrivals: bool = True,
) -> exp.Select:
    """Return the records that match on the day, and which parts: `is_...`.

    Those that will arrive are among them where `arrivals` are asked for.
    """
    held = held_records(parts, publicity, policy, codes, on=on)
    names = [f"is_{part.name}" for part in parts]
    found = [alias(matches(part, publicity, on=on), f"is_{part.name}") for part in parts]
    if arrivals:
        holds_any = any_of(column(f"holds_{part.name}") for part in parts)
        found.append(alias(all_of((arriving(publicity, on=on), holds_any)), "arrives"))
        names.append("arrives")
    judged = with_star(found, held, "held")
    return with_star([], judged, "found").where(any_of(map(column, names)), copy=False)


def held_records(
    parts: Sequence[Part], publicity: Publicity, policy: Policy, codes: Codes, *, on: date
) -> exp.Select:
    """Return the records of a type that may be disclosed, and which parts each is about.

    Those that are too old for every part are left out: a day is compared while files are read,
    before anything else is asked about a record.
    """
    holding = [alias(part.chosen.holds(codes), f"holds_{part.name}") for part in parts]
    shown = shown_records(parts[0].chosen.record_type, policy, codes, on=on)
    last = too_old(parts, publicity, on=on)
    if last is not None:
        shown = shown.where(exp.GT(this=clock(), expression=day(last)), copy=False)
    return with_star(holding, shown, "shown")


def too_old(parts: Sequence[Part], publicity: Publicity, *, on: date) -> date | None:
    """Return a clock day up to which no record matches any part (None: none is known)."""
    hidden = publicity.hidden_up_to()
    found = []
    for part in parts:
        months = part.chosen.months
        window = None if months is None else last_passed(months, on=on)
        days = [one for one in (window, hidden) if one is not None]
        if not days:
            return None
        found.append(max(days))
    return min(found)


def part_columns(part: Part) -> list[exp.Expr]:
    """Return what an entity's matching records give to a part; NULL where none matches."""
    if part.way == "sum":
        share = case([(column(f"is_{part.name}"), part.share)])
        return [alias(summed(share), f"sum_{part.name}")]
    kind = exp.Max if part.way == "latest" else exp.Min
    order = alias(kind(this=order_of(part)), f"order_{part.name}")
    if is_of_day_alone(part.share):
        return [order]
    return [order, alias(of_deciding(part, part.share), f"share_{part.name}")]


def is_of_day_alone(share: exp.Expr) -> bool:
    """Return whether a share follows from the clock day, so that the deciding day gives it."""
    return all(found.name == CLOCK for found in share.find_all(exp.Column))


def order_of(part: Part) -> exp.Expr:
    """Return the number by which matching records compare, NULL for others."""
    return case([(column(f"is_{part.name}"), record_order())])


def summed(share: exp.Expr) -> exp.Expr:
    """Return the sum of what matching records give."""
    return exp.Sum(this=share)


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
        return [alias(cast(column(f"sum_{part.name}"), "bigint"), part.name)]
    deciding = exp.Mod(this=column(f"order_{part.name}"), expression=number(1 << SEQ_BITS))
    share: exp.Expr = column(f"share_{part.name}")
    if is_of_day_alone(part.share):
        is_decided = opposite(is_null(column(f"order_{part.name}")))
        share = case([(is_decided, of_day(part.share, _day_of_deciding(part)))])
    return [alias(cast(share, "bigint"), part.name), alias(deciding, part.seq_name)]


def of_deciding(part: Part, value: exp.Expr) -> exp.Expr:
    """Return a value (never NULL) of the record that decides: the last, or the first."""
    kind = exp.ArgMax if part.way == "latest" else exp.ArgMin
    return kind(this=value, expression=order_of(part))


class Changes:
    """The earliest day on which something changes for an entity, in two stages.

    First, grouped by entity, the earliest turns of all records that are summed; then those of the
    one record that decides a part are added.
    """

    def __init__(self, parts: Sequence[Part], publicity: Publicity, on: date) -> None:
        """Take the parts about one record type."""
        self._publicity = publicity
        self._on = on
        self._summed = [part for part in parts if part.way == "sum"]
        self._decided = [part for part in parts if part.way != "sum"]
        self._turns = self._by_turn()

    def aggregates(self) -> list[exp.Expr]:
        """Return what is grouped."""
        least = [alias(exp.Min(this=turn), name) for name, turn in self.of_records().items()]
        return [*least, *self.ends_of_deciding()]

    def of_records(self) -> dict[str, exp.Expr]:
        """Return the turns of a record that is summed or arrives: what can never be is none."""
        found = {
            LEAST_MONTHS[0]: months_turn(self._turns, 0),
            LEAST_MONTHS[1]: months_turn(self._turns, 1),
            LEAST_DAYS: days_turn(self._turns),
            LEAST_UNTIL: self._until(),
        }
        return {name: turn for name, turn in found.items() if turn is not None}

    def ends_of_deciding(self) -> list[exp.Expr]:
        """Return when publicity of the records that decide is over, as aggregates."""
        over = self._publicity.over()
        if over is None:
            return []
        lasting = [or_else(over.copy(), day(LAST_DAY)) for _ in self._decided]
        return [
            alias(of_deciding(part, end), f"over_{part.name}")
            for part, end in zip(self._decided, lasting, strict=True)
        ]

    def of_entity(self, *, records: bool = True) -> list[exp.Expr]:
        """Return the turns in months (`MONTHS`), and the earliest of all other days of change.

        What can never be is no column. `records`: with those of the records that are summed.
        """
        least = self.of_records() if records else {}
        months, next_day, days = (
            [column(name) for name in names if name in least]
            for names in (LEAST_MONTHS[:1], LEAST_MONTHS[1:], (LEAST_DAYS, LEAST_UNTIL))
        )
        for part in self._decided:
            decided = {turn: [turn.is_to_come(on=self._on)] for turn in part.all_turns()}
            for found, turn in ((months, months_turn(decided, 0)), (days, days_turn(decided))):
                if turn is not None:
                    found.append(of_day(turn, _day_of_deciding(part)))
            if self._publicity.over() is not None:
                days.append(column(f"over_{part.name}"))
        return [
            alias(earliest(found), name)
            for name, found in zip((*MONTHS, CHANGE), (months, next_day, days), strict=True)
            if found
        ]

    def _by_turn(self) -> dict[Turn, list[exp.Expr]]:
        """Return every turn of parts that are sums, each with the records that it is for."""
        found: dict[Turn, list[exp.Expr]] = {Turn(): [column("arrives")]}
        for part in self._summed:
            for turn in part.all_turns():
                which = (column(f"is_{part.name}"), turn.is_to_come(on=self._on))
                found.setdefault(turn, []).append(all_of(which))
            for guard, turn in self._publicity.turns():
                if part.chosen.months is not None and turn.months >= part.chosen.months:
                    continue
                which = (column(f"is_{part.name}"), guard.copy())
                found.setdefault(turn, []).append(all_of(which))
        return found

    def _until(self) -> exp.Expr | None:
        """Return the end of publicity that a field names, for records that are summed."""
        until = self._publicity.until()
        if until is None or not self._summed:
            return None
        return case([(any_of(column(f"is_{part.name}") for part in self._summed), until)])


def _day_of_deciding(part: Part) -> exp.Expr:
    """Return the clock day of the record that decides, from its order."""
    shifted = exp.IntDiv(this=column(f"order_{part.name}"), expression=number(1 << SEQ_BITS))
    return call("days_later", day(FIRST_DAY), cast(shifted, "int"))
