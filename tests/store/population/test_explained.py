"""Stored explanations, read back, are the lines of the law; refreshing and merging keep them so."""

from datetime import timedelta
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)

import pytest
from tests.store.analytics.drawn_cards import Card
from tests.store.population.happenings import begin, happen, law_of, some_cards
from tests.store.population.small_copy import SmallCopy

from goodstanding.core.appraisal.result import Line
from goodstanding.core.basis.faults import Refused
from goodstanding.store.population import merge
from goodstanding.store.population.explained import explained
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.standings import Standings

SAMPLE = 12


def told(line: Line) -> tuple[object, ...]:
    """Return what of a line is stored: changes and ends only of single records."""
    days = (line.changes, line.ends) if line.kind == "record" else ()
    return (
        line.kind,
        line.indicator,
        line.where,
        line.points,
        line.records,
        line.number,
        line.basis,
        *days,
    )


def check(card: Card, copy: SmallCopy, standings: Standings) -> None:
    """Compare the stored lines of some with those of the law."""
    for entity in sorted(set(copy.owners.values()))[:SAMPLE]:
        found = explained(entity, card.model, card.policy, standings, copy=copy.folder)
        law = law_of(card, copy, entity, standings.on)
        assert [told(line) for line in found.lines] == [told(line) for line in law.lines]
        assert (found.score, found.grade, found.next_change, found.indicators) == (
            law.score,
            law.grade,
            law.next_change,
            law.indicators,
        )


def test_stored_lines_are_those_of_the_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of everybody, after a full run, after a refresh, after a merge."""
    for card, chance in some_cards(1, first=5):
        random = Random(chance)  # noqa: S311 (test data)
        home = tmp_path / str(chance)
        copy = SmallCopy(home / "copy", card.policy)
        begin(random, copy, card.on, 80)
        asked = {"folder": home / "standings", "copy": copy.folder, "explain": True}
        first = refresh(card.model, card.policy, on=card.on, **asked)  # type: ignore[arg-type]
        check(card, copy, first.standings)
        on = card.on + timedelta(days=1)
        for due in (0, 10**9):
            happen(random, copy, on, 3)
            copy.flush()
            with monkeypatch.context() as patch:
                patch.setattr(merge, "DUE", due)
                later = refresh(card.model, card.policy, on=on, **asked)  # type: ignore[arg-type]
            check(card, copy, later.standings)
        assert later.standings.deltas == ()


def test_a_run_without_explanations_says_so(tmp_path: Path) -> None:
    """Asking for lines that were not stored is refused with the next step."""
    ((card, chance),) = some_cards(1, first=6)
    copy = SmallCopy(tmp_path / "copy", card.policy)
    begin(Random(chance), copy, card.on, 20)  # noqa: S311 (test data)
    folder = tmp_path / "standings"
    found = refresh(card.model, card.policy, folder=folder, copy=copy.folder, on=card.on)
    with pytest.raises(Refused, match="APPRAISAL-E021"):
        explained(1, card.model, card.policy, found.standings, copy=copy.folder)
