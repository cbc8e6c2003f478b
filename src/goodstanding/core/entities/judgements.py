"""Judgements about keys: which archive a key's records belong to, as known at some time.

`same`, `old_number` and `reissued_code` fold: what stands under `from_key` belongs to the owner of
`to_key`. A `same` judgement may instead name one waiting record and the key that it belongs to.
`merger`, `division` and `conversion` only link. `undo` takes back one earlier judgement. The fold
is total and depends on nothing but the judgements in their ledger order, so a map for any past day
is folded from the judgements known by then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

JudgementKind = Literal[
    "same", "old_number", "reissued_code", "merger", "division", "conversion", "undo"
]
FOLDING = frozenset({"same", "old_number", "reissued_code"})
LINKING = frozenset({"merger", "division", "conversion"})
Hindrance = Literal["", "itself", "taken", "circle"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement as the ledger holds it; `undoes` and `record_seq` are ledger numbers."""

    seq: int
    judgement: str
    from_key: str
    to_key: str
    learnt_day: date
    record_seq: int | None = None
    undoes: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A relation that is shown and not counted: `from_key` went into `to_key`."""

    seq: int
    judgement: str
    from_key: str
    to_key: str
    learnt_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class KeyMap:
    """Who owns which key, by the judgements in force."""

    parents: Mapping[str, Judgement]
    """Folded key to the judgement that folded it."""
    records: Mapping[int, Judgement]
    """Waiting record to the judgement that gave it to a key."""
    linking: tuple[Link, ...]

    def owner(self, key: str) -> str:
        """Return the key whose archive holds the records of `key`: itself where nothing folds."""
        while key in self.parents:
            key = self.parents[key].to_key
        return key

    def since(self, key: str) -> int | None:
        """Return the judgement that folds `key`, or None where it owns itself."""
        folded = self.parents.get(key)
        return folded.seq if folded else None

    def record_owner(self, seq: int) -> str:
        """Return the key that owns a waiting record by judgement, or "" while it waits."""
        judged = self.records.get(seq)
        return self.owner(judged.to_key) if judged else ""

    def links(self, key: str) -> tuple[Link, ...]:
        """Return mergers, divisions and conversions of every key of the archive with `key`."""
        owner = self.owner(key)
        return tuple(
            link
            for link in self.linking
            if owner in (self.owner(link.from_key), self.owner(link.to_key))
        )

    def hindrance(self, from_key: str, to_key: str) -> Hindrance:
        """Return why `from_key` cannot be folded into `to_key` now, or "" where it can."""
        if from_key == to_key:
            return "itself"
        if from_key in self.parents:
            return "taken"
        return "circle" if self.owner(to_key) == from_key else ""


def fold_judgements(entries: Iterable[Judgement]) -> KeyMap:
    """Return the map that the judgements add up to, given in ledger order.

    One that cannot be folded when its turn comes (see `hindrance`) changes nothing, until what
    hinders it is undone; the judgement made first stands.
    """
    known = tuple(entries)
    undone = {entry.undoes for entry in known if entry.judgement == "undo"}
    parents: dict[str, Judgement] = {}
    records: dict[int, Judgement] = {}
    linking: list[Link] = []
    folded = KeyMap(parents, records, ())
    for entry in known:
        if entry.seq in undone:
            continue
        if entry.judgement in LINKING:
            linking.append(
                Link(
                    entry.seq,
                    entry.judgement,
                    entry.from_key,
                    entry.to_key,
                    entry.learnt_day,
                    entry.reason,
                )
            )
        elif entry.judgement in FOLDING and entry.record_seq is not None:
            records.setdefault(entry.record_seq, entry)
        elif entry.judgement in FOLDING and not folded.hindrance(entry.from_key, entry.to_key):
            parents[entry.from_key] = entry
    return KeyMap(parents, records, tuple(linking))
