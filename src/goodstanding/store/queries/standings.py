"""The standing grades of all entities under a model, by their keys."""

from collections.abc import Iterator
from dataclasses import dataclass

from goodstanding.core.basis.faults import Refused
from goodstanding.store.models import Entity, StandingGrade, StandingRun
from goodstanding.store.population.faults_population import NOT_LOADED


def refuse_unloaded(model: str) -> None:
    """Refuse where a model's grades were computed and are not in the database."""
    run = StandingRun.objects.filter(model=model, loaded=False).first()
    if run is not None:
        raise Refused(NOT_LOADED.at(model, run=run.run))


@dataclass(frozen=True, slots=True)
class StandingView:
    """The grade of one entity as last computed."""

    key: str
    score: int
    grade: str


def standings(model: str) -> Iterator[StandingView]:
    """Yield the standing grade of every entity that the model graded, by entity number.

    Refused where there are too many for the database, rather than yield nobody.
    """
    refuse_unloaded(model)
    graded = {
        number: (score, grade)
        for number, score, grade in StandingGrade.objects.filter(model=model).values_list(
            "entity", "score", "grade"
        )
    }
    for number, key in Entity.objects.order_by("number").values_list("number", "key"):
        if number in graded:
            yield StandingView(key, *graded[number])
