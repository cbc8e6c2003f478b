"""Keeping the index of names level with the table of names; the projection calls it.

Only names of entities that may be found by name are indexed. The index holds each folded name
once, so an entity that gains or loses a name changes nothing in it: search joins today's names.
"""

from collections.abc import Collection, Sequence
from itertools import islice

from django.db import connection

from goodstanding.store.search.grams import tokens

_SLICE = 5000


def index_names(entities: Collection[int] = ()) -> int:
    """Index the names that came since the last call, and all names of `entities`.

    Returns how many were added. Runs in the caller's transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM search_name")
        (mark,) = cursor.fetchone()
        found = _missing("n.id > %s", [mark])
        numbers = sorted(entities)
        for at in range(0, len(numbers), _SLICE):
            part = numbers[at : at + _SLICE]
            places = ", ".join(["%s"] * len(part))
            found += _missing(f"n.entity IN ({places})", part)
    rows = iter({folded: number for number, folded in reversed(found)}.items())
    added = 0
    while part_rows := [(number, folded) for folded, number in islice(rows, _SLICE)]:
        _insert(sorted(part_rows))
        added += len(part_rows)
    return added


def forget_names() -> int:
    """Take out of the index every name that no entity bears any more; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, folded FROM search_name s WHERE NOT EXISTS"
            " (SELECT 1 FROM entity_name n WHERE n.folded = s.folded) ORDER BY id"
        )
        gone = cursor.fetchall()
        if connection.vendor != "postgresql":
            cursor.executemany(
                "INSERT INTO search_gram(search_gram, rowid, grams) VALUES ('delete', %s, %s)",
                [(number, " ".join(tokens(folded))) for number, folded in gone],
            )
        cursor.executemany("DELETE FROM search_name WHERE id = %s", [(row[0],) for row in gone])
    return len(gone)


def clear_index() -> None:
    """Empty the index; `index_names` fills it again."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("INSERT INTO search_gram(search_gram) VALUES ('delete-all')")
        cursor.execute("DELETE FROM search_name")


def _missing(condition: str, values: Sequence[int]) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(n.id), n.folded FROM entity_name n JOIN entity e ON e.number = n.entity"
            f" WHERE {condition} AND e.searchable AND n.folded <> '' AND NOT EXISTS"
            " (SELECT 1 FROM search_name s WHERE s.folded = n.folded)"
            " GROUP BY n.folded ORDER BY 1",
            list(values),
        )
        return [(int(number), str(folded)) for number, folded in cursor.fetchall()]


def _insert(rows: Sequence[tuple[int, str]]) -> None:
    numbers = [number for number, _ in rows]
    names = [folded for _, folded in rows]
    grams = [" ".join(tokens(folded)) for folded in names]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "INSERT INTO search_name (id, folded, grams)"
                " SELECT id, folded, string_to_array(grams, ' ')"
                " FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS row (id, folded, grams)",
                [numbers, names, grams],
            )
        else:
            cursor.executemany(
                "INSERT INTO search_name (id, folded) VALUES (%s, %s)",
                list(zip(numbers, names, strict=True)),
            )
            cursor.executemany(
                "INSERT INTO search_gram (rowid, grams) VALUES (%s, %s)",
                list(zip(numbers, grams, strict=True)),
            )
