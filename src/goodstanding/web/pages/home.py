"""The first page: what this register is, how much it holds, and how the grades are spread."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.queries.figures import Figures
from goodstanding.web.charts.marks import Share, distribution, place_of
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class ShareRow:
    """How many entities hold a grade, as a row of the table."""

    letter: str
    title: str
    count: str
    percent: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The grades that one model gave."""

    model: str
    title: str
    day: str
    classes_off: str
    chart: str
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the first page needs."""

    entities: str
    records: str
    latest_day: str
    departments: int
    spreads: tuple[Spread, ...]
    models: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]


def home_page(figures: Figures, *, policy: Policy, language: Language) -> HomePage:
    """Return the first page."""
    graded = [model for model in policy.models.values() if figures.grades.get(model.id)]
    graded.sort(key=lambda model: sum(figures.grades[model.id].values()), reverse=True)
    spreads = [_spread(model, figures, language) for model in graded]
    return HomePage(
        entities=f"{figures.entities:,}",
        records=f"{figures.records:,}",
        latest_day=long_day(figures.latest_day, language) if figures.latest_day else "–",
        departments=len(policy.departments),
        spreads=tuple(spreads),
        examples=_examples(figures.examples),
        models=tuple((model.id, model.title.in_(language)) for model in policy.models.values()),
    )


def _examples(found: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return what one can search for: a part of a name, a whole name, a code."""
    shown = []
    for place, (name, code) in enumerate(found):
        first, space, _rest = name.partition(" ")
        part = first if space else (name.partition("市")[2] or name[2:])[:2]
        shown.append((part, name, code)[place % 3])
    return tuple(shown)


def _spread(model: Model, figures: Figures, language: Language) -> Spread:
    counts = figures.grades[model.id]
    whole = sum(counts.values())
    grades: Sequence[tuple[str, str, int | None]] = [
        *(
            (grade.id, grade.title.in_(language), place_of(rank, len(model.grades)))
            for rank, grade in enumerate(model.grades)
        ),
        (NO_GRADE, model.no_grade.in_(language), None),
    ]
    shares = tuple(
        Share("–" if place is None else letter, counts.get(letter, 0), place)
        for letter, _title, place in grades
    )
    rows = tuple(
        ShareRow(share.letter, title, f"{share.count:,}", _percent(share.count, whole))
        for share, (_letter, title, _place) in zip(shares, grades, strict=True)
    )
    return Spread(
        model=model.id,
        title=model.title.in_(language),
        day=long_day(figures.graded_on[model.id], language),
        classes_off=", ".join(model.classes_off),
        chart=distribution(
            shares,
            title=_("How the grades are spread"),
            description=_("The table beneath has the same numbers."),
            name=f"spread-{model.id}",
        ),
        rows=rows,
    )


def _percent(count: int, whole: int) -> str:
    """Return a share in per cent with one decimal, rounded half up."""
    tenths = (count * 2000 + whole) // (2 * whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10} %"
