"""Counts that the portal's first page shows, and the day on which the register's clock stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Max

from goodstanding.core.policy.shape import Policy
from goodstanding.store.models import Batch, CurrentRecord, Entity, StandingGrade

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the register holds; `grades` is counts by grade, by model."""

    entities: int
    records: int
    latest_day: date | None
    graded_on: Mapping[str, date]
    grades: Mapping[str, Mapping[str, int]]
    examples: tuple[tuple[str, str], ...] = ()
    """Names and codes of the first entities that a search by name finds."""


def figures() -> Figures:
    """Return the register's figures in five queries, whatever its size."""
    grades: dict[str, dict[str, int]] = {}
    graded_on: dict[str, date] = {}
    rows = (
        StandingGrade.objects.values("model", "grade")
        .annotate(entities=Count("entity"), day=Max("day"))
        .order_by("model", "grade")
    )
    for row in rows:
        grades.setdefault(row["model"], {})[row["grade"]] = row["entities"]
        graded_on[row["model"]] = max(row["day"], graded_on.get(row["model"], row["day"]))
    return Figures(
        entities=Entity.objects.count(),
        records=CurrentRecord.objects.filter(entity__isnull=False).count(),
        latest_day=max(_latest_by_layout().values(), default=None),
        graded_on=graded_on,
        grades=grades,
        examples=tuple(
            Entity.objects.filter(searchable=True)
            .exclude(name="")
            .order_by("number")
            .values_list("name", "code")[:EXAMPLES]
        ),
    )


def register_day(policy: Policy, scheme: str, *, calendar: date) -> date:
    """Return the day that counts as today for entities of `scheme`.

    In production the calendar's day. A demonstration replays files of past years, so its clock
    stands at the latest day on which something about such entities was learnt. Layouts say the
    scheme of their rows; a model says which schemes belong together.
    """
    if settings.MODE != "demonstration":
        return calendar
    model = policy.model_for(scheme)
    together = set(model.schemes) if model else {scheme}
    days = [
        day
        for layout, day in _latest_by_layout().items()
        if layout in policy.layouts and policy.layouts[layout].subject.scheme in together
    ]
    return max(days, default=calendar)


def _latest_by_layout() -> dict[str, date]:
    """Return the latest learnt day of the sealed batches of each layout: a small table."""
    rows = (
        Batch.objects.filter(state="sealed")
        .values("layout")
        .annotate(day=Max("learnt_day"))
        .order_by("layout")
    )
    return {row["layout"]: row["day"] for row in rows}
