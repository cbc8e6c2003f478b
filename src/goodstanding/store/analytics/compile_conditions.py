"""Conditions in SQL, two-valued: a test of a missing field is false, never NULL."""

from collections.abc import Mapping

from sqlglot import exp

from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import All, Any_, Condition, Field, FieldKind, Not, Test
from goodstanding.store.analytics.compile_words import (
    all_of,
    any_of,
    call,
    cast,
    column,
    is_null,
    opposite,
    text,
)

NUMBERS = ("integer", "money")


def field_column(name: str) -> exp.Expr:
    """Return the column that holds a field's text, NULL where it is missing."""
    return column(f"f_{name}")


def as_kind(value: exp.Expr, kind: FieldKind) -> exp.Expr:
    """Return a text as the number or day that its field holds, else as text."""
    if kind in NUMBERS:
        return cast(value, "bigint")
    return cast(value, "date") if kind == "day" else value


def fields_tested(condition: Condition | None) -> frozenset[str]:
    """Return the fields that a condition looks at, besides the severity class."""
    if condition is None:
        return frozenset()
    if isinstance(condition, Test):
        return frozenset({condition.field}) - {SEVERITY}
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return frozenset().union(*(fields_tested(part) for part in parts))


def condition_holds(condition: Condition | None, types: Mapping[str, Field]) -> exp.Expr:
    """Return whether a record meets a condition."""
    if condition is None:
        return exp.true()
    if isinstance(condition, All):
        return all_of(condition_holds(part, types) for part in condition.parts)
    if isinstance(condition, Any_):
        return any_of(condition_holds(part, types) for part in condition.parts)
    if isinstance(condition, Not):
        return opposite(condition_holds(condition.part, types))
    if condition.field == SEVERITY:
        return _test(condition, SEVERITY, "choice")
    return _test(condition, f"f_{condition.field}", types[condition.field].kind)


def _test(test: Test, name: str, kind: FieldKind) -> exp.Expr:
    """Return whether one field meets one test."""
    if test.op == "absent":
        return is_null(column(name))
    is_there = opposite(is_null(column(name)))
    if test.op == "present":
        return is_there
    return all_of((is_there, compare(test, column(name), kind)))


def compare(test: Test, value: exp.Expr, kind: FieldKind) -> exp.Expr:
    """Return how a field that is there compares with a test's arguments."""
    if test.op == "has":
        chosen = call("STRING_SPLIT", value, text("|"))
        return call("LIST_HAS_ANY", chosen, exp.Array(expressions=[*map(text, test.arguments)]))
    value = as_kind(value, kind)
    arguments = [as_kind(text(word), kind) for word in test.arguments]
    if test.op == "at_least":
        return exp.GTE(this=value, expression=arguments[0])
    if test.op == "at_most":
        return exp.LTE(this=value, expression=arguments[0])
    if test.op == "between":
        return exp.Between(this=value, low=arguments[0], high=arguments[1])
    return exp.In(this=value, expressions=arguments)
