"""The replay through ledger and DuckDB: what the law says, and nothing that came later."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.conftest import Database
from tests.demo.chicago.straight import archives, frozen_by_law

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.chicago.daily import INSPECTIONS, LICENCES, DayFile, Row, day_files
from goodstanding.demo.chicago.figures import Frozen
from goodstanding.demo.chicago.replay import replay
from goodstanding.demo.chicago.source import data_folder

START = date(2011, 9, 22)
"""An early day, so that the tests send few files; inspections took place on it."""
END = date(2011, 9, 26)


def first_files() -> list[DayFile]:
    """Return the first files, with only those old licences whose business was visited."""
    files = [file for file in day_files(data_folder()) if file.day < END]
    visited = {
        row["licence"] for file in files if file.department == INSPECTIONS for row in file.rows
    }
    return [
        replace(file, rows=rows)
        for file in files
        if (rows := tuple(row for row in file.rows if row["licence"] in visited))
    ]


def silent(what: str, done: int, total: int) -> None:
    del what, done, total


def frozen_at_start(files: list[DayFile], folder: Path, policy: Policy) -> Frozen:
    done = replay(files, [START], folder=folder, policy=policy, seed="test", progress=silent)
    assert all(one.rows == one.accepted for one in done.receipts)
    return done.frozen[START]


def from_start_on(
    files: list[DayFile], change: Callable[[tuple[Row, ...]], tuple[Row, ...]]
) -> list[DayFile]:
    """Return the files with the rows changed of all that are sent on the start or later."""
    return [file if file.day < START else replace(file, rows=change(file.rows)) for file in files]


def as_bad_as_can_be(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    worst = {"result": "Fail", "critical": "9", "serious": "9", "minor": "20"}
    return tuple({**row, **(worst if "critical" in row else {})} for row in rows)


def in_reverse(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Give each business what was found at another one."""
    who = ("licence", "trade_name")
    return tuple(
        {**other, **{name: row[name] for name in who}}
        for row, other in zip(rows, reversed(rows), strict=True)
    )


@pytest.fixture(scope="session")
def by_law(policy: Policy) -> Frozen:
    """What the law says of all businesses that were visited before the start."""
    records = archives(data_folder(), policy)
    known = {
        f"us-chicago-licence:{row['licence']}"
        for file in first_files()
        if file.day < START
        for row in file.rows
    }
    return frozen_by_law(known, START, records=records, policy=policy)


def test_ledger_and_duckdb_freeze_what_the_law_says(
    database: Database, policy: Policy, by_law: Frozen, tmp_path: Path
) -> None:
    """Files through intake, ledger and the population run give the law's scores and grades."""
    del database
    files = first_files()
    assert {file.department for file in files} == {INSPECTIONS, LICENCES}
    frozen = frozen_at_start(files, tmp_path, policy)
    assert len(frozen.standings) > 200
    assert frozen == by_law


@pytest.mark.parametrize("change", [as_bad_as_can_be, in_reverse])
def test_what_is_sent_from_the_start_on_changes_no_frozen_score(
    database: Database,
    policy: Policy,
    by_law: Frozen,
    tmp_path: Path,
    change: Callable[[tuple[Row, ...]], tuple[Row, ...]],
) -> None:
    """Whatever the first day's inspections and all later ones find, the scores were frozen."""
    del database
    files = first_files()
    changed = from_start_on(files, change)
    assert any(file.day == START for file in files)
    assert changed != files
    assert frozen_at_start(changed, tmp_path, policy) == by_law
