"""The proof of equality bites: each planted defect of printing for Spark is noticed by it."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyspark.errors import PySparkException
from tests.store.spark import planted
from tests.store.spark.small import Case, compiling, drawn_cards, drawn_case, on_spark

from goodstanding.core.basis.faults import Refused
from goodstanding.store.spark import dialect, run, views

if TYPE_CHECKING:
    from pyspark.sql import SparkSession
    from sqlglot import exp

pytestmark = pytest.mark.xdist_group("spark")
CARDS = 4


def is_equal(spark: "SparkSession", cases: list[Case], home: Path) -> bool:
    """Return whether Spark says what the law says of every case; what it refuses is not equal."""
    try:
        return all(
            on_spark(spark, case, home / str(nth)) == case.law for nth, case in enumerate(cases)
        )
    except (Refused, PySparkException):
        return False


def said_otherwise(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Tell Spark something else than was meant."""

    def printed(tree: "exp.Query") -> str:
        return dialect.for_spark(tree).replace(old, new)

    for module in (run, views):
        monkeypatch.setattr(module, "for_spark", printed)


def meant_otherwise(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let a call mean something else."""
    called, meaning = planted.MEANINGS[name]
    monkeypatch.setattr(dialect, "MEANINGS", {**dialect.MEANINGS, called: meaning})


def cases_of(home: Path) -> list[Case]:
    """Return drawn cases."""
    return [
        drawn_case(card, home / f"case-{nth}", chance=nth, times=300)
        for nth, card in enumerate(drawn_cards(CARDS, start=5))
    ]


def test_a_planted_defect_is_noticed(
    spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Entities without records would be lost by one wrong word: refused, for some are missing."""
    case = cases_of(tmp_path)[1]
    with compiling(spark, on=False), monkeypatch.context() as patch:
        said_otherwise(patch, "LEFT JOIN", "INNER JOIN")
        with pytest.raises(Refused, match="SPARK-E008"):
            on_spark(spark, case, tmp_path / "spark")


@pytest.mark.long
def test_all_planted_defects_are_noticed(
    spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sound printing equals the law on every case; with each defect some case differs."""
    cases = cases_of(tmp_path)
    missed = []
    with compiling(spark, on=False):
        assert is_equal(spark, cases, tmp_path / "sound")
        for name in (*planted.MEANINGS, *planted.WORDS):
            with monkeypatch.context() as patch:
                if name in planted.MEANINGS:
                    meant_otherwise(patch, name)
                else:
                    said_otherwise(patch, *planted.WORDS[name])
                if is_equal(spark, cases, tmp_path / name.replace(" ", "-")):
                    missed.append(name)
    assert missed == []
