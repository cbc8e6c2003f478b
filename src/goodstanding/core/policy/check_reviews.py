"""Dated reviews: what lasts until something is done is reviewed, and fairly.

Others than who decided review it; where its day passes, time itself holds it back.
"""

from goodstanding.core.policy import faults_procedure as kinds
from goodstanding.core.policy.check import Ground
from goodstanding.core.policy.procedure_shape import About, Procedure
from goodstanding.core.policy.read import Draft

HOLDS = {"suspend_measures", "pause_disclosure"}
GOES_ON = "set_review"


def check_reviewed(on: Ground, draft: Draft, path: str, name: str, kind: About) -> None:
    """Check that a procedure of the packs reviews what lasts as an entry or as a measure."""
    known = [one for other in on.drafts for one in other.pack.procedures.values()]
    if not any(one.reviews and kind in one.about for one in known):
        on.note(draft, path, kinds.NOBODY_REVIEWS, id=name)


def check_review(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check a procedure that reviews: who ends it, how it goes on, and what lateness does."""
    if not found.reviews:
        return
    for step in found.steps.values():
        does = {use.do for use in step.effects}
        inside = not found.roles[step.by].outside_contested
        if found.states[step.to].end and (
            inside or (GOES_ON in does) != found.states[step.to].adverse
        ):
            on.note(draft, f"{path}/steps/{step.id}", kinds.REVIEW_UNFIT, id=step.id)
    if not _held_back(found):
        on.note(draft, f"{path}/states/{found.start}", kinds.LATENESS_BURDENS, id=found.start)


def _held_back(found: Procedure) -> bool:
    """Return whether a day that was given, once past, holds back what nobody reviewed."""
    for one in found.deadlines.values():
        taken = found.steps.get(one.lapse.take or "") if one.lapse else None
        does = {use.do for use in taken.effects} if taken else set()
        if one.begins[0] == "given" and found.start in one.during and does >= HOLDS:
            return True
    return False
