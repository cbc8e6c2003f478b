"""How the tokens of a name are written for each database, and in which order names lie."""

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from struct import Struct

import numpy as np

from goodstanding.core.entities.tokens import tokens

ROW_BITS = 40
_TIERS = (6, 8, 9, 10, 11, 12, 14, 17)
"""The greatest length of each tier but the last; most names have 10 to 14 characters."""
TIERS = len(_TIERS) + 1
_TIER_BITS = 4
_REMEMBERED = 400_000
"""Tokens whose numbers are kept at hand: names share most of theirs."""
_COPY_BEGINS = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_COPY_ENDS = b"\xff\xff"
_NAME_HEAD = Struct(">hiqi")
"""How many columns, the size of the number, the number, the size of the name."""
_ARRAY_HEAD = Struct(">iiiiii")
"""Size, dimensions, whether anything is NULL, type of the elements, how many, the first's place."""
_INT4_OID = 23
_CELL_BYTES = 4
_HASHED = (1 << 31 - _TIER_BITS) - 1


def place_in_index(folded: str, row: int) -> int:
    """Return the number under which a name lies in the index: shorter names come first.

    Names are always looked at in this order, so what is looked at first is what a part of a name
    says most about; `row` keeps names of one length apart.
    """
    return len(folded) << ROW_BITS | row


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
    return [_NUMBERS[token] | tier for token in wanted]


class _Numbers(dict[str, int]):
    """The number of each token met of late."""

    def __missing__(self, token: str) -> int:
        number = (zlib.crc32(token.encode()) & _HASHED) << _TIER_BITS
        self[token] = number
        return number

    def shorten(self) -> None:
        """Forget all when there are many."""
        if len(self) > _REMEMBERED:
            self.clear()


_NUMBERS = _Numbers()


def tier_of(length: int) -> int:
    """Return the tier of names so long: PostgreSQL asks tier by tier, the shortest first."""
    return bisect_left(_TIERS, length)


def places_between(shortest: int, longest: int) -> tuple[int, int]:
    """Return the first and the last number of names of such lengths in the index."""
    return shortest << ROW_BITS, (longest + 1 << ROW_BITS) - 1


def copied_rows(rows: Sequence[tuple[int, str]]) -> bytes:
    """Return numbers, names and tokens as the binary form of COPY takes them, whole."""
    words = [tokens(folded) for _, folded in rows]
    counts = list(map(len, words))
    numbers = np.fromiter(map(_NUMBERS.__getitem__, chain.from_iterable(words)), dtype=np.int32)
    tiers = [tier_of(len(folded)) for _, folded in rows]
    numbers |= np.repeat(np.array(tiers, dtype=np.int32), counts)
    _NUMBERS.shorten()
    cells = np.empty((len(numbers), 2), dtype=">i4")
    cells[:, 0] = _CELL_BYTES
    cells[:, 1] = numbers
    flat = cells.tobytes()
    pieces = [_COPY_BEGINS]
    at = 0
    for (number, folded), count in zip(rows, counts, strict=True):
        name = folded.encode()
        size = count * 2 * _CELL_BYTES
        pieces += (
            _NAME_HEAD.pack(3, 8, number, len(name)),
            name,
            _ARRAY_HEAD.pack(_ARRAY_HEAD.size - 4 + size, 1, 0, _INT4_OID, count, 1),
            flat[at : at + size],
        )
        at += size
    pieces.append(_COPY_ENDS)
    return b"".join(pieces)
