"""Whether two sides say the same of every entity; a difference ends a benchmark at once."""

from pathlib import Path

import duckdb


def rows_in(path: Path) -> str:
    """Return SQL for the rows of a file, or of all files of a folder."""
    where = f"{path}/*.parquet" if path.is_dir() else str(path)
    return f"SELECT entity, score, grade FROM '{where}'"


def differences(ours: str, theirs: str) -> tuple[int, int]:
    """Return how many entities were compared, and of how many score or grade differ.

    `ours` and `theirs` are SQL; an entity that only one side knows differs.
    """
    with duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "4GB"}) as database:
        found = database.execute(
            "SELECT count(*), count(*) FILTER ((o.score, o.grade) IS DISTINCT FROM"
            f" (t.score, t.grade)) FROM ({ours}) o FULL JOIN ({theirs}) t USING (entity)"
        ).fetchall()
    return int(found[0][0]), int(found[0][1])


def must_agree(name: str, ours: str, theirs: str, *, entities: int) -> None:
    """End the benchmark where a rival does not compute exactly what we do, for everybody."""
    compared, differ = differences(ours, theirs)
    if differ or compared != entities:
        raise RuntimeError(f"{name}: {differ} of {compared} entities differ ({entities} expected)")
