"""What departments owe: on the public page, its twin and an officer's desk; counts alone."""

from datetime import date

import pytest
from django.db import connection
from tests.actions.case_world import HANDLER, KEY, NAME, REVIEWER, World, build
from tests.actions.test_case import step
from tests.actions.test_designation import proposed, ready
from tests.doors.web.desk_world import Desk, browser, make_accounts

from goodstanding.actions.account import set_account
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.department_figures import public_figures

pytestmark = pytest.mark.usefixtures("database")
LATE = date(2026, 9, 1)


@pytest.fixture
def desk(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """One overdue case and one decision that was never served."""
    del database
    world = build(policy)
    make_accounts(world)
    desk = Desk(world, monkeypatch)
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    proposed(world, conduct="market_violation:2")
    desk.on(LATE)
    return desk


def test_the_page_and_the_desk_say_counts_in_both_languages(desk: Desk) -> None:
    """Promise: what is overdue and held is said by department, and nobody is named."""
    del desk
    for client, address in ((browser(), "departments"), (browser("officer-chen"), "desk/figures")):
        for language, held in (("zh", "1件，最长逾期95天"), ("en", "1, longest by 95 days")):
            text = client.get(f"/{language}/{address}").content.decode()
            assert held in text
            _, table, _ = text.partition("<table")[2].partition("</table>")
            said = text[text.index("<table") : text.index("</table>")]
            assert table
            for named in (KEY, NAME, "officer-", HANDLER.account, REVIEWER.account):
                assert named not in said
    assert browser("agent-1").get("/en/desk/figures").status_code == 404
    tax = browser("officer-tax").get("/en/desk/figures").content.decode()
    assert "nothing is owed" in tax, "another department's figures are on no desk but its own"


def test_a_department_of_five_deciders_stands_alone(desk: Desk) -> None:
    """Promise: below five a unit is only shown with others; removals not told count by receiver."""
    world: World = desk.world
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO receiver_receipt (id, department, record, case_id, told, due, actor)"
            " VALUES (1, 'tax_bureau', 1, 1, '2026-06-01', '2026-06-04', '')"
        )

    def groups(day: date = LATE) -> list[tuple[str, ...]]:
        return [one.departments for one in public_figures(policy=world.policy, on=day)]

    assert groups() == [("market_regulation", "tax_bureau")]
    assert groups(date(2026, 6, 4)) == [("market_regulation",)]
    for number in range(5):
        set_account(
            f"decider-{number}",
            password=None,
            offices=["market_decisions"],
            keys=[],
            policy=world.policy,
        )
    assert groups() == [("market_regulation", "tax_bureau")], "the tax bureau is not left alone"
    for number in range(5, 10):
        set_account(
            f"decider-{number}", password=None, offices=["tax_unit"], keys=[], policy=world.policy
        )
    found = public_figures(policy=world.policy, on=LATE)
    assert [one.departments for one in found] == [("market_regulation",), ("tax_bureau",)]
    assert (found[1].removals.count, found[1].removals.longest) == (1, 89)
    assert found[1].held.count == 0
