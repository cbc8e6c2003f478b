"""Defects that printing for Spark could have, each planted by one small change."""

from collections.abc import Mapping, Sequence

from sqlglot import exp

from goodstanding.store.analytics.compile_words import call, number
from goodstanding.store.spark import dialect
from goodstanding.store.spark.dialect import Meaning


def _a_day_more(arguments: Sequence[exp.Expr]) -> exp.Expr:
    return call("DATE_ADD", arguments[0], exp.Add(this=arguments[1], expression=number(1)))


def _turned_round(arguments: Sequence[exp.Expr]) -> exp.Expr:
    return call("DATEDIFF", arguments[1], arguments[0])


def _thirty_days(arguments: Sequence[exp.Expr]) -> exp.Expr:
    return call("DATE_ADD", arguments[0], exp.Mul(this=arguments[1], expression=number(30)))


def _a_month_less(arguments: Sequence[exp.Expr]) -> exp.Expr:
    return dialect.months_later([arguments[0], exp.Sub(this=arguments[1], expression=number(1))])


MEANINGS: Mapping[str, tuple[str, Meaning]] = {
    "a day too many": ("days_later", _a_day_more),
    "days counted backwards": ("days_between", _turned_round),
    "months of thirty days": ("months_later", _thirty_days),
    "a month too few": ("months_later", _a_month_less),
}
"""A defect's name, the call that it is about, and what it makes of it."""

WORDS = {
    "the first instead of the latest": ("MAX_BY(", "MIN_BY("),
    "a veto that lifts the grade": ("GREATEST(", "LEAST("),
    "the latest change instead of the next": (" LEAST(", " GREATEST("),
    "division that keeps a fraction": (" DIV ", " / "),
    "the sign lost": ("CAST(SIGN(", "CAST(ABS("),
    "records out of force counted": ("ANTI JOIN", "SEMI JOIN"),
    "entities without records lost": ("LEFT JOIN", "INNER JOIN"),
}
"""A defect's name, what Spark is told, and what it is told instead."""
