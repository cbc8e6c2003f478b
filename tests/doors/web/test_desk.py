"""Promises of the desk: who sees which case, what may be done there, and what is refused."""

from datetime import date

import pytest
from django.db import connection
from tests.actions.case_world import KEY, NAME, OTHER
from tests.actions.cases.test_case import served
from tests.doors.web.desk_world import Desk, browser, said, text

from goodstanding.actions.offices.account import close_account, set_account
from goodstanding.core.basis.faults import Refused
from goodstanding.store.cases.read import read_case

CLAIM = {"claim": "金额录入有误，应为1200元", "ground": "facts"}
CORRECTION = {"finding": "wrong", "correction": "fine=120000", "reasons": "录入有误"}


def objected(desk: Desk) -> str:
    """Let the entity object to its penalty; return the address of the case."""
    record = desk.world.entries["penalty"]
    answer = browser("agent-1").post(f"/en/desk/begin/objection/record/{record}", CLAIM)
    assert answer.status_code == 302
    return answer["Location"].partition("?")[0]


def take(login: str, case: str, step: str, seen: int, form: dict[str, str] | None = None) -> int:
    """Take a step through the page; return the status."""
    sent = {"seen": str(seen), **(form or {})}
    return browser(login).post(f"{case}/{step}", sent).status_code


def events() -> list[str]:
    """Return the steps of the first case."""
    data = read_case(1)
    return [one.step for one in data.events] if data else []


def test_without_signing_in_nobody_sees_a_case(desk: Desk) -> None:
    """Every address of the desk sends a stranger to the door, and a post is done by nobody."""
    case = objected(desk)
    for address in (
        "/en/desk",
        f"/en/desk/file/{KEY}",
        f"/en/desk/ask/grade/{KEY}",
        f"/en/desk/begin/objection/grade/{KEY}",
        case,
        f"{case}/acknowledge",
        "/en/desk/letter/1",
    ):
        answer = browser().get(address)
        assert answer.status_code == 302, address
        assert answer["Location"].startswith("/en/sign-in?next=/en/desk")
        assert answer["Cache-Control"] == "private, no-store"
    assert browser().post(f"{case}/acknowledge", {"seen": "1"}).status_code == 302
    assert events() == ["open"]


def test_a_case_of_others_and_none_get_the_same_answer(desk: Desk) -> None:
    """Another entity, another department, an account without any office: 404, and no name."""
    case = objected(desk)
    for login in ("agent-2", "officer-tax", "nobody"):
        for address in (case, f"{case}/acknowledge", "/en/desk/letter/1", "/en/desk/case/99"):
            page = text(browser(login), address, status=404)
            assert NAME not in page
        assert browser(login).post(f"{case}/drop", {"seen": "1"}).status_code == 404
        assert NAME not in text(browser(login), "/en/desk")
    assert text(browser("agent-2"), f"/en/desk/file/{KEY}", status=404)
    assert events() == ["open"]


def test_only_who_speaks_for_an_entity_objects(desk: Desk) -> None:
    """A stranger is told why, and can send the form by hand in vain; what is not there is 404."""
    record = desk.world.entries["penalty"]
    ask = f"/en/desk/ask/record/{record}"
    assert NAME in text(browser("agent-2"), ask, status=403)
    offered = text(browser("officer-chen"), ask)
    assert "begin/objection" not in offered
    for login in ("agent-2", "officer-chen"):
        answer = browser(login).post(f"/en/desk/begin/objection/record/{record}", CLAIM)
        assert answer.status_code == 302
        assert "/ask/" in answer["Location"]
    assert browser("agent-1").get("/en/desk/ask/record/999").status_code == 404
    assert browser("agent-1").get("/en/desk/ask/nothing/x").status_code == 404
    assert (
        browser("agent-1")
        .post(f"/en/desk/begin/designation/entity/{KEY}", {"list": "x"})
        .status_code
        == 302
    )
    assert read_case(1) is None


