"""The doors' tests read one world."""

import pytest
from tests.doors.worlds import built, client, world

__all__ = ["built", "client", "world"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever reads the world runs on both databases."""
    for item in items:
        if "world" in getattr(item, "fixturenames", ()):
            item.add_marker("database")
