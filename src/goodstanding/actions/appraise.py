"""Appraising everybody: standing grades, which are derived and can be computed again any time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import connection, transaction

from goodstanding.core.appraisal.classes import is_in_force
from goodstanding.core.appraisal.evaluate import check_day
from goodstanding.core.appraisal.faults_appraisal import UNKNOWN_MODEL
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.analytics.duckdb_run import appraise_all
from goodstanding.store.analytics.reader import DatabaseReader
from goodstanding.store.analytics.standing_grades import replace_grades

Progress = Callable[[str, int, int], None]
"""Called with the model's id, the steps done and the steps in all."""


@dataclass(frozen=True, slots=True)
class ModelResult:
    """How many entities a model appraised, by grade ("N": not enough data)."""

    model: str
    grades: Mapping[str, int]

    @property
    def entities(self) -> int:
        """Return how many entities were appraised."""
        return sum(self.grades.values())


@dataclass(frozen=True, slots=True)
class PopulationResult:
    """What an appraisal of the population gave."""

    day: date
    policy: str
    models: tuple[ModelResult, ...]

    @property
    def entities(self) -> int:
        """Return how many entities were appraised under all models."""
        return sum(result.entities for result in self.models)


def appraise_population(
    *, on: date, policy: Policy, progress: Progress | None = None, model: str | None = None
) -> PopulationResult:
    """Write the standing grade of every entity that a model grades, as of what is known now.

    Each model's grades are replaced as a whole, in one transaction: readers see the old ones or
    the new ones. Entities of classes that are off get none.
    """
    check_day(on)
    results = []
    for one in _chosen(policy, model):
        with transaction.atomic():
            _one_state()
            results.append(_appraise(one, policy, progress, on=on))
    return PopulationResult(on, policy.digest, tuple(results))


def _chosen(policy: Policy, model: str | None) -> tuple[Model, ...]:
    """Return the named model, or all."""
    if model is None:
        return tuple(policy.models.values())
    if model not in policy.models:
        raise Refused(UNKNOWN_MODEL.at("model", model=model, known=", ".join(policy.models)))
    return (policy.models[model],)


def _one_state() -> None:
    """Let every statement of this transaction see the same state of the database.

    A transaction of SQLite always does.
    """
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _appraise(model: Model, policy: Policy, progress: Progress | None, *, on: date) -> ModelResult:
    """Appraise the population under one model."""

    def told(done: int, total: int) -> None:
        if progress:
            progress(model.id, done, total)

    standings = appraise_all(
        model,
        policy,
        DatabaseReader(),
        on=on,
        class_is_on=is_in_force(settings.CLASS_92_BASIS, policy, on=on),
        progress=told,
    )
    return ModelResult(
        model.id, replace_grades(model, standings, policy_digest=policy.digest, on=on)
    )
