"""The law, DuckDB and Spark say the same of the same copy, to the bit."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
from tests.store.spark.small import (
    compiling,
    drawn_cards,
    drawn_case,
    graded,
    on_duckdb,
    on_spark,
    worked_case,
)

from goodstanding.core.appraisal.examples import read_examples
from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY
from goodstanding.core.policy.shape import Policy
from goodstanding.store.analytics.compile_days import MACROS
from goodstanding.store.spark.dialect import for_spark, read

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PACKS = Path(__file__).resolve().parents[3] / "packs"
pytestmark = pytest.mark.xdist_group("spark")
CARDS = 6
COMPILED = 1
"""Cards for which Spark compiles its plan, as in use; for the others it evaluates the plan."""
EXPLAINED = 3
"""One card of so many is explained: Spark plans a statement more for each record type."""
MANY = 1000


def agree(spark: "SparkSession", home: Path, *, count: int, compiled: int, start: int) -> None:
    """Draw cards and copies, and compare the three."""
    for nth, card in enumerate(drawn_cards(count, start=start)):
        place = home / str(nth)
        case = drawn_case(card, place, chance=start + nth)
        explain = nth % EXPLAINED == 1
        duck = on_duckdb(case, place / "duckdb", explain=explain)
        assert graded(duck, card.model) == case.law
        assert explain == (len(duck) > len(case.law))
        with compiling(spark, on=nth < compiled):
            assert on_spark(spark, case, place / "spark", explain=explain) == duck
        shutil.rmtree(place)


def test_three_engines_agree_on_drawn_cards(spark: "SparkSession", tmp_path: Path) -> None:
    """Every form and operator, supersession and judgements: the same rows and explanations."""
    agree(spark, tmp_path, count=CARDS, compiled=COMPILED, start=20261122)


@pytest.mark.long
def test_three_engines_agree_on_many_cards(spark: "SparkSession", tmp_path: Path) -> None:
    """The same of many hundreds of cards, some of them compiled."""
    agree(spark, tmp_path, count=MANY, compiled=MANY // 20, start=7)


DAYS = {
    "public_credit": (date(2026, 11, 20),),
    "chicago_inspection_priority": (date(2014, 9, 1),),
}


@pytest.mark.parametrize("name", DAYS)
def test_three_engines_agree_on_the_packs_examples(
    spark: "SparkSession", tmp_path: Path, policy: Policy, name: str
) -> None:
    """Each worked example is an entity; all models of the packs are among those named here."""
    assert set(DAYS) == set(policy.models)
    told = [
        example
        for path in sorted(PACKS.glob("*/examples/*.yaml"))
        for example in read_examples(str(path), path.read_bytes())[0]
        if example.model == name
    ]
    for on in DAYS[name]:
        case = worked_case(told, policy, on, tmp_path / str(on))
        assert case.law
        assert on_duckdb(case, tmp_path / "duckdb") == case.law
        with compiling(spark, on=False):
            assert on_spark(spark, case, tmp_path / "spark") == case.law


def test_rows_that_belong_elsewhere_are_found_across_buckets(
    spark: "SparkSession", tmp_path: Path
) -> None:
    """Buckets of eight entities, with judgements between them."""
    (card,) = drawn_cards(1, start=3)
    case = drawn_case(card, tmp_path, chance=1, bits=3, times=200)
    with compiling(spark, on=False):
        assert on_spark(spark, case, tmp_path / "spark") == case.law


def test_months_and_days_are_added_as_we_do(spark: "SparkSession", tmp_path: Path) -> None:
    """Every day of the calendar, month ends, leap years and the calendar's end."""
    months = (0, 1, 2, 11, 12, 13, 36, 1200, 12_000)
    columns = [f"months_later(d, {number}) AS m{number}" for number in months]
    columns += ["days_later(d, 1) AS later", f"days_between(d, DATE '{FIRST_DAY}') AS age"]
    statement = f"SELECT d, {', '.join(columns)} FROM days"
    last = LAST_DAY - timedelta(days=1)
    spark.sql(
        f"SELECT explode(sequence(DATE '{FIRST_DAY}', DATE '{last}')) AS d"
    ).createOrReplaceTempView("days")
    spark.sql(for_spark(read(statement))).write.parquet(str(tmp_path / "days"))
    with duckdb.connect(":memory:") as database:
        for macro in MACROS:
            database.execute(macro)
        database.execute(
            f"CREATE VIEW days AS SELECT CAST(range AS DATE) AS d FROM"
            f" range(TIMESTAMP '{FIRST_DAY}', TIMESTAMP '{LAST_DAY}', INTERVAL 1 DAY)"
        )
        database.execute(f"CREATE VIEW found AS FROM read_parquet('{tmp_path / 'days'}/*.parquet')")
        counts = database.execute(
            f"SELECT (SELECT count(*) FROM found), (SELECT count(*) FROM days),"
            f" (SELECT count(*) FROM (FROM found EXCEPT ({statement})))"
        ).fetchall()
    days = (LAST_DAY - FIRST_DAY).days
    assert counts == [(days, days, 0)]
