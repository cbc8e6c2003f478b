"""Explanations for everybody beside grades alone, and beside zen-engine with its trace.

python -m bench.explain [folder] [entities]
"""

import sys

from bench import zen_side
from bench.card import MICRO, ZEN_CASES, size
from bench.measure import Row, alternate, row, two_cores
from bench.ours import run_full
from bench.world import World, world_of_arguments


def rows(data: World) -> list[Row]:
    """Return the bars of explanations."""
    spent = alternate(
        {
            "grades": lambda: run_full(data, data.out("ours")),
            "explained": lambda: run_full(data, data.out("ours-explained"), explain=True),
        }
    )
    count = min(ZEN_CASES, data.entities)
    cases, engine = zen_side.cases(data, count), zen_side.engine()
    traced = alternate({"zen": lambda: zen_side.decide(engine, cases, trace=True)}, repeat=3)["zen"]
    explained = spent["explained"].wall
    return [
        row(
            "explanations for all, beside our grades alone",
            explained,
            spent["grades"].wall,
            "our grades alone",
            f"{size(data)}; every record's points, its next change and its end",
        ),
        row(
            "explanations, for each entity, zen with trace",
            explained * MICRO / data.entities,
            traced.wall * MICRO / count,
            "zen-engine, trace",
            f"the whole card, for each entity; {count} cases, ready before the clock starts",
            unit="µs",
        ),
    ]


def main() -> None:
    """Print the bars, one a line."""
    two_cores()
    for one in rows(world_of_arguments(__doc__)):
        sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
