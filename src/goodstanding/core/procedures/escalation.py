"""Who stands above a department whose time ran out: told in their list, deciding nothing."""

from collections.abc import Iterable

from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Due


def superiors(department: str, *, policy: Policy) -> frozenset[str]:
    """Return the units above a department's own, outside it."""
    own = {one.id for one in policy.offices.values() if department in (one.department, one.id)}
    return frozenset(policy.offices[one].superior for one in own) - own - {""}


def below(units: Iterable[str], *, policy: Policy) -> frozenset[str]:
    """Return the departments whose units stand under one of these units."""
    above = set(units)
    return frozenset(
        one.department or one.id for one in policy.offices.values() if one.superior in above
    )


def escalated_to(
    procedure: Procedure, department: str, times: Iterable[Due], *, policy: Policy
) -> frozenset[str]:
    """Return the units to whom a case goes up: somebody is to be told of a time that is over."""
    for one in times:
        deadline = procedure.deadlines.get(one.deadline)
        if one.overdue and deadline and deadline.lapse and deadline.lapse.tell:
            return superiors(department, policy=policy)
    return frozenset()
