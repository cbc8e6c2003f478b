"""Vetoes: while a matching record stands, the grade is at most a certain one."""

from collections.abc import Sequence
from datetime import date

from goodstanding.core.appraisal.matching import Scene
from goodstanding.core.appraisal.next_change import earliest
from goodstanding.core.appraisal.outcome import NOTHING, Outcome
from goodstanding.core.appraisal.result import Line
from goodstanding.core.policy.shape import Grade, Veto


def veto_outcome(veto: Veto, scene: Scene) -> Outcome:
    """Return the line of a veto that limits the grade, ending when its last record goes."""
    limit = veto.at_most.entry_on(scene.on)
    if limit is None or limit.value is None:
        return NOTHING
    matches = scene.matches(veto.of, veto.when, veto.within_months)
    gone = [match.gone for match in matches]
    days = [day for day in gone if day is not None]
    line = Line(
        kind="veto",
        indicator="",
        where=veto.id,
        points=0,
        basis=limit.basis,
        records=tuple(match.record.id for match in matches),
        number=limit.value,
        ends=max(days) if len(days) == len(gone) and days else None,
    )
    arrival = scene.arrival(scene.candidates(veto.of, veto.when))
    return Outcome((line,) if matches else (), earliest([arrival, *gone]))


def earned(score: int, grades: Sequence[Grade], *, on: date) -> int:
    """Return the place of the best grade that a score earns (0 is best)."""
    for place, grade in enumerate(grades):
        least = grade.at_least.on(on) if grade.at_least else None
        if grade.at_least is None or (least is not None and score >= least):
            return place
    return len(grades) - 1


def limited(place: int, grades: Sequence[Grade], limits: Sequence[str]) -> str:
    """Return the grade at `place`, or the worst of the limits where that is worse."""
    ids = [grade.id for grade in grades]
    return ids[max([place, *(ids.index(limit) for limit in limits)])]
