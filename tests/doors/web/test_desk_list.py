"""The officer's list: bounded in queries, sifted, in pages, and as a calendar."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.actions.case_world import OBJECTOR, OTHER, STRANGER, enter
from tests.doors.web.desk_world import OPENED, Desk, browser, text
from tests.doors.web.test_desk import objected, take

from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.cases.handing import challenge
from goodstanding.actions.offices.account import set_account
from goodstanding.web.pages import desk_list


def more(desk: Desk, count: int) -> None:
    """Let the other entity object to that many penalties of its own."""
    world, kind = desk.world, "administrative_penalty"
    for place in range(world.acts, world.acts + count):
        fields = {
            "decision_no": f"云市监罚〔2026〕{900 + place}号",
            "authority": "云州市市场监督管理局",
            "violation": "经营标签不符合规定的食品",
            "kinds": "fine",
            "procedure": "ordinary",
            "fine": "1000000",
            "decision_day": "2026-04-02",
        }
        number = fields["decision_no"]
        enter(world, kind, "market_regulation", number, OTHER, fields, "2026-04-02")
        open_case(
            "objection",
            "record",
            str(world.entries[kind]),
            acting=STRANGER,
            form={"claim": "金额有误", "ground": "facts"},
            on=OPENED,
            policy=world.policy,
            seed=world.seed(),
        )


def asked_of(login: str, address: str) -> int:
    """Return how many queries a page needs."""
    client = browser(login)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_a_long_list_needs_no_more_queries_than_a_short_one(desk: Desk) -> None:
    """Two cases or twenty: the same queries, and few of them; the calendar file as well."""
    more(desk, 2)
    few = asked_of("officer-chen", "/en/desk"), asked_of("officer-chen", "/en/desk/deadlines.ics")
    more(desk, 18)
    many = asked_of("officer-chen", "/en/desk"), asked_of("officer-chen", "/en/desk/deadlines.ics")
    assert "20 cases run" in text(browser("officer-chen"), "/en/desk")
    assert few == many
    assert max(many) <= 22


def test_the_list_is_sifted_by_whose_by_procedure_and_by_what_is_late(desk: Desk) -> None:
    """Each sieve leaves what it says; what nobody knows leaves nothing, and refuses nobody."""
    objected(desk)
    more(desk, 1)
    assert take("officer-chen", "/en/desk/case/1", "acknowledge", 1) == 302
    desk.on(date(2026, 5, 1))
    chen = browser("officer-chen")
    first, second = (f"Market regulation, case {one} of 2026" for one in (1, 2))
    for asked, shown, hidden in (
        ("", (first, second), ()),
        ("whose=me", (first,), (second,)),
        ("whose=market_cases", (first, second), ()),
        ("whose=tax_unit", (), (first, second)),
        ("procedure=objection", (first, second), ()),
        ("procedure=designation", (), (first, second)),
        ("late=yes", (second,), (first,)),
        ("whose=%00&procedure='&page=-1&late=1", (), (first, second)),
    ):
        page = text(chen, f"/en/desk?{asked}")
        assert all(one in page for one in shown), asked
        assert not any(one in page for one in hidden), asked
    assert first not in text(browser("officer-tax"), "/en/desk?whose=market_cases")


def test_pages_hold_every_case_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every case stands on one page; a page that is not there is the last."""
    monkeypatch.setattr(desk_list, "ROWS", 2)
    more(desk, 5)
    chen = browser("officer-chen")
    found = [
        one
        for page in (1, 2, 3)
        for one in re.findall(
            r"Market regulation, case \d+ of 2026", text(chen, f"/en/desk?page={page}")
        )
    ]
    assert sorted(found) == [f"Market regulation, case {one} of 2026" for one in range(1, 6)]
    assert text(chen, "/en/desk?page=3") == text(chen, "/en/desk?page=999")


def test_deadlines_go_into_a_calendar(desk: Desk) -> None:
    """One entry for each time that runs, on its last day, with why; lines fold; nobody else's."""
    objected(desk)
    answer = browser("officer-chen").get("/zh/desk/deadlines.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    body = answer.content
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    whole = body.decode().replace("\r\n ", "")
    assert whole.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20260430\r\nDTEND;VALUE=DATE:20260501\r\n" in whole
    assert "UID:case-1-acknowledge_in@goodstanding\r\n" in whole
    assert "DESCRIPTION:2026-04-29 立案，次日起算1个工作日，遇休息日顺延：2026-04-30" in whole
    assert "/zh/desk/case/1\r\n" in whole
    other = browser("officer-tax").get("/zh/desk/deadlines.ics").content
    assert b"VEVENT" not in other
    assert browser().get("/zh/desk/deadlines.ics").status_code == 302


def test_the_time_to_rule_on_a_challenge_stands_in_the_list(desk: Desk) -> None:
    """It is the soonest of its case, so the case is read by it, and late when it is over."""
    assert take("officer-chen", objected(desk), "acknowledge", 1) == 302
    challenge(
        1,
        "event:2",
        acting=OBJECTOR,
        reason="有偏见",
        on=OPENED,
        policy=desk.world.policy,
        seed=desk.world.seed(),
    )
    assert "Time to rule on a challenge" in text(browser("officer-lin"), "/en/desk")
    assert "ruling:3@goodstanding" in browser("officer-lin").get("/en/desk/deadlines.ics").text
    desk.on(date(2026, 5, 9))
    assert "Overdue" in text(browser("officer-lin"), "/en/desk?late=yes")


def test_who_stands_above_sees_what_is_overdue_below(desk: Desk) -> None:
    """A unit above another department has its cases in the list once a time is over, not before."""
    world, kind = desk.world, "administrative_penalty"
    fields = {"decision_no": "云承罚〔2026〕1号", "kinds": "fine", "decision_day": "2026-04-02"}
    enter(world, kind, "pledge_desk", fields["decision_no"], OTHER, fields, "2026-04-02")
    case = open_case(
        "objection",
        "record",
        str(world.entries[kind]),
        acting=STRANGER,
        form={"claim": "金额有误", "ground": "facts"},
        on=OPENED,
        policy=world.policy,
        seed=world.seed(),
    )
    said = {"name": "许可", "name_en": "Permits", "policy": world.policy}
    set_account("officer-permits", password=None, offices=["permits_unit"], keys=[], **said)
    address = f"/en/desk/case/{case}"
    last = OPENED + timedelta(days=1)
    for on, status in ((last, 404), (last + timedelta(days=1), 200)):
        desk.on(on)
        client = browser("officer-permits")
        assert client.get(address).status_code == status
        assert (address in client.get("/en/desk").content.decode()) == (status == 200)
    assert "Gone up to" in client.get("/en/desk").content.decode()
    assert browser("officer-tax").get(address).status_code == 404
