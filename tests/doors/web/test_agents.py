"""Promises of agents: named by the entity alone, for some days, gone at once when revoked."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.actions.case_world import KEY, NAME, OTHER
from tests.doors.web.desk_world import OPENED, Desk, browser, text

from goodstanding.actions.intake.identify import judge
from goodstanding.actions.offices.account import close_account, set_account
from goodstanding.actions.offices.mandates import give_mandate, revoke_mandate
from goodstanding.core.basis.faults import Refused
from goodstanding.store.queries.agents import mandates_of
from goodstanding.store.queries.archive import entity_by_key

FORM = {
    "agent": "nobody",
    "first_day": "2026-04-30",
    "last_day": "2026-05-29",
    "paper": "授权书〔2026〕1号",
}
PAGES = ("", "/plan", "/rights", "/pledges", "/agents")


def given(login: str = "agent-1", key: str = KEY, **more: str) -> int:
    """Send the form of a mandate; return the status."""
    address = f"/en/desk/file/{key}/agents/give"
    return browser(login).post(address, FORM | more).status_code


def seen(login: str) -> set[int]:
    """Return with which statuses an account is answered on the entity's pages."""
    return {browser(login).get(f"/en/desk/file/{KEY}{page}").status_code for page in PAGES}


def test_an_agent_sees_and_acts_on_its_days_alone(desk: Desk) -> None:
    """Nothing before the first day, everything on both ends of it, nothing the day after."""
    assert given() == 302
    for day, statuses in (
        (OPENED, {404}),
        (date(2026, 4, 30), {200}),
        (date(2026, 5, 29), {200}),
        (date(2026, 5, 30), {404}),
    ):
        desk.on(day)
        assert seen("nobody") == statuses, day
    desk.on(date(2026, 5, 6))
    record = desk.world.entries["penalty"]
    claim = {"claim": "金额有误", "ground": "facts"}
    sent = browser("nobody").post(f"/en/desk/begin/objection/record/{record}", claim)
    assert sent.status_code == 302
    case = sent["Location"].partition("?")[0]
    assert NAME in text(browser("nobody"), case)
    desk.on(date(2026, 6, 1))
    assert NAME not in text(browser("nobody"), case, 404)


def test_a_revoked_agent_is_out_at_once(desk: Desk) -> None:
    """Revoked by the entity, with a reason; the mandate stays to be read, as revoked."""
    assert given() == 302
    desk.on(date(2026, 5, 4))
    assert seen("nobody") == {200}
    address = f"/en/desk/file/{KEY}/agents/1/revoke"
    assert browser("agent-1").post(address, {"reason": ""}).status_code == 400
    assert seen("nobody") == {200}
    assert browser("agent-1").post(address, {"reason": "离职"}).status_code == 302
    assert seen("nobody") == {404}
    assert "revoked" in text(browser("agent-1"), f"/en/desk/file/{KEY}/agents")
    assert browser("agent-1").post(address, {"reason": "again"}).status_code == 409


@pytest.mark.parametrize("how", ["closed", "no longer the entity's"])
def test_a_mandate_ends_with_who_gave_it(desk: Desk, how: str) -> None:
    """Whom a departed account named speaks no more, until the entity's present one names them."""
    policy = desk.world.policy
    assert given() == 302
    desk.on(date(2026, 5, 4))
    assert seen("nobody") == {200}
    set_account("successor", password=None, offices=(), keys=(KEY,), policy=policy)
    if how == "closed":
        close_account("agent-1")
    else:
        set_account("agent-1", password=None, offices=(), keys=(), policy=policy)
    assert seen("nobody") == {404}
    page = text(browser("successor"), f"/en/desk/file/{KEY}/agents")
    assert "ended with who gave it" in page
    entity = entity_by_key(KEY)
    assert entity is not None
    (ended,) = mandates_of(frozenset(entity.keys), on=date(2026, 5, 4))
    assert (ended.runs, ended.revoked, ended.stands) == (False, False, False)
    address = f"/en/desk/file/{KEY}/agents/give"
    anew = FORM | {"first_day": "2026-05-04"}
    assert browser("successor").post(address, anew).status_code == 302
    assert seen("nobody") == {200}


