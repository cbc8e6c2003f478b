"""What the guard and the check desk are told: conduct, measures, releases, and what is proposed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodstanding.core.basis.text import Text

Mode = Literal["demonstration", "production"]


@dataclass(frozen=True, slots=True)
class Conduct:
    """One conduct of one entity: the key by which it counts once, whatever documents name it.

    `subject`: the key of the organisation that did it · `severity`: its severity class · `day`:
    the day of the document that found it · `happened`: the day of the conduct, where known ·
    `records`: the ledger's entries that show it.
    """

    id: str
    kind: str
    subject: str
    severity: str
    day: date
    happened: date | None = None
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A conditional release: the measure does not bar `act` ("": any) while the condition holds.

    `decision`: the number of the decision that released it.
    """

    act: str
    condition: Text
    basis: str
    starts: date
    ends: date | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Permission:
    """A decision that lets an entity do an act in spite of a measure, or of all of them."""

    act: str
    decision: str
    basis: str
    starts: date
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """A measure that was decided against an entity, and until when (the last day included).

    `ends` is None only where it lasts until performance; then `review` is its next review.
    `suspended`: paused by a dispute or a shield · `decision`: the number of the decision.
    """

    id: str
    measure: str
    anchor: str
    addressee: str
    conduct: str
    body: str
    starts: date
    ends: date | None
    review: date | None = None
    suspended: bool = False
    decision: str = ""
    releases: tuple[Release, ...] = ()
    permissions: tuple[Permission, ...] = ()

    def stands_on(self, day: date) -> bool:
        """Return whether it has effect on a day."""
        return not self.suspended and self.starts <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A measure that somebody proposes: all that the guard looks at.

    `months` is None where it is to last until performance; then `review_months` is given.
    `decision`: the file number of the body's own decision; a foreign list is none · `deviation`:
    why it deviates from the range, in the words of who decides.
    """

    measure: str
    anchor: str
    category: str
    addressee: str
    conduct: Conduct
    body: str
    starts: date
    months: int | None
    review_months: int | None = None
    decision: str = ""
    deviation: str = ""
