"""The mode decides what may be shown as law: a word that names none starts nothing."""

import os
import subprocess
import sys

import pytest

RUN = "import sys; from goodstanding.cli.main import main; sys.exit(main())"


@pytest.mark.parametrize("mode", ["Production", "prod", "demo", " production"])
def test_a_misspelt_mode_starts_nothing(mode: str) -> None:
    """Promise: neither mode's safeguards are off because the word for the mode was misspelt."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, "packs", "check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "GOODSTANDING_MODE": mode, "GOODSTANDING_SECRET_KEY": "s" * 60},
    )
    assert done.returncode == 1
    assert "SITE-E001" in done.stderr
    assert "Traceback" not in done.stderr
