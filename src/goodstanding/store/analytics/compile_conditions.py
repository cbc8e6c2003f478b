"""Conditions in SQL, two-valued: a test of a missing field is false, never NULL."""

from sqlglot import exp

from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import FieldKind
from goodstanding.core.policy.values_shape import All, Any_, Condition, Not, Test
from goodstanding.store.analytics.compile_days import day_of
from goodstanding.store.analytics.compile_words import (
    all_of,
    any_of,
    column,
    is_null,
    number,
    opposite,
    text,
)
from goodstanding.store.analytics.typed import Codes, mask


def field_column(name: str) -> exp.Expr:
    """Return the column that holds a field, NULL where it is missing."""
    return column(SEVERITY if name == SEVERITY else f"f_{name}")


def fields_tested(condition: Condition | None) -> frozenset[str]:
    """Return the fields that a condition looks at, besides the severity class."""
    if condition is None:
        return frozenset()
    if isinstance(condition, Test):
        return frozenset({condition.field}) - {SEVERITY}
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return frozenset().union(*(fields_tested(part) for part in parts))


def condition_holds(condition: Condition | None, codes: Codes) -> exp.Expr:
    """Return whether a record meets a condition."""
    if condition is None:
        return exp.true()
    if isinstance(condition, All):
        return all_of(condition_holds(part, codes) for part in condition.parts)
    if isinstance(condition, Any_):
        return any_of(condition_holds(part, codes) for part in condition.parts)
    if isinstance(condition, Not):
        return opposite(condition_holds(condition.part, codes))
    return _test(condition, codes)


def _test(test: Test, codes: Codes) -> exp.Expr:
    """Return whether one field meets one test."""
    if test.op == "absent":
        return is_null(field_column(test.field))
    is_there = opposite(is_null(field_column(test.field)))
    if test.op == "present":
        return is_there
    return all_of((is_there, compare(test, field_column(test.field), codes)))


def compare(test: Test, value: exp.Expr, codes: Codes) -> exp.Expr:
    """Return how a field that is there compares with a test's arguments."""
    kind = codes.kind(test.field)
    if kind in ("choice", "choices"):
        places = codes.places(test.field, test.arguments)
        if not places:
            return exp.false()
        return among(value, places) if kind == "choice" else has_any(value, places)
    arguments = [constant(word, kind) for word in test.arguments]
    if test.op == "at_least":
        return exp.GTE(this=value, expression=arguments[0])
    if test.op == "at_most":
        return exp.LTE(this=value, expression=arguments[0])
    if test.op == "between":
        return exp.Between(this=value, low=arguments[0], high=arguments[1])
    return exp.In(this=value, expressions=arguments)


def among(value: exp.Expr, places: list[int]) -> exp.Expr:
    """Return whether a coded choice is one of some words."""
    return exp.In(this=value, expressions=[number(place) for place in places])


def has_any(value: exp.Expr, places: list[int]) -> exp.Expr:
    """Return whether coded choices hold one of some words."""
    common = exp.Paren(this=exp.BitwiseAnd(this=value, expression=mask(places)))
    return exp.NEQ(this=common, expression=number(0))


def constant(word: str, kind: FieldKind) -> exp.Expr:
    """Return an argument of a test as a field of this kind holds it."""
    if kind == "day":
        return day_of(word)
    return text(word) if kind == "text" else number(int(word))
