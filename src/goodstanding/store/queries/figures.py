"""Counts that the portal's first page shows, and the day on which the register's clock stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import orjson
from django.conf import settings
from django.db.models import Max

from goodstanding.core.policy.shape import Policy
from goodstanding.store.models import Batch, CurrentRecord, Entity, StandingRun

EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the register holds; `grades` is counts by grade, by model."""

    entities: int
    records: int
    latest_day: date | None
    graded_on: Mapping[str, date]
    grades: Mapping[str, Mapping[str, int]]
    not_loaded: frozenset[str] = frozenset()
    """Models of whose grades only the counts are here: there are too many entities."""
    examples: tuple[tuple[str, str], ...] = ()
    """Names and codes of the first entities that a search by name finds."""


def figures() -> Figures:
    """Return the register's figures in five queries; grades as the runs counted them."""
    runs = list(StandingRun.objects.order_by("model"))
    return Figures(
        entities=Entity.objects.count(),
        records=CurrentRecord.objects.filter(entity__isnull=False).count(),
        latest_day=max(_latest_by_layout().values(), default=None),
        graded_on={run.model: run.day for run in runs},
        grades={run.model: orjson.loads(run.grades) for run in runs},
        not_loaded=frozenset(run.model for run in runs if not run.loaded),
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
