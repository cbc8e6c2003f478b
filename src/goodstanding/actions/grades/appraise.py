"""Appraising everybody: standing grades, which are derived and can be computed again any time.

One way through the house: the copy is brought level with the ledger, whom something changed of is
computed from it, and at pilot scale the grades are loaded into the database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from goodstanding.actions.grades.copy import copy_folder
from goodstanding.actions.grades.engines import appraise_on_spark
from goodstanding.core.appraisal.classes import is_in_force
from goodstanding.core.appraisal.evaluate import check_day
from goodstanding.core.appraisal.faults_appraisal import UNKNOWN_MODEL
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.copy.manifest import read_manifest
from goodstanding.store.copy.slices import known_seq
from goodstanding.store.copy.sync import sync
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.load import load
from goodstanding.store.population.run import Done, RunResult, appraise_copy

Progress = Callable[[str, int, int], None]
"""Called with the model's id, the records done and the records in all."""
MEMORY = "2GB"
THREADS = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """How everybody is to be appraised; without anything, the deployment's own archive.

    `known_on`: from what was known on a day · `full`: everybody, whatever changed · `copy`: a copy
    that exists already, of whatever source · `out`: where the standings go. With `known_on`,
    `copy` or `out` the database's grades stay as they are.
    """

    known_on: date | None = None
    full: bool = False
    explain: bool = False
    memory: str = MEMORY
    threads: int = THREADS
    engine: str = "duckdb"
    master: str = ""
    copy: Path | None = None
    out: Path | None = None

    @property
    def is_own(self) -> bool:
        """Return whether the result is what the deployment's register shows."""
        return self.known_on is None and self.copy is None and self.out is None


@dataclass(frozen=True, slots=True)
class ModelResult:
    """How many entities a model appraised, by grade ("N": not enough data)."""

    model: str
    grades: Mapping[str, int]
    computed: int = 0
    loaded: bool = False
    folder: Path = field(default_factory=Path)
    why: tuple[Text, ...] = ()

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
    *,
    on: date,
    policy: Policy,
    progress: Progress | None = None,
    model: str | None = None,
    wanted: Wanted | None = None,
) -> PopulationResult:
    """Bring the standing grade of every entity that a model grades to a day.

    Each model's grades change in one transaction: readers see the old ones or the new ones.
    Entities of classes that are off get none.
    """
    check_day(on)
    asked = wanted or Wanted()
    chosen = chosen_models(policy, model)
    if asked.copy is None:
        sync(copy_folder(), policy=policy)
    results = []
    for one in chosen:
        run = run_model(one, policy, asked, progress, on=on)
        loaded = False
        if asked.is_own:
            with transaction.atomic():
                loaded = load(one, run, most=settings.PILOT_ENTITIES)
        results.append(
            ModelResult(
                one.id,
                run.standings.by_grade(one),
                run.computed,
                loaded,
                run.standings.folder,
                run.why,
            )
        )
    return PopulationResult(on, policy.digest, tuple(results))


def chosen_models(policy: Policy, model: str | None) -> tuple[Model, ...]:
    """Return the named model, or all."""
    if model is None:
        return tuple(policy.models.values())
    if model not in policy.models:
        raise Refused(UNKNOWN_MODEL.at("model", model=model, known=", ".join(policy.models)))
    return (policy.models[model],)


def standings_folder(model: str, asked: Wanted) -> Path:
    """Return where the standings of a model go."""
    home: Path = settings.HOME / "standings"
    if asked.out is not None:
        return asked.out / model
    if asked.known_on is not None:
        return home / f"known-{asked.known_on.isoformat()}" / model
    return home / model


def run_model(
    model: Model, policy: Policy, asked: Wanted, progress: Progress | None, *, on: date
) -> RunResult:
    """Run a model over the copy: everybody, or whom something changed of."""
    copy = asked.copy or copy_folder()
    known = known_seq(read_manifest(copy), asked.known_on) if asked.known_on else None

    def told(done: Done) -> None:
        if progress:
            progress(model.id, done.records, done.records_in_all)

    if asked.engine == "spark":
        return appraise_on_spark(
            model,
            policy,
            folder=standings_folder(model.id, asked),
            copy=copy,
            on=on,
            known=known,
            class_is_on=is_in_force(settings.CLASS_92_BASIS, policy, on=on),
            explain=asked.explain,
            memory=asked.memory,
            master=asked.master,
            progress=told,
        )
    run = appraise_copy if asked.full else refresh
    return run(
        model,
        policy,
        folder=standings_folder(model.id, asked),
        copy=copy,
        on=on,
        known=known,
        class_is_on=is_in_force(settings.CLASS_92_BASIS, policy, on=on),
        explain=asked.explain,
        memory=asked.memory,
        threads=asked.threads,
        progress=told,
    )
