"""Every address behind the door, as each kind of stranger: nothing is shown and nothing is done."""

import re
from datetime import date
from functools import cache

import pytest
from django.db import connection
from django.urls import get_resolver
from tests.actions.case_world import KEY, NAME, OTHER
from tests.doors.web.desk_world import OPENED, Desk, browser, said, text
from tests.doors.web.test_desk import CLAIM, CORRECTION, objected, take

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.mandates import give_mandate, revoke_mandate
from goodstanding.actions.offices.notes import appoint_deputy
from goodstanding.store.cases.read import read_case

LATER = date(2026, 5, 11)
VALUES = {
    "language:language": ["en", "zh"],
    "key:key": [KEY],
    "int:case_id": ["1"],
    "int:letter_id": ["1"],
    "int:number": ["1", "2", "3"],
    "slug:what": ["hand-over", "interest", "challenge", "ruling"],
    "str:step": ["acknowledge", "correct", "drop", "hearing:waived"],
    "str:about": ["1"],
    "slug:procedure": ["objection", "restoration", "pledge"],
}
NOTES = ["deputy", "absence", "interest", "end"]
THINGS = ["case", "refusal", "restoration", "pledge"]
FORGED = {
    "seen": "2",
    "do": "sign",
    "draft": ["1:correct"],
    "case": ["1"],
    "procedure": "objection",
    "step": "correct",
    "c1-reasons": "录入有误",
    "to": "officer-both",
    "of": "office:market_cases",
    "outcome": "upheld",
    "reason": "x",
    "reasons": "x",
    "agent": "agent-2",
    "account": "officer-chen",
    "actor": "officer-chen",
    "principal": "officer-chen",
    "deputy": "officer-tax",
    "unit": "market_cases",
    "department": "market_regulation",
    "key": OTHER,
    "first": LATER.isoformat(),
    "last": "2026-06-30",
    "first_day": LATER.isoformat(),
    "last_day": "2026-06-30",
    "on": "2026-04-30",
    "day": "2026-04-30",
    "mode": "electronic",
    "recipient": "x",
    "proof": "x",
    "paper": "x",
    "words": "x",
    **CLAIM,
    **CORRECTION,
}
"""A form that names another's account, office, department and day wherever a page has a field."""
STRANGERS = ("", "nobody", "agent-2", "agent-over", "agent-revoked", "officer-tax", "deputy-over")


def addresses() -> list[str]:
    """Return examples of every address behind the door and of the entity's own data."""
    found = ["/api/v1/own/" + KEY + "/plan"]
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        if not route.startswith("<language:language>/desk"):
            continue
        kinds = NOTES if "/offices/" in route else THINGS
        routes = [route]
        for name, values in {**VALUES, "slug:kind": kinds}.items():
            routes = [
                one.replace(f"<{name}>", value)
                for one in routes
                for value in (values if f"<{name}>" in one else [""])
            ]
        found += [f"/{one}" for one in routes]
    assert not [one for one in found if "<" in one]
    return found


def rows() -> dict[str, int]:
    """Return how many rows every table has; sessions and the index of search aside."""
    with connection.cursor() as cursor:
        cursor.execute(counting())
        return dict(cursor.fetchall())


@cache
def counting() -> str:
    """Return one statement that counts them all: it is asked after every address."""
    return " UNION ALL ".join(
        f"SELECT '{table}', count(*) FROM \"{table}\""
        for table in connection.introspection.table_names()
        if "session" not in table and not table.startswith("search")
    )


