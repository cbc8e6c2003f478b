"""A refresh gives what a run of everybody gives, whatever happened in between."""

from datetime import date, timedelta
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)
from tempfile import TemporaryDirectory

import duckdb
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.store.analytics.drawn_cards import TYPES, Card, cards
from tests.store.analytics.drawn_records import _day, _fields, as_of
from tests.store.population.small_copy import SmallCopy

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.run import appraise_copy
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
        records = [as_of(row, card.policy, on=on) for row in copy.belonging(entity)]
        one = evaluate(card.model, records, policy=card.policy, on=on)
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


@seed(20261122)
@settings(
    max_examples=25,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    cards(), st.integers(0, 2**32), st.lists(st.sampled_from((0, 1, 2, 20)), min_size=1, max_size=3)
)
def test_a_refresh_is_equal_to_a_run_of_everybody(card: Card, chance: int, days: list[int]) -> None:
    """Random cards, records, corrections, judgements and days: equal to a full run, and the law."""
    random = Random(chance)  # noqa: S311 (test data)
    with TemporaryDirectory() as home:
        copy = SmallCopy(Path(home) / "copy", card.policy)
        for number in range(1, ENTITIES):
            copy.open(number)
        happen(random, copy, card.on, 150)
        copy.flush()
        on, asked = card.on, (card.model, card.policy)
        kept = Path(home) / "kept"
        refresh(*asked, folder=kept, copy=copy.folder, on=on)
        for later in days:
            happen(random, copy, on, random.choice((0, 3)))
            copy.flush()
            on += timedelta(days=later)
            result = refresh(*asked, folder=kept, copy=copy.folder, on=on)
            full = appraise_copy(*asked, folder=Path(home) / "full", copy=copy.folder, on=on)
            law = by_law(card, copy, on)
            assert stored(full.standings) == law
            assert stored(result.standings) == law
            assert result.standings.grades == full.standings.grades
