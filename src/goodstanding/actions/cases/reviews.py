"""On which day what lasts until something is done is reviewed: kept where it begins or goes on."""

from goodstanding.actions.cases.doing import Doing, Done
from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.store.cases.faults_cases import NOTHING_TO_REVIEW
from goodstanding.store.cases.reviews import EVERY, REVIEW, owed_about

ENTER_LIST, RECORDS = "enter_list", ("record_breach",)


def reviewed(effect: Effect, doing: Doing) -> dict[str, str]:
    """Return the first day of review of an entry without term, or of what a state lets last.

    Measures keep their own (`case_measures.kept`).
    """
    months: int | None = None
    folded, on = doing.folded, doing.decided
    if effect.do == ENTER_LIST:
        chosen = folded.policy.lists.get(doing.form.get("list", ""))
        if chosen is not None and chosen.until_performed and chosen.review_months:
            months = chosen.review_months.on(on)
    elif effect.do in RECORDS:
        lasts = folded.procedure.states[folded.case.state].lasts
        months = lasts.review_months if lasts else None
    if months is None:
        return {}
    return {REVIEW: add_months(on, months).isoformat(), EVERY: str(months)}


def set_review(effect: Effect, doing: Doing) -> Done:
    """Keep the next day of review: counted from the day of this decision."""
    data = doing.folded.data
    policy = doing.writing.policy
    found = owed_about(data.about_kind, data.about_id, data.subject, policy=policy)
    if found is None:
        raise Refused(NOTHING_TO_REVIEW.at(doing.where, effect=effect.do))
    day = add_months(doing.decided, found.every)
    return None, {REVIEW: day.isoformat(), EVERY: str(found.every)}
