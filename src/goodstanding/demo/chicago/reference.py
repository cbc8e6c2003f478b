"""Fitted references: what a plain logistic regression makes of the same records, and of the city's.

Each is fitted on inspections before the window only. They are yardsticks; nobody is graded by them.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from goodstanding.demo.chicago.measure import Period
from goodstanding.demo.chicago.source import Evaluation, Inspected
from goodstanding.demo.chicago.windows import Window
from goodstanding.store.analytics.fitted import fit_logistic, risk

Floats = NDArray[np.float64]
RIDGE = 1.0
RISKS = ("Risk 1 (High)", "Risk 3 (Low)")
KINDS = ("Restaurant", "Grocery Store", "School")
NEVER = 1_000
YEAR = 365


@dataclass(slots=True)
class _Known:
    """What is known of a business from its inspections so far."""

    visits: int = 0
    critical_visits: int = 0
    serious: int = 0
    minor: int = 0
    last: date | None = None
    risk: str = ""
    facility: str = ""

    def add(self, one: Inspected) -> None:
        """Learn of the next inspection."""
        self.visits += 1
        self.critical_visits += one.hit
        self.serious += one.serious
        self.minor = one.minor
        self.last = one.visit.day
        self.risk = one.risk
        self.facility = one.facility


class History:
    """All inspections in order, and the first days of licences."""

    def __init__(
        self,
        inspected: Sequence[Inspected],
        first_days: Mapping[str, date],
        periods: Iterable[Period],
    ) -> None:
        """Go through the facts once, and stop at each window's start to look at what is known."""
        self._columns: dict[Window, Floats] = {}
        known: dict[str, _Known] = {}
        nothing = _Known()
        ahead = deque(inspected)
        for period in sorted(periods, key=lambda one: one.window.start):
            start = period.window.start
            while ahead and ahead[0].visit.day < start:
                one = ahead.popleft()
                known.setdefault(one.visit.entity, _Known()).add(one)
            self._columns[period.window] = np.array(
                [
                    _columns(
                        known.get(one.visit.entity, nothing),
                        first_days.get(one.visit.entity, start),
                        start,
                    )
                    for one in period.inspected
                ],
                dtype=np.float64,
            )

    def columns(self, period: Period) -> Floats:
        """Return what was known of each inspected business when the window started."""
        return self._columns[period.window]


def _columns(known: _Known, first_day: date, start: date) -> list[float]:
    """Return one row of the regression: the facts that the card uses, unrounded."""
    since = (start - known.last).days if known.last else NEVER
    age = max((start - first_day).days, 0)
    return [
        float(known.visits == 0),
        min(known.critical_visits, 3),
        min(known.serious, 4),
        min(known.minor, 10),
        min(since, 2 * YEAR) / YEAR,
        *(float(known.risk == name) for name in RISKS),
        *(float(known.facility == name) for name in KINDS),
        float(age < YEAR),
        float(age >= 6 * YEAR),
    ]


def fitted_on_records(history: History, seen: Sequence[Period], period: Period) -> list[float]:
    """Return the scores of a period, fitted on those of `seen` that ended before it."""
    earlier = [one for one in seen if one.window.end <= period.window.start]
    fitted = fit_logistic(
        np.concatenate([history.columns(one) for one in earlier]),
        np.concatenate([_hits(one) for one in earlier]),
        ridge=RIDGE,
    )
    return _scores(history.columns(period), fitted)


def _hits(period: Period) -> Floats:
    return np.array([one.hit for one in period.inspected], dtype=np.float64)


def _scores(columns: Floats, fitted: Floats) -> list[float]:
    """Return scores (lowest first) from fitted weights."""
    return [-float(value) for value in risk(columns, fitted)]


# --- the city's own model --------------------------------------------------------------------

GROUPS = ("blue", "brown", "green", "orange", "purple", "yellow")
Part = Literal["business", "weather", "inspector"]
"""Parts of the city's model. The temperature is that of the day itself, which no plan can know."""


class CityModel:
    """The city's own features, with its transformations, for all counted inspections by day."""

    def __init__(self, inspected: Sequence[Inspected], known: Evaluation) -> None:
        """Put the features of all counted inspections into tables."""
        counted = [one for one in inspected if one.visit.number in known.counted]
        features = [known.city_model[one.visit.number] for one in counted]
        self._row = {one.visit.number: row for row, one in enumerate(counted)}
        self._days = [one.visit.day for one in counted]
        self._hits = np.array([one.hit for one in counted], dtype=np.float64)
        self._tables: dict[Part, Floats] = {
            "business": np.array([_business(row) for row in features]),
            "weather": np.array([[row["temperature"]] for row in features]),
            "inspector": np.array(
                [
                    [float(known.groups[one.visit.number] == name) for name in GROUPS]
                    for one in counted
                ]
            ),
        }
        self._published = np.array([row["published_score"] for row in features])

    def published(self, period: Period) -> list[float]:
        """Return the score that the city's file states, the riskiest first."""
        return [-float(value) for value in self._published[self._rows(period)]]

    def fitted(
        self, period: Period, fit: Sequence[Part], *, drop: Sequence[Part] = ()
    ) -> list[float]:
        """Return scores of a period, fitted on all counted inspections before it.

        The parts in `drop` are fitted, so that they are held constant, and left out when scoring.
        """
        before = bisect_left(self._days, period.window.start)
        table = np.hstack([self._tables[part] for part in fit])
        found = fit_logistic(table[:before], self._hits[:before], ridge=RIDGE)
        keep = [float(part not in drop) for part in fit for _ in self._tables[part][0]]
        return _scores(table[self._rows(period)], found * np.array([1.0, *keep]))

    def _rows(self, period: Period) -> list[int]:
        """Return the rows of a period's inspections."""
        return [self._row[one.visit.number] for one in period.inspected]


def _business(row: Mapping[str, float]) -> list[float]:
    """Return what the city's model uses, apart from inspector and weather."""
    return [
        min(row["past_serious"], 1),
        min(row["past_critical"], 1),
        row["years_since_last"],
        float(row["age"] > 4),  # noqa: PLR2004
        row["alcohol"],
        row["tobacco"],
        min(row["heat_burglary"], 70),
        min(row["heat_sanitation"], 70),
        min(row["heat_garbage"], 50),
    ]
