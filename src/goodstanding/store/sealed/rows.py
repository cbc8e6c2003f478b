"""The only SQL on the sealed store: put in, take out of one matter, erase what is past its day."""

from datetime import date

from django.db import connection

from goodstanding.store.cases.write import add_row
from goodstanding.store.dialect import as_day
from goodstanding.store.sealed.box import Box, keys, matter_of

COLUMNS = ("id", "kind", "matter", "key", "salt", "box", "last_day")


def put(box: Box) -> None:
    """Keep a box."""
    add_row("sealed", COLUMNS, tuple(getattr(box, one) for one in COLUMNS))


def of_matter(case_id: int, kind: str, *, on: date) -> tuple[Box, ...]:
    """Return the boxes of a case that may still be read: only who has the key finds them."""
    matters = [matter_of(key, case_id) for key in keys()]
    places = ", ".join(["%s"] * len(matters))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(COLUMNS)} FROM sealed WHERE matter IN ({places}) AND kind = %s"
            " AND last_day >= %s ORDER BY id",
            [*matters, kind, on],
        )
        rows = cursor.fetchall()
    return tuple(
        Box(id_, kind_, matter, key, salt, bytes(box), as_day(last_day))
        for id_, kind_, matter, key, salt, box, last_day in rows
    )


def count_past(on: date) -> int:
    """Return how many are past their day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sealed WHERE last_day < %s", [on])
        (found,) = cursor.fetchone()
    return int(found)


def erase_past(on: date) -> None:
    """Delete what is past its day; the guard lets nothing pass that no note erased."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sealed WHERE last_day < %s", [on])
