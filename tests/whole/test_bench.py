"""Promises about the benchmarks: what was measured is kept in one shape, and the page says it."""

import json
from pathlib import Path
from typing import Any

import pytest
from bench.bars import BARS, verdict
from bench.chart import chart
from bench.measure import KEYS, alternate, row
from bench.page import bars_table, country_table, filled
from bench.run import scripts
from bench.world import CORRECTED_OF_256, COUNTS, MODEL, PACKS, SHARES, TYPES, world

from goodstanding.core.policy.shape import Decay
from goodstanding.store.shelf import load_policy

BENCH = Path(__file__).resolve().parents[2] / "bench"
PAGE = BENCH.parent / "docs" / "benchmarks.md"
FIGURES = ("records", "write_s", "grades_s", "explained_s", "grades_peak_mb", "copy_mb")


def kept(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((BENCH / name).read_text(encoding="utf-8"))
    return found


def test_what_was_measured_has_the_promised_shape() -> None:
    """`latest.json` is an array of rows with just these keys, and each ratio is what it says."""
    rows = kept("latest.json")
    assert rows
    for one in rows:
        assert tuple(one) == KEYS
        assert all(isinstance(one[key], str) for key in ("name", "peer_name", "unit", "workload"))
        assert all(one[key] > 0 for key in ("ours", "peer", "ratio"))


def test_the_country_is_kept_by_scale() -> None:
    """`country.json` is an array by rising scale, each with what it took and what it left."""
    rows = kept("country.json")
    scales = [one["scale"] for one in rows]
    assert scales
    assert scales == sorted(set(scales))
    for one in rows:
        assert all(one[name] > 0 for name in FIGURES)
        assert sum(one["by_grade"].values()) == one["entities"]


def test_the_page_says_what_was_measured() -> None:
    """The tables of docs/benchmarks.md are those of the figures: `python -m bench.page`."""
    page = PAGE.read_text(encoding="utf-8")
    written = filled(page, "bars", bars_table(kept("latest.json")))
    written = filled(written, "country", country_table(kept("country.json")))
    assert written == page


def test_a_loss_is_shown_as_one() -> None:
    """A ratio below its bar is marked, whatever its height; a row without a bar is context."""
    name, least = next(iter(BARS.items()))
    lost = row(name, 1.0, least * 0.9, "peer", "work")
    met = row(name, 1.0, least * 1.1, "peer", "work")
    assert (verdict(name, lost["ratio"]), verdict(name, met["ratio"])) == ("lost", "met")
    assert verdict("something else", 0.1) == ""
    assert "**lost**" in bars_table([lost])
    assert "**lost**" not in bars_table([met])
    assert lost["ratio"] == pytest.approx(least * 0.9, rel=0.01)


def test_sides_take_turns() -> None:
    """Both sides run in turn, so that a busy machine is busy for both; the stage is set before."""
    said: list[str] = []
    alternate(
        {"ours": lambda: said.append("ours"), "theirs": lambda: said.append("theirs")},
        repeat=2,
        before={"theirs": lambda: said.append("set")},
    )
    assert said == ["ours", "set", "theirs"] * 2


def test_every_script_with_bars_is_found() -> None:
    """A new script with `rows` runs with the others without being listed anywhere."""
    assert {"card", "explain", "incremental", "compare", "intake"} <= set(scripts())
    assert not {"run", "measure", "world", "page"} & set(scripts())


def test_the_card_has_every_construct_that_is_promised() -> None:
    """Five floors and caps, three steps of decay, grace, windows, a veto and a need."""
    model = load_policy(PACKS).models[MODEL]
    rules = [rule for indicator in model.indicators for rule in indicator.rules]
    bounds = [bound for one in (*model.indicators, *rules) for bound in (one.floor, one.cap)]
    assert sum(bound is not None for bound in bounds) == 5
    decays = [rule.decay.values[0].value for rule in rules if rule.decay]
    assert [len(steps or ()) for steps in decays] == [3]
    assert all(isinstance(step, Decay) for steps in decays for step in steps or ())
    assert [rule.id for rule in rules if rule.grace_days] == ["grave"]
    assert (len(model.vetoes), len(model.needs)) == (1, 1)


def test_the_cards_data_are_as_said(tmp_path: Path) -> None:
    """About ten records an entity, 2 % of them corrected, three fifths of that known by then."""
    data = world(tmp_path, 2_000)
    records = {
        name: sum(file.rows for files in buckets.values() for file in files)
        for name, buckets in data.manifest.records.items()
    }
    displaced = sum(part.rows for parts in data.manifest.superseded.values() for part in parts)
    live = sum(records.values()) - displaced
    assert set(records) == set(TYPES) == set(COUNTS) == set(SHARES)
    assert 9.5 < live / data.entities < 10.5
    assert 0.015 < displaced / live < 0.025
    assert pytest.approx(0.02, rel=0.05) == CORRECTED_OF_256 / 256
    assert 0 < data.known < data.manifest.last_seq
    assert data.flat.exists()


def test_the_picture_tells_both_lines() -> None:
    """The chart has a point for each scale and line, and its words for who does not see it."""
    rows = [
        {"scale": 0.001, "records": 1_800_000, "grades_s": 1.0, "explained_s": 2.0},
        {"scale": 0.01, "records": 18_000_000, "grades_s": 9.0, "explained_s": 19.0},
    ]
    drawn = chart(rows)
    assert drawn.count("<circle") == 4
    assert "aria-label" in drawn
    assert "<script" not in drawn