def test_only_the_entitys_own_account_names_agents(desk: Desk) -> None:
    """Neither strangers, nor officers, nor the agent itself; an agent may lay its mandate down."""
    for login in ("agent-2", "officer-chen", "nobody"):
        assert given(login) == 404
    assert given() == 302
    desk.on(date(2026, 5, 4))
    assert given("nobody", agent="agent-2") == 409
    assert (
        browser("nobody")
        .post(f"/en/desk/file/{KEY}/agents/1/revoke", {"reason": "辞任"})
        .status_code
        == 302
    )
    assert seen("nobody") == {404}


@pytest.mark.parametrize("agent", ["officer-chen", "officer-credit", "no-such", "agent-1"])
def test_who_holds_an_office_cannot_be_made_an_agent(desk: Desk, agent: str) -> None:
    """An officer, an unknown login and oneself get one refusal: no bar by a hostile mandate."""
    del desk
    address = f"/zh/desk/file/{KEY}/agents/give"
    answer = browser("agent-1").post(address, FORM | {"agent": agent})
    assert answer.status_code == 409
    assert "ACCOUNT-E005" in answer.content.decode()
    assert seen("officer-chen") == {404}


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"first_day": "2026-04-28"}, 409),
        ({"last_day": "2026-04-29"}, 409),
        ({"last_day": "soon"}, 400),
        ({"paper": " "}, 400),
        ({"agent": ""}, 400),
    ],
)
def test_wrong_forms_are_refused(desk: Desk, change: dict[str, str], status: int) -> None:
    """A day past, an end before the beginning, no day, no paper: nothing is kept."""
    del desk
    assert given(**change) == status
    entity = entity_by_key(KEY)
    assert entity is not None
    assert mandates_of(frozenset(entity.keys), on=OPENED) == ()


def test_a_mandate_is_revoked_after_the_entity_got_another_key(desk: Desk) -> None:
    """Given under a key that is folded into another, it is revoked where the page lists it."""
    day = {"first": OPENED, "last": date(2026, 6, 30), "on": OPENED}
    number = give_mandate("nobody", OTHER, paper="x", account="agent-2", **day)  # type: ignore[arg-type]
    said = {"actor": "officer-7", "reason": "换发执照", "seed": "chance"}
    judge("reissued_code", OTHER, KEY, on=OPENED, policy=desk.world.policy, **said)
    assert seen("nobody") == {200}
    page = browser("agent-2").get(f"/en/desk/file/{KEY}/agents").content.decode()
    address = f"/en/desk/file/{KEY}/agents/{number}/revoke"
    assert address in page
    assert browser("agent-2").post(address, {"reason": "离职"}).status_code == 302
    assert seen("nobody") == {404}


def test_a_mandate_of_another_entity_cannot_be_revoked_through_ones_own_page(desk: Desk) -> None:
    """The number of somebody else's mandate is refused as if it were not there."""
    number = give_mandate(
        "nobody", KEY, first=OPENED, last=OPENED, paper="x", account="agent-1", on=OPENED
    )
    address = f"/en/desk/file/{OTHER}/agents/{number}/revoke"
    assert browser("agent-2").post(address, {"reason": "x"}).status_code == 409
    with pytest.raises(Refused):
        revoke_mandate(number, reason="x", account="agent-2", on=OPENED)
    assert seen("nobody") == {200}
    del desk


@pytest.mark.parametrize("language", ["zh", "en"])
def test_whoever_is_locked_out_reads_what_a_paper_must_say(desk: Desk, language: str) -> None:
    """Each procedure that an entity begins is there with what it asks for, without an account."""
    page = text(browser(), f"/{language}/locked-out")
    for versions in desk.world.policy.procedures.values():
        step = versions[-1].steps.get("open")
        if step is None or not versions[-1].roles[step.by].party:
            continue
        for name in step.needs:
            field = desk.world.policy.form_fields[name].title
            assert (field.zh if language == "zh" else field.en) in page
    assert f"/{language}/locked-out" in browser().get(f"/{language}/sign-in").content.decode()


def test_more_mandates_ask_the_database_no_more_often(desk: Desk) -> None:
    """Promise: the pages of agents cost the same number of queries for one mandate and for five."""
    del desk
    counts = []
    for _round in range(2):
        for _more in range(1 if not counts else 4):
            assert given() == 302
        asked = []
        for login in ("agent-1", "nobody"):
            client = browser(login)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/en/desk/file/{KEY}/agents").status_code in (200, 404)
            asked.append(len(queries))
        counts.append(asked)
    assert counts[0] == counts[1]
