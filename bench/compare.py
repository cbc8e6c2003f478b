"""Two versions of a card on everybody, with the table of who moves, beside one run.

python -m bench.compare [folder] [entities]
"""

import sys

from bench.card import size
from bench.measure import Row, alternate, row, two_cores
from bench.ours import MEMORY, THREADS, run_full
from bench.world import MODEL, World, world_of_arguments
from goodstanding.store.population.compare import Comparison, compare
from goodstanding.store.population.engine import limits_of


def both(data: World) -> Comparison:
    """Run the card and its other version, and set them side by side."""
    other = data.other()
    first = run_full(data, data.out("ours"))
    second = run_full(data, data.out("ours-other"), policy=other)
    return compare(
        (data.model, first.standings),
        (other.models[MODEL], second.standings),
        copy=data.copy,
        target=data.out("moved.parquet"),
        limits=limits_of(MEMORY, THREADS),
    )


def rows(data: World) -> list[Row]:
    """Return the bar of two versions."""
    moving = both(data).moving
    spent = alternate({"both": lambda: both(data), "one": lambda: run_full(data, data.out("ours"))})
    return [
        row(
            "two versions of the card, beside one run",
            spent["both"].wall,
            spent["one"].wall,
            "our run of one version",
            f"{size(data)}; {moving} entities move, table by class and file of all of them",
        )
    ]


def main() -> None:
    """Print the bars, one a line."""
    two_cores()
    for one in rows(world_of_arguments(__doc__)):
        sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
