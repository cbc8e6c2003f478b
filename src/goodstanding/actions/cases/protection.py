"""Protective measures before a decision: what, by whom, why so urgent, and the day they are over.

They wait for service like every burden, end by themselves on the last day that the procedure
counts, and write nothing into the ledger: so no grade and no list can ever know of them.
"""

from collections.abc import Mapping

from goodstanding.actions.cases.doing import Doing, Done
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import joined
from goodstanding.core.measures.faults_measures import (
    NEVER_EXECUTED,
    NO_BASIS,
    NOT_IN_LIST,
    WRONG_BODY,
)
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.titles import office_title
from goodstanding.core.procedures.deadlines import ends_by_itself
from goodstanding.store.cases.faults_cases import NO_SHORT_END

PROTECT = "protect"


def protect(effect: Effect, doing: Doing) -> Done:
    """Keep the measures with their named officer, their urgency and their last day."""
    del effect
    folded, form, on = doing.folded, doing.form, doing.writing.on
    items = protective_items(folded.policy, form, doing.where)
    ends = ends_by_itself(folded.procedure, folded.case, on=on, policy=folded.policy)
    if ends is None:
        raise Refused(NO_SHORT_END.at(doing.where))
    return None, {
        "items": "|".join(items),
        "conduct": f"protect:{doing.where}",
        "starts": on.isoformat(),
        "ends": ends.isoformat(),
        "review": "",
        "records": "",
        "officer": folded.case.events[0].actor,
        "urgency": form.get("urgency", ""),
    }


def end_protection(effect: Effect, doing: Doing) -> Done:
    """Keep that the measures of this case are over before their last day, or at it."""
    del effect
    over = [one.detail["items"] for one in doing.done if one.effect == PROTECT]
    return None, {"items": "|".join(over), "from": doing.writing.on.isoformat()}


def protective_items(policy: Policy, form: Mapping[str, str], where: str) -> list[str]:
    """Return the measures as `measure/anchor/body`: of the closed list, by a body that may.

    Each is named with its legal ground, `measure/anchor`; what targets persons is refused.
    """
    found = []
    for named in form.get("measures", "").split():
        name, _, ground = named.partition("/")
        measure = policy.measures.get(name)
        if measure is None:
            known = joined(one.title for one in policy.measures.values())
            raise Refused(NOT_IN_LIST.at(where, id=name, known=known))
        if measure.executable != "here" or measure.target != "organisation":
            raise Refused(NEVER_EXECUTED.at(where, id=measure.title))
        anchor = measure.anchors.get(ground)
        if anchor is None:
            known = joined(one.title for one in measure.anchors.values())
            raise Refused(NO_BASIS.at(where, id=measure.title, anchor=ground or "-", known=known))
        body = form.get("body", "")
        if body not in anchor.bodies:
            known = joined(office_title(policy, one) for one in anchor.bodies)
            raise Refused(WRONG_BODY.at(where, body=office_title(policy, body), known=known))
        found.append(f"{name}/{ground}/{body}")
    return found
