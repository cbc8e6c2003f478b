"""What officers noted about the sealed store: requests, agreements, readings, last days.

Nothing of what is sealed, and of whom: requests have a number and a case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.notes import (
    ACCESS_AGREED,
    ACCESS_ASKED,
    ACCESS_OPENED,
    SEAL_ERASED,
    SEALED,
    Note,
    note_numbered,
    standing,
)

KIND, PURPOSE, REASON = "kind", "purpose", "reason"
READINGS_MOST = 50
__all__ = [
    "ACCESS_AGREED",
    "KIND",
    "PURPOSE",
    "REASON",
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


def sealed_notes(*, on: date, policy: Policy) -> SealedNotes:
    """Return what stands about words of cases; what one account looked up is not among it."""
    erased = max((one.day for one in standing([SEAL_ERASED])), default=date.min)
    return SealedNotes(
        waiting=_of_words(standing([ACCESS_ASKED]), policy),
        agreed=[one for one in _of_words(standing([ACCESS_AGREED]), policy) if one.runs(on)],
        read=_of_words(standing([ACCESS_OPENED]), policy)[: -READINGS_MOST - 1 : -1],
        lying=[
            one
            for one in _of_words(standing([SEALED]), policy)
            if one.last_day is not None and one.last_day >= erased
        ],
    )


def request_numbered(number: int, *, policy: Policy) -> Note | None:
    """Return a request or an agreement about words of a case, or None."""
    found = note_numbered(number)
    if found is None or found.kind not in (ACCESS_ASKED, ACCESS_AGREED):
        return None
    return next(iter(_of_words([found], policy)), None)


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


def _of_words(found: Sequence[Note], policy: Policy) -> list[Note]:
    sealed = {one.id for one in policy.guarded.values() if one.holds == "sealed"}
    return [one for one in found if one.said.get(KIND) in sealed and one.case_id is not None]
