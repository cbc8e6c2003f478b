"""What happens to a small copy between runs, and what then must stand."""

from datetime import date
from random import Random  # noqa: TID251 (seeded)

import duckdb
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.store.analytics.drawn_cards import TYPES, Card, cards
from tests.store.analytics.drawn_records import _day, _fields, as_of
from tests.store.population.small_copy import SmallCopy

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import Appraisal
from goodstanding.store.population.standings import Standings, rows_sql

ENTITIES = 40


def stored(standings: Standings) -> list[tuple[object, ...]]:
    """Return all that stands, in the order of entities."""
    with duckdb.connect() as database:
        return database.execute(f"SELECT * FROM ({rows_sql(standings)}) ORDER BY entity").fetchall()


def by_law(card: Card, copy: SmallCopy, on: date) -> list[tuple[object, ...]]:
    """Return what the law says of everybody."""
    found: list[tuple[object, ...]] = []
    places = {grade.id: place for place, grade in enumerate(card.model.grades)}
    for entity in sorted(copy.owners):
        if copy.owners[entity] != entity or copy.classes[entity] in card.model.classes_off:
            continue
        one = law_of(card, copy, entity, on)
        points = [points for _, points in one.indicators]
        found.append((entity, one.score, places.get(one.grade, 255), *points, one.next_change))
    return found


def happen(chance: Random, copy: SmallCopy, on: date, times: int) -> None:
    """Let things happen to a few: records come and go, keys are judged and judged back."""
    for _ in range(times):
        way = chance.randrange(10)
        if way < 5 or not copy.rows:
            own = chance.randrange(1, ENTITIES)
            copy.add(own, chance.choice(TYPES), _day(chance, on), _fields(chance, on))
        elif way < 7:
            copy.end(chance.choice(list(copy.rows)))
        elif way < 9:
            own, owner = chance.sample(sorted(copy.owners), 2)
            if copy.owners[own] == own and copy.owners[owner] != own:
                copy.fold(own, owner)
        else:
            folded = [key for key, owner in copy.owners.items() if key != owner]
            if folded:
                copy.unfold(chance.choice(folded))


def law_of(card: Card, copy: SmallCopy, entity: int, on: date) -> Appraisal:
    """Return what the law says of one entity."""
    records = [as_of(row, card.policy, on=on) for row in copy.belonging(entity)]
    return evaluate(card.model, records, policy=card.policy, on=on)


def begin(chance: Random, copy: SmallCopy, on: date, times: int = 150) -> None:
    """Open everybody, and let a first history happen."""
    for number in range(1, ENTITIES):
        copy.open(number)
    happen(chance, copy, on, times)
    copy.flush()


def some_cards(times: int, *, first: int) -> list[tuple[Card, int]]:
    """Return drawn cards, each with the seed of what happens under it."""
    found: list[tuple[Card, int]] = []

    @seed(first)
    @settings(
        max_examples=times,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cards(), st.integers(0, 2**32))
    def draw(card: Card, chance: int) -> None:
        found.append((card, chance))

    draw()
    return found
