"""Forms `count`, `sum`, `latest`, `days_since`: one number from records, worth its points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.appraisal.matching import Match, Scene
from goodstanding.core.appraisal.next_change import earliest, pending
from goodstanding.core.appraisal.outcome import Outcome
from goodstanding.core.appraisal.result import Line
from goodstanding.core.basis.days import add_days
from goodstanding.core.policy.shape import Rule, Step


def measure_outcome(rule: Rule, indicator: str, scene: Scene) -> Outcome | None:
    """Return the line of a rule's number; None while neither steps nor a table are in force.

    A number without records and without points says nothing, so it has no line.
    """
    measure = _measure(rule, on=scene.on)
    if measure is None:
        return None
    matches = scene.matches(rule.of, rule.when, rule.within_months)
    number, points = measure.read(matches, on=scene.on)
    line = Line(
        kind="measure",
        indicator=indicator,
        where=rule.id,
        points=points,
        basis=measure.basis if matches or not measure.by_latest else measure.none_basis,
        records=tuple(match.record.id for match in measure.deciding(matches)),
        number=number,
        changes=measure.changes(matches, on=scene.on),
        ends=measure.ends(matches, on=scene.on),
    )
    arrival = scene.arrival(scene.candidates(rule.of, rule.when))
    turn = measure.next_turn(matches, on=scene.on)
    return Outcome((line,) if matches or points else (), earliest((arrival, turn)))


def step_points(steps: Sequence[Step], number: int) -> int:
    """Return the points of the last step that a number reaches, 0 below the first."""
    points = 0
    for step in steps:
        if step.at_least <= number:
            points = step.points
    return points


@dataclass(frozen=True, slots=True)
class _Measure:
    """A rule's number and what it is worth, under the values in force on one day."""

    rule: Rule
    steps: tuple[Step, ...]
    table: dict[str, int] | None
    basis: str
    none_points: int
    none_basis: str

    @property
    def by_latest(self) -> bool:
        """Return whether only the latest matching record decides."""
        return self.rule.form in ("latest", "days_since")

    def deciding(self, matches: Sequence[Match]) -> Sequence[Match]:
        """Return the records that make the number."""
        return matches[-1:] if self.by_latest else matches

    def read(self, matches: Sequence[Match], *, on: date) -> tuple[str, int]:
        """Return the number as text ("" where there is none) and its points."""
        if self.rule.form == "count":
            return self._stepped(len(matches))
        if self.rule.form == "sum":
            return self._stepped(sum(int(self._text(match) or 0) for match in matches))
        if not matches:
            return "", self.none_points
        if self.rule.form == "days_since":
            return self._stepped((on - matches[-1].record.day).days)
        text = self._text(matches[-1])
        if self.table is not None:
            return text, self.table.get(text, 0)
        return self._stepped(int(text)) if text else ("", 0)

    def next_turn(self, matches: Sequence[Match], *, on: date) -> date | None:
        """Return the next day on which the number may be another, by the deciding records."""
        return earliest(day for day in self._turns(self.deciding(matches), on=on))

    def changes(self, matches: Sequence[Match], *, on: date) -> date | None:
        """Return the next day on which the points are others than on `on`."""
        _, now = self.read(matches, on=on)
        for day, left in self._later(matches, on=on):
            if self.read(left, on=day)[1] != now:
                return day
        return None

    def ends(self, matches: Sequence[Match], *, on: date) -> date | None:
        """Return the first day on which the points are 0, or no record is left behind them."""
        _, now = self.read(matches, on=on)
        for day, left in self._later(matches, on=on):
            if self.read(left, on=day)[1] == 0 and (now or not left):
                return day
        return None

    def _stepped(self, number: int) -> tuple[str, int]:
        return str(number), step_points(self.steps, number)

    def _text(self, match: Match) -> str:
        return match.record.fields.get(self.rule.field or "", "")

    def _turns(self, matches: Sequence[Match], *, on: date) -> Iterator[date]:
        """Yield days after `on` on which records leave or a step of days is reached."""
        for match in matches:
            if match.gone is not None:
                yield match.gone
            if self.rule.form == "days_since":
                for step in self.steps:
                    reached = pending(add_days(match.record.day, step.at_least), on=on)
                    if reached is not None:
                        yield reached

    def _later(
        self, matches: Sequence[Match], *, on: date
    ) -> Iterator[tuple[date, Sequence[Match]]]:
        """Yield each day on which the number may turn, with the records that are left then."""
        for day in sorted(set(self._turns(matches, on=on))):
            yield day, [match for match in matches if match.gone is None or match.gone > day]


def _measure(rule: Rule, *, on: date) -> _Measure | None:
    """Return the measure of a rule by the values in force on a day."""
    steps = rule.steps.entry_on(on) if rule.steps else None
    table = rule.points_by_value.entry_on(on) if rule.points_by_value else None
    none = rule.none_points.entry_on(on) if rule.none_points else None
    entry = table or steps
    if entry is None or entry.value is None:
        return None
    return _Measure(
        rule=rule,
        steps=steps.value if steps else (),
        table=dict(table.value) if table else None,
        basis=entry.basis,
        none_points=(none.value or 0) if none else 0,
        none_basis=none.basis if none else entry.basis,
    )