def test_an_objection_from_the_entity_page_to_the_corrected_record(desk: Desk) -> None:
    """The story: object, marked in public, acknowledge, correct; the mark goes, the fine is new."""
    public = text(browser(), f"/en/entity/{KEY}")
    assert "CNY 12,000.00" in public
    assert "Object" in public
    case = objected(desk)
    assert "under objection" in text(browser(), f"/en/entity/{KEY}")
    assert "异议处理中" in text(browser(), f"/zh/entity/{KEY}")
    assert "Time to acknowledge: until 30 April 2026" in text(browser("officer-chen"), case)
    assert take("officer-chen", case, "acknowledge", 1) == 302
    desk.on(date(2026, 5, 6))
    assert take("officer-lin", case, "correct", 2, CORRECTION) == 302
    after = text(browser(), f"/en/entity/{KEY}")
    assert "CNY 1,200.00" in after
    assert "CNY 12,000.00" not in after
    assert "under objection" not in after
    assert events() == ["open", "acknowledge", "correct"]
    assert "Upheld" not in text(browser("agent-1"), case).partition("possible next")[0]
    served(desk.world, 1, "objection_upheld", date(2026, 5, 6))
    assert "Ended on 6 May 2026: Upheld" in text(browser("agent-1"), case)


def test_what_was_typed_stays_and_errors_stand_at_their_fields(desk: Desk) -> None:
    """A form with a hole comes back whole, in both languages, with the fault at its field."""
    record = desk.world.entries["penalty"]
    for language, fault in (("en", "Ground of objection"), ("zh", "异议理由")):
        answer = browser("agent-1").post(
            f"/{language}/desk/begin/objection/record/{record}",
            {"claim": "<b>应为1200元</b>", "ground": "none of these"},
        )
        body = answer.content.decode()
        assert answer.status_code == 400
        assert "&lt;b&gt;应为1200元&lt;/b&gt;</textarea>" in body
        assert 'id="w-ground"' in body
        assert 'id="w-claim"' not in body
        assert fault in said(answer.content)
    assert read_case(1) is None


def test_a_refusal_by_the_action_keeps_the_form(desk: Desk) -> None:
    """A correction of a field that there is not: refused with its code, nothing done or lost."""
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    wrong = CORRECTION | {"correction": "colour=red"}
    answer = browser("officer-lin").post(f"{case}/correct", {"seen": "2", **wrong})
    assert answer.status_code == 409
    assert "colour=red</textarea>" in answer.content.decode()
    assert "CASE-E116" in said(answer.content)
    assert events() == ["open", "acknowledge"]


def test_buttons_are_what_the_engine_allows(desk: Desk) -> None:
    """What may be done has a link; what may not stands with its reason and has none."""
    case = objected(desk)
    page = browser("officer-chen").get(case).content.decode()
    assert f'href="{case}/acknowledge"' in page
    assert f"{case}/drop" not in page
    take("officer-both", case, "acknowledge", 1)
    both = browser("officer-both").get(case).content.decode()
    assert f"{case}/correct" not in both
    assert "CASE-E013" in both
    lin = browser("officer-lin").get(case).content.decode()
    assert f'href="{case}/correct"' in lin
    assert "reject" not in lin


def test_a_forged_step_is_refused_as_the_engine_says(desk: Desk) -> None:
    """A step that is not, not yet, not mine, or of an ended case: 403 with the code, nothing."""
    case = objected(desk)
    for login, step, code in (
        ("officer-chen", "nonsense", "CASE-E0"),
        ("officer-chen", "open", "CASE-E0"),
        ("officer-chen", "correct", "CASE-E0"),
        ("agent-1", "acknowledge", "CASE-E009"),
        ("officer-chen", "drop", "CASE-E0"),
    ):
        answer = browser(login).post(f"{case}/{step}", {"seen": "1", **CORRECTION})
        assert answer.status_code in (403, 409), (login, step)
        assert "CASE-E0" in said(answer.content)
        assert code in said(answer.content) or step == "acknowledge"
    assert events() == ["open"]
    assert take("agent-1", case, "drop", 1) == 302
    answer = browser("officer-chen").post(f"{case}/acknowledge", {"seen": "2"})
    assert answer.status_code == 403
    assert "What you can do now" not in text(browser("officer-chen"), case)
    assert events() == ["open", "drop"]


