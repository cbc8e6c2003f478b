"""How the tokens of a name are written for each database, and in which order names lie."""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from goodstanding.core.entities.tokens import tokens

_ROW_BITS = 40
_TIERS = (6, 8, 9, 10, 11, 12, 14, 17)
"""The greatest length of each tier but the last; most names have 10 to 14 characters."""
TIERS = len(_TIERS) + 1
_TIER_BITS = 4
_REMEMBERED = 100_000
"""Tokens whose numbers are kept at hand: names share most of theirs."""
_HASHED = (1 << 31 - _TIER_BITS) - 1


def place_in_index(folded: str, row: int) -> int:
    """Return the number under which a name lies in the index: shorter names come first.

    Names are always looked at in this order, so what is looked at first is what a part of a name
    says most about; `row` keeps names of one length apart.
    """
    return len(folded) << _ROW_BITS | row


def written(folded: str) -> str:
    """Return a name's tokens as the full-text table of SQLite takes them."""
    return " ".join(tokens(folded))


def asked(wanted: Iterable[str]) -> str:
    """Return the question for names with all these tokens, to the full-text table."""
    return " ".join('"' + token.replace('"', '""') + '"' for token in wanted)


def hashed(wanted: Iterable[str], tier: int = 0) -> list[int]:
    """Return tokens as PostgreSQL indexes them: 27 bits each, and the tier in the lowest four.

    Tokens that share a number only cost a look: what is found is checked against the name itself.
    """
    return [_number(token) | tier for token in wanted]


@lru_cache(maxsize=_REMEMBERED)
def _number(token: str) -> int:
    return (zlib.crc32(token.encode()) & _HASHED) << _TIER_BITS


def tier_of(length: int) -> int:
    """Return the tier of names so long: PostgreSQL asks tier by tier, the shortest first."""
    return bisect_left(_TIERS, length)


def places_between(shortest: int, longest: int) -> tuple[int, int]:
    """Return the first and the last number of names of such lengths in the index."""
    return shortest << _ROW_BITS, (longest + 1 << _ROW_BITS) - 1


def hashed_rows(names: Sequence[str]) -> list[str]:
    """Return each name's tokens as a literal of an array of PostgreSQL."""
    return [
        "{" + ",".join(map(str, {*hashed(tokens(name), tier_of(len(name)))})) + "}"
        for name in names
    ]
