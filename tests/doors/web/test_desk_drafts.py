"""Drafts on pages: kept, previewed, returned, signed by another; many at once; nobody else's."""

import re

from tests.actions.case_world import NAME
from tests.doors.web.desk_world import Desk, browser, said, text
from tests.doors.web.test_desk import CORRECTION, events, objected, take
from tests.doors.web.test_desk_list import asked_of, more

from goodstanding.actions.offices.account import set_account


def checking(desk: Desk) -> str:
    """Let the entity object and an officer acknowledge; return the draft's address."""
    case = objected(desk)
    assert take("officer-chen", case, "acknowledge", 1) == 302
    return f"{case}/draft/correct"


def press(login: str, address: str, button: str, form: dict[str, str] | None = None) -> int:
    """Press a button of a draft, as its page stands now; return the status."""
    client = browser(login)
    shown = re.search(r'name="read" value="(\d+)"', client.get(address).content.decode())
    sent = {"do": button, "read": shown.group(1) if shown else "", **(form or {})}
    return client.post(address, sent).status_code


def waiting(login: str) -> list[str]:
    """Return the drafts that a person can choose for signature."""
    page = browser(login).get("/en/desk/drafts").content.decode()
    return re.findall(r'name="draft" value="([^"]+)"', page)


def test_what_is_typed_is_kept_at_every_button(desk: Desk) -> None:
    """Half a form is kept, also where putting it forward is refused; amounts stay as typed."""
    draft = checking(desk)
    half = {"reasons": "<b>半句</b>"}
    assert press("officer-chen", draft, "save", half) == 302
    assert press("officer-chen", draft, "forward", half | {"correction": "fine=1"}) == 409
    page = browser("officer-chen").get(draft).content.decode()
    assert "&lt;b&gt;半句&lt;/b&gt;</textarea>" in page
    assert "fine=1</textarea>" in page
    assert "being prepared" in page
    assert press("officer-chen", draft, "nonsense", half) == 302
    assert events() == ["open", "acknowledge"]


def test_a_draft_is_read_as_the_entity_will_and_signed_by_another(desk: Desk) -> None:
    """The preview has the letter's words; who prepared it has no button; another signs."""
    draft = checking(desk)
    assert press("officer-chen", draft, "look", CORRECTION) == 302
    page = text(browser("officer-chen"), draft)
    assert "As the entity will read it" in page
    assert NAME in page
    assert press("officer-chen", draft, "forward", CORRECTION) == 302
    own = browser("officer-chen").get(draft).content.decode()
    assert 'value="sign"' not in own
    assert press("officer-chen", draft, "sign") == 409
    assert 'value="sign"' in browser("officer-lin").get(draft).content.decode()
    assert press("officer-lin", draft, "return", {"words": ""}) == 409
    assert press("officer-lin", draft, "return", {"words": "再核金额"}) == 302
    assert "再核金额" in text(browser("officer-chen"), draft)
    assert press("officer-chen", draft, "forward", CORRECTION) == 302
    assert "1 draft waits for your signature" in text(browser("officer-lin"), "/en/desk/drafts")
    assert press("officer-lin", draft, "sign") == 302
    assert events() == ["open", "acknowledge", "correct"]
    assert browser("officer-lin").get(draft).status_code == 404


def test_the_legal_reviewer_has_a_lane(desk: Desk) -> None:
    """What went to them is theirs to remark on, and for signature after that."""
    policy = desk.world.policy
    set_account("officer-law", password=None, offices=["legal_office"], keys=[], policy=policy)
    draft = checking(desk)
    assert press("officer-chen", draft, "legal", CORRECTION) == 302
    assert "For your legal review" in text(browser("officer-law"), "/en/desk/drafts")
    assert press("officer-lin", draft, "sign") == 409
    assert press("officer-law", draft, "remark", {"words": "依据充分"}) == 302
    assert "legally reviewed" in text(browser("officer-lin"), "/en/desk/drafts")
    assert press("officer-lin", draft, "sign") == 302


def test_nobody_signs_what_was_changed_after_they_read_it(desk: Desk) -> None:
    """A draft returned and put forward anew is not signed from the page of the earlier one."""
    draft = checking(desk)
    press("officer-chen", draft, "forward", CORRECTION)
    lin = browser("officer-lin")
    page = lin.get(draft).content.decode()
    old = {"do": "sign", "read": page.partition('name="read" value="')[2].partition('"')[0]}
    chosen = waiting("officer-lin")
    assert press("officer-both", draft, "return", {"words": "再核"}) == 302
    assert press("officer-chen", draft, "forward", CORRECTION | {"reasons": "另写"}) == 302
    for sent in (old, {"do": "sign"}):
        answer = lin.post(draft, sent)
        assert answer.status_code == 409
        assert "OFFICE-E026" in said(answer.content)
    receipt = text(lin, lin.post("/en/desk/drafts", {"draft": chosen})["Location"])
    assert "OFFICE-E026" in receipt
    assert events() == ["open", "acknowledge"]
    assert press("officer-lin", draft, "sign") == 302


