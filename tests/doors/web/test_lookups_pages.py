"""What one account looked up, on pages: by two officers, read once, unseen by whom it is about."""

from datetime import date

import pytest
from tests.actions.case_world import KEY
from tests.doors.web.desk_world import ACCOUNTS, Desk, browser
from tests.doors.web.test_desk import objected

from goodstanding.actions.checks.desk import Question, check
from goodstanding.actions.offices.account import set_account
from goodstanding.store.cases.notes import ACCESS_ASKED, ACCESS_OPENED, standing

OPEN = "/zh/desk/lookups"
SECRET = "a long password of "  # noqa: S105 (of a test)
WRONG = "not their password"
CHEN, LIN, CREDIT = "officer-chen", "officer-lin", "officer-credit"


@pytest.fixture
def case(desk: Desk) -> str:
    """A case, and one question that its handler asked of the check desk."""
    for login in (CHEN, LIN, CREDIT, "officer-both"):
        word = {"password": SECRET + login, "policy": desk.world.policy}
        set_account(login, offices=ACCOUNTS[login][0], keys=[], **word)
    number = objected(desk).rpartition("/")[2]
    said = {"purpose": "licensing", "department": "permits_office", "on": date(2026, 4, 30)}
    check([Question(KEY, "permit")], actor=CHEN, **said, policy=desk.world.policy)
    return number


def asked(case: str, about: str = CHEN, password: str = SECRET + CREDIT) -> int:
    """Ask as the credit office; return the answer's status."""
    said = {
        "purpose": "access_pattern/leak",
        "about": about,
        "reason": "线索",
        "password": password,
    }
    return browser(CREDIT).post(f"{OPEN}/case/{case}/ask", said).status_code


def page(login: str, address: str = OPEN) -> str:
    """Return what a page says to somebody."""
    return browser(login).get(address).content.decode()


def test_two_officers_see_once_what_an_account_looked_up(desk: Desk, case: str) -> None:
    """Promise: asked, agreed by another, noted before it is read; in words, and only once."""
    assert asked(case, password=WRONG) == 409
    assert asked(case, about="nobody-at-all") == 409
    assert asked(case, about="") == 400
    assert standing([ACCESS_ASKED]) == []
    assert asked(case) == 302
    (request,) = standing([ACCESS_ASKED])
    assert CHEN in page(LIN)
    agree = f"/zh/desk/sealed/{request.id}/agree"
    done = browser(LIN).post(agree, {"password": SECRET + LIN})
    assert (done.status_code, done["Location"]) == (302, OPEN)
    read = f"{OPEN}/{request.id + 1}/read"
    assert read in page(CREDIT)
    assert read not in page(LIN)
    assert browser(LIN).get(read).status_code == 404
    desk.on(date(2026, 4, 30))
    own = {"password": SECRET + CREDIT, "first": "2026-01-01"}
    assert browser(CREDIT).post(read, {**own, "first": "soon"}).status_code == 400
    assert standing([ACCESS_OPENED]) == []
    shown = browser(CREDIT).post(read, own)
    body = shown.content.decode()
    assert shown.status_code == 200
    assert KEY in body
    assert desk.world.policy.desk_acts["permit"].title.zh in body
    assert desk.world.policy.check_purposes["licensing"].title.zh in body
    assert shown["Cache-Control"] == "private, no-store"
    (noted,) = standing([ACCESS_OPENED])
    assert (noted.actor, noted.account, noted.first_day) == (CREDIT, CHEN, date(2026, 1, 1))
    assert browser(CREDIT).post(read, own).status_code == 409


def test_whose_account_it_is_learns_nothing(case: str) -> None:
    """Promise: no request, answer or reading is there for whom it is about, duty or not.

    Who asks about the own account sees what they asked.
    """
    assert asked(case, about=LIN) == 302
    (request,) = standing([ACCESS_ASKED])
    agree = f"/zh/desk/sealed/{request.id}/agree"
    assert "线索" not in page(LIN)
    assert browser(LIN).get(agree).status_code == 404
    assert browser(LIN).post(agree, {"password": SECRET + LIN}).status_code == 404
    assert "线索" in page("officer-both")
    assert asked(case, about=CREDIT) == 302
    assert page(CREDIT).count("线索") == 2
    for login in ("agent-1", "nobody"):
        assert browser(login).get(OPEN).status_code == 404
        assert browser(login).get(agree).status_code == 404


def test_only_who_may_ask_finds_the_way_to_it(case: str) -> None:
    """Promise: the case offers it to the offices of the packs; no other reaches the form."""
    ask = f"{OPEN}/case/{case}/ask"
    assert ask in page(CREDIT, f"/zh/desk/case/{case}")
    assert ask not in page(CHEN, f"/zh/desk/case/{case}")
    assert browser(CHEN).get(ask).status_code == 404
    assert browser("agent-1").get(ask).status_code == 404
    assert "<datalist" not in page(CREDIT, ask)
    assert LIN not in page(CREDIT, ask)
