"""Checks of what passes on: a grade never does, a list and a measure only by a decision anew."""

from goodstanding.core.policy import faults_lists as kinds
from goodstanding.core.policy import faults_policy_join as joins
from goodstanding.core.policy import faults_procedure as procedures
from goodstanding.core.policy.check import Ground
from goodstanding.core.policy.check_lists import check_known
from goodstanding.core.policy.read import Draft
from goodstanding.core.policy.succession_shape import Succession


def check_succession(on: Ground, draft: Draft, found: Succession) -> None:
    """Check that a rule passes on no more than the law may, and names what is there."""
    path = f"succession/{found.id}"
    wrong = {
        "grade": found.passes != "never" or bool(found.of),
        "measure": found.passes == "duty",
        "record": found.passes == "duty" and (not found.of or _entries(on, found)),
    }[found.what]
    if wrong or (found.passes == "anew") != bool(found.procedure):
        on.note(draft, path, kinds.PASSES_TOO_MUCH, id=found.id)
    if found.procedure:
        step = f"{path}/procedure"
        on.names(draft, step, "procedures", found.procedure, procedures.UNKNOWN_PROCEDURE)
    for name in found.of:
        if found.what == "record":
            on.names(draft, f"{path}/of", "record_types", name, joins.UNKNOWN_RECORD_TYPE)
        else:
            check_known(on, draft, f"{path}/of", "measures", name)


def _entries(on: Ground, found: Succession) -> bool:
    """Return whether a record named here is an entry with a term of its own, not a duty."""
    return any(
        one.statable and one.record_type in found.of and not one.until_performed
        for each in on.drafts
        for one in each.pack.lists.values()
    )
