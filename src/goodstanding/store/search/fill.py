"""The whole index of names made at once: rows in order, tokens in bulk, indexes after the rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction

from goodstanding.core.entities.tokens import EDITION
from goodstanding.store.dialect import add_rows
from goodstanding.store.search.grams import ROW_BITS, copied_rows, written

SLICE = 5000
STATE = 1
SORTING_MEMORY = "512MB"
"""What PostgreSQL may hold while it makes the index of tokens. Not measured against less."""
_GRAMS = "search_name_grams"
_NAMES = (
    f"SELECT (length(n.folded)::bigint << {ROW_BITS}) | min(n.id), n.folded FROM entity_name n"
    " JOIN entity e ON e.number = n.entity WHERE e.searchable AND n.folded <> ''"
    " GROUP BY n.folded ORDER BY 1"
)
"""All names that search may find, each with its number in the index (see `place_in_index`)."""
_NAMES_SQLITE = _NAMES.replace("::bigint", "").replace("entity_name n", "entity_name n NOT INDEXED")
"""By the index of names SQLite would fetch each row from another place: sorting is quicker."""
_FEW_MERGES = (("automerge", 0), ("crisismerge", 400))
_AS_BEFORE = (("automerge", 4), ("crisismerge", 16))
"""Segments of the full-text table are merged once, in the end; later as ever (its own values)."""


def fill_index() -> int:
    """Empty the index and make it of all names there are; return how many: all, or none."""
    with transaction.atomic(), connection.cursor() as cursor:
        clear_index()
        cursor.execute("SELECT coalesce(max(id), 0) FROM entity_name")
        (last,) = cursor.fetchone()
        count = _fill_postgresql() if connection.vendor == "postgresql" else _fill_sqlite()
        cursor.execute(
            "INSERT INTO search_state (id, edition, mark) VALUES (%s, %s, %s)",
            [STATE, EDITION, last],
        )
    return count


def clear_index() -> None:
    """Empty the index; `fill_index` and, name by name, `index_names` fill it again."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("TRUNCATE search_name")
        else:
            cursor.execute("INSERT INTO search_gram(search_gram) VALUES ('delete-all')")
            cursor.execute("DELETE FROM search_name")
        cursor.execute("DELETE FROM search_state")


def insert_names(rows: Sequence[tuple[int, str]]) -> None:
    """Add names with their numbers, in that order, and their tokens."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _copy(rows)
        else:
            add_rows(cursor, "search_name", ("id", "folded"), rows)
            _add_grams(rows)


def settle_tokens() -> None:
    """Let PostgreSQL sort the tokens that came into their index.

    Until then they stand in a list of up to 4 MB, which every question reads through: 30 to 350 ms
    each with 3,000 new names, before anybody vacuums.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [_GRAMS])


def _fill_sqlite() -> int:
    with connection.cursor() as cursor:
        _set_merging(_FEW_MERGES)
        cursor.execute(f"INSERT INTO search_name (id, folded) {_NAMES_SQLITE}")
        count = 0
        for rows in in_slices("search_name", "folded"):
            _add_grams(rows)
            count += len(rows)
        cursor.execute("INSERT INTO search_gram(search_gram) VALUES ('optimize')")
        _set_merging(_AS_BEFORE)
    return count


def _set_merging(values: Sequence[tuple[str, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO search_gram(search_gram, rank) VALUES (%s, %s)", values)


def in_slices(table: str, columns: str) -> Iterator[list[tuple[Any, ...]]]:
    """Return a table's rows in the order of their ids, some at a time; `id` comes first."""
    after = 0
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"SELECT id, {columns} FROM {table} WHERE id > %s ORDER BY id LIMIT %s",
                [after, SLICE],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            yield rows
            after = rows[-1][0]


def _add_grams(rows: Iterable[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_gram (rowid, grams) VALUES (%s, %s)",
            [(number, written(folded)) for number, folded in rows],
        )


def _fill_postgresql() -> int:
    """Read the names through a cursor of the server, which holds them, and write them back."""
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL maintenance_work_mem = '{SORTING_MEMORY}'")
        cursor.execute(f"DROP INDEX IF EXISTS {_GRAMS}")
        cursor.execute(f"DECLARE all_names NO SCROLL CURSOR FOR {_NAMES}")
        while True:
            cursor.execute(f"FETCH {SLICE} FROM all_names")
            rows = cursor.fetchall()
            if not rows:
                break
            _copy(rows)
            count += len(rows)
        cursor.execute("CLOSE all_names")
        cursor.execute(f"CREATE INDEX {_GRAMS} ON search_name USING gin (grams)")
    return count


def _copy(rows: Sequence[tuple[int, str]]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY search_name (id, folded, grams) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        copy.write(copied_rows(rows))
