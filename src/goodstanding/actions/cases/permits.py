"""Permissions and conditional releases: an act that an officer allows in spite of a measure.

Each is about one case's measures, names one act of the closed list, and ends on a stated day; what
another authority decided stays as it is.
"""

from datetime import date

from goodstanding.actions.cases.doing import Doing, Done
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import joined
from goodstanding.core.measures.faults_measures import UNKNOWN_ACT
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.core.procedures.deadlines import due
from goodstanding.store.cases.faults_cases import BARS_NOTHING, WRONG_END
from goodstanding.store.cases.measures import taken_against

PERMITS = ("permit", "release")


def permit(effect: Effect, doing: Doing) -> Done:
    """Keep which act is allowed, from today until a day, on what ground and condition."""
    folded, on, form = doing.folded, doing.writing.on, doing.form
    act = form.get("desk_act", "")
    if act not in folded.policy.desk_acts:
        known = joined(one.title for one in folded.policy.desk_acts.values())
        raise Refused(UNKNOWN_ACT.at(doing.where, act=act, known=known))
    if not _barred(act, doing):
        raise Refused(BARS_NOTHING.at(doing.where, act=folded.policy.desk_acts[act].title))
    times = due(folded.procedure, folded.case, on=on, policy=folded.policy)
    longest = max((one.ends for one in times), default=on)
    ends = date.fromisoformat(form["permit_until"])
    if not on <= ends <= longest:
        raise Refused(WRONG_END.at(doing.where, day=ends, first=on, last=longest))
    return None, {
        "act": act,
        "condition": form.get("condition", "") if effect.do == "release" else "",
        "basis": folded.procedure.basis,
        "starts": on.isoformat(),
        "ends": ends.isoformat(),
    }


def end_permission(effect: Effect, doing: Doing) -> Done:
    """Keep that what this case allowed is over before its day."""
    del effect
    acts = [one.detail["act"] for one in doing.done if one.effect in PERMITS]
    return None, {"act": "|".join(acts), "from": doing.writing.on.isoformat()}


def _barred(act: str, doing: Doing) -> bool:
    """Return whether a measure of the case that this one is about bars the act."""
    data, measures = doing.folded.data, doing.writing.policy.measures
    return any(
        one.measure.measure in measures
        and (anchor := measures[one.measure.measure].anchors.get(one.measure.anchor)) is not None
        and anchor.force == "bar"
        and act in anchor.acts
        for one in taken_against([data.subject]).get(data.subject, ())
        if str(one.case_id) == data.about_id
    )
