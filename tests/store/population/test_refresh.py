"""A refresh gives what a run of everybody gives, whatever happened in between."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)
from tempfile import TemporaryDirectory

import pytest
from tests.store.analytics.drawn_cards import Card
from tests.store.population.happenings import begin, by_law, happen, some_cards, stored
from tests.store.population.small_copy import SmallCopy
from tests.store.population.small_world import ENTITIES, FIRST, LATER, small_copy, small_policy

from goodstanding.store.population import incremental, run, touched
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.plan import PACKS_CHANGED
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


@pytest.mark.parametrize("forgotten", ["", "superseded", "folds", "records", "due"])
def test_a_refresh_that_forgets_somebody_is_noticed(
    forgotten: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Planted: corrections, judgements, records or the calendar are not looked at."""
    policy = small_policy()
    copy = small_copy(tmp_path / "copy", policy)
    asked = (policy.models["card"], policy)
    refresh(*asked, folder=tmp_path / "kept", copy=copy.folder, on=FIRST)
    copy.end(next(seq for seq, row in copy.rows.items() if row.entity == 5))
    copy.fold(2, 3)
    copy.add(7, "fine", FIRST, {"amount": "5"})
    copy.flush()
    words = {"superseded": '"by"', "folds": "unnest([own, owner])", "records": "WHERE seq >"}
    found = touched.changed_sql

    def without(*given: object, **more: object) -> list[str]:
        parts = found(*given, **more)  # type: ignore[arg-type]
        return [one for one in parts if words.get(forgotten, "nothing") not in one]

    monkeypatch.setattr(touched, "changed_sql", without)
    if forgotten == "due":
        monkeypatch.setattr(touched, "DUE", "false")
    monkeypatch.setattr(incremental, "FULL_FROM", 1)
    kept = refresh(*asked, folder=tmp_path / "kept", copy=copy.folder, on=LATER)
    full = appraise_copy(*asked, folder=tmp_path / "full", copy=copy.folder, on=LATER)
    assert (kept.delta is not None, kept.why) == (True, ())
    assert (stored(kept.standings) == stored(full.standings)) == (not forgotten)


def test_why_everybody_is_computed(tmp_path: Path) -> None:
    """A changed pack, an earlier day, settings that change: said, and right."""
    policy = small_policy()
    copy = small_copy(tmp_path / "copy", policy)
    model = policy.models["card"]
    home = {"folder": tmp_path / "kept", "copy": copy.folder}
    first = refresh(model, policy, on=LATER, **home)
    assert first.why == (incremental.FIRST_RUN,)
    nothing = refresh(model, policy, on=LATER, **home)
    assert (nothing.computed, nothing.why) == (0, ())
    other = replace(small_policy(-40), digest="1" * 64)
    changed = refresh(other.models["card"], other, on=LATER, **home)
    assert changed.why == (incremental.PACKS,)
    assert stored(changed.standings) != stored(first.standings) or not first.computed
    assert refresh(model, policy, on=FIRST, **home).why == (incremental.PACKS,)
    assert refresh(model, policy, on=FIRST - timedelta(days=1), **home).why == (
        incremental.EARLIER,
    )
    shown = refresh(model, policy, on=FIRST, class_is_on=True, **home)
    assert shown.why == (incremental.SETTINGS,)
    assert shown.standings.entities == ENTITIES


def test_a_begun_run_of_other_packs_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The packs changed while a run was dead: it starts clean and says why."""
    policy = small_policy()
    copy = small_copy(tmp_path / "copy", policy)
    home = {"folder": tmp_path / "kept", "copy": copy.folder, "on": FIRST}
    with monkeypatch.context() as patch:
        patch.setattr(run, "finish", dies)
        with pytest.raises(KeyboardInterrupt):
            appraise_copy(policy.models["card"], policy, **home)  # type: ignore[arg-type]
    other = replace(small_policy(-40), digest="1" * 64)
    found = appraise_copy(other.models["card"], other, **home)  # type: ignore[arg-type]
    assert (found.why, found.kept_steps) == ((PACKS_CHANGED,), 0)
    assert len(list((tmp_path / "kept" / "runs").iterdir())) == 1


def dies(*_: object) -> None:
    """Stand for the moment of a kill."""
    raise KeyboardInterrupt
