"""Keeping the index of names level with the table of names; the projection calls it.

Only names of entities that may be found by name are indexed. The index holds each folded name
once, so an entity that gains or loses a name changes nothing in it: search joins today's names.
"""

from collections.abc import Collection, Sequence

from django.db import connection, transaction

from goodstanding.store.dialect import Listed, among_numbers, listed
from goodstanding.store.search.grams import tokens

_SLICE = 5000


def index_names(entities: Collection[int] = ()) -> int:
    """Index the names that came since the last call, and all names of `entities`.

    Returns how many were added: all, or none where it fails.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM search_name")
        (mark,) = cursor.fetchone()
        first_with = dict(_missing("n.id > %s", mark))
        if entities:
            first_with |= dict(_missing(among_numbers("n.entity"), listed(sorted(entities))))
        rows = sorted((number, folded) for folded, number in first_with.items())
        for at in range(0, len(rows), _SLICE):
            _insert(rows[at : at + _SLICE])
    return len(rows)


def forget_names() -> int:
    """Take out of the index every name that no entity bears any more; return how many.

    Nothing of them stays behind in the index: after an erasure that is the point.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, folded FROM search_name s WHERE NOT EXISTS"
            " (SELECT 1 FROM entity_name n WHERE n.folded = s.folded) ORDER BY id"
        )
        gone = cursor.fetchall()
        if not gone:
            return 0
        if connection.vendor != "postgresql":
            cursor.executemany(
                "INSERT INTO search_gram(search_gram, rowid, grams) VALUES ('delete', %s, %s)",
                [(number, " ".join(tokens(folded))) for number, folded in gone],
            )
            cursor.execute("INSERT INTO search_gram(search_gram) VALUES ('optimize')")
        cursor.executemany("DELETE FROM search_name WHERE id = %s", [(row[0],) for row in gone])
    return len(gone)


def clear_index() -> None:
    """Empty the index; `index_names` fills it again."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("INSERT INTO search_gram(search_gram) VALUES ('delete-all')")
        cursor.execute("DELETE FROM search_name")


def _missing(condition: str, value: Listed | int) -> list[tuple[str, int]]:
    """Return names that are not in the index, each with the first row that bears it.

    Sorted by row, the last first, so that a dictionary keeps the first. To group by name, SQLite
    would walk through all names that there are, for the few of a batch.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.folded, n.id FROM entity_name n JOIN entity e ON e.number = n.entity"
            f" WHERE {condition} AND e.searchable AND n.folded <> '' AND NOT EXISTS"
            " (SELECT 1 FROM search_name s WHERE s.folded = n.folded)"
            " ORDER BY n.id DESC",
            [value],
        )
        return [(str(folded), int(number)) for folded, number in cursor.fetchall()]


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
