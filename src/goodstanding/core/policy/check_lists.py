"""Checks of conduct, lists, measures and rewards: closed, based, ending, and never for trifles."""

from goodstanding.core.policy import faults_lists as kinds
from goodstanding.core.policy import faults_policy_join as joins
from goodstanding.core.policy.check import Ground, check_condition, near
from goodstanding.core.policy.check_models import excludes
from goodstanding.core.policy.check_records import days_of
from goodstanding.core.policy.check_reviews import check_reviewed
from goodstanding.core.policy.lists_shape import (
    Anchor,
    CheckPurpose,
    Criterion,
    DesignationList,
    Measure,
    Reward,
)
from goodstanding.core.policy.read import Draft
from goodstanding.core.policy.shape import RecordType
from goodstanding.core.policy.values_shape import Condition


def check_known(on: Ground, draft: Draft, path: str, file: str, *names: str) -> None:
    """Check that entries of another file exist."""
    for name in names:
        if name:
            on.names(draft, path, file, name, kinds.UNKNOWN_ENTRY, file=f"{file}.yaml")


def check_list(on: Ground, draft: Draft, found: DesignationList) -> None:
    """Check a list or a grey state."""
    path = f"lists/{found.id}"
    check_known(on, draft, f"{path}/keeper", "offices", found.keeper)
    check_known(on, draft, f"{path}/conducts", "conducts", *found.conducts)
    check_known(on, draft, f"{path}/measures", "measures", *found.measures)
    check_known(on, draft, f"{path}/procedure", "procedures", found.procedure)
    _check_known_by(on, draft, path, found)
    if not found.statable:
        rule = [key for key in ("criteria", "procedure", "term") if getattr(found, key)]
        if rule or found.why_not is None:
            key = rule[0] if rule else "criteria"
            on.note(draft, f"{path}/statable", kinds.UNSTATED_RULE, id=found.id, key=key)
        return
    needed: tuple[str, ...] = ("conducts", "procedure", "publication", "finding")
    needed += ("domains",) if found.kind == "serious" else ()
    for key in needed:
        if not getattr(found, key):
            on.note(draft, path, kinds.LIST_INCOMPLETE, id=found.id, key=key)
    if (found.term is None) != found.until_performed or (
        found.until_performed != (found.review_months is not None)
    ):
        on.note(draft, path, kinds.NO_LIST_END, id=found.id)
    elif found.until_performed:
        check_reviewed(on, draft, path, found.id, "list_entry")
    for criterion in found.criteria:
        _check_criterion(on, draft, f"{path}/criteria/{criterion.id}", criterion)
    _check_exits(on, draft, path, found)


def _check_known_by(on: Ground, draft: Draft, path: str, found: DesignationList) -> None:
    """Check the record type and the choice by which an entry is known in the ledger."""
    if not found.record_type:
        return
    step = f"{path}/record_type"
    on.names(draft, step, "record_types", found.record_type, joins.UNKNOWN_RECORD_TYPE)
    of = on.record_types.get(found.record_type)
    choices = {word for field in of.fields.values() for word in field.choices} if of else set()
    if of and found.choice and found.choice not in choices:
        on.note(
            draft,
            f"{path}/choice",
            joins.UNKNOWN_CHOICE,
            field=of.id,
            word=found.choice,
            near=near(found.choice, choices),
        )


def _check_criterion(on: Ground, draft: Draft, path: str, found: Criterion) -> None:
    """Check that only adverse records that are no trifle propose a list."""
    check_known(on, draft, f"{path}/conduct", "conducts", found.conduct)
    step = f"{path}/of"
    on.names(draft, step, "record_types", found.of, joins.UNKNOWN_RECORD_TYPE)
    of = on.record_types.get(found.of)
    if of is None:
        return
    check_condition(on, draft, f"{path}/when", found.when, of)
    if of.effect != "adverse":
        on.note(draft, step, kinds.CRITERION_NEUTRAL, type=of.id)
    elif _admits_minor(on, found.when, of):
        on.note(draft, path, kinds.MINOR_FOLLOWS)


def _admits_minor(on: Ground, when: Condition | None, of: RecordType) -> bool:
    """Return whether a condition admits records of a class that is too slight to be published."""
    minor = {case.severity for case in of.severity if case.severity in slight(on)}
    return bool(minor) and not excludes(when, minor)


