"""The process that works out the figures while the main one goes on."""

import os

from tests.demo.chicago.beside import heavy_modules

from goodstanding.demo.chicago.figures import figures_of
from goodstanding.demo.chicago.run import process_beside


def test_the_process_beside_stays_small() -> None:
    """It is another process, computes on one thread, and needs neither database nor DuckDB."""
    with process_beside() as beside:
        assert beside.submit(os.getpid).result() != os.getpid()
        assert beside.submit(os.getenv, "OPENBLAS_NUM_THREADS").result() == "1"
        assert beside.submit(heavy_modules, figures_of.__module__).result() == []


def test_the_check_sees_what_is_heavy() -> None:
    """Of a module that needs DuckDB it would have told."""
    with process_beside() as beside:
        assert "duckdb" in beside.submit(heavy_modules, "duckdb").result()
