"""The rows behind a search: each question to the database once, the same on both databases."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from goodstanding.store.search.grams import tokens

MOST_LOOKED_AT = 2000
"""Names looked at per question: what is vaguer than this gets the names indexed first."""
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


def by_name(folded: str, *, limit: int) -> list[Found]:
    """Return the entities that bear or bore exactly this folded name."""
    return _names("SELECT CAST(%s AS text) AS folded", [folded], limit=limit)


def by_name_start(start: str, *, limit: int) -> list[Found]:
    """Return entities by names that begin like this, the shortest of the first ones."""
    return _names(
        "SELECT folded FROM search_name WHERE folded >= %s AND folded < %s"
        f" ORDER BY folded LIMIT {MOST_LOOKED_AT}",
        [start, start + _BEYOND],
        limit=limit,
    )


def by_parts(parts: Sequence[str], *, limit: int) -> list[Found]:
    """Return entities by names that contain every one of `parts`, the shortest first.

    The index answers for parts of two characters or more; without any such, nothing is found.
    """
    grams = sorted({token for part in parts if len(part) > 1 for token in tokens(part)})
    if not grams:
        return []
    if connection.vendor == "postgresql":
        matching = "SELECT s.id, s.folded FROM search_name s WHERE s.grams @> %s::text[]"
        holds = "strpos(folded, %s) > 0"
        how = "MATERIALIZED"  # else ORDER BY ... LIMIT tempts the planner away from the index
        match: str | list[str] = grams
    else:
        matching = (
            "SELECT g.rowid AS id, s.folded FROM search_gram g JOIN search_name s ON s.id = g.rowid"
            " WHERE g.search_gram MATCH %s"
        )
        holds = "instr(folded, %s) > 0"
        how = "NOT MATERIALIZED"  # comes in this order already, so the limit ends the work
        match = " ".join(grams)
    return _names(
        f"WITH matching AS {how} ({matching})"
        f" SELECT folded FROM matching WHERE {' AND '.join([holds] * len(parts))}"
        f" ORDER BY id LIMIT {MOST_LOOKED_AT}",
        [match, *parts],
        limit=limit,
    )


def _names(folded_query: str, values: Sequence[str | list[str]], *, limit: int) -> list[Found]:
    """Return the searchable bearers of the names that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.number, e.key, e.name, n.name, n.folded, n.current"
            f" FROM ({folded_query}) s JOIN entity_name n ON n.folded = s.folded"
            " JOIN entity e ON e.number = n.entity WHERE e.searchable"
            " ORDER BY n.current DESC, length(n.folded), n.folded, e.number LIMIT %s",
            [*values, limit],
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
