"""The world on which the requirements are shown: one entity with records, officers, the desk."""

import pytest
from tests.actions.case_world import World, build
from tests.doors.web.desk_world import OPENED, Desk, make_accounts

from goodstanding.core.policy.shape import Policy


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity, and another entity."""
    del database
    return build(policy)


@pytest.fixture
def desk(world: World, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same world seen through the desk, on 29 April 2026."""
    make_accounts(world)
    desk = Desk(world, monkeypatch)
    desk.on(OPENED)
    return desk
