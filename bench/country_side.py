"""One step of the country's run in a process of its own: written, or appraised. Tells JSON.

`python -m bench.country_side write FOLDER ENTITIES SEED`
`python -m bench.country_side appraise COPY FOLDER EXPLAIN`
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

from bench.measure import Row
from goodstanding.demo.country.plan import RECORDS_PER_ENTITY
from goodstanding.demo.country.write import write_country
from goodstanding.store.population.run import Done, appraise_copy
from goodstanding.store.shelf import load_policy

ON = date(2026, 10, 31)
MODEL = "public_credit"
MEMORY = "8GB"
MEGA = 1 << 20
EACH = 30
"""Seconds between two words of progress."""


class Clock:
    """Says now and then how far a step is, and how long it will take."""

    def __init__(self) -> None:
        """Start."""
        self.began = self.said = time.perf_counter()

    def tell(self, done: int, total: int) -> None:
        """Say how far it is, if nothing was said for a while."""
        now = time.perf_counter()
        if done and now - self.said > EACH:
            self.said = now
            left = (now - self.began) * (total - done) / done
            sys.stderr.write(f"{done:,} of {total:,} records, {left:.0f} s left\n")

    @property
    def seconds(self) -> float:
        """Return the seconds since the start."""
        return round(time.perf_counter() - self.began, 2)


def write(folder: str, entities: str, seed: str) -> Row:
    """Write a country."""
    clock = Clock()
    written = write_country(
        Path(folder),
        seed=int(seed),
        entities=int(entities),
        records_per_entity=RECORDS_PER_ENTITY,
        policy=load_policy(),
        on=ON,
        progress=clock.tell,
    )
    return {
        "records": written.records,
        "live": written.live,
        "mb": written.bytes // MEGA,
        "seconds": clock.seconds,
    }


def appraise(copy: str, folder: str, explain: str) -> Row:
    """Appraise everybody of a country to durable grades."""
    policy = load_policy()
    clock = Clock()

    def tell(done: Done) -> None:
        clock.tell(done.records, done.records_in_all)

    result = appraise_copy(
        policy.models[MODEL],
        policy,
        folder=Path(folder),
        copy=Path(copy),
        on=ON,
        class_is_on=True,
        explain=explain == "1",
        memory=MEMORY,
        progress=tell,
    )
    seconds = clock.seconds
    sizes = {"grades": 0, "evidence": 0}
    for path in result.standings.base.folder.rglob("*.parquet"):
        sizes["evidence" if path.name.startswith("evidence") else "grades"] += path.stat().st_size
    return {
        "entities": result.standings.entities,
        "by_grade": result.standings.by_grade(policy.models[MODEL]),
        "seconds": seconds,
        "cpu_seconds": round(time.process_time(), 2),
        "grades_mb": round(sizes["grades"] / MEGA, 1),
        "evidence_mb": round(sizes["evidence"] / MEGA, 1),
    }


STEPS = {"write": write, "appraise": appraise}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(STEPS[sys.argv[1]](*sys.argv[2:])) + "\n")
