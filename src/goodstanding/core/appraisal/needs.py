"""Needs: what must be known before a grade is given."""

from datetime import date

from goodstanding.core.appraisal.matching import Match, Scene
from goodstanding.core.appraisal.next_change import earliest, pending
from goodstanding.core.appraisal.outcome import NOTHING, Outcome
from goodstanding.core.appraisal.result import Line
from goodstanding.core.basis.days import add_days
from goodstanding.core.policy.shape import Need


def need_outcome(need: Need, scene: Scene) -> Outcome:
    """Return the line of a need that is not met; `ends` where time alone will meet it."""
    least = need.at_least.entry_on(scene.on)
    if least is None or least.value is None:
        return NOTHING
    matches = scene.matches(need.of, need.when, need.within_months)
    arrival = scene.arrival(scene.candidates(need.of, need.when))
    if need.form == "count":
        number = len(matches)
        met_on = None
        turns = [match.gone for match in matches]
    else:
        first = matches[:1]
        number = (scene.on - first[0].record.day).days if first else 0
        met_on = _reached(first, least.value, on=scene.on)
        turns = [met_on, *(match.gone for match in first)]
    line = Line(
        kind="need",
        indicator="",
        where=need.id,
        points=0,
        basis=least.basis,
        records=tuple(match.record.id for match in matches),
        number=str(number),
        ends=met_on,
    )
    return Outcome((line,) if number < least.value else (), earliest([arrival, *turns]))


def _reached(first: tuple[Match, ...], days: int, *, on: date) -> date | None:
    """Return the day on which the earliest record is `days` days old, where that is to come."""
    return pending(add_days(first[0].record.day, days), on=on) if first else None
