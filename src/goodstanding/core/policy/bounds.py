"""Interval arithmetic: how far a score can go, and that every sum stays below 2^53.

Below 2^53 every integer is exact in every engine and in JSON, so that no engine can round. The
greatest value of a field is enforced where records come in (`core/records/cells.py`).
"""

from collections.abc import Iterable, Mapping
from datetime import date

from goodstanding.core.policy.shape import Field, Indicator, Model, RecordType, Rule
from goodstanding.core.policy.values_shape import Dated

EXACT = 2**53
RECORD_LIMIT = 10_000
"""Records of one entity that one rule may meet."""
FIELD_MOST = {"money": 10**15, "integer": 9 * 10**11}
"""The greatest value of a field that states no `most` of its own."""

Bounds = tuple[int, int]


def field_most(field: Field) -> int:
    """Return the greatest number that intake admits in a field of kind integer or money."""
    return field.most if field.most is not None else FIELD_MOST[field.kind]


def score_bounds(model: Model, record_limit: int = RECORD_LIMIT) -> Bounds:
    """Return the least and greatest score of any entity within `record_limit`, on any day."""
    start = [value for value in _values(model.start) if value is not None] or [0]
    sums = [_indicator_bounds(model, part, record_limit) for part in model.indicators]
    low = min(start) + sum(bounds[0] for bounds in sums)
    high = max(start) + sum(bounds[1] for bounds in sums)
    return _within((low, high), model.floor, model.cap, _since(model))


def widest(model: Model, types: Mapping[str, RecordType], record_limit: int = RECORD_LIMIT) -> int:
    """Return the greatest absolute value that any sum or product on the way can reach."""
    found = [0]
    total = max((abs(value or 0) for value in _values(model.start)), default=0)
    for indicator in model.indicators:
        inside = 0
        for rule in indicator.rules:
            inside += _reach(_free_bounds(rule, record_limit))
            found.append(100 * max((abs(points) for points in points_of(rule)), default=0))
            found.append(_summed(rule, types) * record_limit)
        found.append(inside)
        total += _reach(_indicator_bounds(model, indicator, record_limit))
    bounds = (*_values(model.floor), *_values(model.cap))
    return max(*found, total, *(abs(value or 0) for value in bounds), 0)


def _summed(rule: Rule, types: Mapping[str, RecordType]) -> int:
    """Return the greatest value of the field that a rule sums, 0 where it sums none."""
    of = types.get(rule.of)
    field = of.fields.get(rule.field or "") if of else None
    is_number = field is not None and field.kind in FIELD_MOST
    return field_most(field) if rule.form == "sum" and field and is_number else 0


def _reach(bounds: Bounds) -> int:
    """Return the greatest absolute value within bounds."""
    return max(abs(bounds[0]), abs(bounds[1]))


def _since(model: Model) -> date:
    """Return the first day of a model."""
    return model.start.values[0].start


def _indicator_bounds(model: Model, indicator: Indicator, record_limit: int) -> Bounds:
    """Return the bounds of an indicator's sum."""
    sums = [
        _within(_free_bounds(rule, record_limit), rule.floor, rule.cap, _since(model))
        for rule in indicator.rules
    ]
    low, high = sum(bounds[0] for bounds in sums), sum(bounds[1] for bounds in sums)
    return _within((low, high), indicator.floor, indicator.cap, _since(model))


def _free_bounds(rule: Rule, record_limit: int) -> Bounds:
    """Return the bounds of a rule's sum before its own floor and cap."""
    points = tuple(points_of(rule))
    times = record_limit if rule.form == "each" else 1
    return min((0, *points)) * times, max((0, *points)) * times


def points_of(rule: Rule) -> Iterable[int]:
    """Return every number of points that a rule may give for one record or number."""
    for simple in (rule.points, rule.none_points):
        yield from (value for value in _values(simple) if value is not None)
    for entry in rule.points_by_value.values if rule.points_by_value else ():
        yield from (entry.value or {}).values()
    for several in rule.steps.values if rule.steps else ():
        yield from (step.points for step in several.value or ())


def _within(
    bounds: Bounds, floor: Dated[int] | None, cap: Dated[int] | None, since: date
) -> Bounds:
    """Return bounds after a floor and a cap; one that is out of force on some day helps nobody."""
    low, high = bounds
    floors = [value for value in _values(floor) if value is not None]
    caps = [value for value in _values(cap) if value is not None]
    if floor and floors:
        high = max(high, *floors)
        low = max(low, min(floors)) if _always(floor, since) else low
    if cap and caps:
        low = min(low, *caps)
        high = min(high, max(caps)) if _always(cap, since) else high
    return low, high


def _always(dated: Dated[int], since: date) -> bool:
    """Return whether a bound is in force on every day from `since` on."""
    return dated.values[0].start <= since and all(value.value is not None for value in dated.values)


def _values(dated: Dated[int] | None) -> tuple[int | None, ...]:
    """Return the values of a dated number; None where it ends."""
    return tuple(value.value for value in dated.values) if dated else ()