def test_who_comes_second_is_told_who_was_first(desk: Desk) -> None:
    """A form from before another's step, or without its mark, is refused; the case is not moved."""
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    before = events()
    for seen in ("1", "", "-1", "x"):
        answer = browser("officer-lin").post(f"{case}/correct", {"seen": seen, **CORRECTION})
        assert answer.status_code == 409
        assert "CASE-E102" in said(answer.content)
    assert events() == before


def test_the_list_is_by_deadline_with_the_overdue_first(desk: Desk) -> None:
    """Overdue cases come first and say so; each date says why."""
    objected(desk)
    desk.on(date(2026, 5, 11))
    listing = desk.world.entries["listing"]
    browser("agent-1").post(f"/en/desk/begin/objection/list_entry/{listing}", CLAIM)
    page = text(browser("officer-chen"), "/en/desk")
    assert "2 cases run; overdue: 1" in page
    assert page.index("case 1 of 2026") < page.index("case 2 of 2026")
    assert "Why this date" in page
    assert "2026-04-29" in page
    assert "Cases that ended" in page
    assert "1 case has ended" not in text(browser("officer-chen"), "/en/desk?ended=yes")


def test_a_letter_is_the_partys_only_when_it_is_served(desk: Desk) -> None:
    """Officers read the draft and note its service; the party opens it then, in both languages."""
    case = objected(desk)
    draft = "/en/desk/letter/1"
    assert browser("agent-1").get(draft).status_code == 404
    assert NAME in text(browser("officer-chen"), draft)
    form = {"mode": "electronic", "recipient": NAME, "day": "2026-04-29", "proof": "E-1"}
    assert browser("agent-1").post(draft, form).status_code == 404
    assert browser("officer-chen").post(draft, form | {"day": "soon"}).status_code == 400
    assert browser("officer-chen").post(draft, form | {"day": "2026-05-29"}).status_code == 409
    assert browser("officer-chen").post(draft, form | {"mode": "pigeon"}).status_code == 409
    assert browser("officer-chen").post(draft, form).status_code == 302
    english, chinese = (text(browser("agent-1"), f"/{one}/desk/letter/1") for one in ("en", "zh"))
    assert NAME in english
    assert NAME in chinese
    assert english != chinese
    assert "served on 29 April 2026" in text(browser("agent-1"), case)


def test_a_letter_is_paper_for_whoever_may_open_it(desk: Desk) -> None:
    """Promise: the PDF of each language beside the letter; for the party only once it is served."""
    case = objected(desk)
    assert take("officer-chen", case, "acknowledge", 1) == 302
    for language in ("zh", "en"):
        address = f"/{language}/desk/letter/1.pdf"
        assert address in browser("officer-chen").get(address.removesuffix(".pdf")).content.decode()
        answer = browser("officer-chen").get(address)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.content.startswith(b"%PDF")
        assert browser("agent-1").get(address).status_code == 404
        assert browser("agent-2").get(address).status_code == 404
        assert browser().get(address).status_code == 302


def test_the_party_reads_no_decision_before_its_letter_arrives(desk: Desk) -> None:
    """Reasons of a decision stay with the officers until its letter is served."""
    case = objected(desk)
    take("officer-chen", case, "acknowledge", 1)
    take("officer-lin", case, "correct", 2, CORRECTION)
    assert "录入有误" in text(browser("officer-lin"), case)
    assert "录入有误" not in text(browser("agent-1"), case).replace(CLAIM["claim"], "")
    assert "officer-lin" not in text(browser("agent-1"), case)


