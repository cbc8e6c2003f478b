"""The rows behind a search: each question to the database once, the same on both databases."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from goodstanding.core.entities.names import LONGEST
from goodstanding.core.entities.tokens import part_tokens, telling
from goodstanding.store.dialect import among_texts, listed
from goodstanding.store.search.grams import asked, hashed, places_between, tier_of

_BEYOND = "\U0010ffff"
"""Sorts after every character of a name or code."""


class Found(NamedTuple):
    """A name, or (with empty `folded`) a key, of an entity that answers."""

    number: int
    key: str
    name: str
    matched: str
    folded: str
    current: bool


def by_key(code: str, *, limit: int) -> list[Found]:
    """Return the entities to which a key with exactly this code belongs, in any scheme."""
    keys = [f"{scheme}:{code}" for scheme in schemes()]
    places = ", ".join(["%s"] * len(keys))
    return _keys(f"k.key IN ({places})", keys, limit=limit) if keys else []


def by_key_start(start: str, *, limit: int) -> list[Found]:
    """Return the entities, of those that may be found so, with a code that begins like this."""
    found: list[Found] = []
    for scheme in schemes():
        bounds = [f"{scheme}:{start}", f"{scheme}:{start}{_BEYOND}"]
        found += _keys("e.searchable AND k.key >= %s AND k.key < %s", bounds, limit=limit)
    return found


def schemes() -> list[str]:
    """Return the schemes of the keys that are known, by skipping from one to the next."""
    found: list[str] = []
    after = ""
    with connection.cursor() as cursor:
        while True:
            cursor.execute("SELECT min(key) FROM key_owner WHERE key > %s", [after])
            (key,) = cursor.fetchone()
            if key is None:
                return found
            found.append(str(key).partition(":")[0])
            after = f"{found[-1]}:{_BEYOND}"


def is_indexed(folded: str) -> bool:
    """Return whether an entity that search may find bears, or bore, exactly this folded name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM search_name WHERE folded = %s", [folded])
        return cursor.fetchone() is not None


def names_with(
    wanted: Iterable[str],
    parts: Sequence[str] = (),
    *,
    most: int,
    lengths: tuple[int, int] = (1, LONGEST),
) -> list[str]:
    """Return indexed names that have all of these tokens and contain all of these parts.

    In the order of the index, the shortest first, of names so long; without any token nothing is
    found. Where other tokens are left, those of legal forms are not asked for.
    """
    grams = telling(wanted)
    if not grams:
        return []
    low, high = places_between(*lengths)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tiers = [tier_of(length) for length in lengths]
            cursor.execute(
                "SELECT * FROM search_names(%s::integer[], %s::text[], %s, %s, %s, %s, %s)",
                [hashed(grams), list(parts), *tiers, low, high, most],
            )
        else:
            cursor.execute(
                "SELECT s.folded FROM search_gram g JOIN search_name s ON s.id = g.rowid"
                " WHERE g.search_gram MATCH %s AND g.rowid BETWEEN %s AND %s"
                f"{' AND instr(s.folded, %s) > 0' * len(parts)} ORDER BY g.rowid LIMIT %s",
                [asked(grams), low, high, *parts, most],
            )
        return [folded for (folded,) in cursor.fetchall()]


def names_with_parts(parts: Sequence[str], *, most: int) -> list[str]:
    """Return indexed names that contain all of these parts, one of two characters or more."""
    return names_with([token for part in parts for token in part_tokens(part)], parts, most=most)


def bearers(names: Iterable[str], *, limit: int) -> list[Found]:
    """Return the searchable entities that bear or bore one of these folded names."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.number, e.key, e.name, n.name, n.folded, n.current"
            " FROM entity_name n JOIN entity e ON e.number = n.entity"
            f" WHERE {among_texts('n.folded')} AND e.searchable"
            " ORDER BY n.current DESC, length(n.folded), n.folded, e.number LIMIT %s",
            [listed(names), limit],
        )
        return [
            Found(number, key, name, own, own_folded, bool(current))
            for number, key, name, own, own_folded, current in cursor.fetchall()
        ]


def _keys(condition: str, values: Sequence[str], *, limit: int) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.number, e.key, e.name, k.key FROM key_owner k"
            f" JOIN entity e ON e.number = k.entity WHERE {condition}"
            " ORDER BY k.key LIMIT %s",
            [*values, limit],
        )
        return [
            Found(number, key, name, str(own).partition(":")[2], "", own == key)
            for number, key, name, own in cursor.fetchall()
        ]
