"""One side of a bar of intake, in a process and a database of its own: prints figures as JSON.

`python -m bench.intake_side SIDE FOLDER ROWS MONTHS`, SIDE one of `ours` (receive every file, leave
the rows in FOLDER for the peers), `bare`, `bare_derived` (the same rows by the fastest safe way),
`bulk_create` (by Django). Only the work itself is timed; each batch is one durable transaction.
"""

import json
import marshal
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from bench.intake_layouts import LIST, with_parquet  # noqa: E402
from goodstanding.actions.intake.receive import receive  # noqa: E402
from goodstanding.actions.upkeep import initialise  # noqa: E402
from goodstanding.store.ledger.append import CONTENT, ENTRY  # noqa: E402
from goodstanding.store.models import Content, Entry  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402

ROWS_FILE = "ledger.rows"
LEDGER = {"ledger_entry": ENTRY, "ledger_content": CONTENT}
CURRENT = (
    "seq", "department", "record_type", "natural_key", "subject", "entity", "event_day",
    "learnt_day", "fingerprint", "name",
)  # fmt: skip
DERIVED = {**LEDGER, "current_record": CURRENT}
DAYS = ("event_day", "learnt_day")
Batch = dict[str, list[tuple[object, ...]]]


def ours(folder: Path, rows: int, months: int, *, keep: bool) -> dict[str, object]:
    """Receive every file; what it costs from the first byte to the last receipt."""
    policy = with_parquet(load_policy())
    if not (folder / LIST).exists():
        command = [sys.executable, "-m", "bench.intake_files", str(folder), str(rows), str(months)]
        subprocess.run(command, check=True)
    files = json.loads((folder / LIST).read_text())
    began, spent = time.perf_counter(), processor()
    receipts = [
        receive(
            folder / file["path"],
            department=file["department"],
            layout=file["layout"],
            on=date.fromisoformat(file["learnt_day"]),
            actor="bench",
            policy=policy,
            seed="seed of the bench",
            rows=int(file["rows"]),
        )
        for file in files
    ]
    seconds, worked = time.perf_counter() - began, processor() - spent
    if keep:
        keep_rows(folder)
    return {
        "seconds": seconds,
        "processor_seconds": worked,
        "rows": sum(one.rows for one in receipts),
        "files": len(files),
    }


def processor() -> float:
    """Return the processor time of this process and of those that it has started and waited for."""
    return sum(os.times()[:4])


def keep_rows(folder: Path) -> None:
    """Leave the ledger's rows, batch by batch, for the peers."""
    with connection.cursor() as cursor, (folder / ROWS_FILE).open("wb") as file:
        cursor.execute("SELECT min(seq), max(seq) FROM ledger_entry GROUP BY batch ORDER BY 1")
        for span in cursor.fetchall():
            told = {}
            for table, columns in DERIVED.items():
                texts = [f"CAST({name} AS text)" if name in DAYS else name for name in columns]
                cursor.execute(
                    f"SELECT {', '.join(texts)} FROM {table}"
                    " WHERE seq BETWEEN %s AND %s ORDER BY seq",
                    span,
                )
                told[table] = [tuple(row) for row in cursor.fetchall()]
            marshal.dump(told, file)


def kept_rows(folder: Path) -> Iterator[Batch]:
    """Give the rows of each batch."""
    with (folder / ROWS_FILE).open("rb") as file:
        while True:
            try:
                yield marshal.load(file)  # noqa: S302 - written above
            except EOFError:
                return


def bare(folder: Path, tables: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Insert the same rows into the same tables, nothing else: executemany, or COPY."""
    seconds = worked = 0.0
    for batch in kept_rows(folder):
        began, spent = time.perf_counter(), processor()
        with transaction.atomic(), connection.cursor() as cursor:
            for table, columns in tables.items():
                insert(cursor, table, columns, batch[table])
        seconds += time.perf_counter() - began
        worked += processor() - spent
    return {"seconds": seconds, "processor_seconds": worked}


def insert(
    cursor: object, table: str, columns: Sequence[str], rows: list[tuple[object, ...]]
) -> None:
    """Insert rows in the fastest safe way of the database."""
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:  # type: ignore[attr-defined]
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join("?" * len(columns))
        connection.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)


def bulk_create(folder: Path) -> dict[str, object]:
    """Insert the ledger's rows as Django's documentation advises."""
    seconds = worked = 0.0
    for batch in kept_rows(folder):
        began, spent = time.perf_counter(), processor()
        with transaction.atomic():
            Entry.objects.bulk_create(
                [Entry(**dict(zip(ENTRY, row, strict=True))) for row in batch["ledger_entry"]],
                batch_size=2_000,
            )
            Content.objects.bulk_create(
                [
                    Content(**dict(zip(CONTENT, row, strict=True)))
                    for row in batch["ledger_content"]
                ],
                batch_size=2_000,
            )
        seconds += time.perf_counter() - began
        worked += processor() - spent
    return {"seconds": seconds, "processor_seconds": worked}


def check() -> dict[str, object]:
    """Return what proves that the sides did the same work."""
    digest, count = sha256(), 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT e.seq, e.digest, c.fingerprint FROM ledger_entry e"
            " JOIN ledger_content c ON c.seq = e.seq ORDER BY e.seq"
        )
        while page := cursor.fetchmany(2_000):
            count += len(page)
            digest.update(repr(page).encode())
    return {"entries": count, "digest": digest.hexdigest()}


def main(side: str, folder: str, rows: str, months: str) -> None:
    """Do one side in the database of the environment."""
    initialise()
    where = Path(folder)
    match side:
        case "ours" | "ours_alone":
            told = ours(where, int(rows), int(months), keep=side == "ours")
        case "bare":
            told = bare(where, LEDGER)
        case "bare_derived":
            told = bare(where, DERIVED)
        case _:
            told = bulk_create(where)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps({**told, **check(), "megabytes": memory}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
