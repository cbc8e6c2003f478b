"""The officers' own pages: deputies, interests, challenges, hand-overs, openings, recalls."""

from datetime import date

import pytest
from django.urls import get_resolver
from tests.actions.case_world import KEY, NAME, OTHER
from tests.doors.web.desk_world import Desk, browser, said, text
from tests.doors.web.test_desk import CORRECTION, events, objected, take

from goodstanding.store.cases.read import read_case

DAYS = {"first": "2026-04-29", "last": "2026-05-08", "reason": "年休假"}
EXAMPLES = {
    "key:key": KEY,
    "int:case_id": "1",
    "int:letter_id": "1",
    "int:number": "1",
    "int:draft": "1",
    "slug:kind": "deputy",
    "slug:what": "hand-over",
    "slug:procedure": "objection",
    "str:about": KEY,
    "str:step": "acknowledge",
    "language:language": "en",
}


def every_desk_address() -> list[str]:
    """Return an example of every address behind the door."""
    found = []
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        if not route.startswith("<language:language>/desk"):
            continue
        for name, value in EXAMPLES.items():
            route = route.replace(f"<{name}>", value)
        found.append("/" + route.replace("<str:text>", "x"))
    return found


def test_no_address_of_the_desk_is_open_to_strangers(desk: Desk) -> None:
    """Every address behind the door sends a stranger to it, reading and sending alike."""
    objected(desk)
    for address in every_desk_address():
        for answer in (browser().get(address), browser().post(address, {})):
            if answer.status_code == 405:
                continue
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/en/sign-in"), address
    assert events() == ["open"]


def test_the_officers_pages_are_for_officers(desk: Desk) -> None:
    """The entity and an account without office see neither accounts nor forms of officers."""
    objected(desk)
    for login in ("agent-1", "agent-2", "nobody"):
        for address in (
            "/en/desk/offices",
            "/en/desk/offices/deputy",
            "/en/desk/hand-over",
            "/en/desk/open",
            "/en/desk/receipt/1",
            "/en/desk/case/1/note/hand-over",
            "/en/desk/case/1/note/interest",
            "/en/desk/case/1/note/ruling/1",
            "/en/desk/letter/1/recall",
        ):
            page = text(browser(login), address, status=404)
            assert "officer-chen" not in page
    for address in ("/en/desk/case/1/note/challenge", "/en/desk/case/1/note/x"):
        assert browser("officer-chen").get(address).status_code == 404
    for address in ("/en/desk/case/1/note/hand-over", "/en/desk/letter/1/recall"):
        assert browser("officer-tax").get(address).status_code == 404
    assert events() == ["open"]


def test_a_deputy_is_named_acts_and_is_ended_on_pages(desk: Desk) -> None:
    """From the mandate on the page to the deputy's step, and no step after it was ended."""
    case = objected(desk)
    form = {"deputy": "officer-tax", "principal": "officer-chen", "unit": "market_cases", **DAYS}
    chen, tax = browser("officer-chen"), browser("officer-tax")
    assert tax.get(case).status_code == 404
    assert tax.post("/en/desk/offices/deputy", form).status_code == 409
    assert chen.post("/en/desk/offices/deputy", form | {"last": "soon"}).status_code == 400
    assert chen.post("/en/desk/offices/deputy", form).status_code == 302
    page = text(chen, "/en/desk/offices")
    assert "officer-tax stands in for officer-chen" in page
    assert "29 April 2026 to 8 May 2026" in page
    assert NAME in text(tax, case)
    assert take("officer-tax", case, "acknowledge", 1) == 302
    data = read_case(1)
    assert data is not None
    assert data.events[-1].deputy_for == "officer-chen"
    assert chen.post("/en/desk/offices/end/1", {"reason": "提前返岗"}).status_code == 302
    assert tax.get(case).status_code == 404
    assert chen.get("/en/desk/offices/end/1").status_code == 404


