"""Form `each`: every matching record carries points, through grace, decay and window."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodstanding.core.appraisal.matching import Scene
from goodstanding.core.appraisal.next_change import earliest, pending
from goodstanding.core.appraisal.outcome import Outcome
from goodstanding.core.appraisal.result import Line
from goodstanding.core.basis.days import add_days, add_months
from goodstanding.core.policy.shape import Decay, Rule

WHOLE = 100
"""Percent."""


def each_outcome(rule: Rule, indicator: str, scene: Scene) -> Outcome | None:
    """Return a line for every matching record; None while no points are in force.

    With `points_by_value`, records whose value of `field` is not in the table do not match.
    """
    on = scene.on
    points = rule.points.entry_on(on) if rule.points else None
    table = rule.points_by_value.entry_on(on) if rule.points_by_value else None
    entry = points or table
    if entry is None or entry.value is None:
        return None

    def value_of(fields: Mapping[str, str]) -> int | None:
        return value_in_force(rule, fields, on=on)

    courses = [
        (match, course_of(rule, value, day=match.record.day, gone=match.gone, on=on))
        for match in scene.matches(rule.of, rule.when, rule.within_months)
        if (value := value_of(match.record.fields)) is not None
    ]
    lines = tuple(
        Line(
            kind="record",
            indicator=indicator,
            where=rule.id,
            points=course.on(on),
            basis=entry.basis,
            records=(match.record.id,),
            changes=course.changes(on=on),
            ends=course.ends(on=on),
        )
        for match, course in courses
    )
    arrival = scene.arrival(
        record
        for record in scene.candidates(rule.of, rule.when)
        if value_of(record.fields) is not None
    )
    return Outcome(lines, earliest([arrival, *(course.next_turn(on=on) for _, course in courses)]))


@dataclass(frozen=True, slots=True)
class Course:
    """How the points of one record run through time if no value of the policy changes.

    `gone`: the first day on which the record counts no longer (None: not known).
    """

    gone: date | None
    value: int
    grace_over: date | None
    decay: tuple[tuple[date, int], ...]
    """Days from which a percentage counts, in the rule's order: the last one reached decides."""

    def on(self, day: date) -> int:
        """Return the record's points on a day."""
        if self.gone is not None and day >= self.gone:
            return 0
        if self.grace_over is not None and day < self.grace_over:
            return 0
        percent = WHOLE
        for start, share in self.decay:
            if start <= day:
                percent = share
        return worth(self.value, percent)

    def turns(self, *, on: date) -> list[date]:
        """Return the days after `on` on which the points may turn, earliest first."""
        days = {self.grace_over, self.gone, *(start for start, _ in self.decay)}
        return sorted(day for day in days if day is not None and pending(day, on=on))

    def next_turn(self, *, on: date) -> date | None:
        """Return the next day on which the points may turn."""
        return next(iter(self.turns(on=on)), None)

    def changes(self, *, on: date) -> date | None:
        """Return the next day on which the points are others than on `on`."""
        now = self.on(on)
        return next((day for day in self.turns(on=on) if self.on(day) != now), None)

    def ends(self, *, on: date) -> date | None:
        """Return the first day on which the record, after any grace, is worth nothing or gone."""
        since = max(on, self.grace_over) if self.grace_over else on
        worthless = self.on(since) == 0
        for day in self.turns(on=on):
            if day == self.gone or (day >= since and not worthless and self.on(day) == 0):
                return day
        return None


def worth(value: int, percent: int) -> int:
    """Return `percent` of `value`, cut towards zero: only a magnitude is ever divided."""
    magnitude = abs(value) * percent // WHOLE
    return -magnitude if value < 0 else magnitude


def course_of(rule: Rule, value: int, *, day: date, gone: date | None, on: date) -> Course:
    """Return the course of a record of `day` under the values in force on `on`."""
    grace = rule.grace_days.on(on) if rule.grace_days else None
    decay: tuple[Decay, ...] = (rule.decay.on(on) if rule.decay else None) or ()
    return Course(
        gone=gone,
        value=value,
        grace_over=add_days(day, grace) if grace else None,
        decay=tuple((add_months(day, step.after_months), step.percent) for step in decay),
    )


def value_in_force(rule: Rule, fields: Mapping[str, str], *, on: date) -> int | None:
    """Return what a record of form `each` is worth when new; None where it has no value."""
    if rule.points is not None:
        return rule.points.on(on)
    table = rule.points_by_value.on(on) if rule.points_by_value else None
    return table.get(fields.get(rule.field or "", "")) if table else None
