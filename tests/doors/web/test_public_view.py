"""Promises of the public view: the law's own grade, and nothing that may not be shown."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.doors import world as w
from tests.doors.world import World, build

from goodstanding.actions.intake.identify import judge
from goodstanding.store.queries.appraise_one import appraise_entity
from goodstanding.store.queries.public_view import PublicView, public_view

KEYS = [f"cn-uscc:{code}" for code in (w.RICH, w.CALM, w.NEW, w.LONG)]
DAYS = [w.EARLY - timedelta(days=30) + timedelta(days=step) for step in range(0, 500, 23)]


def view(world: World, key: str, on: date) -> PublicView:
    found = public_view(key, policy=world.policy, on=on, today=w.TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize("key", KEYS)
def test_todays_public_grade_is_the_laws_grade(world: World, key: str) -> None:
    """Leaving out what may not be shown changes neither score nor grade: it carried no points."""
    shown = view(world, key, w.TODAY)
    law = appraise_entity(shown.entity.number, policy=world.policy, on=w.TODAY)
    assert law is not None
    assert shown.appraisal is not None
    assert (shown.appraisal.score, shown.appraisal.grade) == (law.score, law.grade)


@pytest.mark.parametrize("key", KEYS)
def test_no_day_shows_more_than_today_may(world: World, key: str) -> None:
    """Whatever day is asked for, what is shown may be shown today; lines name nothing else."""
    today = {record.kept.natural_key for record in view(world, key, w.TODAY).records}
    for on in DAYS:
        then = view(world, key, on)
        assert {record.kept.natural_key for record in then.records} <= today
        assert all(record.standing.is_shown_on(min(on, w.TODAY)) for record in then.records)
        assert all(record.kept.learnt_day <= on for record in then.records)
        ids = {record.standing.id for record in then.records}
        lines = then.appraisal.lines if then.appraisal else ()
        assert {one for line in lines for one in line.records} <= ids
        assert then.appraisal is None or sum(line.points for line in lines) == then.appraisal.score


def test_individual_businesses_are_not_appraised(world: World) -> None:
    """Class 92 has records and no appraisal, on any day."""
    for on in DAYS:
        found = view(world, f"cn-uscc:{w.SHOP}", on)
        assert found.appraisal is None
        assert found.why_no_grade == "class"


def test_an_unknown_key_has_no_view(world: World) -> None:
    """What the register never met has no view at all."""
    assert public_view("cn-uscc:X", policy=world.policy, on=w.TODAY, today=w.TODAY) is None


def test_no_page_leads_to_an_individual_business(tmp_path: Path, database: object) -> None:
    """A shop that became a company: its own page names the company; the company's does not lead."""
    del database
    built = build(tmp_path)
    shop, company = f"cn-uscc:{w.SHOP}", f"cn-uscc:{w.CALM}"
    judge(
        "conversion",
        from_key=shop,
        to_key=company,
        actor="officer",
        reason="转型为企业",
        on=w.TODAY,
        policy=built.policy,
        seed="seed",
    )
    assert view(built, company, w.TODAY).links == ()
    assert [link.to_key for link in view(built, shop, w.TODAY).links] == [company]


def test_what_was_stated_anew_since_is_said_to_be_so(tmp_path: Path, database: object) -> None:
    """An earlier day shows what was known then; a version that was corrected since says so."""
    del database
    built = build(tmp_path)
    later = w.TODAY + timedelta(days=1)
    more = [w.penalty(w.RICH, "云州青禾食品有限公司", 1, "2026-01-09", CF_NR_FK="1.1")]
    w.send(
        tmp_path / "pen-3",
        "market_regulation",
        on=later,
        policy=built.policy,
        file=w.csv_file(more, "gb18030"),
    )
    key = f"cn-uscc:{w.RICH}"
    for on, expected in ((w.TODAY, True), (later, False)):
        found = public_view(key, policy=built.policy, on=on, today=later)
        assert found is not None
        changed = {one.kept.natural_key: one.changed_since for one in found.records}
        assert [value for name, value in changed.items() if "〕1号" in name] == [expected]
        assert sum(changed.values()) == expected
