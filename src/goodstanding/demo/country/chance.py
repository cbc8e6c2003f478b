"""Numbers in place of chance, in SQL: of a seed, a name, an entity and a count, and nothing else.

The mixing is ours, with 32-bit multiplications that fit DuckDB's 64-bit numbers: no version of an
engine can change the country.
"""

from hashlib import sha256

MACROS = (
    """
    CREATE OR REPLACE TEMP MACRO mixed_once(x) AS
        (xor(x, x >> 16) * 2146121005::UBIGINT) & 4294967295::UBIGINT
    """,
    """
    CREATE OR REPLACE TEMP MACRO mixed_twice(x) AS
        (xor(x, x >> 15) * 2221713035::UBIGINT) & 4294967295::UBIGINT
    """,
    "CREATE OR REPLACE TEMP MACRO mixed(x) AS mixed_twice(mixed_once(x))",
)
"""Run once a connection."""
LANE = 32
"""Bits of one drawn number."""


def salt(seed: int, name: str) -> int:
    """Return a 32-bit number that sets one use of chance apart from all others."""
    return int.from_bytes(sha256(f"{seed}:{name}".encode()).digest()[:4])


def of_entity(seed: int, name: str) -> str:
    """Return an entity's number under a name."""
    return f"mixed(xor(entity::UBIGINT & 4294967295, {salt(seed, name)}))"


def of_nth(lane: str, nth: str, seed: int, name: str) -> str:
    """Return the number of the nth thing of an entity, from the entity's own."""
    return f"mixed(({lane} + {nth}::UBIGINT * 2654435761 + {salt(seed, name)}) & 4294967295)"


def again(lane: str, seed: int, name: str) -> str:
    """Return another number from one that was drawn."""
    return f"mixed(xor({lane}, {salt(seed, name)}))"


def below(lane: str, most: str | int) -> str:
    """Return a drawn number brought below a bound."""
    return f"(({lane} * {most}) >> {LANE})"


def byte(lane: str, place: int) -> str:
    """Return one of the four bytes of a drawn number, the lowest first."""
    return f"(({lane} >> {8 * place}) & 255)"
