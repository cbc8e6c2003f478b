"""Our side of the card's benchmarks: from the copy to durable grades, as `appraise` does it."""

import shutil
from datetime import date
from pathlib import Path

from bench.world import MODEL, ON, World
from goodstanding.core.policy.shape import Policy
from goodstanding.store.population.run import RunResult, appraise_copy
from goodstanding.store.population.standings import rows_sql

MEMORY = "4GB"
THREADS = 2


def run_full(
    world: World,
    folder: Path,
    *,
    on: date = ON,
    known: int | None = None,
    explain: bool = False,
    policy: Policy | None = None,
) -> RunResult:
    """Appraise everybody from nothing: what stood in `folder` before is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    rules = policy or world.policy
    return appraise_copy(
        rules.models[MODEL],
        rules,
        folder=folder,
        copy=world.copy,
        on=on,
        known=world.known if known is None else known,
        class_is_on=True,
        explain=explain,
        memory=MEMORY,
        threads=THREADS,
    )


def grades(result: RunResult) -> str:
    """Return SQL for entity, score and grade as rivals number it: 4 is "not enough data"."""
    return (
        "SELECT entity, score, (CASE WHEN grade = 255 THEN 4 ELSE grade END)::UTINYINT AS grade"
        f" FROM ({rows_sql(result.standings)})"
    )