def slight(on: Ground) -> set[str]:
    """Return the severity classes that are not published: nothing may follow from them."""
    return {
        severity.id
        for severity in on.severities.values()
        if severity.published.values[-1].value is False
    }


def _check_exits(on: Ground, draft: Draft, path: str, found: DesignationList) -> None:
    """Check that an early exit comes before the term, and that only grey states lead on."""
    if found.early_exit is not None and found.term is not None:
        for day in days_of(found.early_exit.after_months, found.term):
            early, term = found.early_exit.after_months.on(day), found.term.on(day)
            if early is not None and term is not None and early >= term:
                on.note(draft, f"{path}/early_exit", kinds.EXIT_TOO_LATE, id=found.id)
                break
    if found.leads_to is None:
        return
    check_known(on, draft, f"{path}/leads_to/list", "lists", found.leads_to.list)
    target = next(
        (
            one.pack.lists[found.leads_to.list]
            for one in on.drafts
            if _has(one, found.leads_to.list)
        ),
        None,
    )
    wrong = target is not None and (target.kind != "serious" or not target.statable)
    if wrong or found.kind != "grey":
        on.note(draft, f"{path}/leads_to", kinds.LEADS_WRONG, id=found.id)


def _has(draft: Draft, name: str) -> bool:
    """Return whether a pack has a list of that id."""
    return name in draft.pack.lists


def check_measure(on: Ground, draft: Draft, found: Measure) -> None:
    """Check one item of the closed list of measures."""
    path = f"measures/{found.id}"
    check_known(on, draft, f"{path}/procedure", "procedures", found.procedure)
    if found.target == "person" and (found.executable != "never" or found.anchors):
        on.note(draft, f"{path}/executable", kinds.PERSON_EXECUTED, id=found.id)
    elif found.executable == "here" and not found.anchors:
        on.note(draft, f"{path}/executable", kinds.NO_ANCHOR, id=found.id)
    for anchor in found.anchors.values():
        _check_anchor(on, draft, f"{path}/anchors/{anchor.id}", anchor)


def _check_anchor(on: Ground, draft: Draft, path: str, found: Anchor) -> None:
    """Check one legal ground of a measure."""
    check_known(on, draft, f"{path}/conducts", "conducts", *found.conducts)
    check_known(on, draft, f"{path}/classes", "severities", *found.classes)
    check_known(on, draft, f"{path}/bodies", "offices", *found.bodies)
    check_known(on, draft, f"{path}/acts", "desk_acts", *found.acts)
    if set(found.classes) & slight(on):
        on.note(draft, f"{path}/classes", kinds.MINOR_FOLLOWS)
    if (found.force == "burden") == bool(found.acts):
        on.note(draft, f"{path}/force", kinds.FORCE_MISFIT, id=found.id)
    crossed = found.months_min is not None and (
        found.months_max is None
        or any(
            (found.months_min.on(day) or 0) > (found.months_max.on(day) or 0)
            for day in days_of(found.months_min, found.months_max)
        )
    )
    if crossed or (found.months_max is None and found.review_months is None):
        on.note(draft, path, kinds.NO_ANCHOR_END, id=found.id)
    elif found.months_max is None:
        check_reviewed(on, draft, path, found.id, "measure")


def check_purpose(on: Ground, draft: Draft, found: CheckPurpose) -> None:
    """Check that a purpose names acts of the desk."""
    check_known(on, draft, f"check_purposes/{found.id}/acts", "desk_acts", *found.acts)


def check_reward(on: Ground, draft: Draft, found: Reward) -> None:
    """Check that a reward says who has it, and from whom."""
    path = f"rewards/{found.id}"
    check_known(on, draft, f"{path}/body", "offices", found.body)
    check_known(on, draft, f"{path}/acts", "desk_acts", *found.acts)
    if bool(found.grade) == bool(found.of):
        on.note(draft, path, kinds.HOLDER_UNCLEAR, id=found.id)
    models = [model for one in on.drafts for model in one.pack.models.values()]
    grades = {grade.id for model in models for grade in model.grades}
    if found.grade and found.grade not in grades:
        known = ", ".join(sorted(grades)) or "-"
        on.note(draft, f"{path}/grade", kinds.UNKNOWN_GRADE, id=found.grade, known=known)
    if found.of:
        on.names(draft, f"{path}/of", "record_types", found.of, joins.UNKNOWN_RECORD_TYPE)
    if found.of in on.record_types:
        check_condition(on, draft, f"{path}/when", found.when, on.record_types[found.of])
