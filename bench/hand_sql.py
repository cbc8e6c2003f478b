"""The card as an expert writes it by hand, for DuckDB and for Polars: score and grade, no more.

Three forms in SQL, all of which are tried; the fastest is the peer. `as_of`: an entry number; what
came later, or was put out of force by then, does not count. ANTI JOIN is written out: DuckDB 2.0
plans NOT EXISTS over a correlated subquery at three times the cost, NOT IN at more.
"""

import os
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl

from bench.world import ON, TYPES, World
from goodstanding.core.basis.days import months_before

PENALTY, INSPECTION, REGISTRATION, PLEDGE, HONOUR = range(len(TYPES))
GRADES = ("A", "B", "C", "D", "N")
"""Places of the grades; the last is "not enough data"."""
AS_FILE = "(FORMAT parquet, COMPRESSION zstd)"


def days(on: date = ON) -> Mapping[str, date]:
    """Return the days that decide: a record of one of them or an earlier day has passed it."""
    return {
        **{f"m{months}": months_before(on, months) for months in (6, 12, 24, 36, 60)},
        "shown": months_before(on - timedelta(days=1), 36),
        "grace": on - timedelta(days=15),
        "need": on - timedelta(days=180),
    }


def sums(on: date = ON) -> Mapping[str, tuple[int, str]]:
    """Return each figure of an entity: the type that it is of, and what is summed."""
    d = {name: f"DATE '{day}'" for name, day in days(on).items()}
    return {
        "general": (
            PENALTY,
            (
                f"CASE WHEN code = 1 AND day > {d['m36']} THEN CASE WHEN day <= {d['m24']} THEN -7"
                f" WHEN day <= {d['m12']} THEN -15 WHEN day <= {d['m6']} THEN -22 ELSE -30 END"
                " ELSE 0 END"
            ),
        ),
        "grave": (
            PENALTY,
            (
                f"CASE WHEN code = 2 AND day > {d['shown']} AND day <= {d['grace']}"
                " THEN -100 ELSE 0 END"
            ),
        ),
        "heavy": (
            PENALTY,
            f"CASE WHEN code = 2 AND fine >= 2000000 AND day > {d['m24']} THEN 1 ELSE 0 END",
        ),
        "found": (
            INSPECTION,
            (
                f"CASE WHEN day <= {d['m24']} THEN 0 WHEN code = 2 THEN -20 WHEN code = 3 THEN -60"
                " ELSE 0 END"
            ),
        ),
        "clean": (INSPECTION, f"CASE WHEN code <= 1 AND day > {d['m12']} THEN 1 ELSE 0 END"),
        "known": (REGISTRATION, f"CASE WHEN day <= {d['need']} THEN 1 ELSE 0 END"),
        "kept": (PLEDGE, f"CASE WHEN code = 1 AND day > {d['m24']} THEN 1 ELSE 0 END"),
        "broken": (PLEDGE, f"CASE WHEN code = 2 AND day > {d['m36']} THEN -60 ELSE 0 END"),
        "honour": (
            HONOUR,
            (
                f"CASE WHEN day <= {d['m60']} THEN 0 WHEN code = 0 THEN 50 WHEN code = 1 THEN 30"
                " ELSE 20 END"
            ),
        ),
    }


def graded(relation: str) -> str:
    """Return score and grade from the figures."""
    score = (
        "600 + greatest(greatest(general, -120) + greatest(grave, -200), -250)"
        " + CASE WHEN kept >= 2 THEN 40 WHEN kept = 1 THEN 20 ELSE 0 END + broken"
        " + greatest(found, -90)"
        " + CASE WHEN clean >= 2 THEN 30 WHEN clean = 1 THEN 15 ELSE 0 END"
        " + least(honour, 60)"
    )
    earned = "CASE WHEN score >= 640 THEN 0 WHEN score >= 560 THEN 1 WHEN score >= 420 THEN 2"
    grade = (
        f"CASE WHEN known = 0 THEN 4 WHEN heavy > 0 AND score >= 420 THEN 2 ELSE {earned}"
        " ELSE 3 END END"
    )
    return (
        f"SELECT entity, score::INTEGER AS score, ({grade})::UTINYINT AS grade"
        f" FROM (SELECT *, {score} AS score FROM ({relation}))"
    )


def in_force(world: World, on: date = ON) -> str:
    """Return the rows that count: known by then, in force by then, not of days to come."""
    return (
        f"SELECT * FROM '{world.flat}' ANTI JOIN (SELECT seq FROM '{world.displaced}'"
        f' WHERE "by" <= {world.known}) USING (seq)'
        f" WHERE seq <= {world.known} AND day <= DATE '{on}'"
    )