def test_a_mandate_has_its_days_on_the_page(desk: Desk) -> None:
    """Before its first day and after its last the deputy sees nothing."""
    case = objected(desk)
    form = {"deputy": "officer-tax", "principal": "officer-chen", "unit": "market_cases", **DAYS}
    form["first"] = "2026-04-30"
    assert browser("officer-chen").post("/en/desk/offices/deputy", form).status_code == 302
    for day, status in (("2026-04-29", 404), ("2026-04-30", 200), ("2026-05-08", 200),
                        ("2026-05-09", 404)):  # fmt: skip
        desk.on(date.fromisoformat(day))
        assert browser("officer-tax").get(case).status_code == status, day


def test_an_interest_takes_the_buttons_away(desk: Desk) -> None:
    """Who declared an interest in the entity has no button in its case, and is told why."""
    case = objected(desk)
    form = {"account": "officer-chen", "key": KEY, "reason": "亲属任职"}
    chen = browser("officer-chen")
    assert chen.post("/zh/desk/offices/interest", form | {"key": "x"}).status_code == 409
    assert chen.post("/zh/desk/offices/interest", form).status_code == 302
    assert NAME in text(chen, "/zh/desk/offices")
    page = chen.get(case)
    assert f'href="{case}/acknowledge"' not in page.content.decode()
    assert "CASE-E011" in said(page.content)
    assert "OFFICE-E009" in said(chen.post("/en/desk/offices/end/1", {"reason": "-"}).content)


def test_why_somebody_is_away_is_not_for_everybody(desk: Desk) -> None:
    """Officers read that a colleague is away; why, only those whom it concerns."""
    form = {"account": "officer-chen", **DAYS, "reason": "住院"}
    assert browser("officer-chen").post("/en/desk/offices/absence", form).status_code == 302
    assert "住院" in text(browser("officer-chen"), "/en/desk/offices")
    assert "住院" in text(browser("officer-both"), "/en/desk/offices"), "of the office above"
    for login in ("officer-tax", "officer-credit"):
        page = text(browser(login), "/en/desk/offices")
        assert "officer-chen is away" in page
        assert "住院" not in page
    del desk


def test_the_entity_challenges_and_another_rules(desk: Desk) -> None:
    """The challenged waits, the ruling is read by both sides, and names no account to the party."""
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    agent, lin = browser("agent-1"), browser("officer-lin")
    assert agent.post(f"{case}/note/challenge", {"of": "event:9", "reason": "x"}).status_code == 400
    answer = agent.post(f"{case}/note/challenge", {"of": "event:2", "reason": "与竞争对手有关"})
    assert answer.status_code == 302
    assert "CASE-E040" in text(browser("officer-chen"), case)
    for reader in (agent, lin):
        assert "The challenge of event 3 is to be ruled on by" in text(reader, case)
    assert f"{case}/note/ruling/3" in lin.get(case).content.decode()
    form = {"outcome": "upheld", "reason": "关系属实"}
    own = browser("officer-chen").post(f"{case}/note/ruling/3", form)
    assert "OFFICE-E012" in said(own.content)
    assert lin.post(f"{case}/note/ruling/3", form).status_code == 302
    told = text(agent, case)
    assert "Ruling on the challenge" in told
    assert "关系属实" in told
    assert "officer-" not in told
    assert "CASE-E011" in text(browser("officer-chen"), case)


def test_a_deputy_is_offered_what_the_engine_takes(desk: Desk) -> None:
    """Who stands in for another unit is barred as their own unit is, on the page too.

    Every step that a page offers is one that the engine would take from the same person.
    """
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    form = {"deputy": "officer-chen", "principal": "officer-lin", "unit": "market_decisions"}
    lin, agent = browser("officer-lin"), browser("agent-1")
    assert lin.post("/en/desk/offices/deputy", form | DAYS).status_code == 302
    assert f'href="{case}/correct"' in browser("officer-both").get(case).content.decode()
    of = {"of": "office:market_cases", "reason": "与竞争对手有关"}
    assert agent.post(f"{case}/note/challenge", of).status_code == 302
    for barred in (f"{case}/note/ruling/3", f'href="{case}/correct"'):
        assert barred not in browser("officer-chen").get(case).content.decode()
    ruling = {"outcome": "upheld", "reason": "关系属实"}
    assert "OFFICE-E012" in said(
        browser("officer-chen").post(f"{case}/note/ruling/3", ruling).content
    )
    assert f"{case}/note/ruling/3" in lin.get(case).content.decode()
    assert lin.post(f"{case}/note/ruling/3", ruling).status_code == 302
    page = browser("officer-chen").get(case)
    assert f'href="{case}/correct"' not in page.content.decode()
    assert "CASE-E011" in said(page.content)
    assert browser("officer-chen").get(f"{case}/correct").status_code == 403
    assert f'href="{case}/correct"' in lin.get(case).content.decode()
    assert take("officer-lin", case, "correct", 4, CORRECTION) == 302


