"""Screening is killed at every point: the same command then gives what a quiet run gives."""

import signal
from pathlib import Path

import pytest
from tests.actions.batches import penalties_file, penalty, send
from tests.conftest import Database
from tests.kill.born import run as child

ROWS = 5


@pytest.fixture
def names(database: Database, tmp_path: Path) -> Path:
    """Fill a register, and write a file of names."""
    del database
    firms = [f"云岭市{brand}食品有限公司" for brand in ("松风", "远帆", "鹤鸣", "沧浪")]
    send(
        penalties_file(
            tmp_path / "penalties.csv", [penalty(at, name=name) for at, name in enumerate(firms)]
        )
    )
    path = tmp_path / "names.csv"
    path.write_text("\n".join(["name", *firms, "子丑寅卯"]) + "\n", "utf-8")
    return path


def run(
    database: Database, names: Path, out: Path, die_at: int = 0, *more: str
) -> tuple[int, str, bool]:
    """Run the child; return its events (0 where it was killed), what it said, if it was killed."""
    environment = {**database.environment, "GOODSTANDING_LANG": "en"}
    code, told, said = child("screen_child", names, out, die_at, *more, environment=environment)
    if code == -signal.SIGKILL:
        return 0, said, True
    if "SEARCH-E006" in said:
        return 0, said, False
    assert code == 0, said
    return int(told.split("events ")[1]), said, False


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_killed_run_goes_on(
    more: tuple[str, ...], database: Database, names: Path, tmp_path: Path
) -> None:
    """Whatever the moment: no half output, and the next run gives the same bytes, and no draft."""
    quiet = tmp_path / "quiet"
    events, _, _ = run(database, names, quiet, 0, *more)
    assert events > ROWS
    went_on = 0
    for die_at in range(1, events + 1, 2 if not more else 5):
        out = tmp_path / f"out-{die_at}"
        assert run(database, names, out, die_at, *more)[2]
        had_its_name = out.exists()
        _, said, _ = run(database, names, out, 0, *more)
        went_on += "going on after" in said
        assert ("SEARCH-E006" in said) == had_its_name
        assert out.read_bytes() == quiet.read_bytes()
        assert list(tmp_path.glob(".out*")) == []
    assert went_on


def test_a_torn_piece_is_made_again_and_another_answer_is_thrown_away(
    database: Database, names: Path, tmp_path: Path
) -> None:
    """A line without its end counts for nothing; a changed file of names starts from the top."""
    quiet, out, draft = (tmp_path / name for name in ("quiet", "out", ".out.part"))
    run(database, names, quiet)
    run(database, names, out, 2)
    with draft.open("ab") as file:
        file.write(b'{"rows": 4, "fou')
    assert "going on after 2 rows" in run(database, names, out)[1]
    assert out.read_bytes() == quiet.read_bytes()
    out.unlink()
    run(database, names, out, 2)
    assert draft.exists()
    names.write_text("name\n云岭市鹤鸣食品有限公司\n", "utf-8")
    assert "from the beginning" in run(database, names, out)[1]
    assert "松风" not in out.read_text("utf-8")
    assert not draft.exists()
