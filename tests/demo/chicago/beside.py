"""What the tests let the process beside do: apart from them, for they need a database."""

import sys
from importlib import import_module

HEAVY = {"django", "duckdb", "pyarrow", "sqlite3"}


def heavy_modules(name: str) -> list[str]:
    """Load a module and return which heavy ones it brought along."""
    import_module(name)
    return sorted(HEAVY & sys.modules.keys())
