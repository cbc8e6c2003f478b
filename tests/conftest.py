"""Fixtures of all tests: a fresh, migrated, guarded database for each test that asks for one.

`GOODSTANDING_TEST_DATABASE` chooses `sqlite` (default) or `postgresql`. A template is built once
a session and copied for each test, because append-only tables cannot be emptied between tests.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

KIND = os.environ.get("GOODSTANDING_TEST_DATABASE") or "sqlite"
if KIND not in {"sqlite", "postgresql"}:
    raise RuntimeError(f"GOODSTANDING_TEST_DATABASE must be sqlite or postgresql, not {KIND!r}")
os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.site.settings"
os.environ["GOODSTANDING_HOME"] = str(Path(tempfile.gettempdir()) / "goodstanding-no-home")
os.environ["GOODSTANDING_DATABASE"] = "postgresql:///none" if KIND == "postgresql" else ""

import django  # noqa: E402

django.setup()

import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import PBKDF2PasswordHasher  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from tests.servers import Server  # noqa: E402

from goodstanding.core.policy.shape import Policy  # noqa: E402
from goodstanding.store.ledger.guards import install_guards  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402

pytest_plugins = ["tests.shared_data"]
copies = count(1)
PBKDF2PasswordHasher.iterations = 1_000  # a million rounds are the promise of Django, not ours
if KIND == "sqlite":
    # No test of this process pulls the plug; children that are killed have the settings in use.
    told = connections.settings["default"]["OPTIONS"]
    told["init_command"] = told["init_command"].replace("synchronous=FULL", "synchronous=OFF")


@dataclass(frozen=True)
class Database:
    """The database of one test, and what a child process needs to open the same one."""

    kind: str
    url: str
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of a child process that works on this database."""
        return {
            **os.environ,
            "GOODSTANDING_HOME": str(self.home),
            "GOODSTANDING_DATABASE": self.url,
        }


class Template(Protocol):
    """A migrated and guarded database that can be copied."""

    def copy(self, home: Path) -> Database:
        """Copy the template and point Django at the copy."""

    def drop(self) -> None:
        """Close and remove the copy."""


def point_at(**values: str) -> None:
    """Point Django's default connection, in this thread and in those to come, at a database."""
    connections["default"].close()
    connections.settings["default"].update(values)


class SqliteTemplate:
    """A file that is copied."""

    def __init__(self, folder: Path) -> None:
        """Build the template file in `folder`."""
        self.file = folder / "template.sqlite3"
        point_at(NAME=str(self.file))
        call_command("migrate", verbosity=0)
        install_guards()
        connections["default"].close()

    def copy(self, home: Path) -> Database:
        """Copy the file into `home`, where the settings look for it."""
        file = home / "goodstanding.sqlite3"
        shutil.copyfile(self.file, file)
        point_at(NAME=str(file))
        return Database("sqlite", "", home)

    def drop(self) -> None:
        """Let go of the file; its folder belongs to pytest."""
        connections["default"].close()


class PostgresqlTemplate:
    """A database that CREATE DATABASE ... TEMPLATE copies."""

    def __init__(self, server: Server) -> None:
        """Build the template database on `server`."""
        self.server = server
        self.name = ""
        self._create("template_goodstanding", "template0")
        point_at(NAME="template_goodstanding", HOST=str(server.folder), USER="postgres")
        call_command("migrate", verbosity=0)
        install_guards()
        connections["default"].close()

    def _create(self, name: str, template: str) -> None:
        with self.server.connect() as connection:
            connection.execute(
                f"CREATE DATABASE {name} TEMPLATE {template} ENCODING 'UTF8' LOCALE 'C'"
            )

    def copy(self, home: Path) -> Database:
        """Make a database of the next free name."""
        self.name = f"test_{next(copies)}"
        self._create(self.name, "template_goodstanding")
        host = str(self.server.folder)
        point_at(NAME=self.name, HOST=host, USER="postgres")
        return Database(
            "postgresql", f"postgresql://postgres@{quote(host, safe='')}/{self.name}", home
        )

    def drop(self) -> None:
        """Drop the copy, also where a thread of the test still holds a connection."""
        connections["default"].close()
        with self.server.connect() as connection:
            connection.execute(f"DROP DATABASE {self.name} WITH (FORCE)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the database, so that the second round runs just those."""
    for item in items:
        if "database" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what lives as long as the process: the tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Server]:
    """A running PostgreSQL server of this test process's own."""
    server = Server()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def template(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """The migrated, guarded database that `database` copies."""
    if KIND == "postgresql":
        return PostgresqlTemplate(request.getfixturevalue("postgresql_server"))
    return SqliteTemplate(tmp_path_factory.mktemp("template"))


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The packs that are shipped."""
    return load_policy()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty GOODSTANDING_HOME."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setattr(settings, "HOME", folder)
    return folder


@pytest.fixture
def database(template: Template, home: Path) -> Iterator[Database]:
    """A fresh, migrated, guarded database, at which Django's default connection points."""
    yield template.copy(home)
    template.drop()


@contextmanager
def one_database(template: Template, home: Path) -> Iterator[Database]:
    """Give a fresh database to all tests of a module that only read what its fixture wrote."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "HOME", home)
        yield template.copy(home)
        template.drop()
