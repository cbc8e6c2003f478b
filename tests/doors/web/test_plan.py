"""Promises of the ways out: the law's own days and grades, for anyone and for the entity itself."""

import json
import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.actions.case_world import KEY, NAME, OTHER
from tests.doors import world as w
from tests.doors.web.desk_world import Desk, browser
from tests.doors.web.test_charts import DAYS, TEXT, parsed

from goodstanding.cli.main import root
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.store.queries.planned import planned
from goodstanding.web.charts.timeline import SIZES
from goodstanding.web.charts.ways import WayOut, ways_out

RICH = f"cn-uscc:{w.RICH}"
MOST_QUERIES = 22


def test_every_grade_on_the_page_is_the_laws_own(world: w.World, client: Client) -> None:
    """What the plan says of a grade is what the evaluator says of the records without one."""
    found = planned(RICH, policy=world.policy, on=w.TODAY, whole=False)
    assert found is not None
    assert len(found.plan.items) > 1
    body = client.get(f"/en/entity/{RICH}/plan").content.decode()
    for item in found.plan.items:
        assert f'id="item-{item.id}"' in body
        if item.change is None:
            continue
        day = item.change.day
        later = planned(RICH, policy=world.policy, on=day, today=w.TODAY, whole=False)
        assert later is not None
        left = [one for name, one in later.standing.items() if name != item.id]
        law = evaluate(found.model, left, policy=world.policy, on=day)
        assert item.change.after == (law.grade, law.score)
        assert f"{law.score}" in body


def test_the_public_plan_holds_nothing_that_is_not_public(world: w.World, client: Client) -> None:
    """Complaints, measures and names of persons are in neither page nor data; no record is new."""
    found = planned(RICH, policy=world.policy, on=w.TODAY, whole=True)
    assert found is not None
    hidden = [one.natural_key for one in found.records.values() if one.record_type == "complaint"]
    assert hidden
    for address in (f"/en/entity/{RICH}/plan", f"/zh/entity/{RICH}/plan.json"):
        body = client.get(address).content.decode()
        for word in (*hidden, w.HOLDER, w.PHONE, w.FACTS):
            assert word not in body


def test_an_inspection_without_a_problem_needs_no_restoration(world: w.World) -> None:
    """Only findings that speak against an entity are in its plan."""
    found = planned(RICH, policy=world.policy, on=w.TODAY, whole=True)
    assert found is not None
    results = [
        found.records[item.id].fields["result"]
        for item in found.plan.items
        if item.kind == "record" and found.records[item.id].record_type == "inspection"
    ]
    assert "no_problem" not in results
    assert "corrected" not in results


def test_class_92_has_days_and_rights_and_no_grade(world: w.World, client: Client) -> None:
    """A shop's plan has its penalty with its day; no grade and no score stand anywhere."""
    del world
    key = f"cn-uscc:{w.SHOP}"
    data = json.loads(client.get(f"/en/entity/{key}/plan.json").content)
    assert data["grade"] is None
    assert data["score"] is None
    assert [one["change"] for one in data["items"]] == [None]
    body = client.get(f"/en/entity/{key}/plan").content.decode()
    assert "is given no grade" in body
    assert "grade stays" not in body


def test_the_twin_says_what_the_page_says(world: w.World, client: Client) -> None:
    """The same items in the same order; an unknown key and a wrong day are refused with a code."""
    del world
    data = json.loads(client.get(f"/zh/entity/{RICH}/plan.json").content)
    body = client.get(f"/zh/entity/{RICH}/plan").content.decode()
    assert re.findall(r'id="item-(\d+)"', body) == [one["id"] for one in data["items"]]
    for address, status, code in (
        (f"/api/v1/entity/cn-uscc:{w.code(99)}/plan", 404, "QUERY-E007"),
        (f"/api/v1/entity/{RICH}/plan?on=tomorrow", 400, "QUERY-E001"),
        (f"/api/v1/own/{RICH}/plan", 401, "QUERY-E008"),
    ):
        answer = client.get(address)
        assert answer.status_code == status
        said = json.loads(answer.content)
        assert said["code"] == code
        assert said["next"]["zh"]
        assert said["next"]["en"]
    assert client.get(f"/en/entity/cn-uscc:{w.code(99)}/plan").status_code == 404
    other = client.get(f"/en/entity/cn-regno:{w.OLD_NUMBER}/plan")
    assert other["Location"] == f"/en/entity/{RICH}/plan"