# --- three forms ------------------------------------------------------------------------------


def one_pass(world: World, on: date = ON) -> str:
    """Return the first form: one grouping over the whole table, a conditional sum a figure."""
    figures = ", ".join(
        f"sum(CASE WHEN type = {of} THEN {what} ELSE 0 END) AS {name}"
        for name, (of, what) in sums(on).items()
    )
    return graded(f"SELECT entity, {figures} FROM ({in_force(world, on)}) GROUP BY entity")


def filtered(world: World, on: date = ON) -> str:
    """Return the second form: the same with FILTER clauses, types told apart before anything."""
    figures = ", ".join(
        f"coalesce(sum({what}) FILTER (type = {of}), 0) AS {name}"
        for name, (of, what) in sums(on).items()
    )
    return graded(f"SELECT entity, {figures} FROM ({in_force(world, on)}) GROUP BY entity")


def packed(world: World, on: date = ON) -> str:
    """Return the third form: what each row adds is worked out first, in one whole number each."""
    figures = sums(on)
    by_type: dict[int, list[str]] = {}
    for name, (of, _) in figures.items():
        by_type.setdefault(of, []).append(name)
    widest = max(len(names) for names in by_type.values())
    slots = []
    for slot in range(widest):
        whens = " ".join(
            f"WHEN {of} THEN {figures[names[slot]][1]}"
            for of, names in by_type.items()
            if len(names) > slot
        )
        slots.append(f"(CASE type {whens} ELSE 0 END)::INTEGER AS x{slot}")
    summed = ", ".join(
        f"coalesce(sum(x{names.index(name)}) FILTER (type = {of}), 0) AS {name}"
        for of, names in by_type.items()
        for name in names
    )
    rows = f"SELECT entity, type, {', '.join(slots)} FROM ({in_force(world, on)})"
    return graded(f"SELECT entity, {summed} FROM ({rows}) GROUP BY entity")


def by_type(world: World, on: date = ON, *, buckets: tuple[int, int] | None = None) -> str:
    """Return the fourth form: on one file a type, as our copy has them; one grouping a type."""
    relations = []
    words = {PENALTY: "f_weight", INSPECTION: "f_result", PLEDGE: "f_performance"}
    words |= {HONOUR: "f_level", REGISTRATION: "0"}
    for of, name in enumerate(TYPES):
        files = [
            f"'{world.copy}/{one.file}'"
            for bucket, some in world.manifest.records[name].items()
            for one in some
            if buckets is None or buckets[0] <= bucket < buckets[1]
        ]
        gone = [
            f"'{world.copy}/{one.file}'"
            for one in world.manifest.superseded[name]
            if buckets is None
            or (
                buckets[0] <= world.manifest.bucket(one.first)
                and world.manifest.bucket(one.last) < buckets[1]
            )
        ]
        figures = ", ".join(
            f"sum({what}) AS {figure}" for figure, (type_, what) in sums(on).items() if type_ == of
        )
        fine = ", f_fine AS fine" if of == PENALTY else ""
        rows = (
            f"SELECT entity, day, {words[of]} AS code{fine}"
            f" FROM read_parquet([{', '.join(files)}]) ANTI JOIN (SELECT seq"
            f' FROM read_parquet([{", ".join(gone)}]) WHERE "by" <= {world.known}) USING (seq)'
            f" WHERE seq <= {world.known} AND day <= DATE '{on}'"
        )
        relations.append(f"(SELECT entity, {figures} FROM ({rows}) GROUP BY entity) t{of}")
    joined = f"{relations[REGISTRATION]} " + " ".join(
        f"LEFT JOIN {relation} USING (entity)"
        for of, relation in enumerate(relations)
        if of != REGISTRATION
    )
    figures = ", ".join(f"coalesce({figure}, 0) AS {figure}" for figure in sums(on))
    return graded(f"SELECT entity, {figures} FROM {joined}")


FORMS = {"one pass": one_pass, "filtered": filtered, "packed": packed, "by type": by_type}


def run_sql(statement: str, out: Path) -> Path:
    """Run a statement as its author would: two threads, one file of grades."""
    with duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "4GB"}) as database:
        database.execute("SET preserve_insertion_order = false")
        database.execute(f"COPY ({statement}) TO '{out}' {AS_FILE}")
    settle(out)
    return out


