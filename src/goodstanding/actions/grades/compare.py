"""Two versions of the rules on everybody: what would become of whom."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from goodstanding.actions.grades.appraise import (
    Progress,
    Wanted,
    chosen_models,
    run_model,
    standings_folder,
)
from goodstanding.actions.grades.copy import copy_folder
from goodstanding.core.appraisal.faults_appraisal import UNKNOWN_MODEL
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.copy.sync import sync
from goodstanding.store.population.compare import MOVED, Comparison, compare
from goodstanding.store.population.engine import limits_of


@dataclass(frozen=True, slots=True)
class Compared:
    """A model under our policy and under another, on a day."""

    model: str
    day: date
    ours: str
    other: str
    comparison: Comparison


def compare_populations(
    *,
    on: date,
    policy: Policy,
    other: Policy,
    wanted: Wanted,
    progress: Progress | None = None,
    model: str | None = None,
) -> list[Compared]:
    """Appraise everybody under both policies and return who moves; no grade in force is touched.

    Standings of ours that are up to date are used as they are.
    """
    if wanted.copy is None:
        sync(copy_folder(), policy=policy)
    copy = wanted.copy or copy_folder()
    found = []
    for one in chosen_models(policy, model):
        if one.id not in other.models:
            known = ", ".join(other.models)
            raise Refused(UNKNOWN_MODEL.at("--compare", model=one.id, known=known))
        ours = run_model(one, policy, wanted, progress, on=on).standings
        folder: Path = standings_folder(one.id, wanted).parent / "compared" / other.digest[:16]
        beside = replace(wanted, out=folder, copy=copy)
        theirs = run_model(other.models[one.id], other, beside, progress, on=on).standings
        comparison = compare(
            (one, ours),
            (other.models[one.id], theirs),
            copy=copy,
            target=folder / one.id / MOVED,
            limits=limits_of(wanted.memory, wanted.threads),
        )
        found.append(Compared(one.id, on, policy.digest, other.digest, comparison))
    return found
