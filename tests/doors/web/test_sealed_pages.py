"""The sealed store on pages: two officers with their passwords, read once, shown to nobody else."""

from datetime import date

import pytest
from django.conf import settings
from tests.actions.case_world import KEY, OTHER
from tests.doors.web.desk_world import ACCOUNTS, Desk, browser
from tests.doors.web.test_desk import objected

from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.sealed import new_key
from goodstanding.store.cases.notes import ACCESS_OPENED, ACCESS_REFUSED, SEALED, standing

WORDS = "虚构甲，电话13800000000"
OPEN = "/zh/desk/sealed"
SECRET = "a long password of "  # noqa: S105 (of a test)


@pytest.fixture
def case(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case with something sealed for it by who handles it; every officer has a password."""
    monkeypatch.setattr(settings, "SEALED_KEYS", new_key())
    for login in ("officer-chen", "officer-lin", "officer-tax", "officer-both"):
        offices = ACCOUNTS[login][0]
        word = {"password": SECRET + login, "policy": desk.world.policy}
        set_account(login, offices=offices, keys=[], **word)
    number = objected(desk).rpartition("/")[2]
    said = {"kind": "informant", "words": WORDS, "password": SECRET + "officer-chen"}
    done = browser("officer-chen").post(f"{OPEN}/case/{number}/put", said)
    assert done.status_code == 302
    return number


def asked(case: str, password: str = SECRET + "officer-chen") -> int:
    """Ask, as who handles the case; return the answer's status."""
    said = {"purpose": "informant/answer_owed", "reason": "答复期将至", "password": password}
    return browser("officer-chen").post(f"{OPEN}/case/{case}/ask", said).status_code


def page(login: str, address: str = OPEN) -> str:
    """Return what a page says to somebody."""
    return browser(login).get(address).content.decode()


def test_two_officers_open_it_and_it_is_read_once(case: str) -> None:
    """Promise: each by their own password; the words appear once, to who asked, after the note."""
    assert asked(case, "wrong") == 409
    assert asked(case) == 302
    (_put, request) = (1, 2)
    assert "答复期将至" in page("officer-lin")
    agree = f"{OPEN}/{request}/agree"
    own = {"password": SECRET + "officer-chen"}
    other = {"password": SECRET + "officer-lin"}
    assert browser("officer-lin").post(agree, own).status_code == 409
    assert browser("officer-lin").post(agree, other).status_code == 302
    agreement = request + 1
    assert f"{agreement}/read" not in page("officer-lin")
    assert f"{agreement}/read" in page("officer-chen")
    read = f"{OPEN}/{agreement}/read"
    assert WORDS not in page("officer-chen", read)
    assert browser("officer-lin").get(read).status_code == 404
    assert standing([ACCESS_OPENED]) == []
    shown = browser("officer-chen").post(read, own)
    assert WORDS in shown.content.decode()
    assert shown["Cache-Control"] == "private, no-store"
    again = browser("officer-chen").post(read, own)
    assert again.status_code == 409
    assert WORDS not in again.content.decode()
    (noted,) = standing([ACCESS_OPENED])
    assert noted.actor == "officer-chen"
    assert "查看记录" in page("officer-lin")


def test_another_officer_refuses_and_the_request_waits_no_more(case: str) -> None:
    """Promise: a refusal has its reason and its place in the log; what it refused is over."""
    assert asked(case) == 302
    lin = browser("officer-lin")
    said = {"reason": "可公开渠道联系", "password": SECRET + "officer-lin"}
    assert lin.post(f"{OPEN}/2/refuse", {**said, "reason": ""}).status_code == 400
    assert lin.post(f"{OPEN}/2/refuse", said).status_code == 302
    (noted,) = standing([ACCESS_REFUSED])
    assert (noted.actor, noted.ends, noted.said["reason"]) == ("officer-lin", 2, "可公开渠道联系")
    assert "2/agree" not in page("officer-lin")
    assert lin.post(f"{OPEN}/2/agree", {"password": said["password"]}).status_code == 409


def test_who_has_no_part_in_the_case_learns_nothing(case: str) -> None:
    """Promise: no request, no last day and no reading of others' cases; no page for the party."""
    assert asked(case) == 302
    for login in ("officer-tax", "officer-lin"):
        sees = login == "officer-lin"
        said = page(login)
        assert ("答复期将至" in said) is sees
        assert (f"/desk/case/{case}" in said) is sees
        assert WORDS not in said
    assert browser("officer-tax").get(f"{OPEN}/2/agree").status_code == 404
    assert browser("officer-tax").get(f"{OPEN}/case/{case}/ask").status_code == 404
    for login in ("agent-1", "agent-2", "nobody"):
        assert browser(login).get(OPEN).status_code == 404
        assert browser(login).get(f"{OPEN}/case/{case}/put").status_code == 404
        assert browser(login).get(f"{OPEN}/2/agree").status_code == 404


def test_what_is_due_for_erasure_is_listed_without_its_content(desk: Desk, case: str) -> None:
    """Promise: case, kind and day are shown, in both languages; no word of what lies there."""
    (sealed,) = standing([SEALED])
    assert sealed.last_day is not None
    desk.on(date(2026, 4, 29))
    assert "due for erasure" not in page("officer-chen", "/en/desk/sealed")
    desk.on(date(2026, 12, 1))
    said = page("officer-chen", "/en/desk/sealed")
    assert "due for erasure" in said
    assert "How to reach who reported" in said
    assert "虚构甲" not in said
    assert KEY not in said
    assert OTHER not in said
    assert case


def test_a_request_that_waited_too_long_offers_no_agreement(desk: Desk, case: str) -> None:
    """Promise: after the days of the packs the page says so, and offers nothing to press."""
    assert asked(case) == 302
    assert "2/agree" in page("officer-lin")
    desk.on(date(2026, 7, 1))
    said = page("officer-lin", "/en/desk/sealed")
    assert "Nobody agreed in time" in said
    assert "2/agree" not in said
