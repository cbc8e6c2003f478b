"""The desk's tests begin on one day in one world."""

import pytest
from tests.actions.case_world import build
from tests.doors.web.desk_world import OPENED, Desk, make_accounts

from goodstanding.core.policy.shape import Policy


@pytest.fixture
def desk(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The cases' world with accounts, on 29 April 2026."""
    del database
    world = build(policy)
    make_accounts(world)
    desk = Desk(world, monkeypatch)
    desk.on(OPENED)
    return desk
