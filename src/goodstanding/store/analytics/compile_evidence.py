"""The records behind the grades: one row for every record that matches a part of a card.

Columns of a record type's evidence: entity, seq, then for each part about the type `<part>`: what
the record gives to it (its points under form `each`, its share of a count or sum, 1 for a veto or
need), NULL where it does not match. For form `each` also `c_<part>`, the next day on which its
points change, and `e_<part>`, the first day on which it is worth nothing or gone. A rule that one
record decides (`latest`, `days_since`) names it beside the grade, so it has no column here.
"""

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from goodstanding.core.appraisal.each import WHOLE
from goodstanding.core.policy.shape import Policy
from goodstanding.store.analytics.compile_days import (
    clock,
    earliest,
    in_days,
    in_months,
    months_later,
)
from goodstanding.store.analytics.compile_parts import (
    ENTITY,
    SEQ,
    Part,
    held_records,
    matches,
    matters,
)
from goodstanding.store.analytics.compile_records import Publicity, gone
from goodstanding.store.analytics.compile_rules import record_points
from goodstanding.store.analytics.compile_words import (
    alias,
    all_of,
    call,
    case,
    column,
    is_null,
    number,
    opposite,
    or_else,
    select,
)
from goodstanding.store.analytics.course import Course
from goodstanding.store.analytics.typed import Codes


def shows_records(part: Part) -> bool:
    """Return whether all matching records explain a part, and not just the one that decides."""
    return part.way == "sum" or part.name.startswith("n")


def evidence_of_type(
    parts: Sequence[Part], policy: Policy, codes: Codes, *, on: date
) -> exp.Select | None:
    """Return the evidence of one record type, by entity and record; None where there is none."""
    told = [part for part in parts if shows_records(part)]
    if not told:
        return None
    publicity = Publicity(told[0].chosen.record_type, policy, codes, on)
    columns = [column(ENTITY), column(SEQ)]
    for part in told:
        columns += _columns(part, publicity, on=on)
    held = held_records(told, policy, codes, on=on)
    found = select(columns, held, "held").where(matters(told, publicity, on=on), copy=False)
    return found.order_by(column(ENTITY), column(SEQ), copy=False)


def _columns(part: Part, publicity: Publicity, *, on: date) -> list[exp.Expr]:
    """Return what a record gives to one part, and for form `each` when that changes and ends."""
    if part.course is None:
        gives = or_else(part.share.copy(), number(0)) if part.way == "sum" else number(1)
        return [alias(case([(matches(part, publicity, on=on), gives)]), part.name)]
    course = part.course
    leaves = gone(publicity, part.chosen.months, on=on)
    return [
        alias(case([(matches(part, publicity, on=on), found)]), name)
        for name, found in (
            (part.name, record_points(course, on=on)),
            (f"c_{part.name}", changes_on(course, leaves, on=on)),
            (f"e_{part.name}", ends_on(course, leaves, on=on)),
        )
    ]


def changes_on(course: Course, leaves: exp.Expr, *, on: date) -> exp.Expr:
    """Return the next day on which the points of a record are others than now, or NULL."""
    days = [
        case([(_differ(points, record_points(course, on=on)), turn)])
        for turn, points in _turns(course, leaves, on=on)
    ]
    there = opposite(_nothing(record_points(course, on=on)))
    return earliest([*days, case([(there, leaves.copy())])])


def ends_on(course: Course, leaves: exp.Expr, *, on: date) -> exp.Expr:
    """Return the first day on which a record, after any grace, is worth nothing or gone."""
    since = record_points(course, on=on)
    if course.grace:
        over = in_days(course.grace, on=on)
        since = case([(opposite(is_null(over)), after_grace(course))], since)
    days = []
    for step in course.decay:
        if course.can_be_nothing(step.percent):
            turn = in_months(step.after_months, on=on)
            parts = [opposite(_nothing(since.copy())), _nothing(course.at(step.percent))]
            if course.grace:
                parts.append(
                    exp.GTE(this=months_later(step.after_months), expression=_over(course))
                )
            days.append(case([(all_of(parts), turn)]))
    return earliest([leaves.copy(), *days])


def _turns(course: Course, leaves: exp.Expr, *, on: date) -> list[tuple[exp.Expr, exp.Expr]]:
    """Return the days on which points may turn, each with the points from then on."""
    found = []
    for step in course.decay:
        points = course.at(step.percent)
        turn = in_months(step.after_months, on=on)
        if course.grace:
            young = exp.LT(this=months_later(step.after_months), expression=_over(course))
            points = case([(young, number(0))], points)
        found.append((turn, _while_there(leaves, months_later(step.after_months), points)))
    if course.grace:
        turn = in_days(course.grace, on=on)
        found.append((turn, _while_there(leaves, _over(course), after_grace(course))))
    return found


def after_grace(course: Course) -> exp.Expr:
    """Return the points on the day on which grace is over."""
    return case(
        [
            (
                exp.LTE(this=months_later(step.after_months), expression=_over(course)),
                course.at(step.percent),
            )
            for step in reversed(course.decay)
        ],
        course.at(WHOLE),
    )


def _while_there(leaves: exp.Expr, turn: exp.Expr, points: exp.Expr) -> exp.Expr:
    """Return the points on a day, 0 from the day on which the record is gone."""
    is_gone = exp.LTE(this=leaves.copy(), expression=turn)
    there = all_of((opposite(is_null(leaves.copy())), is_gone))
    return case([(there, number(0))], points)


def _over(course: Course) -> exp.Expr:
    """Return the day on which grace is over."""
    return call("days_later", clock(), number(course.grace))


def _differ(points: exp.Expr, now: exp.Expr) -> exp.Expr:
    return exp.NEQ(this=exp.Paren(this=points), expression=exp.Paren(this=now))


def _nothing(points: exp.Expr) -> exp.Expr:
    return exp.EQ(this=exp.Paren(this=points), expression=number(0))
