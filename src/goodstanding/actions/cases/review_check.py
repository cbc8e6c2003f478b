"""Before a dated review is opened: does something owe one, and on which day?"""

from collections.abc import Mapping

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.faults_cases import NOTHING_TO_REVIEW, WRONG_REVIEW_DAY
from goodstanding.store.cases.reviews import owed_about
from goodstanding.store.cases.targets import About

DAY = "review_day"
"""The form field that holds the day of a review: the computed one, and no other."""


def check_review(
    procedure: Procedure, thing: About, form: Mapping[str, str], *, policy: Policy
) -> None:
    """Refuse a review of what owes none, and a day that somebody chose."""
    if not procedure.reviews:
        return
    where = f"{thing.kind}:{thing.id}"
    owed = owed_about(thing.kind, thing.id, thing.subject, policy=policy)
    if owed is None:
        raise Refused(NOTHING_TO_REVIEW.at(where))
    if form.get(DAY) != owed.day.isoformat():
        raise Refused(WRONG_REVIEW_DAY.at(where, day=owed.day))
