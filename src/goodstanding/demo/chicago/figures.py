"""From frozen scores to the figures: every order over every window.

Nothing here touches the ledger: the scores come in, wherever they were computed.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goodstanding.core.basis.text import Text
from goodstanding.demo.chicago import orders
from goodstanding.demo.chicago.measure import Measured, Period, measure, periods, rolling_mean
from goodstanding.demo.chicago.reference import CityModel, History, fitted_on_records
from goodstanding.demo.chicago.source import (
    Evaluation,
    Inspected,
    evaluation,
    first_days,
    inspections,
)
from goodstanding.demo.chicago.summary import Figures, GradeYield, Order, WindowFigures
from goodstanding.demo.chicago.windows import EARLY, PUBLISHED, ROLLING

SEED = 20120901
"""Of the replicates; only the bounds of the intervals depend on it."""

TITLES = {
    "city": Text("市里实际次序", "the city's real order"),
    "chance": Text("随机次序（期望值）", "random order (expected)"),
    "naive": Text("以往关键违规数", "sum of past critical violations"),
    "card": Text("手写整数评分卡", "hand-written integer card"),
    "fitted": Text("同样记录上的逻辑回归", "logistic regression on the same records"),
    "oracle": Text("事先知道结果", "oracle: knows what will be found"),
    "city_score": Text("市文件中的分数（有检查员）", "score in the city's file (with inspector)"),
    "with_inspector": Text("市模型重算（有检查员）", "city's model refitted (with inspector)"),
    "inspector": Text("只看检查员", "the inspector alone"),
    "without_inspector": Text("市模型重算（无检查员）", "city's model refitted, no inspector"),
    "no_weather": Text("再去掉当日天气", "nor the weather of the day"),
    "held_constant": Text("拟合含检查员，评分不含", "fitted with inspector, scored without"),
}


@dataclass(frozen=True, slots=True)
class Frozen:
    """Scores and grades by entity key, as known when a window started.

    `unknown` is what the law gives a business of which nothing is known yet.
    """

    standings: Mapping[str, tuple[int, str]]
    unknown: tuple[int, str]

    def score(self, entity: str) -> float:
        """Return the score of a business."""
        return float(self.standings.get(entity, self.unknown)[0])

    def grade(self, entity: str) -> str:
        """Return the grade of a business."""
        return self.standings.get(entity, self.unknown)[1]


@dataclass(frozen=True, slots=True)
class Ground:
    """What every order is measured on."""

    inspected: tuple[Inspected, ...]
    known: Evaluation
    first_days: Mapping[str, date]
    early: tuple[Period, ...]
    rolling: tuple[Period, ...]
    published: Period

    @property
    def windows(self) -> tuple[Period, ...]:
        """Return the rolling windows, then the published one."""
        return (*self.rolling, self.published)


def ground(folder: Path, *, seed: int = SEED) -> Ground:
    """Read the shipped files and cut them into windows."""
    inspected = inspections(folder)
    known = evaluation(folder)
    early = periods(EARLY, inspected, known.counted, known.groups, seed=seed, replicates=0)
    *rolling, published = periods(
        (*ROLLING, PUBLISHED), inspected, known.counted, known.groups, seed=seed + len(EARLY)
    )
    return Ground(
        inspected,
        known,
        first_days(folder),
        early=early,
        rolling=tuple(rolling),
        published=published,
    )


def figures_of(folder: Path, frozen: Mapping[date, Frozen]) -> Figures:
    """Return all figures from the shipped files and the frozen scores, in whichever process."""
    return figures(ground(folder), frozen)


def figures(on: Ground, frozen: Mapping[date, Frozen]) -> Figures:
    """Return all figures; `frozen` holds the scores of each window's start."""
    card = [
        [frozen[period.window.start].score(one.visit.entity) for one in period.inspected]
        for period in on.windows
    ]
    measured = _each(on, card)
    return Figures(
        orders=_orders(on, measured),
        explained=_explained(on),
        windows=tuple(
            WindowFigures(
                start=period.window.start,
                inspections=len(period.inspected),
                hits=sum(one.hit for one in period.inspected),
                figures=part.intervals(),
            )
            for period, part in zip(on.rolling, measured, strict=False)
        ),
        grades=_yields(on.rolling, frozen),
    )


def _each(on: Ground, scores: Sequence[Sequence[float]]) -> list[Measured]:
    """Measure one order in every window; `scores` go with `on.windows`."""
    return [measure(period, part) for period, part in zip(on.windows, scores, strict=True)]


def _order(name: str, parts: Sequence[Measured]) -> Order:
    """Return an order from its windows, of which the last is the published one."""
    return Order(
        id=name,
        title=TITLES[name],
        rolling=rolling_mean(parts[:-1]).intervals(),
        published=parts[-1].intervals(),
    )


def _orders(on: Ground, card: Sequence[Measured]) -> tuple[Order, ...]:
    """Return the orders that use what was known of the businesses, and their bounds."""
    seen = (*on.early, *on.rolling)
    history = History(on.inspected, on.first_days, (*seen, on.published))
    fitted = [fitted_on_records(history, seen, period) for period in on.windows]
    return (
        _order("city", _each(on, [orders.actual(period) for period in on.windows])),
        _order("chance", [orders.chance(period) for period in on.windows]),
        _order("naive", _each(on, [orders.naive(one, on.inspected) for one in on.windows])),
        _order("card", card),
        _order("fitted", _each(on, fitted)),
        _order("oracle", _each(on, [orders.oracle(period) for period in on.windows])),
    )


def _explained(on: Ground) -> tuple[Order, ...]:
    """Return what the city's published figure is made of.

    The score in the city's file learned from all but the published window, so it is shown there
    only.
    """
    model = CityModel(on.inspected, on.known)
    ways: tuple[tuple[str, Callable[[Period], list[float]]], ...] = (
        ("with_inspector", lambda one: model.fitted(one, ("business", "weather", "inspector"))),
        ("inspector", lambda one: model.fitted(one, ("inspector",))),
        ("without_inspector", lambda one: model.fitted(one, ("business", "weather"))),
        ("no_weather", lambda one: model.fitted(one, ("business",))),
        (
            "held_constant",
            lambda one: model.fitted(one, ("business", "inspector"), drop=("inspector",)),
        ),
    )
    city_score = measure(on.published, model.published(on.published))
    return (
        Order("city_score", TITLES["city_score"], None, city_score.intervals()),
        *(
            _order(name, _each(on, [scores(period) for period in on.windows]))
            for name, scores in ways
        ),
    )


def _yields(rolling: Sequence[Period], frozen: Mapping[date, Frozen]) -> tuple[GradeYield, ...]:
    """Return how often each frozen grade was followed by a critical violation."""
    inspected: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for period in rolling:
        known = frozen[period.window.start]
        for one in period.inspected:
            grade = known.grade(one.visit.entity)
            inspected[grade] += 1
            hits[grade] += one.hit
    return tuple(GradeYield(grade, inspected[grade], hits[grade]) for grade in sorted(inspected))
