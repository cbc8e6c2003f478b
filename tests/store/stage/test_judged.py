"""Rows judged ahead by another process are the rows that intake would have judged itself."""

import multiprocessing
from pathlib import Path

import pytest
from tests.actions.batches import ON, code, failing, penalties_file, penalty
from tests.core.records.small_policy import small_policy

from goodstanding.core.basis.faults import Refused
from goodstanding.store.files.read import digest_file
from goodstanding.store.stage import beside, judged
from goodstanding.store.stage.beside import processes_beside
from goodstanding.store.stage.judged import (
    batch_seed,
    judge_file,
    read_judged,
    write_judged,
)
from goodstanding.store.stage.row_judge import Ticket

KEY = b"k" * 32
ROWS = [penalty(1), penalty(2, code=failing(3)), penalty(3, no=""), penalty(4, code=code(9))]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file of four rows, one of them refused."""
    return penalties_file(tmp_path / "a.csv", ROWS)


@pytest.fixture
def ticket(source: Path) -> Ticket:
    """What intake would judge the file by."""
    policy = small_policy()
    (layout,) = [one for one in policy.layouts.values() if one.format == "csv"][:1]
    digest = digest_file(source)
    seed = batch_seed("s", layout, source.stem, digest)
    return Ticket(digest, layout.id, ON.isoformat(), seed, policy.digest, fictional=True)


def test_judged_ahead_is_judged_the_same(source: Path, ticket: Ticket, tmp_path: Path) -> None:
    """The file of judged rows gives back the same columns and rows."""
    policy = small_policy()
    here = judge_file(source, ticket, policy=policy, key=KEY)
    target = tmp_path / "a.judged"
    write_judged(target, source, ticket, policy=policy, key=KEY)
    ahead = read_judged(target, ticket, 1)
    assert ahead is not None
    assert ahead.columns == here.columns
    rows = [tuple(row) for chunk in here.chunks for row in chunk]
    assert [tuple(row) for chunk in ahead.chunks for row in chunk] == rows
    assert [row[1] for row in rows] == ["accepted", "flagged", "refused", "accepted"]


def test_another_ticket_is_judged_anew(source: Path, ticket: Ticket, tmp_path: Path) -> None:
    """Rows judged by other rules, on another day, or never finished are not taken."""
    target = tmp_path / "a.judged"
    assert read_judged(target, ticket, 1) is None
    write_judged(target, source, ticket, policy=small_policy(), key=KEY)
    for other in (
        ticket._replace(policy="other"),
        ticket._replace(learnt_day="2026-01-01"),
        ticket._replace(seed="00" * 32),
        ticket._replace(fictional=False),
        ticket._replace(file_digest="0" * 64),
    ):
        assert read_judged(target, other, 1) is None
    assert not target.with_suffix(".part").exists()


@pytest.mark.parametrize("processes", [1, 2])
def test_judged_beside_is_judged_the_same(
    processes: int, source: Path, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes beside give the same rows in the same order, and end when the file does."""
    monkeypatch.setattr(judged, "CHUNK", 1)
    policy = small_policy()
    here = judge_file(source, ticket, policy=policy, key=KEY)
    there = judge_file(source, ticket, policy=policy, key=KEY, processes=processes)
    rows = [tuple(row) for chunk in here.chunks for row in chunk]
    assert [tuple(row) for chunk in there.chunks for row in chunk] == rows
    assert multiprocessing.active_children() == []


def test_a_file_that_breaks_off_leaves_no_process(
    tmp_path: Path, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of the file comes through, and the processes beside are gone."""
    monkeypatch.setattr(judged, "CHUNK", 1)
    source = penalties_file(tmp_path / "b.csv", ROWS)
    source.write_bytes(source.read_bytes() + b"short,row\r\n")
    chunks = judge_file(source, ticket, policy=small_policy(), key=KEY, processes=2).chunks
    with pytest.raises(Refused):
        list(chunks)
    assert multiprocessing.active_children() == []


def test_a_killed_process_is_noticed(
    source: Path, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a process beside is killed, intake fails instead of losing rows."""
    monkeypatch.setattr(judged, "CHUNK", 1)
    chunks = judge_file(source, ticket, policy=small_policy(), key=KEY, processes=1).chunks
    next(chunks)
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    with pytest.raises((RuntimeError, BrokenPipeError)):
        list(chunks)


def test_small_files_are_judged_here() -> None:
    """Processes are started for files of many rows only, however small those are packed."""
    assert processes_beside(beside.LARGE_BYTES - 1, "csv") == 0
    assert processes_beside(beside.LARGE_BYTES, "csv") <= beside.MOST
    assert processes_beside(beside.LARGE_BYTES // 20, "parquet") == 0
    assert processes_beside(beside.LARGE_BYTES // 4, "parquet") < beside.MOST
