"""Every numbered fault of packs is found where it is, and nothing else is reported.

`right/` is a small pack without faults. `wrong/<CODE>/<pack>/` lays one changed file over it (or
adds a second pack); the line that must be reported ends with `# here`.
"""

import re
from pathlib import Path

import pytest

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.policy import (
    faults_grounds,
    faults_lists,
    faults_policy,
    faults_policy_join,
    faults_procedure,
)
from goodstanding.core.policy.join import Mode, join_drafts
from goodstanding.core.policy.read import read_draft

MODULES = (faults_grounds, faults_lists, faults_policy, faults_policy_join, faults_procedure)
FOLDER = Path(__file__).parent
WRONG = sorted(path.name for path in (FOLDER / "wrong").iterdir())
WITHOUT_LINE = {"PACK-E027": "other/pack.yaml:1", "PACK-E043": "right/pack.yaml:1"}
"""Faults about a file that is not there, or about a whole pack."""


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")
    }


def catalogue() -> dict[str, FaultKind]:
    return {
        kind.code: kind
        for module in MODULES
        for kind in vars(module).values()
        if isinstance(kind, FaultKind)
    }


def expected_place(folder: Path) -> str:
    """Return the marked `pack/file:line` of a wrong pack."""
    for path in sorted(folder.rglob("*.yaml")):
        for number, line in enumerate(path.read_bytes().splitlines(), start=1):
            if line.endswith(b"# here"):
                return f"{path.relative_to(folder).as_posix()}:{number}"
    return WITHOUT_LINE[folder.name]


@pytest.mark.parametrize("mode", ["demonstration", "production"])
def test_the_right_pack_has_no_faults(mode: Mode) -> None:
    """The ground on which each wrong file is laid is right in both modes."""
    policy, faults = join_drafts(
        [read_draft(files_of(FOLDER / "right"), folder="right")], mode=mode
    )
    assert [fault.line("en") for fault in faults] == []
    assert policy is not None


@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_file_is_reported_once_with_its_code_and_line(code: str) -> None:
    """One wrong line gives exactly one fault, with the promised code, file and line."""
    folder = FOLDER / "wrong" / code
    packs = {"right": files_of(FOLDER / "right")}
    for overlay in folder.iterdir():
        packs[overlay.name] = {**packs.get(overlay.name, {}), **files_of(overlay)}
    drafts = [read_draft(files, folder=name) for name, files in packs.items()]
    mode: Mode = "production" if code == faults_policy_join.DEMONSTRATION.code else "demonstration"

    policy, faults = join_drafts(drafts, mode=mode)

    assert [(fault.code, fault.where) for fault in faults] == [(code, expected_place(folder))]
    assert policy is None
    for language in ("zh", "en"):
        assert not re.search(r"\{\w*\}", faults[0].line(language))


def test_every_code_has_a_wrong_file() -> None:
    """No fault of packs exists without a file that proves it."""
    assert set(WRONG) == set(catalogue())


def test_faults_of_several_files_are_found_in_one_run() -> None:
    """Two mistakes in two files are reported together, the second one between files."""
    files = files_of(FOLDER / "right")
    files["departments.yaml"] += b"  - {id: second}\n"
    files["models/card.yaml"] = files["models/card.yaml"].replace(b"of: listing\n", b"of: list\n")

    _, faults = join_drafts([read_draft(files, folder="right")], mode="demonstration")

    assert {fault.code for fault in faults} == {"PACK-E010", "PACK-E033"}
