"""How judgements change whose a key is, one after the other: what the copy lays over its rows.

`core/entities/judgements.py` is the law. Here its loop is stepped, so that each change is told
with the judgement that made it; only an undo folds anew, because what it hindered comes in force.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goodstanding.core.entities.judgements import (
    FOLDING,
    Judgement,
    KeyMap,
    fold_judgements,
)


@dataclass(frozen=True, slots=True)
class Fold:
    """From entry `since` on, the records of `key` are in the archive of `owner`."""

    key: str
    owner: str
    before: str
    since: int


@dataclass(frozen=True, slots=True)
class Gift:
    """From entry `since` on, the waiting record `seq` is one of `key`; "": it waits again."""

    seq: int
    key: str
    since: int


class Changes:
    """Steps through judgements in ledger order and yields what each changes."""

    def __init__(self, known: Iterable[Judgement]) -> None:
        """Begin after the judgements known already."""
        self._known = list(known)
        self._fold()

    def _fold(self) -> None:
        folded = fold_judgements(self._known)
        self._parents = dict(folded.parents)
        self._map = KeyMap(self._parents, {}, ())
        self._gifts = dict(folded.records)
        self._children: dict[str, set[str]] = {}
        for key, made in self._parents.items():
            self._children.setdefault(made.to_key, set()).add(key)

    def take(self, made: Judgement) -> Iterator[Fold | Gift]:
        """Take the next judgement; yield every key and record whose owner it changes."""
        self._known.append(made)
        if made.judgement == "undo":
            yield from self._take_back(made)
        elif made.judgement in FOLDING and made.record_seq is not None:
            if made.record_seq not in self._gifts:
                self._gifts[made.record_seq] = made
                yield Gift(made.record_seq, made.to_key, made.seq)
        elif made.judgement in FOLDING and not self._map.hindrance(made.from_key, made.to_key):
            before, owner = made.from_key, self._map.owner(made.to_key)
            self._parents[made.from_key] = made
            self._children.setdefault(made.to_key, set()).add(made.from_key)
            for key in self._below(made.from_key):
                yield Fold(key, owner, before, made.seq)

    def _below(self, key: str) -> Iterator[str]:
        """Yield a key and every key whose records go where its own go."""
        waiting = [key]
        while waiting:
            one = waiting.pop()
            yield one
            waiting.extend(sorted(self._children.get(one, ())))

    def _take_back(self, made: Judgement) -> Iterator[Fold | Gift]:
        owners = {key: self._map.owner(key) for key in self._parents}
        gifts = {seq: gift.to_key for seq, gift in self._gifts.items()}
        self._fold()
        for key in sorted(owners.keys() | self._parents.keys()):
            before, owner = owners.get(key, key), self._map.owner(key)
            if owner != before:
                yield Fold(key, owner, before, made.seq)
        for seq in sorted(gifts.keys() | self._gifts.keys()):
            gift = self._gifts.get(seq)
            if (gift.to_key if gift else "") != gifts.get(seq, ""):
                yield Gift(seq, gift.to_key if gift else "", made.seq)
