"""All searchable names in memory, to find in bulk those that share rare pairs of characters.

Pairs that a fiftieth of all names have tell nobody apart and are left out. About 80 bytes a name.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from goodstanding.core.entities.names import bigrams

_BUCKETS = 1 << 22
"""Pairs share buckets now and then: that costs a look, since names are compared afterwards."""
_FACTOR = 0x9E3779B1
_SLICE = 100_000
_COMMON = 50
_ALWAYS_KEPT = 2000
"""However few names there are, a pair that no more have is never left out."""
_MOST_POSTINGS = 60_000
"""Of a name's pairs the rarest are asked, until so many names were counted."""
_WIDEST_WEIGHT = 24

Numbers = npt.NDArray[np.int32]


class NameIndex:
    """Folded names, and for each pair the names that have it."""

    def __init__(self, names: Iterable[str]) -> None:
        """Read all names once."""
        stream = iter(names)
        texts: list[str] = []
        keys: list[Numbers] = []
        owners: list[Numbers] = []
        ends = [0]
        hashes: list[npt.NDArray[np.int64]] = []
        while piece := list(islice(stream, _SLICE)):
            pairs, owner = _pairs(piece)
            keys.append(pairs)
            owners.append(owner + np.int32(len(ends) - 1))
            hashes.append(np.fromiter(map(hash, piece), dtype=np.int64, count=len(piece)))
            texts.append("".join(piece))
            last = ends[-1]
            for name in piece:
                last += len(name)
                ends.append(last)
        self._text = "".join(texts)
        self._ends = np.array(ends, dtype=np.int64)
        self.size = len(ends) - 1
        self._by_hash(hashes)
        self._by_pair(keys, owners)
        self._counts = np.zeros(self.size, dtype=np.uint16)

    def _by_hash(self, hashes: Sequence[npt.NDArray[np.int64]]) -> None:
        whole = np.concatenate(hashes) if hashes else np.zeros(0, dtype=np.int64)
        self._hash_order = np.argsort(whole, kind="stable").astype(np.int32)
        self._hashes = whole[self._hash_order]

    def _by_pair(self, keys: list[Numbers], owners: list[Numbers]) -> None:
        """Sort the owners of pairs by pair, without the common pairs."""
        key = np.concatenate(keys) if keys else np.zeros(0, dtype=np.int32)
        keys.clear()
        counts = np.bincount(key, minlength=_BUCKETS)
        kept = (counts <= max(_ALWAYS_KEPT, self.size // _COMMON))[key]
        owner = np.concatenate(owners)[kept] if owners else np.zeros(0, dtype=np.int32)
        owners.clear()
        key = key[kept]
        order = np.argsort(key, kind="stable")
        self._owners = owner[order]
        self._starts = np.zeros(_BUCKETS + 1, dtype=np.int64)
        np.cumsum(np.bincount(key, minlength=_BUCKETS), out=self._starts[1:])

    def name(self, number: int) -> str:
        """Return a name by its number in the index."""
        return self._text[self._ends[number] : self._ends[number + 1]]

    def holds(self, folded: str) -> bool:
        """Return whether exactly this name is in the index."""
        wanted = hash(folded)
        at = int(np.searchsorted(self._hashes, wanted))
        while at < self.size and self._hashes[at] == wanted:
            if self.name(int(self._hash_order[at])) == folded:
                return True
            at += 1
        return False

    def near(self, folded: str, *, most: int) -> list[str]:
        """Return the names that share the most of the rarest pairs with this one, best first."""
        lists = []
        for key in _keys(bigrams(folded)):
            owners = self._owners[self._starts[key] : self._starts[key + 1]]
            if len(owners):
                lists.append(owners)
        lists.sort(key=len)
        counts, left = self._counts, _MOST_POSTINGS
        asked: list[Numbers] = []
        for owners in lists:
            left -= len(owners)
            if left < 0 and asked:
                break
            counts[owners] += max(1, _WIDEST_WEIGHT - len(owners).bit_length())
            asked.append(owners)
        if not asked:
            return []
        candidates = np.concatenate(asked)
        weights = counts[candidates]
        counts[candidates] = 0
        if len(candidates) > most * len(asked):
            best = np.argpartition(weights, -most * len(asked))[-most * len(asked) :]
            candidates, weights = candidates[best], weights[best]
        # Equal weights go by number, so that the answer is the same on every machine.
        order = np.lexsort((candidates, -weights.astype(np.int32)))
        return [self.name(one) for one in dict.fromkeys(candidates[order].tolist())][:most]


def _pairs(names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return the bucket of every pair in these names, and which name it stands in."""
    sizes = np.fromiter(map(len, names), dtype=np.int64, count=len(names))
    text = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    owner = np.repeat(np.arange(len(names), dtype=np.int32), sizes)
    within = owner[:-1] == owner[1:]
    bucket = _bucket(text[:-1][within], text[1:][within])
    return bucket, owner[:-1][within]


def _bucket(left: npt.NDArray[np.uint32], right: npt.NDArray[np.uint32]) -> Numbers:
    mixed = (left * np.uint32(_FACTOR)) ^ (right * np.uint32(0x85EBCA6B))
    bucket: Numbers = ((mixed ^ (mixed >> np.uint32(11))) & np.uint32(_BUCKETS - 1)).astype(
        np.int32
    )
    return bucket


def _keys(pairs: Sequence[str]) -> list[int]:
    whole = [pair for pair in pairs if len(pair) > 1]
    if not whole:
        return []
    codes = np.frombuffer(
        "".join(whole).encode("utf-32-le", "surrogatepass"), dtype=np.uint32
    ).reshape(-1, 2)
    return list(dict.fromkeys(_bucket(codes[:, 0], codes[:, 1]).tolist()))
