"""Keeping the index of names level with the table of names; the projection calls it.

Only names of entities that may be found by name are indexed. The index holds each folded name
once, so an entity that gains or loses a name changes nothing in it: search joins today's names.
"""

from collections.abc import Collection

from django.db import connection, transaction

from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.tokens import EDITION
from goodstanding.store.dialect import Listed, among_numbers, listed
from goodstanding.store.search.fill import (
    SLICE,
    STATE,
    fill_index,
    in_slices,
    insert_names,
    settle_tokens,
)
from goodstanding.store.search.grams import place_in_index, written


def index_names(entities: Collection[int] = ()) -> int:
    """Index the names that came since the last call, and all names of `entities`.

    Returns how many were added: all, or none where it fails.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM search_state WHERE id = %s", [STATE])
        mark = next((int(row[0]) for row in cursor.fetchall()), None)
        cursor.execute("SELECT coalesce(max(id), 0) FROM entity_name")
        (last,) = cursor.fetchone()
        first_with = dict(_missing("n.id > %s", mark or 0))
        if entities:
            first_with |= dict(_missing(among_numbers("n.entity"), listed(sorted(entities))))
        rows = sorted((place_in_index(folded, row), folded) for folded, row in first_with.items())
        for at in range(0, len(rows), SLICE):
            insert_names(rows[at : at + SLICE])
        if rows:
            settle_tokens()
        if mark is None:
            cursor.execute(
                "INSERT INTO search_state (id, edition, mark) VALUES (%s, %s, %s)",
                [STATE, EDITION, last],
            )
        elif last > mark:
            cursor.execute("UPDATE search_state SET mark = %s WHERE id = %s", [last, STATE])
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
                [(number, written(folded)) for number, folded in gone],
            )
            cursor.execute("INSERT INTO search_gram(search_gram) VALUES ('optimize')")
        cursor.executemany("DELETE FROM search_name WHERE id = %s", [(row[0],) for row in gone])
    return len(gone)


def index_is_current() -> bool:
    """Return whether the index is of the edition that this version of the software asks.

    Where there is no name at all there is nothing to index.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT edition FROM search_state WHERE id = %s", [STATE])
        editions = [int(row[0]) for row in cursor.fetchall()]
        if editions:
            return editions == [EDITION]
        cursor.execute("SELECT 1 FROM entity_name LIMIT 1")
        return cursor.fetchone() is None


def renew_index() -> None:
    """Fold all names again and index them, in one transaction; no ledger entry is read."""
    with transaction.atomic():
        _fold_again()
        fill_index()


def _fold_again() -> None:
    with connection.cursor() as cursor:
        for rows in in_slices("entity_name", "name, folded"):
            differing = [
                (after, row) for row, name, folded in rows if (after := fold_name(name)) != folded
            ]
            cursor.executemany("UPDATE entity_name SET folded = %s WHERE id = %s", differing)


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