def peopled(desk: Desk) -> None:
    """Let there be a case with a letter, a draft, a scan, and mandates that are over."""
    policy = desk.world.policy
    for login, offices in (
        ("agent-over", []),
        ("agent-revoked", []),
        ("deputy-over", ["tax_unit"]),
    ):
        set_account(login, password=None, offices=offices, keys=[], policy=policy)
    given = {"first": OPENED, "paper": "授权书", "account": "agent-1", "on": OPENED}
    give_mandate("agent-over", KEY, last=date(2026, 5, 8), **given)  # type: ignore[arg-type]
    last = give_mandate("agent-revoked", KEY, last=date(2026, 6, 30), **given)  # type: ignore[arg-type]
    revoke_mandate(last, reason="离职", account="agent-1", on=OPENED)
    appoint_deputy(
        "deputy-over",
        "officer-chen",
        "market_cases",
        first=OPENED,
        last=date(2026, 5, 8),
        reason="年休假",
        acting=Acting("officer-chen", "market_cases"),
        on=OPENED,
        policy=policy,
    )
    case = objected(desk)
    assert take("officer-chen", case, "acknowledge", 1) == 302
    draft = {"do": "forward", **CORRECTION}
    assert browser("officer-chen").post(f"{case}/draft/correct", draft).status_code == 302
    assert NAME in text(browser("deputy-over"), case)
    desk.on(LATER)
    desk.patch.setattr("goodstanding.api.plan.desk_day", lambda **_: LATER)


@pytest.mark.parametrize("login", STRANGERS)
def test_no_address_shows_or_does_anything_for_a_stranger(desk: Desk, login: str) -> None:
    """Reading and sending alike, whatever the form names: no name, no row anywhere."""
    peopled(desk)
    before, client = rows(), browser(login)
    secret = (NAME, "录入有误", CLAIM["claim"], "授权书")
    for address in addresses():
        for answer in (client.get(address), client.post(address, FORGED)):
            page = said(answer.content)
            assert answer.headers["Cache-Control"] == "private, no-store", address
            assert answer.status_code in (302, 400, 401, 403, 404, 405, 409, 200), address
            assert not [one for one in secret if one in page], (address, answer.status_code)
            if not login and answer.status_code != 405 and "/api/" not in address:
                assert answer.status_code == 302, address
                assert re.match(r"/(en|zh)/sign-in\?next=/", answer["Location"]), address
            if "/desk/case/" in address or "/desk/file/" in address:
                assert answer.status_code in (302 if not login else 404, 405), address
        assert rows() == before, address


def test_reading_writes_nothing(desk: Desk) -> None:
    """No address changes anything by being read, whoever reads it."""
    peopled(desk)
    before = rows()
    for login in ("agent-1", "officer-chen", "officer-lin", "officer-both", "officer-credit"):
        client = browser(login)
        for address in addresses():
            assert client.get(address).status_code < 500, (login, address)
    assert rows() == before


def test_whoever_walks_numbers_learns_no_name(desk: Desk) -> None:
    """What a number names is told only where the public page shows it; of cases nothing."""
    peopled(desk)
    record = desk.world.entries["penalty"]
    for login in ("agent-2", "nobody", "officer-tax"):
        client = browser(login)
        assert NAME in text(client, f"/en/desk/ask/record/{record}", status=403)
        for kind in ("case", "refusal", "restoration", "measure", "pledge"):
            for address in (f"ask/{kind}/1", f"begin/objection/{kind}/1"):
                assert NAME not in text(client, f"/en/desk/{address}", status=404)


def test_no_forged_matter_chooses_who_answers(desk: Desk) -> None:
    """An objection to the grade goes to the credit office, whatever matter the form names."""
    matter = next(iter(desk.world.policy.matters))
    form = CLAIM | {"ground": "grade", "matter": matter}
    address = f"/en/desk/begin/objection/grade/{KEY}"
    assert browser("agent-1").post(f"{address}?matter={matter}", form).status_code == 302
    data = read_case(1)
    assert data is not None
    assert data.department == "credit_office"


def test_the_party_is_not_told_the_account_of_an_officer_who_was_first(desk: Desk) -> None:
    """Who comes second reads the office; accounts of officers are for officers."""
    case = objected(desk)
    assert take("officer-chen", case, "acknowledge", 1) == 302
    answer = browser("agent-1").post(f"{case}/drop", {"seen": "1"})
    assert answer.status_code == 409
    page = said(answer.content)
    assert "CASE-E102" in page
    assert "officer-chen" not in page.lower()
    assert desk.world.policy.offices["market_cases"].title.en.lower() in page.lower()