def test_cases_are_handed_over_with_one_receipt(desk: Desk) -> None:
    """Only one's own cases; what cannot go is told; both read the receipt, nobody else."""
    case = objected(desk)
    chen, both = browser("officer-chen"), browser("officer-both")
    take("officer-chen", case, "acknowledge", 1)
    assert NAME in text(chen, "/en/desk/hand-over")
    assert NAME not in text(both, "/en/desk/hand-over")
    form = {"case": ["1", "99"], "to": "officer-both", "reason": "调岗"}
    assert both.post("/en/desk/hand-over", form).status_code == 400
    assert chen.post("/en/desk/hand-over", form | {"to": "officer-tax"}).status_code == 400
    answer = chen.post("/en/desk/hand-over", form)
    assert answer["Location"] == "/en/desk/receipt/1"
    for client in (chen, both):
        assert "1 of 1 cases went over to officer-both" in text(client, "/en/desk/receipt/1")
    assert browser("officer-lin").get("/en/desk/receipt/1").status_code == 404
    assert events()[-1] == "hand_over"
    assert "officer-both" in text(chen, case)
    one = {"to": "officer-chen", "reason": "返岗"}
    assert both.post(f"{case}/note/hand-over", one).status_code == 302


@pytest.mark.usefixtures("desk")
def test_an_officer_opens_a_case_on_a_page() -> None:
    """About an entity that there is, by a procedure of the office; nobody else's."""
    chen = browser("officer-chen")
    assert "There is no entity" in text(chen, "/en/desk/open?about=nonsense", status=404)
    page = text(chen, f"/en/desk/open?about={KEY.partition(':')[2]}")
    assert NAME in page
    assert "Designation" in page
    address = f"/en/desk/begin/designation/entity/{OTHER}"
    assert b"<code>L" not in chen.get(f"{address}?list=<code>L").content
    assert b'value="&lt;code&gt;L" selected' in chen.get(f"{address}?list=<code>L").content
    form = {"list": "l01_market", "conduct": "food:1"}
    form |= {"facts": "f", "evidence": "e", "legal_basis": "b"}
    assert chen.post(address, form | {"facts": ""}).status_code == 400
    assert browser("agent-2").post(address, form).status_code == 302
    assert read_case(1) is None
    assert chen.post(address, form).status_code == 302
    data = read_case(1)
    assert data is not None
    assert (data.department, data.events[0].office) == ("market_regulation", "market_cases")
    assert browser("officer-tax").get("/en/desk/case/1").status_code == 404


def test_a_signed_act_is_taken_back_on_its_letters_page(desk: Desk) -> None:
    """By who signed it, with a reason, while it has not left; never by another."""
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    take("officer-chen", case, "ask_provider", 2, {"question": "请核实"})
    letter = "/en/desk/letter/2"
    assert f"{letter}/recall" in browser("officer-chen").get(letter).content.decode()
    assert f"{letter}/recall" not in browser("officer-lin").get(letter).content.decode()
    assert browser("officer-lin").post(f"{letter}/recall", {"reason": "x"}).status_code == 404
    assert browser("officer-chen").post(f"{letter}/recall", {"reason": ""}).status_code == 400
    answer = browser("officer-chen").post(f"{letter}/recall", {"reason": "写错单位"})
    assert answer.status_code == 302
    assert events()[-1] == "recall:2"
    assert browser("officer-chen").get(f"{letter}/recall").status_code == 404


@pytest.mark.usefixtures("desk")
def test_forms_from_elsewhere_are_refused() -> None:
    """No form of officers is taken without our own mark."""
    client = browser("officer-chen", checks=True)
    for address in ("/en/desk/offices/deputy", "/en/desk/hand-over"):
        assert client.post(address, {}).status_code == 403
