"""Vetoes, needs and grades in SQL."""

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from goodstanding.core.policy.shape import Grade, Model, Need, Policy, Veto
from goodstanding.store.analytics.compile_days import clock, days_since
from goodstanding.store.analytics.compile_parts import Chosen, Part
from goodstanding.store.analytics.compile_turns import Turn
from goodstanding.store.analytics.compile_words import (
    any_of,
    call,
    case,
    column,
    is_null,
    number,
    opposite,
    or_else,
)

NO_PLACE = 255
"""Stands for the grade "not enough data"; a model has fewer grades."""


def veto_part(veto: Veto, name: str, policy: Policy, *, on: date) -> Part:
    """Return whether a veto has a matching record."""
    months = veto.within_months.on(on) if veto.within_months else None
    chosen = Chosen(policy.record_types[veto.of], veto.when, months)
    limits = opposite(is_null(column(name)))
    return Part(name, chosen, "sum", number(1), (), limits, is_veto=True)


def need_part(need: Need, name: str, least: int, policy: Policy, *, on: date) -> Part:
    """Return whether a need is not met."""
    months = need.within_months.on(on) if need.within_months else None
    chosen = Chosen(policy.record_types[need.of], need.when, months)
    unmet = exp.LT(this=or_else(column(name), number(0)), expression=number(least))
    if need.form == "count":
        return Part(name, chosen, "sum", number(1), (), unmet, is_counted=True)
    age = days_since(clock(), on=on)
    return Part(name, chosen, "first", age, (Turn(days=least),), unmet, is_counted=True)


def grade_case(
    model: Model, limits: Sequence[tuple[str, str]], needs: Sequence[str], *, on: date
) -> exp.Expr:
    """Return the grade's place: none while a need is unmet, else the worst of all limits."""
    ids = [grade.id for grade in model.grades]
    places = [
        earned_place(model.grades, on=on),
        *(limit_place(name, ids.index(limit)) for name, limit in limits),
    ]
    place = call("GREATEST", *places) if len(places) > 1 else places[0]
    return case([(any_of(column(name) for name in needs), number(NO_PLACE))], place)


def earned_place(grades: Sequence[Grade], *, on: date) -> exp.Expr:
    """Return the place of the best grade that the score earns (0 is best)."""
    whens: list[tuple[exp.Expr, exp.Expr]] = []
    for place, grade in enumerate(grades):
        least = grade.at_least.on(on) if grade.at_least else None
        if grade.at_least is None:
            whens.append((exp.true(), number(place)))
        elif least is not None:
            reached = exp.GTE(this=column("score"), expression=number(least))
            whens.append((reached, number(place)))
    return case(whens, number(len(grades) - 1))


def limit_place(name: str, place: int) -> exp.Expr:
    """Return the best place that a veto leaves."""
    return case([(column(name), number(place))], number(0))
