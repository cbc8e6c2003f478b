"""What a text that cites records tells: of the entity's own, and of nobody else's."""

import pytest
from tests.actions.case_world import OTHER, enter
from tests.doors.web.desk_world import Desk, browser, text
from tests.doors.web.test_desk import CLAIM

THEIRS = "云市监罚〔2026〕99号"


def claimed(desk: Desk, claim: str) -> str:
    """Let the entity object with these words; return the address of the case."""
    record = desk.world.entries["penalty"]
    sent = {**CLAIM, "claim": claim}
    answer = browser("agent-1").post(f"/en/desk/begin/objection/record/{record}", sent)
    assert answer.status_code == 302
    return answer["Location"].partition("?")[0]


def another_s(desk: Desk) -> int:
    """Enter a penalty of another entity; return its entry."""
    said = {
        "decision_no": THEIRS,
        "authority": "云州市市场监督管理局",
        "violation": "经营标签不符合规定的食品",
        "kinds": "fine",
        "procedure": "summary",
        "fine": "1200",
        "decision_day": "2026-04-02",
    }
    place = "administrative_penalty"
    enter(desk.world, place, "market_regulation", THEIRS, OTHER, said, "2026-04-02")
    return desk.world.entries[place]


@pytest.mark.parametrize("login", ["agent-1", "officer-lin"])
def test_who_cites_another_s_record_learns_nothing_of_it(desk: Desk, login: str) -> None:
    """Nobody reads the register by typing numbers into a case of their own."""
    entry, own = another_s(desk), desk.world.entries["listing"]
    case = claimed(desk, f"见 record:{entry} 和 record:{own}")
    page = text(browser(login), case)
    assert THEIRS not in page
    assert f"record:{entry}" in page
    assert "云市监列〔2026〕3号" in page


@pytest.mark.parametrize("digits", [20, 5000])
def test_a_number_that_no_entry_can_have_is_words(desk: Desk, digits: int) -> None:
    """A case with it is read as any other, by both sides."""
    case = claimed(desk, f"见 record:{'9' * digits}")
    for login in ("agent-1", "officer-lin"):
        assert "9" * 20 in text(browser(login), case)
