"""Make the project's own environment in `.venv`, with nothing but Python's standard library.

    python3 scripts/environment.py run     what `make demo` needs
    python3 scripts/environment.py test    what `make test` needs: also a browser, Java, fonts

Works where `python3-venv` is missing: an environment without pip is made, and pip comes from the
system's own pip, or from the system's packages when we may install those. Doing it twice is
quick: a stamp remembers what was installed from which pyproject.toml and constraints.txt.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
NAMES = ROOT / ".venv-names"
"""A rival that cannot live beside our DuckDB has an environment of its own."""
RIVAL_OF_NAMES = "nomenklatura==4.17.4"
LEAST = (3, 11)
EXTRAS = {"run": "", "test": "[dev]", "bench": "[dev,bench]"}
"""What each kind of environment holds; a later one holds all that an earlier one does."""
JAVA = "default-jre-headless"
LEAST_JAVA = 17
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def say(words: str) -> None:
    """Print one line of what is being done."""
    sys.stderr.write(f"goodstanding: {words}\n")
    sys.stderr.flush()


def stop(words: str) -> None:
    """End with the reason and the next step."""
    say(words)
    raise SystemExit(1)


def works(*command: str) -> bool:
    """Return whether a command can be started and ends well; its output is not shown."""
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def system_install(*packages: str) -> bool:
    """Install Debian or Ubuntu packages where we may; return whether it was done."""
    if not shutil.which("apt-get"):
        return False
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if before and not works("sudo", "-n", "true"):
        return False
    say(f"installing system packages: {' '.join(packages)}")
    if not works(*before, "apt-get", "install", "-y", "-q", *packages):
        works(*before, "apt-get", "update", "-q")
        return works(*before, "apt-get", "install", "-y", "-q", *packages)
    return True


def has_pip(folder: Path) -> bool:
    """Return whether an environment is there and has a working pip."""
    python = folder / "bin" / "python"
    return python.exists() and works(str(python), "-m", "pip", "--version")


def make_environment(folder: Path) -> None:
    """Create an environment with pip, by the first of four ways that works."""
    if has_pip(folder):
        return
    python = str(folder / "bin" / "python")
    shutil.rmtree(folder, ignore_errors=True)
    say(f"creating {folder.name}")
    if works(sys.executable, "-m", "venv", str(folder)) and has_pip(folder):
        return
    shutil.rmtree(folder, ignore_errors=True)
    if works(sys.executable, "-m", "venv", "--without-pip", str(folder)) and (
        works(sys.executable, "-m", "pip", "--python", python, "install", "-q", "pip")
        and has_pip(folder)
    ):
        return
    shutil.rmtree(folder, ignore_errors=True)
    if works(sys.executable, "-m", "virtualenv", "-q", str(folder)) and has_pip(folder):
        return
    shutil.rmtree(folder, ignore_errors=True)
    if system_install("python3-venv") and (
        works(sys.executable, "-m", "venv", str(folder)) and has_pip(folder)
    ):
        return
    stop(
        "this Python has neither venv nor pip, and system packages may not be installed by this "
        "user. Next: have an administrator run `apt-get install python3-venv`, then try again."
    )


def wanted(extra: str) -> str:
    """Return the digest of all that decides what is installed."""
    parts = [extra.encode(), sys.version.encode()]
    parts += [(ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt")]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_installed(extra: str) -> bool:
    """Return whether just this was installed before, or a kind that holds it."""
    kinds = list(EXTRAS)
    stamps = [VENV / f"installed-{name}" for name in kinds[kinds.index(extra) :]]
    return PYTHON.exists() and any(
        stamp.exists() and stamp.read_text() == wanted(stamp.name.partition("-")[2])
        for stamp in stamps
    )


def install(extra: str) -> None:
    """Install the package in place, with the extra for tests where that is wanted."""
    say("installing packages into .venv (a few minutes the first time)")
    target = f"{ROOT}{EXTRAS[extra]}"
    command = [str(PYTHON), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command += ["-c", str(ROOT / "constraints.txt"), "-e", target]
    done = subprocess.run(command, check=False)
    if done.returncode != 0:
        stop("pip could not install the packages (see above). Next: check the network, try again.")
    (VENV / f"installed-{extra}").write_text(wanted(extra))


def prepare_rivals() -> None:
    """Give the matching of names its own environment; without it that bar is left out."""
    stamp = NAMES / "installed"
    if stamp.exists() and stamp.read_text() == RIVAL_OF_NAMES:
        return
    make_environment(NAMES)
    command = [str(NAMES / "bin" / "python"), "-m", "pip", "install", "-q", RIVAL_OF_NAMES]
    if works(*command):
        stamp.write_text(RIVAL_OF_NAMES)
    else:
        say(f"{RIVAL_OF_NAMES} could not be installed: its bar is left out. All others run.")


def find_browser() -> bool:
    """Return whether a Chromium for the page tests is on the machine."""
    return any(shutil.which(name) for name in BROWSERS) or any(
        Path("~/.cache/ms-playwright").expanduser().glob("chromium*/*/chrome")
    )


def find_java() -> bool:
    """Return whether a Java that Spark runs on is on the machine."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not program or not works(program, "-version"):
        return False
    said = subprocess.run([program, "-version"], capture_output=True, check=False, text=True).stderr
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return found is not None and int(found[1]) >= LEAST_JAVA


def prepare_tests() -> None:
    """Find or install a browser, Java and Chinese fonts; PostgreSQL comes with the packages."""
    if not find_java() and not (system_install(JAVA) and find_java()):
        stop(
            f"no Java {LEAST_JAVA} or newer was found or could be installed; the tests of the "
            f"Spark engine need it. Next: install `{JAVA}` or set JAVA_HOME, then try again."
        )
    if not find_browser() and not system_install("chromium"):
        works(str(PYTHON), "-m", "playwright", "install", "chromium")
    if not find_browser():
        stop("no Chromium was found or could be installed. Next: install `chromium`, try again.")
    fonts = (
        subprocess.run(
            ["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False, text=True
        ).stdout
        if shutil.which("fc-list")
        else ""
    )
    if not fonts.strip() and not system_install("fonts-noto-cjk", "fontconfig"):
        stop("no Chinese font was found. Next: install `fonts-noto-cjk`, then try again.")


def main() -> None:
    """Make the environment that the first argument names."""
    if sys.version_info < LEAST:
        stop(
            f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}. "
            "Next: run `make PYTHON=python3.11 ...` with one that is new enough."
        )
    extra = sys.argv[1] if len(sys.argv) > 1 else "run"
    if extra not in EXTRAS:
        stop(f"there is no environment {extra!r}. Next: name one of {', '.join(EXTRAS)}.")
    if not is_installed(extra):
        make_environment(VENV)
        install(extra)
    if extra == "test":
        prepare_tests()
    if extra == "bench":
        prepare_rivals()


if __name__ == "__main__":
    main()
