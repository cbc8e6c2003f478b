"""Reads appraisal models: indicators, rules, vetoes, needs, grades."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, cast, get_args

from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.read_records import MONTHS_MAX, NUMBER_MAX
from goodstanding.core.policy.read_values import (
    basis,
    by_id,
    condition,
    dated,
    integer,
    maybe,
)
from goodstanding.core.policy.shape import (
    Decay,
    Form,
    Grade,
    Indicator,
    Model,
    Need,
    Rule,
    Step,
    Veto,
)

POINTS_MAX = 10**12
DAYS_MAX = 3_660
PERCENT = 100
FORMS: tuple[Form, ...] = get_args(Form)
NEED_FORMS = ("count", "days_since_first")
METHODS = ("card_v1",)
POINTS = integer(-POINTS_MAX, POINTS_MAX)
MONTHS = integer(1, MONTHS_MAX)


def model(cursor: Cursor) -> tuple[str, Model]:
    """Return an appraisal model."""
    needed = (
        "id",
        "method",
        "title",
        "basis",
        "schemes",
        "classes_off",
        "start",
        "indicators",
        "grades",
        "no_grade",
    )
    keys = cursor.table(needed, ("needs", "vetoes", "floor", "cap"))
    indicators: dict[str, Indicator] = {}
    grades: dict[str, Grade] = {}
    needs: dict[str, Need] = {}
    vetoes: dict[str, Veto] = {}
    by_id(keys["indicators"], _indicator, indicators)
    by_id(keys["grades"], _grade, grades)
    if "needs" in keys:
        by_id(keys["needs"], _need, needs)
    if "vetoes" in keys:
        by_id(keys["vetoes"], _veto, vetoes)
    found = Model(
        id=keys["id"].id(),
        method=keys["method"].word(METHODS),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        schemes=tuple(item.text() for item in keys["schemes"].items(least=1)),
        classes_off=tuple(item.text() for item in keys["classes_off"].items()),
        start=dated(keys["start"], POINTS),
        indicators=tuple(indicators.values()),
        grades=tuple(grades.values()),
        no_grade=keys["no_grade"].term(),
        needs=tuple(needs.values()),
        vetoes=tuple(vetoes.values()),
        floor=maybe(keys, "floor", POINTS),
        cap=maybe(keys, "cap", POINTS),
    )
    return found.id, found


def _indicator(cursor: Cursor) -> tuple[str, Indicator]:
    """Return a first-level indicator."""
    keys = cursor.table(("id", "title", "rules"), ("floor", "cap"))
    rules: dict[str, Rule] = {}
    by_id(keys["rules"], _rule, rules)
    floor = maybe(keys, "floor", POINTS)
    cap = maybe(keys, "cap", POINTS)
    found = Indicator(keys["id"].id(), keys["title"].term(), tuple(rules.values()), floor, cap)
    return found.id, found


def _rule(cursor: Cursor) -> tuple[str, Rule]:
    """Return a rule of a card; `join.py` says which keys fit its form."""
    needed = ("id", "title", "form", "of", "basis")
    keys = cursor.table(
        needed,
        (
            "when",
            "field",
            "points",
            "points_by_value",
            "steps",
            "none_points",
            "within_months",
            "grace_days",
            "decay",
            "floor",
            "cap",
        ),
    )
    found = Rule(
        id=keys["id"].id(),
        title=keys["title"].term(),
        form=cast("Form", keys["form"].word(FORMS)),
        of=keys["of"].text(),
        basis=basis(keys["basis"]),
        when=condition(keys["when"]) if "when" in keys else None,
        field=keys["field"].text() if "field" in keys else None,
        points=maybe(keys, "points", POINTS),
        points_by_value=maybe(keys, "points_by_value", _points_by_value),
        steps=maybe(keys, "steps", _steps),
        none_points=maybe(keys, "none_points", POINTS),
        within_months=maybe(keys, "within_months", MONTHS),
        grace_days=maybe(keys, "grace_days", integer(0, DAYS_MAX)),
        decay=maybe(keys, "decay", _decay),
        floor=maybe(keys, "floor", POINTS),
        cap=maybe(keys, "cap", POINTS),
    )
    return found.id, found


def _points_by_value(cursor: Cursor) -> Mapping[str, int]:
    """Return points by the value of a field."""
    return MappingProxyType({key: POINTS(place) for key, place in cursor.free_table().items()})


def _steps(cursor: Cursor) -> tuple[Step, ...]:
    """Return points by steps of a number."""
    found = []
    for item in cursor.items(least=1):
        keys = item.table(("at_least", "points"))
        found.append(Step(keys["at_least"].integer(0, NUMBER_MAX), POINTS(keys["points"])))
    return tuple(found)


def _decay(cursor: Cursor) -> tuple[Decay, ...]:
    """Return what share of the points counts from which age on."""
    found = []
    for item in cursor.items(least=1):
        keys = item.table(("after_months", "percent"))
        found.append(Decay(MONTHS(keys["after_months"]), keys["percent"].integer(0, PERCENT)))
    return tuple(found)


def _veto(cursor: Cursor) -> tuple[str, Veto]:
    """Return a limit of the grade."""
    needed = ("id", "title", "of", "basis", "at_most")
    keys = cursor.table(needed, ("when", "within_months"))
    found = Veto(
        id=keys["id"].id(),
        title=keys["title"].term(),
        of=keys["of"].text(),
        basis=basis(keys["basis"]),
        at_most=dated(keys["at_most"], Cursor.text),
        when=condition(keys["when"]) if "when" in keys else None,
        within_months=maybe(keys, "within_months", MONTHS),
    )
    return found.id, found


def _need(cursor: Cursor) -> tuple[str, Need]:
    """Return what must be known before a grade is given."""
    needed = ("id", "title", "form", "of", "at_least")
    keys = cursor.table(needed, ("when", "within_months"))
    found = Need(
        id=keys["id"].id(),
        title=keys["title"].term(),
        form=cast('Literal["count", "days_since_first"]', keys["form"].word(NEED_FORMS)),
        of=keys["of"].text(),
        at_least=dated(keys["at_least"], integer(1, NUMBER_MAX)),
        when=condition(keys["when"]) if "when" in keys else None,
        within_months=maybe(keys, "within_months", MONTHS),
    )
    return found.id, found


def _grade(cursor: Cursor) -> tuple[str, Grade]:
    """Return a grade; ids are short words such as A."""
    keys = cursor.table(("id", "title"), ("at_least",))
    found = Grade(
        id=keys["id"].text(limit=8),
        title=keys["title"].term(),
        at_least=maybe(keys, "at_least", integer(-NUMBER_MAX, NUMBER_MAX)),
    )
    return found.id, found