def test_another_entitys_plan_is_not_there(desk: Desk) -> None:
    """Strangers, officers and other entities get 404 on page and data; nobody's cache keeps it."""
    del desk
    for login in ("agent-2", "officer-chen", "nobody"):
        page = browser(login).get(f"/en/desk/file/{KEY}/plan")
        data = browser(login).get(f"/api/v1/own/{KEY}/plan")
        assert (page.status_code, data.status_code) == (404, 404)
        assert NAME not in page.content.decode()
        assert NAME not in data.content.decode()
    assert browser().get(f"/en/desk/file/{KEY}/plan").status_code == 302
    own = browser("agent-1").get(f"/api/v1/own/{KEY}/plan")
    assert own.status_code == 200
    assert own["Cache-Control"] == "private, no-store"
    assert browser("agent-1").get(f"/api/v1/own/{OTHER}/plan").status_code == 404


def test_the_entity_is_led_to_the_case_that_fits(desk: Desk) -> None:
    """What is open has the way to apply, what waits only its day; every item can be objected to."""
    desk.on(date(2026, 8, 1))
    body = browser("agent-1").get(f"/en/desk/file/{KEY}/plan").content.decode()
    penalty, listing = desk.world.entries["penalty"], desk.world.entries["listing"]
    assert f"/en/desk/begin/restoration/record/{penalty}" in body
    assert f"/en/desk/ask/record/{penalty}" in body
    assert f"/en/desk/ask/list_entry/{listing}" in body
    assert f"/en/desk/begin/restoration/list_entry/{listing}" not in body
    assert "Credit Restoration Measures" in body
    desk.on(date(2026, 4, 29))
    body = browser("agent-1").get(f"/en/desk/file/{KEY}/plan").content.decode()
    assert f"/en/desk/begin/restoration/record/{penalty}" not in body


def test_the_number_of_queries_is_bounded(desk: Desk) -> None:
    """However much stands, the plan is read in a fixed number of queries."""
    del desk
    client = browser("agent-1")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/en/desk/file/{KEY}/plan").status_code == 200
    assert len(queries) <= MOST_QUERIES


def test_the_command_shows_and_prints_the_same(world: w.World) -> None:
    """`goodstanding plan` prints JSON equal to the plan, and refuses an unknown code."""
    del world
    done = CliRunner().invoke(root, ["plan", w.RICH, "--public", "--json"])
    assert done.exit_code == 0
    said = json.loads(done.output)
    assert said["key"] == RICH
    assert said["items"]
    assert CliRunner().invoke(root, ["plan", w.RICH]).exit_code == 0
    assert CliRunner().invoke(root, ["plan", w.code(99)]).exit_code != 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(TEXT, st.none() | DAYS, st.integers(0, 400), st.none() | DAYS, TEXT), max_size=6
    ),
    DAYS,
    st.sampled_from(["wide", "narrow"]),
)
def test_any_ways_make_a_safe_picture(
    ways: list[tuple[str, date | None, int, date | None, str]], on: date, variant: str
) -> None:
    """Whatever the days and words are, the picture is well-formed and inside its frame."""
    drawn = tuple(
        WayOut(words, opens, opens + timedelta(days=more) if opens else None, ends, letter[:1])
        for words, opens, more, ends, letter in ways
    )
    assert variant in ("wide", "narrow")
    tree: ET.Element = parsed(
        ways_out(
            drawn,
            on=on,
            on_label="today",
            title="t",
            description="d",
            variant="wide" if variant == "wide" else "narrow",
        )
    )
    width = SIZES[variant]
    for element in tree.iter():
        for name in ("x", "x1", "x2", "cx"):
            if name in element.attrib:
                assert 0 <= float(element.attrib[name]) <= width
