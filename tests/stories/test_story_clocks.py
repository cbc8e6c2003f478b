"""Clocks as people read them: holidays, worked weekends, year ends, leap days, a later calendar."""

from dataclasses import replace
from datetime import date

import pytest
from tests.actions.case_world import KEY, build
from tests.stories.people import People, people

from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import case_view

pytestmark = pytest.mark.usefixtures("database")
FORM = {"claim": "已改正", "performance_proof": "凭证", "pledge_text": "守法经营"}


@pytest.fixture
def city(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> People:
    """The entity with its penalty, known for a year, and everybody of the stories."""
    del database
    return people(build(policy, registered=date(2026, 1, 5)), monkeypatch)


def applied(city: People, day: str) -> int:
    """Let the entity apply for restoration on a day."""
    about = str(city.world.entries["penalty"])
    return city.on(day).begin("agent", "restoration", "record", about, **FORM)


@pytest.mark.parametrize(
    ("day", "accept", "answer"),
    [
        ("2026-04-29", "2026年5月7日", "2026年5月15日"),
        ("2026-09-24", "2026年9月30日", "2026年10月15日"),
        ("2026-05-08", "2026年5月12日", "2026年5月21日"),
    ],
    ids=["labour day", "mid-autumn and national day", "worked saturday"],
)
def test_days_off_and_worked_weekends(city: People, day: str, accept: str, answer: str) -> None:
    """Three working days to accept and ten to answer, as the State Council's calendar has them."""
    case = applied(city, day)
    for login in ("agent", "chen"):
        shown = city.page(login, f"/zh/desk/case/{case}")
        assert accept in shown, login
        assert answer in shown, login


def test_over_the_year_end_the_last_day_is_provisional(city: People) -> None:
    """The calendar of the next year is not published: the page says so, and counts by weekdays."""
    case = applied(city, "2026-12-28")
    shown = city.page("agent", f"/zh/desk/case/{case}")
    assert "暂定" in shown
    view = case_view(case, policy=city.world.policy, on=city.day)
    answer = next(one for one in view.due if one.deadline == "answer_applicant_in")
    assert answer.provisional
    assert answer.ends.year == 2027


def test_months_run_from_a_leap_day(city: People) -> None:
    """Six months from 29 February end on 29 August, and the page says that day."""
    asked = {"forum": "云州市人民政府", "file_number": "云府复〔2028〕1号"}
    about = str(city.world.entries["penalty"])
    case = city.on("2028-02-21").begin("agent", "reconsideration_mark", "record", about, **asked)
    city.on("2028-02-29").take("agent", case, "sue", **asked)
    view = case_view(case, policy=city.world.policy, on=city.day)
    assert [one.ends for one in view.due] == [date(2028, 8, 29)]
    assert "2028年8月29日" in city.page("agent", f"/zh/desk/case/{case}")


def test_a_calendar_that_is_changed_later_moves_what_is_to_come(city: People) -> None:
    """One more day off moves the running time; what was done on its day stays done."""
    case = applied(city, "2026-09-24")
    city.on("2026-09-30").take("chen", case, "accept")
    policy = city.world.policy
    worked = next(day for day, one in policy.calendar.items() if one.works)
    off = replace(policy.calendar[worked], works=False)
    changed = replace(policy, calendar={**policy.calendar, date(2026, 9, 29): off})
    before, after = (
        {one.deadline: one.ends for one in case_view(case, policy=one_, on=city.day).due}
        for one_ in (
            policy,
            replace(changed, calendar=changed.calendar | {date(2026, 10, 12): off}),
        )
    )
    assert before["decide_in"] == date(2026, 10, 15)
    assert after["decide_in"] == date(2026, 10, 16)
    assert [one.step for one in city.file(case).events] == ["open", "accept"]
    assert city.file(case).subject == KEY
