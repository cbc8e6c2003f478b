"""Promises of an entity's own pages: its burdens, who was told no, its pledges, its rewards."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.actions.case_world import KEY, NAME, OTHER, enter
from tests.doors.web.desk_world import OPENED, Desk, browser, text

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.checks.desk import Question, check
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.own_rights import declined_rewards

MOST_QUERIES = 30
PAGES = ("rights", "pledges")


@pytest.mark.parametrize("page", PAGES)
def test_only_the_entity_itself_sees_its_rights(desk: Desk, page: str) -> None:
    """Another entity, officers, accounts without anything get 404; strangers go to the door."""
    del desk
    address = f"/en/desk/file/{KEY}/{page}"
    for login in ("agent-2", "officer-chen", "officer-credit", "nobody"):
        assert NAME not in text(browser(login), address, 404)
    assert browser().get(address).status_code == 302
    assert NAME in text(browser("agent-1"), address)
    assert NAME in text(browser("agent-1"), f"/zh/desk/file/{KEY}/{page}")


@pytest.mark.parametrize("page", PAGES)
def test_the_number_of_queries_is_bounded(desk: Desk, page: str) -> None:
    """The pages of rights ask a fixed number of times."""
    del desk
    client = browser("agent-1")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/en/desk/file/{KEY}/{page}")
    assert len(queries) <= MOST_QUERIES


def test_a_list_entry_stands_with_its_end_and_its_remedies(desk: Desk) -> None:
    """The entry, its last day, and the ways to object, to suspend and to leave, beside it."""
    body = browser("agent-1").get(f"/en/desk/file/{KEY}/rights").content.decode()
    assert f"/en/desk/ask/list_entry/{desk.world.entries['listing']}" in body
    assert "10 April 2029" in body
    asked = text(browser("agent-1"), f"/en/desk/ask/list_entry/{desk.world.entries['listing']}")
    for title in ("Objection", "Restoration", "Request to suspend"):
        assert title in asked


def test_what_an_inspection_found_is_no_list_entry(desk: Desk) -> None:
    """A department's own finding is told among records, however a list's entries are called."""
    found = {"inspection_no": "JC-1", "inspected_day": "2026-04-02", "result": "problem_found"}
    enter(desk.world, "inspection", "market_regulation", "JC-1", KEY, found, "2026-04-02")
    entry = f"/en/desk/ask/list_entry/{desk.world.entries['inspection']}"
    assert entry not in browser("agent-1").get(f"/en/desk/file/{KEY}/rights").content.decode()


def test_a_plain_yes_about_it_is_not_shown(desk: Desk) -> None:
    """A department that was told yes leaves no line on the entity's page."""
    (answer,) = check(
        [Question(KEY, "bidding")],
        actor="he",
        purpose="Tender T-12",
        department="permits_office",
        on=OPENED,
        policy=desk.world.policy,
    )
    page = text(browser("agent-1"), f"/en/desk/file/{KEY}/rights")
    assert answer.verdict == "yes"
    assert "Tender T-12" not in page
    assert "Nobody was told anything but “yes”." in page


def test_whoever_is_on_a_serious_list_may_not_pledge(desk: Desk) -> None:
    """The directory says why with a code; a form sent by hand, and the action, are refused."""
    page = text(browser("agent-1"), f"/en/desk/file/{KEY}/pledges")
    assert "Licence for a bookshop" in page
    assert f"/begin/pledge/pledge/{KEY}" not in page
    assert re.search(r"MEASURE-E\d{3}", page)
    form = {
        "matter": "bookshop",
        "kind": "approval_replacing",
        "pledge_text": "符合条件",
        "papers_given": "申请表",
    }
    sent = browser("agent-1").post(f"/en/desk/begin/pledge/pledge/{KEY}", form)
    assert sent.status_code == 409
    assert re.search(r"MEASURE-E\d{3}", sent.content.decode())
    with pytest.raises(Refused):
        open_case(
            "pledge",
            "pledge",
            KEY,
            acting=Acting("agent-1", party_to=frozenset({KEY})),
            form=form,
            on=OPENED,
            policy=desk.world.policy,
            seed="s",
            department="permits_office",
        )


