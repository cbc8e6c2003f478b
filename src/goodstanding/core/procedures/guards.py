"""The closed guards of a step: what must have been served, be over or be heard before it."""

from datetime import date

from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy.procedure_shape import SERVE, Procedure, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import (
    HEARING_HELD,
    HEARING_REQUESTED,
    HEARING_WAIVED,
    Case,
)
from goodstanding.core.procedures.deadlines import answered, span


def unmet(
    procedure: Procedure, case: Case, step: ProcedureStep, where: str, *, on: date, policy: Policy
) -> Fault | None:
    """Return the first guard of a step that is not met on a day, or None."""
    after = step.after
    if after.served and not (after.served in case.served and case.served[after.served] <= on):
        return kinds.NOT_SERVED.at(where, letter=after.served)
    for name, early in after.times:
        deadline = procedure.deadlines[name]
        if early and answered(case, deadline):
            continue
        runs = span(case, deadline, on=on, policy=policy)
        over = runs is not None and (on >= runs[1] if name == after.reached else on > runs[1])
        if not over:
            ends = "…" if runs is None else runs[1]
            return kinds.TOO_EARLY.at(where, ends=ends, title=deadline.title)
    if after.heard and not _heard(procedure, case, step, on=on, policy=policy):
        return kinds.NOT_HEARD.at(where)
    return None


def _heard(
    procedure: Procedure, case: Case, step: ProcedureStep, *, on: date, policy: Policy
) -> bool:
    """Return whether the hearing that a letter offered was held, waived or not asked for."""
    name = f"{SERVE}{step.after.served}"
    since = _since(case, name)
    if HEARING_HELD in since or HEARING_WAIVED in since:
        return True
    time = procedure.deadlines.get(step.after.answered_or_expired or step.after.expired or "")
    runs = span(case, time, on=on, policy=policy) if time else None
    return HEARING_REQUESTED not in since and runs is not None and on > runs[1]


def _since(case: Case, name: str) -> set[str]:
    """Return what happened since something last did; nothing where it never did."""
    found: set[str] = set()
    for event in reversed(case.events):
        if event.step == name:
            return found
        found.add(event.step)
    return set()
