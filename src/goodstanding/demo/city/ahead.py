"""Writes the city in a process of its own, so that intake can follow file by file."""

import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from goodstanding.demo.city.chance import Chance
from goodstanding.demo.city.manifest import CityFile
from goodstanding.demo.city.write import Plan, write_city

MakeChance = Callable[[int], Chance]
"""Makes chance from a seed: `random.Random`, named by a door."""


class WrittenAhead:
    """A city that is being written; iterate over its files as they are complete."""

    def __init__(self, folder: Path, plan: Plan, make_chance: MakeChance) -> None:
        """Start writing at once."""
        context = multiprocessing.get_context("spawn")
        self._files, there = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_write, args=(there, folder, plan.checked(), make_chance), daemon=True
        )
        self._process.start()
        there.close()

    def __iter__(self) -> Iterator[CityFile]:
        """Give each file when it is complete; fail where the writer failed."""
        while True:
            try:
                file = self._files.recv()
            except EOFError:
                break
            yield file
        self._process.join()
        if self._process.exitcode:
            raise RuntimeError("the process that writes the city has failed")

    def stop(self) -> None:
        """End the writer where nobody will read on."""
        self._files.close()
        self._process.terminate()
        self._process.join()


def _write(there: Connection, folder: Path, plan: Plan, make_chance: MakeChance) -> None:
    """Write the city and tell of each file (runs in the other process)."""
    with there:
        for file in write_city(folder, plan, make_chance(plan.seed)):
            there.send(file)
