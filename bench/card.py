"""The card on everybody: our run beside the best that can be written by hand, and rule engines.

    python -m bench.card [folder] [entities]

Every side gives score and grade of the same entities, 0 differences, or the benchmark ends. Ours
does more: it also stores indicators and the day of the next change. Rule engines decide a sample
of entities, in their best form; their time is compared for each entity.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from bench import openfisca_side, optbinning_side, zen_side
from bench.hand_sql import FORMS, run_by_bucket, run_polars, run_sql, settle
from bench.law_side import standing_by_law
from bench.measure import Row, Spent, alternate, row, two_cores
from bench.ours import grades, run_full
from bench.same import must_agree, rows_in
from bench.world import World, world_of_arguments

BY_LAW = 2_000
ZEN_CASES = 10_000
OPENFISCA_ENTITIES = 200_000
MICRO = 1_000_000
BY_BUCKET = "by bucket"
POLARS = "polars"


def rows(data: World) -> list[Row]:
    """Return the bars of the whole card: beside every form by hand, then beside rule engines."""
    hand = hand_written(data)
    agree_with_all(data, hand)
    agree_with_law(data)
    spent = alternate({"ours": lambda: run_full(data, data.out("ours")), **hand})
    best = min(hand, key=lambda name: spent[name].wall)
    work = f"{size(data)}; score and grade; ours also stores indicators, next change"
    found = [
        row(
            f"card, grades of all, beside {'the best by hand' if name == best else name}",
            spent["ours"].wall,
            spent[name].wall,
            f"hand-written, {name}",
            work,
        )
        for name in (best, *(name for name in hand if name != best))
    ]
    return [*found, *rule_engines(data, spent["ours"])]


def size(data: World) -> str:
    """Return how much there is, in words."""
    records = sum(
        file.rows
        for buckets in data.manifest.records.values()
        for files in buckets.values()
        for file in files
    )
    return f"{data.entities / MICRO:g} M entities, {records / MICRO:.3g} M records"


def hand_written(data: World) -> dict[str, Callable[[], Path]]:
    """Return every form that somebody would write by hand."""

    def sql(name: str) -> Callable[[], Path]:
        out = data.out(f"{name.replace(' ', '-')}.parquet")
        return lambda: run_sql(FORMS[name](data), out)

    return {
        **{f"DuckDB, {name}": sql(name) for name in FORMS},
        f"DuckDB, {BY_BUCKET}": lambda: run_by_bucket(data, data.out("by-bucket")),
        "Polars, streaming": lambda: run_polars(data, data.out("polars.parquet")),
    }


def agree_with_all(data: World, hand: dict[str, Callable[[], Path]]) -> None:
    """End the benchmark where a form by hand says otherwise of some entity."""
    ours = grades(run_full(data, data.out("ours")))
    for name, work in hand.items():
        must_agree(name, ours, rows_in(work()), entities=data.entities)


def agree_with_law(data: World) -> None:
    """End the benchmark where the law itself says otherwise of some entity."""
    count = min(BY_LAW, data.entities)
    law = standing_by_law(data, count)
    result = run_full(data, data.out("ours"))
    with duckdb.connect(":memory:") as database:
        said = database.execute(
            f"SELECT entity, score, grade FROM ({grades(result)}) WHERE entity <= {count}"
        ).fetchall()
    wrong = [entity for entity, score, grade in said if law[entity] != (score, grade)]
    if wrong or len(said) != count:
        raise RuntimeError(f"the law says otherwise of {len(wrong)} entities, such as {wrong[:3]}")


# --- rule engines, for each entity --------------------------------------------------------------


def rule_engines(data: World, ours: Spent) -> list[Row]:
    """Return the bars for each entity."""
    each = ours.wall * MICRO / data.entities
    out = data.out("said.parquet")
    run_sql(grades(run_full(data, data.out("ours"))), out)
    return [*zen_rows(data, each, out), *openfisca_rows(data, each, out), *optbinning_rows(data)]


def said_of(out: Path, count: int) -> list[tuple[int, int]]:
    """Return score and grade of the first entities."""
    with duckdb.connect(":memory:") as database:
        return database.execute(
            f"SELECT score, grade FROM '{out}' WHERE entity <= {count} ORDER BY entity"
        ).fetchall()


def zen_rows(data: World, each: float, out: Path) -> list[Row]:
    """Return ours beside zen-engine: the card compiled, cases ready, in batches."""
    count = min(ZEN_CASES, data.entities)
    cases, engine = zen_side.cases(data, count), zen_side.engine()
    found = zen_side.decide(engine, cases)
    if [(int(one["score"]), int(one["grade"])) for one in found] != said_of(out, count):
        raise RuntimeError("zen-engine decides otherwise")
    spent = alternate({"zen": lambda: zen_side.decide(engine, cases)}, repeat=3)["zen"]
    workload = f"the whole card, for each entity; {count} cases, ready before the clock starts"
    theirs = spent.wall * MICRO / count
    return [row("card, for each entity, zen", each, theirs, "zen-engine", workload, unit="µs")]


def openfisca_rows(data: World, each: float, out: Path) -> list[Row]:
    """Return ours beside openfisca-core: from the same files to grades, and its sums alone."""
    count = min(OPENFISCA_ENTITIES, data.entities)
    target = data.out("openfisca.parquet")

    def whole() -> None:
        made = openfisca_side.simulation(data, openfisca_side.arrays(data, count), count)
        openfisca_side.write(openfisca_side.decide(made), target)
        settle(target)

    whole()
    if said_of(target, count) != said_of(out, count):
        raise RuntimeError("openfisca-core decides otherwise")
    given = openfisca_side.arrays(data, count)
    ready: list[openfisca_side.Simulation] = []

    def prepare() -> None:
        ready[:] = [openfisca_side.simulation(data, given, count)]

    spent = alternate(
        {"whole": whole, "sums": lambda: openfisca_side.decide(ready[0])},
        repeat=3,
        before={"sums": prepare},
    )
    where = f"the whole card, for each entity; {count} entities"
    return [
        row(
            "card, for each entity, openfisca",
            each,
            spent["whole"].wall * MICRO / count,
            "openfisca-core",
            f"{where}, from the same files to grades on the disk",
            unit="µs",
        ),
        row(
            "card, for each entity, openfisca's sums alone",
            each,
            spent["sums"].wall * MICRO / count,
            "openfisca-core",
            f"{where}; theirs: arrays in its memory, nothing read or written; ours: all of it",
            unit="µs",
        ),
    ]


def optbinning_rows(data: World) -> list[Row]:
    """Return ours beside optbinning, both on two of the card's rules: it can say no more.

    It scores counts that somebody else must count: in SQL by hand, which is on its clock, and
    once more without, which only says what its look-up costs.
    """
    part = data.part(optbinning_side.POINTS)
    target, card = data.out("optbinning.parquet"), optbinning_side.card()
    ready = optbinning_side.counts(data)

    def whole() -> None:
        given = optbinning_side.counts(data)
        optbinning_side.write(given, optbinning_side.score(card, given), target)
        settle(target)

    whole()
    result = run_full(data, data.out("ours-part"), policy=part)
    ours = f"SELECT entity, score - 600 AS score, 0 AS grade FROM ({grades(result)})"
    must_agree("optbinning", ours, rows_in(target), entities=data.entities)
    spent = alternate(
        {
            "ours": lambda: run_full(data, data.out("ours-part"), policy=part),
            "whole": whole,
            "score": lambda: optbinning_side.score(card, ready),
        },
        repeat=3,
    )
    each = {name: one.wall * MICRO / data.entities for name, one in spent.items()}
    where = "2 of the card's rules on both sides, for each entity"
    return [
        row(
            "card, for each entity, optbinning",
            each["ours"],
            each["whole"],
            "optbinning",
            f"{where}, from files to points on the disk; it is given counts, by SQL",
            unit="µs",
        ),
        row(
            "card, for each entity, optbinning's look-up alone",
            each["ours"],
            each["score"],
            "optbinning",
            f"{where}; theirs: counts ready in memory, nothing written; ours: from files to grades",
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
