"""The shelf: where packs are found, that they are read once, and kept as they were used."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.scaffold import scaffold
from goodstanding.store import shelf

REPOSITORY = Path(__file__).resolve().parents[2]


def write_pack(folder: Path, name: str = "harbour") -> Path:
    for path, data in scaffold(name).items():
        place = folder / name / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def test_an_editable_install_finds_the_packs_of_the_repository() -> None:
    """Without a setting and without packs inside the package, the repository's are meant."""
    assert shelf.packs_folder() == REPOSITORY / "packs"


def test_a_wheel_finds_the_packs_inside_the_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What lies in `_packs` of the installed package goes before everything around it."""
    package = tmp_path / "site" / "goodstanding"
    write_pack(package / "_packs")
    monkeypatch.setattr(shelf, "PACKAGE", package)
    assert shelf.packs_folder() == package / "_packs"
    assert set(shelf.load_policy().packs) == {"harbour"}


def test_the_setting_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """GOODSTANDING_PACKS decides; a folder that is not there is refused, never replaced."""
    monkeypatch.setattr(settings, "PACKS", str(write_pack(tmp_path / "mine")))
    assert set(shelf.load_policy().packs) == {"harbour"}
    monkeypatch.setattr(settings, "PACKS", str(tmp_path / "absent"))
    with pytest.raises(Refused) as refused:
        shelf.packs_folder()
    assert refused.value.faults[0].code == "PACK-E090"


def test_one_pack_can_be_read_alone(tmp_path: Path) -> None:
    """The folder of a single pack is as good as a folder of packs."""
    write_pack(tmp_path)
    assert shelf.pack_files(tmp_path / "harbour") == shelf.pack_files(tmp_path)


def test_links_and_other_files_are_not_read(tmp_path: Path) -> None:
    """A link out of the folder of packs leads nowhere, and notes beside rules are no rules."""
    write_pack(tmp_path)
    before = shelf.pack_files(tmp_path)
    (tmp_path / "linked").symlink_to(tmp_path / "harbour")
    (tmp_path / "harbour" / "secret.yaml").symlink_to("/etc/passwd")
    (tmp_path / "harbour" / "notes.txt").write_text("notes")
    assert shelf.pack_files(tmp_path) == before


def test_the_same_bytes_are_read_once(tmp_path: Path) -> None:
    """Equal packs give the very same policy, changed packs another digest."""
    first, second = write_pack(tmp_path / "a"), tmp_path / "b"
    shutil.copytree(first, second)
    policy = shelf.load_policy(first)
    assert shelf.load_policy(second) is policy
    with (second / "harbour" / "departments.yaml").open("a") as file:
        file.write("\n")
    assert shelf.load_policy(second).digest != policy.digest


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    """The folder is looked at each time: other bytes of the same length, another file, one less."""
    write_pack(tmp_path)
    seen = [shelf.pack_files(tmp_path)]
    departments = tmp_path / "harbour" / "departments.yaml"
    text = departments.read_text("utf-8")
    departments.write_text(text.swapcase(), "utf-8")
    seen.append(shelf.pack_files(tmp_path))
    (tmp_path / "harbour" / "more.yaml").write_text("")
    seen.append(shelf.pack_files(tmp_path))
    departments.unlink()
    seen.append(shelf.pack_files(tmp_path))
    assert seen[1]["harbour"]["departments.yaml"] == text.swapcase().encode()
    assert len({str(files) for files in seen}) == len(seen)


def test_a_wrong_pack_is_refused_with_all_its_faults(tmp_path: Path) -> None:
    """Nothing is loaded from packs with faults, and every fault is told."""
    write_pack(tmp_path)
    (tmp_path / "harbour" / "departments.yaml").write_text("departments:\n  - {id: x}\n")
    (tmp_path / "harbour" / "weights.yaml").write_text("weights: []\n")
    with pytest.raises(Refused) as refused:
        shelf.load_policy(tmp_path)
    assert [fault.code for fault in refused.value.faults] == [
        "PACK-E010",
        "PACK-E038",
        "PACK-E017",
    ]


def test_production_refuses_adverse_demonstration_values(tmp_path: Path) -> None:
    """The shipped demonstration card cannot be used in production as it is."""
    write_pack(tmp_path)
    with pytest.raises(Refused) as refused:
        shelf.load_policy(tmp_path, mode="production")
    assert {fault.code for fault in refused.value.faults} == {"PACK-E070"}


@pytest.mark.usefixtures("database")
def test_packs_are_kept_as_they_were_used(tmp_path: Path) -> None:
    """A policy comes back from its kept copy after the files have changed; once is enough."""
    folder = write_pack(tmp_path)
    policy = shelf.load_policy(folder)
    with transaction.atomic():
        digest = shelf.keep(shelf.copy_of(folder))
        assert shelf.keep(shelf.copy_of(folder)) == digest == policy.digest
    shutil.rmtree(folder / "harbour")
    assert shelf.policy_by_digest(digest) == policy
    with pytest.raises(Refused) as refused:
        shelf.policy_by_digest("0" * 64)
    assert refused.value.faults[0].code == "PACK-E091"
