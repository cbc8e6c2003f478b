"""The proof of equality bites: each planted defect of the compiler is noticed by it."""

from collections.abc import Callable
from random import Random  # noqa: TID251 (seeded)

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.store.analytics.drawn_cards import Card, cards
from tests.store.analytics.drawn_records import MemoryReader, Row, as_of, draw_rows
from tests.store.analytics.planted import PLANTED
from tests.store.analytics.test_equal_to_the_law import by_law

from goodstanding.store.analytics.duckdb_run import appraise_all
from goodstanding.store.analytics.port import Standing

CARDS = 12
ENTITIES = 120
Case = tuple[Card, tuple[Row, ...], list[Standing]]


def drawn_cases(
    count: int = CARDS, change: Callable[[Card], Card] = lambda card: card
) -> list[Case]:
    """Return cards, changed, with populations, and what the law says of each entity."""
    found: list[Case] = []

    @seed(7)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cards())
    def draw(drawn: Card) -> None:
        card = change(drawn)
        random = Random(len(found))  # noqa: S311 (test data)
        rows = draw_rows(random, card.on, entities=ENTITIES)
        law = []
        for entity in range(1, ENTITIES + 1):
            own = [as_of(row, card.policy, on=card.on) for row in rows if row.entity == entity]
            law.append(by_law(card, entity, own))
        found.append((card, rows, law))

    draw()
    return found


def is_equal(case: Case) -> bool:
    """Return whether the engine says what the law says, all record types being rare to it."""
    card, rows, law = case
    reader, rare = MemoryReader(rows, ENTITIES), list(card.policy.record_types)
    engine = appraise_all(card.model, card.policy, reader, on=card.on, rare=rare)
    return list(engine) == law


def test_the_planted_defects_are_all_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sound compiler equals the law on every case; with each defect some case differs."""
    cases = drawn_cases()
    assert all(is_equal(case) for case in cases)
    noticed = set()
    for defect in PLANTED:
        with defect.in_place(monkeypatch):
            if not all(is_equal(case) for case in cases):
                noticed.add(defect.name)
    assert {defect.name for defect in PLANTED} - noticed == set()
    assert len(noticed) == 22
