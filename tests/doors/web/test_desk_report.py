"""The special report on a page: for the entity and for officers with a purpose, logged first."""

import pytest
from tests.actions.case_world import KEY, OTHER, enter
from tests.doors.web.desk_world import Desk, browser, text

from goodstanding.store.cases.notes import REPORT, notes_about

SUMMARY = "云市监罚〔2026〕9号"
ADDRESS = f"/en/desk/report/{KEY}"


@pytest.fixture
def penalised(desk: Desk) -> Desk:
    """Let the entity have a penalty by summary procedure."""
    said = {
        "decision_no": SUMMARY,
        "authority": "云州市市场监督管理局",
        "kinds": "fine",
        "procedure": "summary",
        "fine": "20000",
        "decision_day": "2026-04-04",
    }
    department = "market_regulation"
    enter(desk.world, "administrative_penalty", department, SUMMARY, KEY, said, "2026-04-04")
    return desk


def logged() -> list[str]:
    """Return for what the report was asked, in order."""
    return [one.said["purpose"] for one in notes_about(REPORT, [KEY], ended=False)]


def test_the_entity_reads_what_never_counts_and_who_asked(penalised: Desk) -> None:
    """Reading the form logs nothing; the button does, and gives the report."""
    agent = browser("agent-1")
    assert SUMMARY not in text(agent, ADDRESS)
    assert logged() == []
    for _ in range(2):
        answer = agent.post(ADDRESS)
        assert answer.status_code == 200
    page = answer.content.decode()
    assert SUMMARY in page
    assert "penalty by summary procedure, which never counts" in page
    assert "for itself" in page
    assert logged() == ["own", "own"]
    assert SUMMARY in agent.post(f"/zh/desk/report/{KEY}").content.decode()
    del penalised


def test_an_officer_names_a_purpose_of_the_list(penalised: Desk) -> None:
    """Without one it is refused and not logged; who asked is for the entity alone."""
    chen, purpose = browser("officer-chen"), next(iter(penalised.world.policy.check_purposes))
    assert SUMMARY not in text(chen, ADDRESS)
    assert chen.post(ADDRESS, {"purpose": "curiosity"}).status_code == 409
    assert logged() == []
    page = chen.post(ADDRESS, {"purpose": purpose}).content.decode()
    assert SUMMARY in page
    assert "Who asked for such a report" not in page
    assert logged() == [purpose]
    title = penalised.world.policy.check_purposes[purpose].title.en
    assert title in browser("agent-1").post(ADDRESS).content.decode()


@pytest.mark.parametrize("login", ["agent-2", "nobody"])
def test_it_is_nobody_elses(penalised: Desk, login: str) -> None:
    """Whoever neither speaks for the entity nor holds an office finds no page."""
    for answer in (browser(login).get(ADDRESS), browser(login).post(ADDRESS, {"purpose": "own"})):
        assert answer.status_code == 404
    assert browser("agent-1").post(f"/en/desk/report/{OTHER}").status_code == 404
    assert logged() == []
    del penalised
