"""Sends the city's files day by day to intake, and freezes every score when a window starts.

The clock is an argument of each step: on day D the ledger knows what was received before D, so a
score that is frozen on D, before that day's files, rests on nothing later.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from sys import intern

from goodstanding.actions.grades.appraise import appraise_population
from goodstanding.actions.intake.receive import receive
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.receipt import Receipt
from goodstanding.demo.chicago.daily import DayFile
from goodstanding.demo.chicago.figures import Frozen
from goodstanding.store.queries.standings import standings

ACTOR = "demo:chicago"
MODEL = "chicago_inspection_priority"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What the replay did: its receipts in order, and what was frozen on each start."""

    receipts: tuple[Receipt, ...]
    frozen: Mapping[date, Frozen]


def replay(
    files: Sequence[DayFile],
    starts: Sequence[date],
    *,
    folder: Path,
    policy: Policy,
    seed: str,
    progress: Progress,
) -> Replayed:
    """Send `files` in order; freeze all scores on each of `starts`, before that day's files.

    `folder`: where the files are written, one at a time.
    """
    receipts: list[Receipt] = []
    frozen: dict[date, Frozen] = {}
    waiting = sorted(starts)
    for number, file in enumerate(files):
        while waiting and waiting[0] <= file.day:
            start = waiting.pop(0)
            frozen[start] = freeze(start, policy=policy)
        path = file.write(folder)
        receipts.append(
            receive(
                path,
                department=file.department,
                on=file.day,
                actor=ACTOR,
                policy=policy,
                seed=seed,
            )
        )
        path.unlink()
        progress("chicago", number + 1, len(files))
    return Replayed(tuple(receipts), frozen)


@cache
def _held(score: int, grade: str) -> tuple[int, str]:
    """Return the one pair of its kind: twelve freezes of 12,000 businesses hold few of them."""
    return score, grade


def freeze(start: date, *, policy: Policy) -> Frozen:
    """Appraise every business from what is known now, and keep the scores as of `start`."""
    appraise_population(on=start, policy=policy, model=MODEL)
    nothing = evaluate(policy.models[MODEL], (), policy=policy, on=start)
    return Frozen(
        standings={intern(one.key): _held(one.score, one.grade) for one in standings(MODEL)},
        unknown=(nothing.score, nothing.grade),
    )
