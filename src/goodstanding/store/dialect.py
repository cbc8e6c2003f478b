"""The few words in which SQLite and PostgreSQL differ, for SQL that is written once."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

Listed = str | list[Any]
Row = tuple[Any, ...]


def body_field(column: str, *path: str) -> str:
    """Return SQL for one text of a JSON body: `body_field("c.body", "fields", "name")`.

    SQLite is given the whole path: it would write out, and read again, each part on the way.
    """
    if connection.vendor == "postgresql":
        *outer, last = (f"'{step}'" for step in path)
        return " -> ".join((f"{column}::json", *outer)) + f" ->> {last}"
    steps = "".join(f'."{step}"' for step in path)
    return f"{column} ->> '${steps}'"


def among_numbers(column: str) -> str:
    """Return SQL for "the integer is in the set" given as one parameter (see `listed`)."""
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s::bigint[])"
    return f"{column} IN (SELECT value FROM json_each(%s))"


def among_texts(column: str) -> str:
    """Return SQL for "the text is in the set" given as one parameter (see `listed`)."""
    if connection.vendor == "postgresql":
        return f"{column} = ANY(%s::text[])"
    return f"{column} IN (SELECT value FROM json_each(%s))"


def listed(values: Iterable[int] | Iterable[str]) -> Listed:
    """Return a set as the one parameter that `among_numbers` and `among_texts` expect.

    One parameter however many values: neither database's limit of parameters is ever met.
    """
    held: list[Any] = list(values)
    return held if connection.vendor == "postgresql" else json.dumps(held)


def as_day(value: date | str) -> date:
    """Return a day of a computed column, which SQLite gives as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)


def add_rows(
    cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Iterable[Row]
) -> None:
    """Insert many rows in the way that each database likes best."""
    names = ", ".join(columns)
    if connection.vendor == "postgresql":
        # Django hands COPY to the driver: without this its faults would be the driver's own.
        with (
            connection.wrap_database_errors,
            cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
    else:
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", list(rows))


def set_texts(
    cursor: CursorWrapper, table: str, columns: tuple[str, str], key: str, rows: Sequence[Row]
) -> None:
    """Set two text columns of many rows; each row is both texts and the integer key."""
    first, second = columns
    if connection.vendor == "postgresql":
        cursor.execute(
            f"UPDATE {table} SET {first} = told.{first}, {second} = told.{second}"
            " FROM unnest(%s::text[], %s::text[], %s::bigint[])"
            f" AS told ({first}, {second}, {key}) WHERE {table}.{key} = told.{key}",
            [[row[place] for row in rows] for place in range(3)],
        )
    else:
        cursor.executemany(f"UPDATE {table} SET {first} = %s, {second} = %s WHERE {key} = %s", rows)
