"""What a department is told about a batch that it sent."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, Self

import orjson

from goodstanding.core.basis.canon import canonical

State = Literal["sealed", "held"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """The counts and digests of one batch.

    `rows == accepted + flagged + held + refused`: every row of the file is in exactly one of
    them; `withdrawn` counts what a snapshot no longer holds. State `held`: nothing of the batch
    is in the ledger before a named officer releases it. `file_digest` is the SHA-256 of the
    file's bytes, `rows_digest` that of the lines `row outcome digest`. `rejects` is the path of
    the rejects file under GOODSTANDING_HOME.
    """

    batch: int
    department: str
    layout: str
    name: str
    file_digest: str
    learnt_day: date
    rows: int
    accepted: int
    flagged: int
    held: int
    refused: int
    withdrawn: int
    state: State
    rows_digest: str
    rejects: str | None

    def __post_init__(self) -> None:
        """Never let a receipt exist whose counts do not add up."""
        if self.rows != self.accepted + self.flagged + self.held + self.refused:
            raise ValueError("the counts of a receipt must add up to its rows")

    def canonical(self) -> bytes:
        """Return the canonical JSON of the receipt: all leaves are texts or null."""
        return canonical(
            {
                name: value if value is None or isinstance(value, str) else str(value)
                for name, value in asdict(self).items()
            }
        )

    @classmethod
    def from_canonical(cls, stored: str | bytes) -> Self:
        """Return the receipt that `canonical` wrote."""
        texts = orjson.loads(stored)
        numbers = {
            name: int(texts[name])
            for name in ("batch", "rows", "accepted", "flagged", "held", "refused", "withdrawn")
        }
        return cls(**{**texts, **numbers, "learnt_day": date.fromisoformat(texts["learnt_day"])})
