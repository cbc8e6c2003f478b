"""Sync, compaction and erasure of the copy are killed at random points.

After a kill the manifest must still name whole files only, and the next sync must bring the copy
level, with nothing left over; an erased text must be gone from every file after it.
"""

import shutil
import signal
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from tests.conftest import Database
from tests.entries import DAY, A, B, C, enter, entry, judged
from tests.kill.born import run
from tests.kill.test_kill import drawn
from tests.store.copy.story import BITS, COPIED, said, shown, told

from goodstanding.actions.grades.copy import copy_folder
from goodstanding.store.copy.compact import compact
from goodstanding.store.copy.manifest import read_manifest
from goodstanding.store.copy.sync import sync
from goodstanding.store.copy.verify import verify

SEEDED = "只此一处的文字"
SECRET_SEQ, OTHER_SEQ = 101, 50
KILLS = 3
LONG_KILLS = 40
LEFT_OVER = {"COPY-E006", "COPY-E017"}
"""What may be told after a kill: files that no manifest names, an erasure not followed yet."""


@pytest.fixture
def views() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty DuckDB."""
    with duckdb.connect() as connection:
        yield connection


def write_ledger() -> None:
    """Enter records, corrections and judgements; half of them before a first sync."""
    for turn in range(2):
        enter(
            *(
                entry(
                    "correction" if turn and number % 4 == 0 else "fact",
                    f"k{number + (0 if number % 4 == 0 else 100 * turn)}",
                    (A, B, C)[number % 3],
                    fields={**said(number % 4, number % 3), "name": f"{number}"},
                    on=DAY + timedelta(days=turn),
                )
                for number in range(100)
            ),
            entry("fact", f"secret{turn}", A, fields={"name": SEEDED} if not turn else {}),
        )
        enter(judged("same", A, B) if not turn else judged("same", B, C))
        if not turn:
            sync(copy_folder(), policy=COPIED, bits=BITS, portion=40, flush=60)


def run_child(database: Database, what: str, die_at: int, control: str = "") -> int:
    """Run the child; return how many events it counted, 0 where it was killed."""
    words = (what, die_at, *([control] * bool(control)))
    code, told, errors = run("copy_child", *words, environment=database.environment)
    if code == -signal.SIGKILL:
        return 0
    assert code == 0, errors
    return int(told.split("events ")[1])


def broken_promises(views: duckdb.DuckDBPyConnection, what: str) -> list[str]:
    """Return each promise that does not hold after a kill."""
    folder, broken = copy_folder(), []
    found = {fault.code for fault in verify(folder, seed="k")}
    if not found <= LEFT_OVER:
        broken.append(f"the copy is not whole after the kill: {sorted(found)}")
        return broken
    manifest = read_manifest(folder)
    if "COPY-E017" not in found:
        seen = shown(views, folder)
        if seen != {
            entity: held for entity, held in told(known_seq=manifest.last_seq).items() if held
        }:
            broken.append("the views show something else after the kill")
    sync(folder, policy=COPIED)
    if found := {fault.code for fault in verify(folder, seed="k")}:
        broken.append(f"the next sync did not mend it: {sorted(found)}")
    if shown(views, folder) != {entity: held for entity, held in told().items() if held}:
        broken.append("the views show something else after the next sync")
    if what.startswith("erase") and SEEDED in texts(folder) and erased_in_ledger():
        broken.append("the erased text is still in a file")
    return broken


def erased_in_ledger() -> bool:
    return all(one[0] != SECRET_SEQ for held in told().values() for one in held)


def texts(folder: Path) -> str:
    """Return all that the copy's files say."""
    return "".join(str(pq.read_table(path).to_pydict()) for path in folder.rglob("*.parquet"))


def prepared(what: str) -> None:
    """Bring ledger and copy to where the act begins."""
    write_ledger()
    if what != "sync":
        sync(copy_folder(), policy=COPIED)
    if what.startswith("erase"):
        compact(copy_folder())


def kill_and_check(
    campaign: str, number: int, what: str, database: Database, views: duckdb.DuckDBPyConnection
) -> None:
    """Count the events of a run nobody disturbs, go back, and kill another one on its way."""
    prepared(what)
    kept = database.home.with_name("kept")
    shutil.copytree(copy_folder(), kept)
    if what.startswith("erase"):
        events = run_child(database, f"erase{OTHER_SEQ}", 0)
        die_at = drawn(f"{campaign} {what}", number, events)
    else:
        events = run_child(database, what, 0)
        shutil.rmtree(copy_folder())
        kept.rename(copy_folder())
        die_at = drawn(f"{campaign} {what}", number, events)
    run_child(database, what, die_at)
    broken = broken_promises(views, what)
    assert not broken, f"{campaign} {what} {number}: event {die_at}"


WHAT = ("sync", "compact", f"erase{SECRET_SEQ}")


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_copy(
    what: str, number: int, database: Database, views: duckdb.DuckDBPyConnection
) -> None:
    """A kill anywhere: what the manifest names is whole, and the next sync mends the rest."""
    kill_and_check("short", number, what, database, views)


@pytest.mark.long
@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("number", range(LONG_KILLS))
def test_many_killed_copies(
    what: str, number: int, database: Database, views: duckdb.DuckDBPyConnection
) -> None:
    """The same, at many other points."""
    kill_and_check("long", number, what, database, views)


def test_the_harness_catches_a_manifest_before_its_files(
    database: Database, views: duckdb.DuckDBPyConnection
) -> None:
    """A manifest that names files which are not there yet is found after the kill."""
    write_ledger()
    assert run_child(database, "sync", 0, "manifest_first") == 0
    assert [one[:37] for one in broken_promises(views, "sync")] == [
        "the copy is not whole after the kill:"
    ]
