"""The shapes of a case's file, for doors: what they read is what the case's tables hold."""

from goodstanding.store.cases.opened import (
    CITES,
    Withheld,
    cited_in,
    may_be_withheld,
    withheld_in,
)
from goodstanding.store.cases.read import (
    ATTEMPT,
    CHALLENGE,
    COUNTER,
    HAND_OVER,
    INTEREST,
    OPENED,
    RECALL,
    RULING,
    TO,
    TOLD,
    WITHHELD,
    WITHIN,
    CaseData,
    EventRow,
    LetterRow,
)

__all__ = [
    "ATTEMPT",
    "CHALLENGE",
    "CITES",
    "COUNTER",
    "HAND_OVER",
    "INTEREST",
    "OPENED",
    "RECALL",
    "RULING",
    "TO",
    "TOLD",
    "WITHHELD",
    "WITHIN",
    "CaseData",
    "EventRow",
    "LetterRow",
    "Withheld",
    "cited_in",
    "may_be_withheld",
    "withheld_in",
]
