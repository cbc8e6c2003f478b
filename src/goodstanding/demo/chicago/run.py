"""The main job on a real city, from the shipped files to the figures."""

from pathlib import Path

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.chicago.daily import INSPECTIONS, LICENCES, day_files
from goodstanding.demo.chicago.figures import figures, ground
from goodstanding.demo.chicago.replay import Progress, replay
from goodstanding.demo.chicago.source import data_folder
from goodstanding.demo.chicago.summary import ChicagoSummary
from goodstanding.demo.chicago.windows import PUBLISHED, ROLLING


def run_chicago(
    *, policy: Policy, folder: Path, seed: str, progress: Progress | None = None
) -> ChicagoSummary:
    """Replay the city into the ledger, order every window, and return the figures.

    `folder`: where day files are written, one at a time. `seed`: of the ledger's salts; no figure
    depends on it. The ledger may not know a day after 2011-09-01 yet, or the first file is refused.
    """
    told = progress or _silent
    data = data_folder()
    files = day_files(data)
    starts = [window.start for window in (*ROLLING, PUBLISHED)]
    done = replay(files, starts, folder=folder, policy=policy, seed=seed, progress=told)
    accepted = {
        department: sum(one.accepted for one in done.receipts if one.department == department)
        for department in (INSPECTIONS, LICENCES)
    }
    return ChicagoSummary(
        inspections=accepted[INSPECTIONS],
        licences=accepted[LICENCES],
        batches=len(done.receipts),
        first_day=files[0].day,
        last_day=files[-1].day,
        figures=figures(ground(data), done.frozen),
    )


def _silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
    del what, done, total
