"""What departments owe: on the public page, its twin and an officer's desk; counts alone."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.actions.case_world import HANDLER, KEY, NAME, REVIEWER, World, build
from tests.actions.cases.test_case import step
from tests.actions.cases.test_designation import proposed, ready
from tests.doors.web.desk_world import Desk, browser, make_accounts
from tests.doors.web.test_desk_list import more

from goodstanding.actions.offices.account import set_account
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries import case_sums
from goodstanding.store.queries.case_sums import DepartmentFigures, forget
from goodstanding.store.queries.department_figures import (
    all_deciders,
    department_figures,
    public_figures,
)

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

    everybody = tuple(all_deciders(world.policy))
    assert groups() == [everybody]
    assert groups(date(2026, 6, 4)) == [everybody], "a unit that alone owes is not told by it"
    make(world, "market_decisions", range(5))
    assert groups() == [everybody], "the tax bureau is not left alone"
    make(world, "tax_unit", range(5, 10))
    make(world, "permits_unit", range(10, 15))
    assert groups() == [("market_regulation",), ("tax_bureau",)], "permits stand with the small"
    found = {one.departments: one for one in public_figures(policy=world.policy, on=LATE)}
    tax = found[("tax_bureau",)]
    assert (tax.removals.count, tax.removals.longest, tax.held.count) == (1, 89, 0)


def make(world: World, office: str, numbers: range) -> None:
    """Give an office so many people who decide."""
    for number in numbers:
        login = f"decider-{number}"
        set_account(login, password=None, offices=[office], keys=[], policy=world.policy)


def test_several_units_tell_no_procedure(desk: Desk) -> None:
    """Promise: of units that stand together one number is told; by procedure only of one alone."""
    (together,) = public_figures(policy=desk.world.policy, on=LATE)
    assert (together.late.count, dict(together.overdue)) == (1, {})
    (alone,) = department_figures(policy=desk.world.policy, on=LATE, only={"market_regulation"})
    assert [one.count for one in alone.overdue.values()] == [1]
    data = browser().get("/en/departments.json").json()
    (row,) = data["departments"]
    assert (row["overdue"], row["overdue_all"]["count"]) == ({}, 1)
    assert data["differences"] == {"overdue": None, "against_the_party": {}}


def test_how_far_units_differ_is_one_number_over_ten_deciders(desk: Desk) -> None:
    """Promise: shown once ten deciders stand behind it whichever unit is left out, in words too."""
    world = desk.world
    ended = {"market_regulation": (9, 10), "tax_bureau": (1, 10), "court": (5, 10)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id), (SELECT max(seq) FROM case_event) FROM case_file")
        number, seq = cursor.fetchone()
        for department, (against, whole) in ended.items():
            for one in range(whole):
                number, seq = number + 1, seq + 1
                state = "rejected" if one < against else "corrected"
                cursor.execute(
                    "INSERT INTO case_file (id, department, year, number, procedure, version,"
                    " policy, about_kind, about_id, subject, contested, opened, digest) VALUES"
                    " (%s, %s, 2027, %s, 'objection', '2026-04-01', '', 'record', '1', %s, '[]',"
                    " '2026-06-01', '')",
                    [number, department, one + 1, KEY],
                )
                cursor.execute(
                    "INSERT INTO case_event (seq, case_id, number, step, actor, deputy_for,"
                    " office, day, digest) VALUES (%s, %s, 1, 'open', '', '', '', %s, '')",
                    [seq, number, date(2026, 6, 1)],
                )
                cursor.execute(
                    "INSERT INTO case_standing (case_id, state, ended, events, mark, disputes,"
                    " record, subject, handler) VALUES (%s, %s, %s, 1, '', %s, NULL, %s, '')",
                    [number, state, True, False, KEY],
                )
    offices = ("market_decisions", "tax_unit", "court_unit")
    for place, office in enumerate(offices):
        assert (
            browser().get("/en/departments.json").json()["differences"]["against_the_party"] == {}
        )
        make(world, office, range(place * 5, place * 5 + 5))
    data = browser().get("/en/departments.json").json()["differences"]
    assert data["against_the_party"] == {"objection": {"units": 3, "points": 53}}
    assert "53 percentage points" in browser().get("/en/departments").content.decode()
    assert "53个百分点" in browser().get("/zh/departments").content.decode()


def test_what_is_kept_is_what_a_new_process_finds(desk: Desk) -> None:
    """After each act, for every day, the kept figures are those computed from nothing."""
    world, days = desk.world, (date(2026, 5, 25), LATE)

    def told(*, anew: bool) -> list[tuple[DepartmentFigures, ...]]:
        if anew:
            forget()
        return [department_figures(policy=world.policy, on=day) for day in days]

    assert told(anew=False) == told(anew=True)
    more(desk, 2)
    assert told(anew=False) == told(anew=True)
    before = told(anew=False)
    step(world, 2, "drop", REVIEWER, LATE, {"reasons": "证据不足"})
    after = told(anew=False)
    assert after == told(anew=True)
    assert [one.running for one in before[0]] != [one.running for one in after[0]]


def test_a_page_costs_as_many_queries_however_many_cases_run(desk: Desk) -> None:
    """Asked again nothing is folded; after an act only its case is, whatever else runs."""

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser().get("/en/departments").status_code == 200
        return len(seen)

    forget()
    asked()
    few = asked()
    more(desk, 6)
    many = asked()
    assert asked() == few, "nothing happened since"
    more(desk, 1)
    assert asked() <= many, "one case more is read, and no other again"
    forget()
    with pytest.MonkeyPatch.context() as patch:
        read: list[int] = []
        whole = case_sums.case_views
        patch.setattr(
            case_sums, "case_views", lambda ids, **more: (read.extend(ids), whole(ids, **more))[1]
        )
        asked()
        assert len(set(read)) > 6
        read.clear()
        more(desk, 1)
        asked()
        assert len(set(read)) == 1
