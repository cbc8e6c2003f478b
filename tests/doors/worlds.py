"""Fixtures of the doors: one world a session, built through real intake; the doors only read it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from tests.conftest import Template, point_at
from tests.doors.world import World, build

PLACE = ("NAME", "HOST", "USER")


@dataclass(frozen=True)
class Built:
    """A built world, and where its database is."""

    world: World
    place: dict[str, str]
    environment: dict[str, str]
    """What a child process needs to open the same database."""


@pytest.fixture(scope="session")
def built(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The world, in a database of its own."""
    home = tmp_path_factory.mktemp("world")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "HOME", home)
        database = template.copy(home)
        world = build(tmp_path_factory.mktemp("files"))
    place = {name: str(connections.settings["default"][name]) for name in PLACE}
    connections["default"].close()
    return Built(world, place, database.environment)


@pytest.fixture
def world(built: Built) -> Iterator[World]:
    """The world, with Django's default connection pointing at it."""
    point_at(**built.place)
    yield built.world
    connections["default"].close()


@pytest.fixture
def client(world: World) -> Client:
    """A browser without script, picture or memory."""
    del world
    return Client(headers={"host": "127.0.0.1"})
