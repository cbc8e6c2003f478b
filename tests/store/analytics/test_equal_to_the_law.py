"""The engine says what the law says, to the bit, for every operator and pair of features."""

from random import Random  # noqa: TID251 (seeded)

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from tests.store.analytics.drawn_cards import Card, cards
from tests.store.analytics.drawn_records import MemoryReader, as_of, draw_rows
from tests.store.analytics.features import Drawn, pairs_in_one_rule, pairs_together

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.records.envelope import Record
from goodstanding.store.analytics.duckdb_run import appraise_all
from goodstanding.store.analytics.port import Standing

CARDS = 76
ENTITIES = 220
LEAST = 1000
"""Evaluations in which each pair of features must have taken part."""
LEAST_IN_ONE_RULE = 100
"""Evaluations in which one rule must have had both, where one rule can."""


def by_law(card: Card, entity: int, records: list[Record]) -> Standing:
    """Return what the law says, in the shape that an engine returns; its lines must sum."""
    found = evaluate(card.model, records, policy=card.policy, on=card.on)
    assert sum(line.points for line in found.lines) == found.score
    return Standing(
        entity,
        found.score,
        found.grade,
        tuple(points for _, points in found.indicators),
        found.next_change,
    )


def test_every_pair_of_features_is_equal_in_both_engines() -> None:
    """Thousands of entities under drawn cards: score, grade, indicators and next change agree.

    Each pair of features takes part in at least 1,000 evaluations; pairs of what a rule is and
    which records it takes also meet in one rule, at least 100 times each. Which record types are
    said to be rare makes no difference.
    """
    drawn = Drawn()

    @seed(20261122)
    @settings(
        max_examples=CARDS,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(cards(), st.integers(0, 2**32))
    def campaign(card: Card, chance: int) -> None:
        random = Random(chance)  # noqa: S311 (test data)
        rows = draw_rows(random, card.on, entities=ENTITIES)
        records: dict[int, list[Record]] = {number: [] for number in range(1, ENTITIES + 1)}
        for row in rows:
            disputed = random.randrange(4) == 0
            records[row.entity].append(as_of(row, card.policy, on=card.on, disputed=disputed))
        law = [by_law(card, entity, found) for entity, found in records.items()]
        types = list(card.policy.record_types)
        rare = random.sample(types, random.randrange(len(types) + 1))
        reader = MemoryReader(rows, ENTITIES)
        engine = appraise_all(card.model, card.policy, reader, on=card.on, rare=rare)
        assert list(engine) == law
        for found in records.values():
            drawn.add(card, found)

    campaign()
    together, in_one_rule = drawn.together(), drawn.in_one_rule()
    rare = {tuple(sorted(pair)): together[pair] for pair in pairs_together()}
    assert not {pair: count for pair, count in rare.items() if count < LEAST}
    rare = {tuple(sorted(pair)): in_one_rule[pair] for pair in pairs_in_one_rule()}
    assert not {pair: count for pair, count in rare.items() if count < LEAST_IN_ONE_RULE}
