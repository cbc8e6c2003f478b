"""The main job on a real city, from the shipped files to the figures.

Two parts. The replay writes the database, so the process that owns it goes through it. The figures
need the frozen scores and the shipped files only, so another process can work them out meanwhile.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.chicago.daily import INSPECTIONS, LICENCES, day_files
from goodstanding.demo.chicago.figures import Frozen, figures_of
from goodstanding.demo.chicago.lean import one_thread
from goodstanding.demo.chicago.replay import Progress, replay
from goodstanding.demo.chicago.source import data_folder
from goodstanding.demo.chicago.summary import ChicagoSummary, Figures
from goodstanding.demo.chicago.windows import PUBLISHED, ROLLING


@dataclass(slots=True)
class ChicagoAhead:
    """A replayed city whose figures another process works out when it is told to."""

    inspections: int
    licences: int
    batches: int
    first_day: date
    last_day: date
    data: Path
    frozen: Mapping[date, Frozen]
    beside: Executor
    figures: "Future[Figures] | None" = None

    def work_out(self) -> None:
        """Let `beside` order every window; its process ends with that and gives its memory back."""
        if self.figures is None:
            self.figures = self.beside.submit(figures_of, self.data, self.frozen)
            self.frozen = {}
            self.beside.shutdown(wait=False)

    def await_figures(self) -> None:
        """Return when the figures are there."""
        self.summary()

    def summary(self) -> ChicagoSummary:
        """Wait for the figures, and return the whole."""
        self.work_out()
        if self.figures is None:
            raise RuntimeError("figures are being worked out by now")
        return ChicagoSummary(
            inspections=self.inspections,
            licences=self.licences,
            batches=self.batches,
            first_day=self.first_day,
            last_day=self.last_day,
            figures=self.figures.result(),
        )


@contextmanager
def process_beside() -> Iterator[Executor]:
    """Give a process of our own that works out figures; it starts with the first work."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=one_thread) as beside:
        yield beside


def run_chicago(
    *,
    policy: Policy,
    folder: Path,
    seed: str,
    beside: Executor,
    progress: Progress | None = None,
) -> ChicagoAhead:
    """Replay the city into the ledger; its windows are ordered by `beside` when that is asked for.

    It is given nothing else, and ends when that is done.
    `folder`: where day files are written, one at a time. `seed`: of the ledger's salts; no figure
    depends on it. The ledger may not know a day after 2011-09-01 yet, or the first file is refused.
    """
    data = data_folder()
    files = day_files(data)
    starts = [window.start for window in (*ROLLING, PUBLISHED)]
    done = replay(
        files, starts, folder=folder, policy=policy, seed=seed, progress=progress or _silent
    )
    accepted = {
        department: sum(one.accepted for one in done.receipts if one.department == department)
        for department in (INSPECTIONS, LICENCES)
    }
    return ChicagoAhead(
        inspections=accepted[INSPECTIONS],
        licences=accepted[LICENCES],
        batches=len(done.receipts),
        first_day=files[0].day,
        last_day=files[-1].day,
        data=data,
        frozen=done.frozen,
        beside=beside,
    )


def _silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
    del what, done, total
