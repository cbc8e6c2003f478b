"""Every hostile file gets its numbered fault, within the limits of memory; nothing is timed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.core.records.small_policy import PENALTIES, PENALTIES_PARQUET
from tests.hostile.corpus import CASES as TEXTS_AND_WORKBOOKS
from tests.hostile.corpus import Case
from tests.hostile.parquet_corpus import FILES, parquet

from goodstanding.store.files.limits import LIMITS, MIB

ROOT = Path(__file__).resolve().parents[2]
CASES = (
    *TEXTS_AND_WORKBOOKS,
    *(Case(name, PENALTIES_PARQUET, make, code) for name, make, code in FILES),
    Case("Parquet called CSV", PENALTIES, parquet, "INTAKE-E002"),
)
READER_MAY_GROW = 64 * MIB
"""The parser's bar: so much above what it holds before it reads."""


def test_the_corpus_is_large_enough() -> None:
    """At least forty hostile files, each with a name of its own."""
    assert len({case.name for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file(case: Case, tmp_path: Path) -> None:
    """The file is refused with its code; reader and child stay within their memory."""
    path = tmp_path / f"hostile.{case.layout.format}"
    path.write_bytes(case.make())
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.reader", str(path), case.layout.id],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True,
        text=True,
        check=True,
    )
    code, grown, child = done.stdout.rstrip("\n").split(" ")
    assert code == case.code
    assert int(grown) <= READER_MAY_GROW
    assert int(child) <= LIMITS.child_memory_bytes
