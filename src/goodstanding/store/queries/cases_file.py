"""The shapes of a case's file, for doors: what they read is what the case's tables hold."""

from goodstanding.store.cases.read import (
    ATTEMPT,
    CHALLENGE,
    COUNTER,
    HAND_OVER,
    INTEREST,
    RECALL,
    RULING,
    TO,
    TOLD,
    WITHIN,
    CaseData,
    EventRow,
    LetterRow,
)

__all__ = [
    "ATTEMPT",
    "CHALLENGE",
    "COUNTER",
    "HAND_OVER",
    "INTEREST",
    "RECALL",
    "RULING",
    "TO",
    "TOLD",
    "WITHIN",
    "CaseData",
    "EventRow",
    "LetterRow",
]
