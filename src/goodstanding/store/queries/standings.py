"""The standing grades of all entities under a model, by their keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from goodstanding.store.models import Entity, StandingGrade


@dataclass(frozen=True, slots=True)
class StandingView:
    """The grade of one entity as last computed."""

    key: str
    score: int
    grade: str


def standings(model: str) -> Iterator[StandingView]:
    """Yield the standing grade of every entity that the model graded, by entity number."""
    graded = {
        number: (score, grade)
        for number, score, grade in StandingGrade.objects.filter(model=model).values_list(
            "entity", "score", "grade"
        )
    }
    for number, key in Entity.objects.order_by("number").values_list("number", "key"):
        if number in graded:
            yield StandingView(key, *graded[number])
