"""A refresh gives what a run of everybody gives, whatever happened in between."""

from datetime import timedelta
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)
from tempfile import TemporaryDirectory

import pytest
from tests.store.analytics.drawn_cards import Card
from tests.store.population.happenings import begin, by_law, happen, some_cards, stored
from tests.store.population.small_copy import SmallCopy

from goodstanding.store.population import incremental, touched
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.run import appraise_copy

FEW = 4
MANY = 40


def compare(card: Card, chance: int, days: list[int]) -> None:
    """Refresh after each of a few happenings; what stands is what the law says."""
    random = Random(chance)  # noqa: S311 (test data)
    with TemporaryDirectory() as home:
        copy = SmallCopy(Path(home) / "copy", card.policy)
        begin(random, copy, card.on)
        on, asked = card.on, (card.model, card.policy)
        folder = Path(home) / "standings"
        refresh(*asked, folder=folder, copy=copy.folder, on=on)
        for later in days:
            happen(random, copy, on, random.choice((0, 3)))
            copy.flush()
            on += timedelta(days=later)
            result = refresh(*asked, folder=folder, copy=copy.folder, on=on)
            law = by_law(card, copy, on)
            assert stored(result.standings) == law
            assert result.standings.entities == len(law)
        full = appraise_copy(*asked, folder=Path(home) / "full", copy=copy.folder, on=on)
        assert stored(full.standings) == stored(result.standings)
        assert full.standings.grades == result.standings.grades


def campaign(times: int) -> None:
    """Draw cards, populations, happenings and days, and compare."""
    for card, chance in some_cards(times, first=20261122):
        days = Random(chance).choices((0, 1, 2, 20), k=2)  # noqa: S311 (test data)
        compare(card, chance, days)


def test_a_refresh_is_equal_to_a_run_of_everybody() -> None:
    """Random cards, records, corrections, judgements and days: equal to a full run, and the law."""
    campaign(FEW)


@pytest.mark.long
def test_many_refreshes_are_equal_to_runs_of_everybody() -> None:
    """The same, many times."""
    campaign(MANY)


@pytest.mark.parametrize("forgotten", ["superseded", "folds", "due"])
def test_a_refresh_that_forgets_somebody_is_noticed(
    forgotten: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: corrections, judgements or the calendar are not looked at; the campaign fails."""
    found = touched.changed_sql

    def without(*given: object, **more: object) -> list[str]:
        word = {"superseded": '"by"', "folds": "unnest([own, owner])"}.get(forgotten)
        return [part for part in found(*given, **more) if word is None or word not in part]  # type: ignore[arg-type]

    monkeypatch.setattr(touched, "changed_sql", without)
    if forgotten == "due":
        monkeypatch.setattr(touched, "DUE", "false")
    monkeypatch.setattr(incremental, "FULL_FROM", 1)
    with pytest.raises(AssertionError):
        campaign(FEW)
