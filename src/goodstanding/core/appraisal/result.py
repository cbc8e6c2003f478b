"""What an appraisal says: a score that its lines add up to, a grade, and the next day of change."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

LineKind = Literal["start", "record", "measure", "floor", "cap", "veto", "need"]
NO_GRADE = "N"
"""The grade "not enough data"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation. The points of all lines sum to the score exactly.

    kind `start`: the model's start · `record`: one record under a rule of form `each` ·
    `measure`: one number under another form, with the records that made it · `floor` / `cap`:
    what a bound of a rule, an indicator or the total gave or took · `veto`: 0 points, limits the
    grade · `need`: 0 points, a condition for a grade that is not met.
    `where`: id of the rule, indicator, veto or need, or "total" / "start".
    `number`: the measure's number as text, "" where there is none.
    `ends`: the first day on which this line is gone or worth 0 if nothing else changes; None: no
    such day is known. `changes`: the next day on which its points change (grace over, decay).
    """

    kind: LineKind
    indicator: str
    where: str
    points: int
    basis: str
    records: tuple[str, ...] = ()
    number: str = ""
    changes: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The appraisal of one entity on one day under one model and policy.

    `next_change`: the next day on which score or grade may differ if no new record comes
    (None: never). Before that day they are proven not to change.
    """

    model: str
    policy: str
    day: date
    score: int
    grade: str
    lines: tuple[Line, ...]
    indicators: tuple[tuple[str, int], ...]
    next_change: date | None