def test_an_entitys_file_shows_its_cases_and_next_days(desk: Desk) -> None:
    """The file has the running case, its last day, the marks, and what can be asked for."""
    objected(desk)
    page = text(browser("agent-1"), f"/en/desk/file/{KEY}")
    assert "1 case runs about this entity" in page
    assert "30 April 2026" in page
    assert "under objection" in page
    assert "Objection · the grade" in page
    assert NAME not in text(browser("agent-2"), f"/en/desk/file/{OTHER}")


@pytest.mark.usefixtures("desk")
def test_the_grade_is_objected_to_before_the_credit_office() -> None:
    """An objection to the grade has a department, so that somebody must answer it."""
    answer = browser("agent-1").post(
        f"/en/desk/begin/objection/grade/{KEY}", CLAIM | {"ground": "grade"}
    )
    assert answer.status_code == 302
    data = read_case(1)
    assert data is not None
    assert data.department == "credit_office"
    assert take("officer-credit", "/en/desk/case/1", "acknowledge", 1) == 302
    assert browser("officer-chen").get("/en/desk/case/1").status_code == 404


def test_a_form_from_elsewhere_is_refused(desk: Desk) -> None:
    """Without our own mark no form is taken, signing in and out included."""
    case = objected(desk)
    client = browser("officer-chen", checks=True)
    for address in (f"{case}/acknowledge", "/zh/sign-in", "/en/sign-out"):
        answer = client.post(address, {"seen": "1"})
        assert answer.status_code == 403
        assert "Nothing was done" in said(answer.content) or "未作任何改动" in said(answer.content)
    assert events() == ["open"]
    assert client.get("/en/desk").status_code == 200


def test_signing_in_and_out(desk: Desk) -> None:
    """A right password leads on, within this site only; a wrong one says nothing of accounts."""
    set_account("door", password="long enough", offices=[], keys=[KEY], policy=desk.world.policy)  # noqa: S106 (of a test)
    client = browser()
    for login, word in (("door", "wrong"), ("stranger", "long enough"), ("", "")):
        answer = client.post("/en/sign-in", {"account": login, "password": word})
        assert answer.status_code == 400
        assert "Account or password is wrong" in said(answer.content)
    right = {"account": "door", "password": "long enough"}
    away = client.post("/en/sign-in", right | {"next": "https://elsewhere.example/"})
    assert away["Location"] == "/en/desk"
    answer = client.post("/en/sign-in", right | {"next": f"/zh/desk/file/{KEY}"})
    assert answer["Location"] == f"/zh/desk/file/{KEY}"
    cookie = client.cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get("/en/desk").status_code == 200
    assert client.get("/en/sign-out").status_code == 405
    assert client.post("/en/sign-out").status_code == 302
    assert client.get("/en/desk").status_code == 302
    client.post("/en/sign-in", right)
    close_account("door")
    assert client.get("/en/desk").status_code == 302


def test_accounts_have_offices_and_entities_that_there_are(desk: Desk) -> None:
    """An unknown office or entity, a short password or an empty login makes no account."""
    policy = desk.world.policy
    for login, password, offices, keys in (
        ("", "long enough", [], []),
        ("one", "short", [], []),
        ("one", "long enough", ["no_office"], []),
        ("one", "long enough", [], ["cn-uscc:none"]),
    ):
        with pytest.raises(Refused):
            set_account(login, password=password, offices=offices, keys=keys, policy=policy)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM account WHERE login IN ('', 'one')")
        assert cursor.fetchone() == (0,)


@pytest.mark.usefixtures("desk")
def test_public_pages_leave_no_cookie() -> None:
    """Reading the register leaves nothing in the browser, and is the same for everybody."""
    anybody, agent = browser(), browser("agent-1")
    first = anybody.get(f"/en/entity/{KEY}")
    assert not anybody.cookies
    assert first.content == agent.get(f"/en/entity/{KEY}").content
    assert first["Cache-Control"] == "public, max-age=60"
