"""Negative controls of the kill tests: settings of the databases that lose or damage something.

Each database has its own, so each test says which database it works on.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from tests.conftest import Database, SqliteTemplate
from tests.kill.harness import DAMAGED, ROOT, broken_promises, quiet_run, run_child, write_batch
from tests.servers import Server

ROWS = 4_000
UNWRITTEN = ("wal_buffers=128MB", "bgwriter_lru_maxpages=0")
"""Settings that leave the log of commits in memory while its writer is held."""


@pytest.fixture(scope="module")
def small_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose sealing needs more pages than the control leaves to SQLite."""
    return write_batch(tmp_path_factory.mktemp("control") / "penalties.csv", ROWS)


def test_the_harness_catches_a_journal_in_memory(small_file: Path, tmp_path: Path) -> None:
    """SQLite with its journal in memory, killed while it seals: the file is damaged."""
    template = SqliteTemplate(tmp_path)
    for name in ("quiet", "control"):
        (tmp_path / name).mkdir()
    quiet = quiet_run(template.copy(tmp_path / "quiet"), small_file)
    database = template.copy(tmp_path / "control")
    broken = broken_promises(database, small_file, quiet, control="journal_in_memory")
    template.drop()
    assert broken == [DAMAGED]


@pytest.fixture
def unhurried(tmp_path: Path) -> Iterator[tuple[Server, Database]]:
    """A server with room for its whole log in memory, and a database on it."""
    server = Server()
    server.start(*UNWRITTEN)
    with server.connect() as connection:
        connection.execute("CREATE DATABASE control TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    url = f"postgresql://postgres@{quote(str(server.folder), safe='')}/control"
    database = Database("postgresql", url, tmp_path)
    subprocess.run(
        [sys.executable, "-c", "from goodstanding.cli.main import main; main()", "init"],
        env={**database.environment, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        check=True,
    )
    yield server, database
    server.stop()


@pytest.mark.parametrize(("durable", "lost"), [("on", False), ("off", True)])
def test_a_killed_server_loses_only_what_it_was_told_to_risk(
    durable: str, *, lost: bool, small_file: Path, unhurried: tuple[Server, Database]
) -> None:
    """PostgreSQL is killed after a receipt: kept, but where `synchronous_commit` is off.

    The process that writes the log now and then is held, as a slow disk would hold it.
    """
    server, database = unhurried
    with server.connect() as connection:
        connection.execute(f"ALTER DATABASE control SET synchronous_commit = {durable}")
        writer = connection.execute(
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'"
        ).fetchone()
    assert writer is not None
    os.kill(writer[0], signal.SIGSTOP)
    receipt = run_child(database, small_file).receipt
    server.kill()
    os.kill(writer[0], signal.SIGKILL)
    server.start_again(*UNWRITTEN)
    with server.connect("control") as connection:
        found = connection.execute("SELECT count(*) FROM ledger_entry").fetchone()
    assert receipt
    assert found is not None
    assert (found[0] == 0) is lost
