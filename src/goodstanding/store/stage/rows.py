"""Rows of an unsealed batch: written in chunks, read in pages, dropped without regret."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from django.db import connection

COLUMNS = (
    "row_no",
    "outcome",
    "kind",
    "record_type",
    "natural_key",
    "subject",
    "event_day",
    "replaces",
    "body",
    "salt",
    "fingerprint",
    "digest",
    "faults",
    "source",
)
PAGE = 2_000


class Staged(NamedTuple):
    """One row on the stage, in the order of the table's columns after its batch."""

    row_no: int
    outcome: str
    kind: str
    record_type: str
    natural_key: str
    subject: str
    event_day: str | None
    replaces: int | None
    body: str
    salt: str
    fingerprint: str
    digest: str
    faults: str
    source: str


def open_stage() -> None:
    """Let this connection stage rows in a temporary table of the same name.

    It hides the lasting one, so that every statement is written once. A batch's rows then pass
    the ledger's files and their log only once, as entries; a kill takes them away, which is no
    loss.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TABLE IF EXISTS pg_temp.stage_row")
            cursor.execute(
                "CREATE TEMP TABLE stage_row"
                " (LIKE stage_row INCLUDING DEFAULTS INCLUDING IDENTITY, PRIMARY KEY (id))"
            )
            cursor.execute("CREATE INDEX stage_row_batch ON stage_row (batch, row_no)")
        else:
            cursor.execute("SELECT sql FROM main.sqlite_master WHERE name = 'stage_row'")
            (table,) = cursor.fetchone()
            cursor.execute("DROP TABLE IF EXISTS temp.stage_row")
            # A counter that outlives its rows is nothing that a stage needs.
            plain = table.replace("CREATE TABLE", "CREATE TEMP TABLE", 1)
            cursor.execute(plain.replace(" AUTOINCREMENT", "", 1))
            cursor.execute("CREATE INDEX temp.stage_row_batch ON stage_row (batch, row_no)")


def stage_is_open() -> bool:
    """Return whether this connection stages rows in a table of its own."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT to_regclass('pg_temp.stage_row') IS NOT NULL")
        else:
            cursor.execute("SELECT count(*) FROM temp.sqlite_master WHERE name = 'stage_row'")
        return bool(cursor.fetchone()[0])


def close_stage(*, keep: int | None = None) -> None:
    """Let the lasting stage be seen again; keep there the rows of a batch that is held."""
    if not stage_is_open():
        return
    names = ", ".join(COLUMNS)
    apart = "pg_temp" if connection.vendor == "postgresql" else "temp"
    with connection.cursor() as cursor:
        if keep is not None:
            cursor.execute(
                f"INSERT INTO {_lasting()} (batch, {names})"
                f" SELECT batch, {names} FROM {apart}.stage_row WHERE batch = %s ORDER BY row_no",
                [keep],
            )
        cursor.execute(f"DROP TABLE {apart}.stage_row")


def _lasting() -> str:
    """Return the name of the lasting stage, by which it is meant also while it is hidden."""
    if connection.vendor != "postgresql":
        return "main.stage_row"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        (schema,) = cursor.fetchone()
    return f"{connection.ops.quote_name(schema)}.stage_row"


def survey_stage() -> None:
    """Tell PostgreSQL's planner what is on the stage: of temporary tables it knows nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE stage_row (batch, row_no, outcome, natural_key, kind)")


def add_rows(batch: int, rows: Sequence[Staged]) -> None:
    """Put judged rows of a batch on the stage."""
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY stage_row (batch, {names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((batch, *row))
        else:
            places = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(
                f"INSERT INTO stage_row (batch, {names}) VALUES ({int(batch)}, {places})", rows
            )


def clear_stage(batch: int) -> None:
    """Drop every row of a batch from the lasting stage; an own one goes when it is closed."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_lasting()} WHERE batch = %s", [batch])


def counts(batch: int) -> dict[str, int]:
    """Return how many rows have each outcome."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, COUNT(*) FROM stage_row WHERE batch = %s GROUP BY outcome", [batch]
        )
        return dict(cursor.fetchall())


def pages(
    batch: int, columns: Sequence[str], condition: str = "1 = 1"
) -> Iterator[list[tuple[object, ...]]]:
    """Give the rows that meet a condition of ours in row order, page by page.

    A page is a query of its own, so that rows may be changed between two pages.
    """
    after = -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT row_no, {', '.join(columns)} FROM stage_row"
                f" WHERE batch = %s AND row_no > %s AND {condition} ORDER BY row_no LIMIT %s",
                [batch, after, PAGE],
            )
            page = cursor.fetchall()
        if not page:
            return
        after = page[-1][0]
        yield page


def rows_digest(batch: int) -> str:
    """Return the SHA-256 of the lines `row outcome digest` of all rows, in row order.

    The digest is `-` where nothing enters the ledger.
    """
    total = sha256()
    for page in pages(batch, ("outcome", "digest")):
        for row_no, outcome, digest in page:
            kept = "-" if outcome in {"held", "refused"} else digest
            total.update(f"{row_no} {outcome} {kept}\n".encode())
    return total.hexdigest()