def settle(path: Path) -> None:
    """Bring a file to the disk: grades are durable on all sides."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def run_by_bucket(world: World, out: Path, on: date = ON, *, step: int = 1) -> Path:
    """Run the fourth form bucket by bucket, which keeps each grouping small: one file each."""
    out.mkdir(exist_ok=True)
    buckets = (world.entities >> world.manifest.bits) + 1
    with duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "4GB"}) as database:
        database.execute("SET preserve_insertion_order = false")
        for first in range(0, buckets, step):
            statement = by_type(world, on, buckets=(first, first + step))
            database.execute(f"COPY ({statement}) TO '{out}/{first:05d}.parquet' {AS_FILE}")
            settle(out / f"{first:05d}.parquet")
    return out


# --- Polars -----------------------------------------------------------------------------------


def either(*cases: tuple[pl.Expr, int]) -> pl.Expr:
    """Return the number of the first condition that holds, else 0."""
    found: pl.Expr = pl.lit(0, pl.Int32)
    for holds, value in reversed(cases):
        found = pl.when(holds).then(pl.lit(value, pl.Int32)).otherwise(found)
    return found


def polars_figures(d: Mapping[str, date]) -> dict[str, pl.Expr]:
    """Return each figure of an entity as what a row adds to it."""
    day, code, of = pl.col("day"), pl.col("code"), pl.col("type")
    penalty, inspection, pledge = of == PENALTY, of == INSPECTION, of == PLEDGE
    general = penalty & (code == 1)
    return {
        "general": either(
            (~general | (day <= d["m36"]), 0),
            (day <= d["m24"], -7),
            (day <= d["m12"], -15),
            (day <= d["m6"], -22),
            (general, -30),
        ),
        "grave": either((penalty & (code == 2) & (day > d["shown"]) & (day <= d["grace"]), -100)),
        "heavy": either(
            (penalty & (code == 2) & (pl.col("fine") >= 2_000_000) & (day > d["m24"]), 1)
        ),
        "found": either((~inspection | (day <= d["m24"]), 0), (code == 2, -20), (code == 3, -60)),
        "clean": either((inspection & (code <= 1) & (day > d["m12"]), 1)),
        "known": either(((of == REGISTRATION) & (day <= d["need"]), 1)),
        "kept": either((pledge & (code == 1) & (day > d["m24"]), 1)),
        "broken": either((pledge & (code == 2) & (day > d["m36"]), -60)),
        "honour": either(
            ((of != HONOUR) | (day <= d["m60"]), 0),
            (code == 0, 50),
            (code == 1, 30),
            (code == 2, 20),
        ),
    }


def polars_plan(world: World, on: date = ON) -> pl.LazyFrame:
    """Return the card for Polars: a lazy plan over the same table."""
    d = days(on)
    gone = pl.scan_parquet(world.displaced).filter(pl.col("by") <= world.known).select("seq")
    rows = (
        pl.scan_parquet(world.flat)
        .filter((pl.col("seq") <= world.known) & (pl.col("day") <= on))
        .join(gone, on="seq", how="anti")
    )
    figures = polars_figures(d)
    grouped = rows.group_by("entity").agg(
        *(what.sum().alias(name) for name, what in figures.items())
    )

    def steps(name: str, one: int, two: int) -> pl.Expr:
        return either((pl.col(name) >= 2, two), (pl.col(name) == 1, one))

    def least(value: pl.Expr, floor: int) -> pl.Expr:
        return pl.max_horizontal(value, pl.lit(floor, pl.Int32))

    score = (
        600
        + least(least(pl.col("general"), -120) + least(pl.col("grave"), -200), -250)
        + steps("kept", 20, 40)
        + pl.col("broken")
        + least(pl.col("found"), -90)
        + steps("clean", 15, 30)
        + pl.min_horizontal(pl.col("honour"), pl.lit(60, pl.Int32))
    )
    score_is = pl.col("score")
    grade = either(
        (pl.col("known") == 0, 4),
        ((pl.col("heavy") > 0) & (score_is >= 420), 2),
        (score_is >= 640, 0),
        (score_is >= 560, 1),
        (score_is >= 420, 2),
        (score_is < 420, 3),
    )
    return grouped.with_columns(score.cast(pl.Int32).alias("score")).select(
        "entity", "score", grade.cast(pl.UInt8).alias("grade")
    )


def run_polars(world: World, out: Path, on: date = ON) -> Path:
    """Run the plan on Polars' streaming engine into a file."""
    polars_plan(world, on).sink_parquet(out, compression="zstd", engine="streaming")
    settle(out)
    return out
