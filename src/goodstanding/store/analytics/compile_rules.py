"""Rules in SQL: what each form makes of its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from goodstanding.core.appraisal.each import WHOLE, worth
from goodstanding.core.policy.shape import Decay, Policy, Rule, Step
from goodstanding.store.analytics.compile_conditions import field_column
from goodstanding.store.analytics.compile_days import (
    are_younger,
    clock,
    days_since,
    have_passed,
)
from goodstanding.store.analytics.compile_parts import Chosen, Part
from goodstanding.store.analytics.compile_turns import Turn
from goodstanding.store.analytics.compile_words import (
    case,
    column,
    is_null,
    null,
    number,
    opposite,
    or_else,
)
from goodstanding.store.analytics.typed import Codes


def compile_rule(rule: Rule, name: str, policy: Policy, codes: Codes, *, on: date) -> Part | None:
    """Return a rule, or None while none of its points are in force."""
    points = rule.points.on(on) if rule.points else None
    steps = rule.steps.on(on) if rule.steps else None
    table = rule.points_by_value.on(on) if rule.points_by_value else None
    if rule.form == "each":
        worth = Worth(rule, codes, points, table)
        return each_part(rule, name, policy, worth, on=on) if worth.is_in_force() else None
    if (table if rule.points_by_value is not None else steps) is None:
        return None
    if rule.form in ("count", "sum"):
        return totalled_part(rule, name, policy, steps or (), on=on)
    return latest_part(rule, name, policy, codes, steps or (), table, on=on)


def _chosen(rule: Rule, policy: Policy, *, on: date, extra: exp.Expr | None = None) -> Chosen:
    """Return the records that a rule is about."""
    months = rule.within_months.on(on) if rule.within_months else None
    return Chosen(policy.record_types[rule.of], rule.when, months, extra)


# --- form `each` -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Worth:
    """What a record of form `each` is worth at a percentage: by the law's own division."""

    rule: Rule
    codes: Codes
    points: int | None
    table: Mapping[str, int] | None

    def is_in_force(self) -> bool:
        """Return whether the rule has a value."""
        return (self.points if self.rule.points is not None else self.table) is not None

    def at(self, percent: int) -> exp.Expr:
        """Return the points of a record, NULL for values that the table does not hold."""
        if self.rule.points is not None:
            return number(worth(self.points or 0, percent))
        shares = {word: worth(points, percent) for word, points in (self.table or {}).items()}
        return value_case(self.rule.field or "", self.codes, shares)

    def has_value(self) -> exp.Expr | None:
        """Return whether a record has a value at all; None where every record does."""
        return None if self.rule.points is not None else opposite(is_null(self.at(WHOLE)))


def each_part(rule: Rule, name: str, policy: Policy, value: Worth, *, on: date) -> Part:
    """Return the sum of single records' points."""
    decay = (rule.decay.on(on) if rule.decay else None) or ()
    grace = (rule.grace_days.on(on) if rule.grace_days else None) or 0
    turns = [Turn(months=step.after_months) for step in decay]
    if grace:
        turns.append(Turn(days=grace))
    return Part(
        name=name,
        chosen=_chosen(rule, policy, on=on, extra=value.has_value()),
        way="sum",
        share=record_points(value, decay, grace, on=on),
        turns=tuple(turns),
        value=or_else(column(name), number(0)),
        is_each=True,
    )


def value_case(field: str, codes: Codes, table: Mapping[str, int]) -> exp.Expr:
    """Return the points of a choice by a table, NULL for values outside of it."""
    whens: list[tuple[exp.Expr, exp.Expr]] = [
        (exp.EQ(this=field_column(field), expression=number(place)), number(points))
        for word, points in table.items()
        for place in codes.places(field, [word])
    ]
    return case(whens) if whens else null("bigint")


def record_points(value: Worth, decay: Sequence[Decay], grace: int, *, on: date) -> exp.Expr:
    """Return the points of one record: its value through grace and decay."""
    points = decayed_points(value, decay, on=on)
    if not grace:
        return points
    return case([(are_younger(grace, on=on), number(0))], points)


def decayed_points(value: Worth, decay: Sequence[Decay], *, on: date) -> exp.Expr:
    """Return the points at the last step of a decay that a record's age has reached."""
    return case(
        [
            (have_passed(step.after_months, on=on), value.at(step.percent))
            for step in reversed(decay)
        ],
        value.at(WHOLE),
    )


# --- measures --------------------------------------------------------------------------------


def totalled_part(
    rule: Rule, name: str, policy: Policy, steps: Sequence[Step], *, on: date
) -> Part:
    """Return a count, or the sum of a field: 0 where nothing matches."""
    amount = field_column(rule.field or "") if rule.form == "sum" else number(1)
    total = or_else(column(name), number(0))
    chosen = _chosen(rule, policy, on=on)
    points = step_case(total, steps)
    return Part(name, chosen, "sum", amount, (), points, is_counted=True)


def latest_part(
    rule: Rule,
    name: str,
    policy: Policy,
    codes: Codes,
    steps: Sequence[Step],
    table: Mapping[str, int] | None,
    *,
    on: date,
) -> Part:
    """Return what the latest matching record says, or how long ago it was."""
    turns: tuple[Turn, ...] = ()
    if rule.form == "days_since":
        points = step_case(days_since(clock(), on=on), steps)
        turns = tuple(Turn(days=step.at_least) for step in steps)
    elif table is not None:
        points = or_else(value_case(rule.field or "", codes, table), number(0))
    else:
        points = step_case(field_column(rule.field or ""), steps)
    none = (rule.none_points.on(on) if rule.none_points else None) or 0
    return Part(
        name=name,
        chosen=_chosen(rule, policy, on=on),
        way="latest",
        share=points,
        turns=turns,
        value=or_else(column(name), number(none)),
    )


def step_case(value: exp.Expr, steps: Sequence[Step]) -> exp.Expr:
    """Return the points of the last step that a number reaches, 0 below the first or for NULL."""
    return case(
        [
            (exp.GTE(this=value.copy(), expression=number(step.at_least)), number(step.points))
            for step in reversed(steps)
        ],
        number(0),
    )
