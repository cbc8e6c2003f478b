"""What a predecessor left stands on the page of who decides and on the successor's own."""

from datetime import date

import pytest
from tests.actions.case_world import OTHER, build
from tests.doors.web.desk_world import Desk, browser, make_accounts
from tests.stories.requirements.ground import listed
from tests.stories.requirements.test_requirements_proportion import merged

from goodstanding.core.policy.shape import Policy

pytestmark = pytest.mark.usefixtures("database")


def test_both_read_what_passes_and_that_nothing_is_decided(
    policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In both languages, with the rule's basis; before the merger there is no such section."""
    del database
    world = build(policy)
    make_accounts(world)
    desk = Desk(world, monkeypatch)
    listed(world)
    desk.on(date(2026, 5, 28))
    opening, own = f"/desk/open?about={OTHER}", f"/desk/file/{OTHER}/rights"
    assert "predecessors" not in browser("officer-chen").get(f"/en{opening}").content.decode()
    merged(world)
    for who, address in (("officer-chen", opening), ("agent-2", own)):
        page = browser(who).get(f"/en{address}").content.decode()
        assert "What its predecessors left" in page
        assert "Grade and score never pass" in page
        assert "reaches the successor only by a notice and a decision of its own" in page
        assert "is the successor’s to perform" in page
        assert "demonstration" in page
        assert "前身遗留" in browser(who).get(f"/zh{address}").content.decode()
