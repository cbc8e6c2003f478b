"""Counts what was planted in a file: what its receipt must say."""

from dataclasses import dataclass, field

from goodstanding.demo.city.dirt import Fate


@dataclass(slots=True)
class Tally:
    """The counts of one file, by construction."""

    accepted: int = 0
    flagged: int = 0
    held: int = 0
    refused: int = 0
    withdrawn: int = 0
    waiting: int = 0
    """Rows that begin to wait for a person, less those that a mended row frees."""
    dirt: dict[str, int] = field(default_factory=dict)
    """How many rows carry each kind of dirt."""

    @property
    def rows(self) -> int:
        """Return the rows of the file."""
        return self.accepted + self.flagged + self.held + self.refused

    @property
    def records(self) -> int:
        """Return the rows that become ledger records."""
        return self.accepted + self.flagged

    def count(self, fate: Fate) -> None:
        """Count one row."""
        if fate.outcome == "accepted":
            self.accepted += 1
        elif fate.outcome == "flagged":
            self.flagged += 1
            self.waiting += fate.waits
        else:
            self.refused += 1

    def mark(self, kind: str) -> None:
        """Count one piece of dirt."""
        self.dirt[kind] = self.dirt.get(kind, 0) + 1
