"""Drafts for doors: of one case, of one step, and all that wait."""

from goodstanding.store.cases.drafts import (
    FORWARD,
    RETURNED,
    REVIEW,
    REVIEWED,
    SAVED,
    WAITING,
    Draft,
    draft_of,
    drafts_of,
    waiting_drafts,
)

__all__ = [
    "FORWARD",
    "RETURNED",
    "REVIEW",
    "REVIEWED",
    "SAVED",
    "WAITING",
    "Draft",
    "draft_of",
    "drafts_of",
    "waiting_drafts",
]
