"""What owes a dated review, for those who look, and who took part in deciding it."""

from dataclasses import dataclass

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.reviews import Owed, owed_by
from goodstanding.store.cases.targets import about


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A review that nobody began yet. `decided`: accounts and units that may not take part."""

    owed: Owed
    decided: frozenset[str]


def reviewable(case_id: int, *, policy: Policy) -> Reviewable | None:
    """Return the review that a case owes and that is not running; None: there is none."""
    owed = owed_by([case_id], policy=policy).get(case_id)
    if owed is None or owed.running is not None:
        return None
    return Reviewable(owed, about(owed.kind, owed.about).contested)