def test_what_the_legal_reviewer_returned_goes_there_again(desk: Desk) -> None:
    """Neither before nor after the remark is a changed draft signed past the legal reviewer."""
    policy = desk.world.policy
    set_account("officer-law", password=None, offices=["legal_office"], keys=[], policy=policy)
    draft = checking(desk)
    assert press("officer-chen", draft, "legal", CORRECTION) == 302
    assert press("officer-law", draft, "return", {"words": "依据不足"}) == 302
    assert press("officer-chen", draft, "save", CORRECTION) == 302
    assert press("officer-chen", draft, "forward", CORRECTION) == 302
    assert press("officer-lin", draft, "sign") == 409
    assert press("officer-law", draft, "remark", {"words": "可以"}) == 302
    assert press("officer-lin", draft, "return", {"words": "改金额"}) == 302
    assert press("officer-chen", draft, "forward", CORRECTION) == 302
    assert press("officer-lin", draft, "sign") == 409
    assert press("officer-law", draft, "remark", {"words": "可以"}) == 302
    assert press("officer-lin", draft, "sign") == 302


def test_drafts_are_nobody_elses(desk: Desk) -> None:
    """The entity, another department, another entity: as if there were none; nothing done."""
    draft = checking(desk)
    press("officer-chen", draft, "forward", CORRECTION)
    for login in ("agent-1", "agent-2", "officer-tax", "nobody"):
        assert browser(login).get(draft).status_code == 404
        assert press(login, draft, "sign") == 404
        assert NAME not in said(browser(login).get("/en/desk/drafts").content)
    assert "录入有误" not in text(browser("agent-1"), "/en/desk/case/1").replace("金额录入有误", "")
    for step in ("open", "nonsense", "drop"):
        assert browser("officer-chen").get(f"/en/desk/case/1/draft/{step}").status_code == 404
    answer = browser("officer-tax").post("/en/desk/drafts", {"draft": "1:correct"})
    assert answer.status_code == 400
    client = browser("officer-lin", checks=True)
    assert client.post(draft, {"do": "sign"}).status_code == 403
    assert events() == ["open", "acknowledge"]


def test_many_are_prepared_and_signed_in_one_sitting(desk: Desk) -> None:
    """Own facts each, common words where they are empty, and one receipt with who was refused."""
    more(desk, 3)
    for case in (1, 2, 3):
        assert take("officer-chen", f"/en/desk/case/{case}", "acknowledge", 1) == 302
    address = "/en/desk/batch?procedure=objection&step=correct"
    chen, lin = browser("officer-chen"), browser("officer-lin")
    assert "Objection · Correct 3" in text(chen, "/en/desk/batch")
    assert "3 cases stand before this step" in text(chen, address)
    form = {
        "case": ["1", "2", "3", "99"],
        "do": "forward",
        "all-finding": "wrong",
        "all-reasons": "录入有误",
        "c1-correction": "fine=100000",
        "c2-correction": "fine=200000",
        "c2-reasons": "另有理由",
    }
    answer = chen.post(address, form)
    assert answer.status_code == 409
    page = said(answer.content)
    assert "2 drafts were put forward" in page
    assert "case 3 of 2026" in page
    assert "case 2 of 2026" not in page
    assert chen.post(address, {"do": "forward"}).status_code == 409
    last = form | {"case": ["3"], "c3-correction": "colour=red"}
    assert chen.post(address, last)["Location"] == "/en/desk/drafts?prepared=1"
    assert "3 drafts wait for your signature" in text(lin, "/en/desk/drafts")
    signed = {"draft": [*waiting("officer-lin"), "4:correct:9"]}
    answer = lin.post("/en/desk/drafts", signed)
    assert answer.status_code == 302
    receipt = text(lin, answer["Location"])
    assert "2 of 3 drafts were signed" in receipt
    assert "CASE-E116" in receipt
    assert "另有理由" in text(lin, "/en/desk/case/2")
    assert "另有理由" not in text(lin, "/en/desk/case/1")


def test_lists_of_drafts_are_bounded(desk: Desk) -> None:
    """Two drafts or eight: the same queries, those for mandates and for names among them."""

    def prepared(count: int) -> None:
        begun = desk.world.acts
        more(desk, count)
        for case in range(begun + 1, begun + count + 1):
            take("officer-chen", f"/en/desk/case/{case}", "acknowledge", 1)
            press("officer-chen", f"/en/desk/case/{case}/draft/correct", "forward", CORRECTION)

    addresses = ("/en/desk/drafts", "/en/desk/batch")
    prepared(2)
    few = [asked_of("officer-lin", one) for one in addresses]
    prepared(6)
    assert [asked_of("officer-lin", one) for one in addresses] == few
    assert max(few) <= 28
