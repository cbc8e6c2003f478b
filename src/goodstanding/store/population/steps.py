"""One step of a run: its files and its receipt. A step counts as done once its receipt is there.

The receipt is written last, so whatever it names was durable before; on resuming, a step is kept
only if each of its files has the length and the rows that the receipt says.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from goodstanding.store.population.durable import partial_of, read_json, settle, write_json

ROW_GROUP = 122_880
OPTIONS = (
    "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, PARQUET_VERSION v2,"
    f" WRITE_BLOOM_FILTER false, ROW_GROUP_SIZE {ROW_GROUP}"
)
"""Version 2 keeps numbers that rise as steps: a quarter to a half of the size, and no slower.

More thorough compression makes it no smaller; filters would be about columns that nobody seeks in.
"""


@dataclass(frozen=True, slots=True)
class Statements:
    """SQL over `entities` and `records_<type>`, and the fields that it reads of each type.

    `evidence_of_all`: the same as `evidence` where every entity that has records is graded; its
    rows come as the records lie.
    """

    grades: str
    evidence: Mapping[str, str]
    evidence_of_all: Mapping[str, str]
    fields: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was gathered for a step: SQL for the grades, by entity number, and evidence written.

    `types`: the record types whose evidence is in `files`.
    """

    grades: str
    types: frozenset[str]
    files: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class StepReceipt:
    """What a step wrote: rows of grades, how many have each grade, files with rows and bytes."""

    rows: int
    gone: int
    grades: Mapping[str, int]
    files: Mapping[str, tuple[int, int]]


def grades_file(step: int) -> str:
    """Return the name of a step's file of grades."""
    return f"grades-{step:05d}.parquet"


def evidence_file(step: int, record_type: str) -> str:
    """Return the name of a step's file of explanations from records of a type."""
    return f"evidence-{step:05d}-{record_type}.parquet"


def step_of(name: str) -> int:
    """Return the step that wrote a file."""
    return int(name.removesuffix(".parquet").split("-")[1])


def type_of(name: str) -> str:
    """Return the record type of which a file holds explanations, "" for another file."""
    start, _, rest = name.removesuffix(".parquet").partition("-")
    return rest.partition("-")[2] if start == "evidence" else ""


def receipt_file(step: int) -> str:
    """Return the name of a step's receipt."""
    return f"step-{step:05d}.json"


def write_step(
    database: duckdb.DuckDBPyConnection,
    statements: Statements,
    folder: Path,
    step: int,
    *,
    gone: str | None = None,
    gathered: Gathered | None = None,
) -> StepReceipt:
    """Compute what the views show, and write it; return the receipt.

    `gone`: SQL for entities of which it must be said where they are graded no more · `gathered`:
    what was gathered of everybody before.
    """
    name, rows = grades_file(step), gathered.grades if gathered else statements.grades
    if gone is not None:
        database.execute(f"CREATE OR REPLACE TEMP TABLE computed AS {rows}")
        rows = (
            "SELECT * FROM computed UNION ALL BY NAME"
            f" SELECT entity FROM ({gone}) ANTI JOIN computed USING (entity) ORDER BY entity"
        )
    as_they_lie = gathered is not None
    files = {name: write_rows(database, rows, folder / name, as_they_lie=as_they_lie)}
    files |= gathered.files if gathered else {}
    graded = "SELECT (SELECT count(*) FROM entities) = (SELECT count(*) FROM entities_all)"
    ((of_all,),) = database.execute(graded).fetchall() if statements.evidence_of_all else ((0,),)
    everybody = gone is None and bool(of_all)
    told = statements.evidence_of_all if everybody else statements.evidence
    for record_type, statement in told.items():
        if gathered and record_type in gathered.types:
            continue
        name = evidence_file(step, record_type)
        files[name] = write_rows(database, statement, folder / name, as_they_lie=everybody)
    return write_receipt(database, folder, step, files)


def write_rows(
    database: duckdb.DuckDBPyConnection,
    statement: str,
    target: Path,
    *,
    as_they_lie: bool = False,
) -> tuple[int, int]:
    """Write what a statement says to a Parquet file, whole or not at all: its rows and bytes.

    `as_they_lie`: a statement without an order gives its rows in the order of what it reads.
    """
    partial = partial_of(target)
    database.execute(f"SET preserve_insertion_order = {str(as_they_lie).lower()}")
    ((rows,),) = database.execute(
        f"COPY ({statement}) TO '{quoted(partial)}' ({OPTIONS})"
    ).fetchall()
    size = partial.stat().st_size
    settle(partial, target)
    return rows, size


def write_receipt(
    database: duckdb.DuckDBPyConnection,
    folder: Path,
    step: int,
    files: Mapping[str, tuple[int, int]],
) -> StepReceipt:
    """Count the grades of a step's file and write its receipt."""
    counts = database.execute(
        "SELECT grade, count(*) FROM read_parquet($1) GROUP BY grade ORDER BY grade",
        [str(folder / grades_file(step))],
    ).fetchall()
    grades = {str(grade): count for grade, count in counts if grade is not None}
    gone = sum(count for grade, count in counts if grade is None)
    receipt = StepReceipt(sum(grades.values()), gone, grades, files)
    write_json(folder / receipt_file(step), asdict(receipt))
    return receipt


def kept_step(folder: Path, step: int) -> StepReceipt | None:
    """Return the receipt of a step that is done and whole, else None."""
    found = read_json(folder / receipt_file(step))
    if found is None:
        return None
    try:
        files = {name: (int(rows), int(size)) for name, (rows, size) in found["files"].items()}
        receipt = StepReceipt(int(found["rows"]), int(found["gone"]), dict(found["grades"]), files)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    whole = all(is_whole(folder / name, *told) for name, told in files.items())
    return receipt if whole and grades_file(step) in files else None


def is_whole(path: Path, rows: int, size: int) -> bool:
    """Return whether a Parquet file has the length and the rows that it should have."""
    try:
        return path.stat().st_size == size and pq.read_metadata(path).num_rows == rows
    except (OSError, pa.ArrowInvalid):
        return False


def quoted(path: Path) -> str:
    """Return a path as it stands between the quotes of an SQL text."""
    return str(path).replace("'", "''")
