"""What may go wrong with a run is named, with the next step; what stood before stands."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.store.population.happenings import stored
from tests.store.population.small_world import FIRST, LATER, small_copy, small_policy

from goodstanding.actions.grades import engines
from goodstanding.core.basis.faults import Refused
from goodstanding.store.population.durable import held_alone
from goodstanding.store.population.engine import limits_of
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.run import appraise_copy
from goodstanding.store.population.standings import read_standings

ROOT = Path(__file__).resolve().parents[3]
POLICY = small_policy()
MODEL = POLICY.models["card"]
NARROW = """
import resource, signal, sys
from tests.kill.appraise_child import main
from goodstanding.core.basis.faults import Refused
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    main(sys.argv[1], sys.argv[2], "0")
except Refused as refused:
    print(refused.faults[0].code)
"""


@pytest.mark.parametrize("memory", ["", "much", "100MB", "2 PB", "-3GB"])
def test_an_unclear_amount_of_memory_is_refused(memory: str) -> None:
    """Neither words nor less than one bucket needs."""
    with pytest.raises(Refused, match="APPRAISAL-E013"):
        limits_of(memory, 2)


def test_memory_is_shared_between_us_and_the_engine() -> None:
    """The engine gets less than the setting; more memory makes longer steps."""
    small, large = limits_of("512MB", 1), limits_of("8 GB", 2)
    assert 0 < small.engine < small.memory
    assert small.entities_per_step() < large.entities_per_step()


@pytest.mark.parametrize("damage", ["cut", "foreign", "missing"])
def test_a_broken_file_of_the_copy_is_named_and_what_stood_stands(
    damage: str, tmp_path: Path
) -> None:
    """A truncated, foreign or missing file: one fault, the standings of before are whole."""
    copy = small_copy(tmp_path / "copy", POLICY)
    home = {"folder": tmp_path / "kept", "copy": copy.folder}
    before = stored(refresh(MODEL, POLICY, on=FIRST, **home).standings)
    file = next((copy.folder / "records" / "fine").glob("*.parquet"))
    whole = file.read_bytes()
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(whole[:60] if damage == "cut" else b"PK not ours at all")
    with pytest.raises(Refused, match="APPRAISAL-E016"):
        appraise_copy(MODEL, POLICY, on=LATER, **home)
    standing = read_standings(tmp_path / "kept")
    assert standing is not None
    assert stored(standing) == before
    file.write_bytes(whole)
    assert appraise_copy(MODEL, POLICY, on=LATER, **home).standings.on == LATER


def test_standings_that_cannot_be_read_are_computed_again(tmp_path: Path) -> None:
    """A damaged `current.json` is refused to readers and replaced by the next run."""
    copy = small_copy(tmp_path / "copy", POLICY)
    home = {"folder": tmp_path / "kept", "copy": copy.folder, "on": FIRST}
    whole = stored(refresh(MODEL, POLICY, **home).standings)  # type: ignore[arg-type]
    (tmp_path / "kept" / "current.json").write_text("{")
    with pytest.raises(Refused, match="APPRAISAL-E017"):
        read_standings(tmp_path / "kept")
    assert stored(refresh(MODEL, POLICY, **home).standings) == whole  # type: ignore[arg-type]


def test_two_runs_of_a_model_at_once_are_refused(tmp_path: Path) -> None:
    """The second is told to wait."""
    copy = small_copy(tmp_path / "copy", POLICY)
    with held_alone(tmp_path / "kept"), pytest.raises(Refused, match="APPRAISAL-E019"):
        refresh(MODEL, POLICY, folder=tmp_path / "kept", copy=copy.folder, on=FIRST)


def test_an_engine_that_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault names the extra."""
    monkeypatch.setattr(engines.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Refused, match=r"APPRAISAL-E018.*goodstanding\[spark\]"):
        engines.appraise_on_spark(MODEL, POLICY, master="")


def test_a_disk_that_takes_no_more_is_named(tmp_path: Path) -> None:
    """Files may not grow beyond two hundred bytes: one fault, then the same command works."""
    small_copy(tmp_path / "copy", POLICY)

    def run(most: str) -> str:
        done = subprocess.run(
            [sys.executable, "-B", "-c", NARROW, tmp_path, FIRST.isoformat(), most],
            cwd=ROOT,
            env={"PATH": "/usr/bin", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    assert run("200") == "APPRAISAL-E015"
    assert run("-1").startswith("events")
