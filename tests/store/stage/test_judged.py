"""Rows judged ahead by another process are the rows that intake would have judged itself."""

from pathlib import Path

import pytest
from tests.actions.batches import ON, code, failing, penalties_file, penalty
from tests.core.records.small_policy import small_policy

from goodstanding.store.files.read import digest_file
from goodstanding.store.stage.judged import (
    Ticket,
    batch_seed,
    judge_file,
    read_judged,
    write_judged,
)

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
