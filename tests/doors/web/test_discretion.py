"""Beside the form in which one decides: the rules' range and like cases, as counts alone."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest
from tests.actions.case_world import KEY, NAME, OBJECTOR, REVIEWER, World, build
from tests.actions.cases.test_case import file, served, step
from tests.actions.cases.test_designation import OUTSIDE, OUTSIDE_TOO, ready
from tests.doors.web.desk_world import Desk, browser, make_accounts

from goodstanding.actions.cases.acts import open_case
from goodstanding.core.measures.discretion import grounds_for, kind_of, like_cases_since
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.like_cases import like_cases
from goodstanding.web.charts.terms import terms

LONG_AGO = date(2014, 1, 1)


@pytest.fixture
def desk(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """One decision of 24 months that was served."""
    del database
    world = build(policy)
    make_accounts(world)
    case, form = ready(world, months="24")
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    return Desk(world, monkeypatch)


def test_like_cases_are_counted_until_they_are_annulled(desk: Desk) -> None:
    """Promise: the same kind of conduct and measure since a day; an annulled entry is no guide."""
    world: World = desk.world
    kind, measures = "market_violation", ["honours_limit", "fiscal_funds_limit"]
    first = {"honours_limit": {24: 1}, "fiscal_funds_limit": {}}
    assert like_cases(kind, measures, since=LONG_AGO) == first
    assert like_cases(kind, measures, since=date(2026, 5, 22)) == first
    assert like_cases(kind, ["honours_limit"], since=date(2026, 5, 23)) == {"honours_limit": {}}
    assert like_cases("market", ["honours_limit"], since=LONG_AGO) == {"honours_limit": {}}
    (entry,) = [one.entry for one in file(1).effects if one.effect == "enter_list"]
    objection = open_case(
        "objection",
        "list_entry",
        str(entry),
        acting=OBJECTOR,
        form={"claim": "认错", "ground": "identity"},
        on=date(2026, 5, 26),
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, objection, "acknowledge", OUTSIDE, date(2026, 5, 27))
    right = {"finding": "wrong", "reasons": "主体认错"}
    step(world, objection, "remove", OUTSIDE_TOO, date(2026, 5, 28), right)
    assert like_cases(kind, ["honours_limit"], since=LONG_AGO) == {"honours_limit": {}}


def test_the_form_shows_them_in_both_languages_and_names_nobody(desk: Desk) -> None:
    """Promise: range, counts and picture stand beside the form; what is typed changes them."""
    case, _form = ready(desk.world, conduct="market_violation:云市监罚〔2026〕42号")
    desk.on(date(2026, 5, 20))
    lin, address = browser("officer-lin"), f"/desk/case/{case}/list"
    for language, words in (("zh", "类案1件。"), ("en", "1 like case.")):
        text = lin.get(f"/{language}{address}").content.decode()
        (aside,) = text.split('aria-labelledby="discretion"')[1:]
        aside = aside[: aside.index("</section>")]
        assert words in aside
        assert "<svg" in aside
        assert NAME not in aside
        assert KEY not in aside
    typed = lin.post(f"/en{address}", {"measures": "fiscal_funds_limit"}).content.decode()
    assert "Limits on fiscal-fund projects" in typed
    assert "No like case was decided." in typed
    other = lin.get(f"/en/desk/case/{case}/send_back").content.decode()
    assert "like case" not in other


def test_the_range_is_the_packs(policy: Policy) -> None:
    """Promise: a ground stands for its conducts alone, on its day; how far back is the packs'."""
    on = date(2026, 5, 20)
    honours = policy.measures["honours_limit"]
    (ground,) = grounds_for(honours, "market_violation", on=on)
    assert (ground.anchor, ground.least, ground.most) == ("serious_list", 1, 36)
    assert grounds_for(honours, "no_annual_report", on=on) == ()
    assert kind_of(policy, "market_violation:1") == "market_violation"
    assert kind_of(policy, "gossip:1") == ""
    assert like_cases_since(policy, on=on) == date(2023, 5, 1)


@pytest.mark.parametrize("allowed", [(1, 36), (12, 36), None])
def test_the_picture_stays_within_its_frame(allowed: tuple[int, int] | None) -> None:
    """Promise: bars and words lie inside, and the picture says in words what it shows."""
    svg = terms({0: 2, 1: 3, 36: 40, 600: 1}, allowed, title="t", description="d", name="n")
    root = ET.fromstring(svg)  # noqa: S314 (our own drawing)
    for part in root.iter():
        for name, most in (("x", 342), ("y", 132)):
            assert 0 <= float(part.get(name, "0")) <= most, ET.tostring(part)
    assert [root[0].text, root[1].text] == ["t", "d"]
