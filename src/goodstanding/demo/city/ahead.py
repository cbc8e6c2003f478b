"""Writes the city, and judges its files, in a process of its own, so that intake can follow.

The second core has the files' rows judged while the first seals the file before.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.city.chance import Chance
from goodstanding.demo.city.manifest import CityFile
from goodstanding.demo.city.write import Plan, write_city
from goodstanding.store.stage.beside import hand_over_mappings
from goodstanding.store.stage.judged import batch_seed, write_judged
from goodstanding.store.stage.row_judge import Ticket

GIVES_WAY = 10
"""How much the processes beside give way to the one that everybody waits for."""
Then = Callable[[], None]
MakeChance = Callable[[int], Chance]
"""Makes chance from a seed: `random.Random`, named by a door."""


hand_over_mappings()


@dataclass(frozen=True, slots=True)
class Judging:
    """What the writing process needs to judge its files as intake would."""

    policy: Policy
    seed: str
    key: bytes
    """The deployment's fingerprint key."""


def judged_path(folder: Path, file: CityFile) -> Path:
    """Return where a file's rows are when they have been judged ahead."""
    return folder / f"{file.path}.judged"


class WrittenAhead:
    """A city that is being written; iterate over its files as they are complete."""

    def __init__(
        self, folder: Path, plan: Plan, make_chance: MakeChance, judging: Judging | None = None
    ) -> None:
        """Start writing at once."""
        context = multiprocessing.get_context("spawn")
        self._files, there = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_write, args=(there, folder, plan.checked(), make_chance, judging), daemon=True
        )
        self._process.start()
        self._begin, self._end = _nothing, _nothing
        there.close()

    def then(self, begin: Then, end: Then) -> None:
        """Begin something when a file is asked for and all are written; end it after the last."""
        self._begin, self._end = begin, end

    def __iter__(self) -> Iterator[CityFile]:
        """Give each file when it is complete; fail where the writer failed."""
        while True:
            try:
                file = self._files.recv()
            except EOFError:
                break
            if not self._process.is_alive():
                self._begin()
            yield file
        self._process.join()
        self._end()
        if self._process.exitcode:
            raise RuntimeError("the process that writes the city has failed")

    def stop(self) -> None:
        """End the writer where nobody will read on."""
        self._files.close()
        self._process.terminate()
        self._process.join()


def _nothing() -> None:
    """Do nothing."""


def _write(
    there: Connection, folder: Path, plan: Plan, make_chance: MakeChance, judging: Judging | None
) -> None:
    """Write the city and tell of each file (runs in the other process, which gives way to ours)."""
    os.nice(GIVES_WAY)
    with there:
        for file in write_city(folder, plan, make_chance(plan.seed)):
            if judging:
                _judge(folder, file, judging)
            there.send(file)


def _judge(folder: Path, file: CityFile, judging: Judging) -> None:
    policy = judging.policy
    layout = policy.layouts[file.layout]
    ticket = Ticket(
        file_digest=file.sha256,
        layout=file.layout,
        learnt_day=file.learnt_day.isoformat(),
        seed=batch_seed(judging.seed, layout, file.name, file.sha256),
        policy=policy.digest,
        fictional=True,
    )
    write_judged(
        judged_path(folder, file), folder / file.path, ticket, policy=policy, key=judging.key
    )
