"""What officers noted about the sealed store: requests, agreements, readings, last days.

Nothing of what is sealed, and of whom: requests have a number and a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.lookups import Lookup
from goodstanding.store.cases.notes import (
    ACCESS_AGREED,
    ACCESS_ASKED,
    ACCESS_OPENED,
    REPLAY,
    REPORT,
    SEAL_ERASED,
    SEALED,
    Note,
    note_numbered,
    standing,
)

KIND, PURPOSE, REASON = "kind", "purpose", "reason"
READINGS_MOST = 50
WORDS, LOOKUPS = "sealed", "access"
"""What a kind of the packs holds: words of a case, or what one account looked up."""
__all__ = [
    "ACCESS_AGREED",
    "KIND",
    "LOOKUPS",
    "PURPOSE",
    "REASON",
    "REPLAY",
    "REPORT",
    "WORDS",
    "Lookup",
    "Note",
    "SealedNotes",
    "asked_by",
    "request_numbered",
    "sealed_notes",
]


@dataclass(frozen=True, slots=True)
class SealedNotes:
    """Requests that wait, agreements that may be used today, the last readings, what lies there."""

    waiting: Sequence[Note]
    agreed: Sequence[Note]
    read: Sequence[Note]
    lying: Sequence[Note]


def sealed_notes(*, on: date, policy: Policy, holds: str = WORDS) -> SealedNotes:
    """Return what stands about words of cases, or about look-ups; never of both together."""
    erased = max((one.day for one in standing([SEAL_ERASED])), default=date.min)
    return SealedNotes(
        waiting=_about(standing([ACCESS_ASKED]), policy, holds),
        agreed=[one for one in _about(standing([ACCESS_AGREED]), policy, holds) if one.runs(on)],
        read=_about(standing([ACCESS_OPENED]), policy, holds)[: -READINGS_MOST - 1 : -1],
        lying=[
            one
            for one in _about(standing([SEALED]), policy, holds)
            if one.last_day is not None and one.last_day >= erased
        ],
    )


def request_numbered(number: int, *, policy: Policy, holds: str = WORDS) -> Note | None:
    """Return a request or an agreement about words of a case, or about look-ups, or None."""
    found = note_numbered(number)
    if found is None or found.kind not in (ACCESS_ASKED, ACCESS_AGREED):
        return None
    return next(iter(_about([found], policy, holds)), None)


def asked_by(found: Sequence[Note]) -> dict[int, str]:
    """Return who asked for what was agreed to or read, by its number: an agreement names it."""
    askers = {}
    for one in found:
        before = note_numbered(one.ends or 0)
        if before is not None and before.kind == ACCESS_AGREED:
            before = note_numbered(before.ends or 0)
        if before is not None:
            askers[one.id] = before.actor
    return askers


def _about(found: Sequence[Note], policy: Policy, holds: str) -> list[Note]:
    kinds = {one.id for one in policy.guarded.values() if one.holds == holds}
    return [one for one in found if one.said.get(KIND) in kinds and one.case_id is not None]
