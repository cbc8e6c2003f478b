"""The shapes of a case's file, for doors: what they read is what the case's tables hold."""

from goodstanding.store.cases.read import (
    ATTEMPT,
    HAND_OVER,
    INTEREST,
    RECALL,
    CaseData,
    EventRow,
    LetterRow,
)

__all__ = [
    "ATTEMPT",
    "HAND_OVER",
    "INTEREST",
    "RECALL",
    "CaseData",
    "EventRow",
    "LetterRow",
]
