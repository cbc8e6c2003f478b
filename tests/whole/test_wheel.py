"""The built wheel is whole: it brings its packs, data and pages, and works in an empty folder."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and unpack it into a folder of its own, without its dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT], check=True
    )
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run([*pip, "install", "-q", "--no-deps", "--target", target, wheel], check=True)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in an empty folder, with nothing of the repository in sight."""
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("GOODSTANDING_")
    }
    environment |= {"PYTHONPATH": str(installed), "GOODSTANDING_HOME": str(folder / "home")}
    code = "from goodstanding.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )


def test_the_wheel_brings_its_packs(installed: Path, tmp_path: Path) -> None:
    """`packs check` and `packs test` pass on the packs inside the wheel."""
    assert (installed / "goodstanding" / "_packs" / "common" / "pack.yaml").is_file()
    for command in ("check", "test"):
        done = run(installed, tmp_path, "packs", command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_runs_a_small_demonstration(installed: Path, tmp_path: Path) -> None:
    """A small city goes through the whole spine, and its ledger verifies."""
    small = ["--entities", "200", "--records", "1500", "--months", "2"]
    for command in (["demo", *small, "--no-chicago"], ["verify"]):
        done = run(installed, tmp_path, *command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_wheel_brings_the_pages(installed: Path) -> None:
    """Templates, styles and both languages' words are inside."""
    web = installed / "goodstanding" / "web"
    assert list(web.rglob("*.html"))
    assert list(web.rglob("*.css"))
    assert {path.parts[-3] for path in web.rglob("*.mo")} >= {"zh_Hans", "en"}