def test_a_closed_matter_is_refused_with_its_reason(desk: Desk) -> None:
    """A pledge about mine safety is refused for everybody, and says which good it protects."""
    key = OTHER
    form = {
        "matter": "mine_safety",
        "kind": "approval_replacing",
        "pledge_text": "符合条件",
        "papers_given": "申请表",
    }
    sent = browser("agent-2").post(f"/en/desk/begin/pledge/pledge/{key}", form)
    assert sent.status_code == 409
    assert "life and property" in sent.content.decode()
    del desk


def test_a_pledge_from_the_directory_and_its_withdrawal(desk: Desk) -> None:
    """The chosen type fills in its words; the case goes to the matter's department; withdrawn."""
    key = OTHER
    client = browser("agent-2")
    page = client.get(f"/en/desk/file/{key}/pledges").content.decode()
    address = f"/en/desk/begin/pledge/pledge/{key}?matter=bookshop&amp;type=deferred_documents"
    assert address in page
    form = client.get(unescape(address)).content.decode()
    assert "bookshop" in form
    assert re.search(r"pledges? ", form)
    kinds = re.search(r'name="kind".*?</select>', form, re.DOTALL)
    assert kinds is not None
    assert re.findall(r'<option value="(\w+)"', kinds[0]) == [
        "approval_replacing",
        "deferred_documents",
    ]
    assert re.search(r'<option value="deferred_documents" selected', kinds[0])
    found = re.search(r'name="pledge_text"[^>]*>([^<]+)</textarea>', form)
    assert found is not None
    address = f"/en/desk/begin/pledge/pledge/{key}"
    sent_form = {"matter": "bookshop", "pledge_text": found[1], "papers_given": "申请表"}
    for wrong in ("certificate_replacing", "proactive"):
        refused = client.post(address, {**sent_form, "kind": wrong})
        assert refused.status_code == 409
        assert "MEASURE-E032" in refused.content.decode()
    sent = client.post(address, {**sent_form, "kind": "deferred_documents"})
    assert sent.status_code == 302
    case = sent["Location"].partition("?")[0]
    assert "Permits office, case 1 of 2026" in text(client, case)
    assert case in client.get(f"/en/desk/file/{key}/pledges").content.decode()
    assert client.post(f"{case}/withdraw", {"seen": "1"}).status_code == 302
    assert "Withdrawn" in text(client, case)
    del desk


def test_an_open_pledge_is_offered_to_who_may_make_it(desk: Desk) -> None:
    """A firm is offered the pledge of its own will, with its words; another body's is refused."""
    client = browser("agent-2")
    page = client.get(f"/en/desk/file/{OTHER}/pledges").content.decode()
    address = f"/en/desk/begin/open_pledge/pledge/{OTHER}"
    assert f"{address}?kind=proactive&amp;type=proactive" in page
    assert "kind=government" not in page
    form = client.get(f"{address}?kind=proactive&type=proactive").content.decode()
    words = re.search(r'name="pledge_text"[^>]*>([^<]+)</textarea>', form)
    assert words is not None
    said = {"kind": "proactive", "pledge_text": words[1], "perform_until": "2026-12-31"}
    assert client.post(address, {**said, "kind": "government"}).status_code == 409
    sent = client.post(address, said)
    assert sent.status_code == 302
    case = sent["Location"].partition("?")[0]
    assert case in client.get(f"/en/desk/file/{OTHER}/pledges").content.decode()
    del desk


def test_a_reward_is_declined_and_taken_again(desk: Desk) -> None:
    """The last choice counts, for that reward alone; nobody else can choose for the entity."""
    client = browser("agent-1")
    address = f"/en/desk/begin/reward_choice/entity/{KEY}"
    for choice, declined in (("decline", {"green_channel"}), ("take", set())):
        sent = client.post(address, {"reward": "green_channel", "reward_choice": choice})
        assert sent.status_code == 302
        assert declined_rewards([KEY]) == declined
        page = text(client, f"/en/desk/file/{KEY}/pledges")
        assert ("You declined it" in page) == bool(declined)
    assert client.post(address, {"reward": "none", "reward_choice": "decline"}).status_code == 400
    refused = browser("agent-2").post(
        address, {"reward": "green_channel", "reward_choice": "decline"}
    )
    assert "/ask/" in refused["Location"]
    desk.on(date(2026, 5, 4))
    assert declined_rewards([KEY]) == set()


def test_the_choices_of_rewards_are_those_of_the_catalogue(policy: Policy) -> None:
    """A reward can be declined exactly where the packs have it, under the same title."""
    choices = policy.form_fields["reward"].choices
    assert {name: one.title for name, one in policy.rewards.items()} == dict(choices)
