"""The figures of the real city: the bar, the yardsticks, and the published claim taken apart."""

import json
import re
from pathlib import Path

import pytest

from goodstanding.demo.chicago.figures import Ground
from goodstanding.demo.chicago.summary import (
    ChicagoSummary,
    Figures,
    Order,
    days,
    percent,
    share,
    table_row,
)

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guides" / "chicago.md"
FIGURES = ("days", "half", "auc", "auc_within")


def one(found: Figures, name: str) -> Order:
    return found.order(name)


def test_the_windows_are_those_of_the_city(city: Ground) -> None:
    """Eleven windows; the published one has the published 1,637 inspections and 258 hits."""
    assert [len(period.inspected) for period in city.rolling][:2] == [958, 882]
    assert len(city.rolling) == 11
    assert len(city.published.inspected) == 1_637
    assert sum(one.hit for one in city.published.inspected) == 258


def test_the_card_meets_its_bar(city_figures: Figures) -> None:
    """At least 2.5 days earlier over the rolling windows, surely more than 1."""
    rolling = one(city_figures, "card").rolling
    assert rolling is not None
    assert rolling["days"].value >= 2.5
    assert rolling["days"].low > 1.0


def test_the_card_knows_the_businesses_not_the_inspectors(city_figures: Figures) -> None:
    """Inside each inspector group's own work it orders as well as over all."""
    rolling = one(city_figures, "card").rolling
    assert rolling is not None
    assert rolling["auc_within"].low > 0.54
    assert rolling["auc"].value - rolling["auc_within"].value < 0.02


def test_the_card_beats_the_simplest_order(city_figures: Figures) -> None:
    """A card with so few rules must be worth more than one sum."""
    card, naive = one(city_figures, "card").rolling, one(city_figures, "naive").rolling
    assert card is not None
    assert naive is not None
    assert all(card[name].value > naive[name].value for name in FIGURES)


def test_the_bounds_hold(city_figures: Figures) -> None:
    """The real order gains nothing, chance gains nothing on average, the oracle everything."""
    city, oracle = one(city_figures, "city"), one(city_figures, "oracle")
    assert city.published["days"].value == 0
    assert round(city.published["half"].value, 4) == 0.5465
    assert oracle.published["half"].value == 1
    assert round(oracle.published["days"].value, 1) == 24.1
    for order in (*city_figures.orders, *city_figures.explained):
        for part in (order.rolling, order.published):
            assert part is None or part["days"].value <= 24.1
    chance = one(city_figures, "chance").rolling
    assert chance is not None
    assert chance["days"].low < 0 < chance["days"].high


def test_the_published_claim_is_found_again(city_figures: Figures) -> None:
    """The score in the city's file: 7.79 days, 68.2 % in the first half, AUC .679."""
    published = one(city_figures, "city_score").published
    assert round(published["days"].value, 2) == 7.79
    assert round(published["half"].value, 3) == 0.682
    assert round(published["auc"].value, 3) == 0.679


def test_most_of_the_claim_is_who_inspects(city_figures: Figures) -> None:
    """The inspector alone gives nearly all; without the inspector little of it is left."""
    refitted = one(city_figures, "with_inspector").published["days"].value
    alone = one(city_figures, "inspector").published
    without = one(city_figures, "without_inspector").published["days"].value
    assert refitted == pytest.approx(7.4, abs=0.1)
    assert alone["days"].value > 0.85 * refitted
    assert alone["auc_within"].value == 0.5
    assert without < 0.35 * refitted


def test_worse_grades_find_more(city_figures: Figures) -> None:
    """From A to D the share of inspections with a critical violation rises."""
    found = {one.grade: one.hits / one.inspections for one in city_figures.grades}
    assert found["A"] < found["B"] < found["C"] < found["D"]


def test_the_guide_states_what_is_computed(city_figures: Figures) -> None:
    """Every figure of the guide's tables is the one that the code computes today."""
    text = GUIDE.read_text(encoding="utf-8")
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    rows = [tuple(cells) for cells in lines]
    for order in (*city_figures.orders, *city_figures.explained):
        for part in (order.rolling, order.published):
            if part is not None:
                assert table_row(order.title.en, part) in rows
    for window in city_figures.windows:
        assert (
            f"{window.start:%Y-%m}",
            f"{window.inspections:,}",
            str(window.hits),
            days(window.figures["days"]),
            share(window.figures["auc"]),
        ) in rows
    for grade in city_figures.grades:
        yielded = f"{100 * grade.hits / grade.inspections:.1f} %"
        assert (grade.grade, f"{grade.inspections:,}", str(grade.hits), yielded) in rows


def test_the_summary_is_plain_json(city_figures: Figures) -> None:
    """The summary turns into JSON with days as ISO texts and figures rounded."""
    first = city_figures.windows[0].start
    summary = ChicagoSummary(1, 2, 3, first, first, city_figures)
    text = json.dumps(summary.as_json())
    assert '"first_day": "2012-09-01"' in text
    assert not re.search(r"\d\.\d{5}", text)


def test_figures_read_like_figures(city_figures: Figures) -> None:
    """Days with two places and their interval, shares in per cent, AUC with three digits."""
    published = one(city_figures, "oracle").published
    assert re.fullmatch(r"-?\d+\.\d\d \[-?\d+\.\d\d, -?\d+\.\d\d\]", days(published["days"]))
    assert (percent(published["half"]), share(published["auc"])) == ("100.0 %", "1.000")
