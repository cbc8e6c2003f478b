"""`goodstanding appraise` over a copy that exists: runs, refreshes, compares, refuses."""

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from goodstanding.actions.grades import engines
from goodstanding.cli import appraise as appraise_command
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.country.write import write_country
from goodstanding.store.shelf import packs_folder

ON = date(2026, 10, 31)
MODEL = "public_credit"
Run = Callable[..., dict[str, object]]


@pytest.fixture
def run(tmp_path: Path, policy: Policy, home: Path) -> Run:
    """The command, over a small country."""
    del home
    write_country(
        tmp_path / "copy", seed=3, entities=60, records_per_entity=8, policy=policy, on=ON, bits=4
    )

    def told(*words: str) -> dict[str, object]:
        folders = ["--copy", str(tmp_path / "copy"), "--out", str(tmp_path / "out")]
        day = ["--on", ON.isoformat()] if "--on" not in words else []
        asked = [*folders, *day, "--model", MODEL, "--memory", "600MB", "--json", *words]
        found = CliRunner().invoke(appraise_command.command, asked)
        if found.exception is not None:
            raise found.exception
        answer: dict[str, object] = json.loads(found.stdout)
        return answer

    return told


def test_a_copy_is_appraised_and_then_refreshed(run: Run) -> None:
    """Everybody first; the same day again computes nobody; `--full` everybody."""
    first, again, full = (run(*words)["models"][MODEL] for words in ((), (), ("--full",)))  # type: ignore[index]
    assert first["entities"] == first["computed"] > 0
    assert sum(first["grades"].values()) == first["entities"]
    assert (again["computed"], again["grades"]) == (0, first["grades"])
    assert (full["computed"], full["grades"]) == (first["entities"], first["grades"])
    assert not first["loaded"]


def test_two_versions_of_the_rules_are_compared(run: Run, tmp_path: Path) -> None:
    """The same packs move nobody; where all start higher, somebody moves and is listed."""
    packs = tmp_path / "packs"
    shutil.copytree(packs_folder(), packs)
    same = run("--compare", str(packs))[MODEL]
    assert same["moving"] == 0  # type: ignore[index]
    cards = [path for path in packs.rglob("models/*.yaml") if MODEL in path.read_text()]
    for path in cards:
        path.write_text(path.read_text().replace("value: 600", "value: 640"))
    other = run("--compare", str(packs))[MODEL]
    assert other["ours"] != other["other"]  # type: ignore[index]
    assert other["moving"] > 0  # type: ignore[index,operator]
    moved = [one for part in other["counts"].values() for one in part if one["from"] != one["to"]]  # type: ignore[index]
    assert sum(one["entities"] for one in moved) <= other["moving"]  # type: ignore[index]
    assert Path(other["moved"]).is_file()  # type: ignore[index]


def test_an_unknown_model_and_a_missing_engine_are_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the code of the fault; nothing was computed."""
    monkeypatch.setattr(engines.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(Refused, match="APPRAISAL-E018"):
        run("--engine", "spark")
    with pytest.raises(Refused, match="APPRAISAL-E013"):
        run("--memory", "10MB")
