"""Small populations for three engines: drawn cards and packs' examples as copies."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)
from typing import TYPE_CHECKING

import duckdb
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import given as drawing
from tests.store.analytics.drawn_cards import Card, cards
from tests.store.population.happenings import ENTITIES, by_law, happen, stored
from tests.store.population.small_copy import SmallCopy

from goodstanding.core.appraisal.examples import Example
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.copy.slices import pinned
from goodstanding.store.population.engine import limits_of
from goodstanding.store.population.evidence import evidence_rows_sql
from goodstanding.store.population.run import Task, appraise_copy
from goodstanding.store.population.standings import Standings, StoredRun
from goodstanding.store.population.steps import type_of
from goodstanding.store.spark.run import WIDER, appraise_with

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.constraintPropagation.enabled": "false",
}
WIDE = 10
"""Bits of a bucket: all entities of a drawn copy lie in one."""
STEP = WIDER * limits_of("600MB", 1).entities_per_step()
"""Entity numbers in a step of a Spark run with the least memory."""
Rows = list[tuple[object, ...]]


@dataclass(frozen=True)
class Case:
    """A copy, what it is asked, and what the law says of everybody."""

    model: Model
    policy: Policy
    on: date
    copy: Path
    law: Rows


def drawn_cards(count: int, *, start: int) -> list[Card]:
    """Return drawn cards."""
    found: list[Card] = []

    @seed(start)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @drawing(cards())
    def draw(card: Card) -> None:
        found.append(card)

    draw()
    return found


def drawn_case(
    card: Card, home: Path, *, chance: int, bits: int = WIDE, times: int = 500, far: int = 0
) -> Case:
    """Return a copy with records, corrections and judgements for a card.

    `far`: so many entities more, each with a number so high that it is in a step of its own.
    """
    copy = SmallCopy(home / "copy", card.policy, bits=bits)
    for number in range(1, ENTITIES):
        copy.open(number)
    happen(Random(chance), copy, card.on, times)  # noqa: S311 (test data)
    some = list(copy.rows.values())[:20]
    for nth in range(1, far + 1):
        for row in some:
            copy.add(nth * STEP, row.record_type, row.day, row.fields)
    copy.flush()
    return Case(card.model, card.policy, card.on, copy.folder, by_law(card, copy, card.on))


def on_duckdb(case: Case, home: Path, *, explain: bool = False) -> Rows:
    """Return what the reference engine stores."""
    result = appraise_copy(
        case.model, case.policy, folder=home, copy=case.copy, on=case.on, explain=explain
    )
    return told(result.standings, case.policy, explain=explain)


def on_spark(session: "SparkSession", case: Case, home: Path, *, explain: bool = False) -> Rows:
    """Return what Spark's run stores."""
    limits = limits_of("600MB", 1)
    task = Task(case.model, case.policy, home, case.copy, case.on, None, False, explain, limits)
    with pinned(case.copy) as manifest:
        result = appraise_with(session, task, manifest)
    return told(result.standings, case.policy, explain=explain)


def told(standings: Standings, policy: Policy, *, explain: bool) -> Rows:
    """Return all that stands and, where it is explained, all records behind it."""
    rows = stored(standings)
    if not explain:
        return rows
    with duckdb.connect(":memory:") as database:
        for name in policy.record_types:
            sql = evidence_rows_sql(standings, name, first=0, last=1 << WIDE)
            if any(of_type(run, name) for run in standings.runs):
                rows += [(name, *row) for row in database.execute(sql).fetchall()]
    return rows


def of_type(run: StoredRun, name: str) -> bool:
    """Return whether a run holds explanations from records of a type."""
    return any(type_of(path.name) == name for path in run.paths("evidence-"))


def graded(rows: Rows, model: Model) -> Rows:
    """Return rows without the columns of explanations and without the records behind them."""
    width = 4 + len(model.indicators)
    return [row[:width] for row in rows if not isinstance(row[0], str)]


@contextmanager
def compiling(session: "SparkSession", *, on: bool) -> Iterator[None]:
    """Let Spark compile what it runs, as it does outside of tests, or only read it."""
    session.conf.set("spark.sql.codegen.wholeStage", str(on).lower())
    session.conf.set("spark.sql.codegen.factoryMode", "FALLBACK" if on else "NO_CODEGEN")
    yield


def worked_case(examples: Sequence[Example], policy: Policy, on: date, home: Path) -> Case:
    """Return a copy in which each example of a model is an entity, whatever its own day."""
    model = policy.models[examples[0].model]
    copy = SmallCopy(home / "copy", policy, bits=WIDE)
    for number, example in enumerate(examples, start=1):
        copy.open(number, example.entity_class)
        copy.new_entities[-1]["scheme"] = model.schemes[0]
        for given in example.records:
            copy.add(number, given.record_type, given.day, given.fields)
    copy.flush()
    card = Card(model, policy, on, {}, frozenset())
    return Case(model, policy, on, copy.folder, by_law(card, copy, on))
