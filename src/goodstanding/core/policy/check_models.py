"""Checks of appraisal models: every rule can be evaluated, ends, is lawful, and stays exact."""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.policy import faults_policy_join as kinds
from goodstanding.core.policy.bounds import (
    EXACT,
    RECORD_LIMIT,
    points_of,
    widest,
)
from goodstanding.core.policy.check import (
    Ground,
    check_choices,
    check_condition,
    near,
)
from goodstanding.core.policy.check_records import SCHEMES, days_of
from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.read import Draft
from goodstanding.core.policy.shape import Model, Need, RecordType, Rule, Veto
from goodstanding.core.policy.values_shape import All, Any_, Condition, Dated, Not, Test

CHINESE_CODE = "cn-uscc"
INDIVIDUAL_BUSINESS = "92"

NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "each": (("points",), ("field", "points_by_value")),
    "count": (("steps",),),
    "sum": (("field", "steps"),),
    "latest": (("field", "points_by_value"), ("field", "steps")),
    "days_since": (("steps",),),
}
POSSIBLE: Mapping[str, tuple[str, ...]] = {
    "each": ("grace_days", "decay"),
    "count": (),
    "sum": (),
    "latest": ("none_points",),
    "days_since": ("none_points",),
}
"""Besides `when`, `within_months`, `floor` and `cap`, which every form may have."""
FORM_KEYS = ("points", "points_by_value", "field", "steps", "none_points", "grace_days", "decay")


def check_model(on: Ground, draft: Draft, model: Model) -> None:
    """Check one model."""
    path = f"models/{model.id}"
    for index, scheme in enumerate(model.schemes):
        if scheme not in SCHEMES:
            on.note(
                draft,
                f"{path}/schemes/{index}",
                kinds.UNKNOWN_SCHEME,
                scheme=scheme,
                known=", ".join(SCHEMES),
            )
    if CHINESE_CODE in model.schemes and INDIVIDUAL_BUSINESS not in model.classes_off:
        on.note(draft, f"{path}/classes_off", kinds.CLASS_92)
    for indicator in model.indicators:
        step = f"{path}/indicators/{indicator.id}"
        _check_bounds_order(on, draft, step, indicator.floor, indicator.cap)
        for rule in indicator.rules:
            _check_rule(on, draft, f"{step}/rules/{rule.id}", rule)
    _check_grades(on, draft, path, model)
    for veto in model.vetoes:
        _check_veto(on, draft, path, model, veto)
    for need in model.needs:
        _check_of(on, draft, f"{path}/needs/{need.id}", need)
    _check_bounds_order(on, draft, path, model.floor, model.cap)
    _check_exact(on, draft, path, model)


def _check_of(on: Ground, draft: Draft, path: str, part: Rule | Veto | Need) -> RecordType | None:
    """Check the record type and condition of a rule, veto or need; only public types count."""
    on.names(draft, f"{path}/of", "record_types", part.of, kinds.UNKNOWN_RECORD_TYPE)
    of = on.record_types.get(part.of)
    if of is None:
        return None
    if of.openness != "public":
        on.note(draft, f"{path}/of", kinds.NOT_PUBLIC, type=of.id)
    check_condition(on, draft, f"{path}/when", part.when, of)
    return of


def _check_rule(on: Ground, draft: Draft, path: str, rule: Rule) -> None:
    """Check one rule of a card."""
    of = _check_of(on, draft, path, rule)
    _check_form(on, draft, path, rule)
    _check_bounds_order(on, draft, path, rule.floor, rule.cap)
    for index, steps in enumerate(rule.steps.values if rule.steps else ()):
        starts = [step.at_least for step in steps.value or ()]
        if starts != sorted(set(starts)):
            on.note(draft, f"{path}/steps/{index}/value", kinds.STEPS_UNSORTED)
    for index, decay in enumerate(rule.decay.values if rule.decay else ()):
        months = [part.after_months for part in decay.value or ()]
        percents = [part.percent for part in decay.value or ()]
        if months != sorted(set(months)) or percents[::-1] != sorted(set(percents)):
            on.note(draft, f"{path}/decay/{index}/value", kinds.DECAY_UNSORTED)
    if of is None:
        return
    _check_field(on, draft, path, rule, of)
    if min(points_of(rule), default=0) < 0:
        _check_adverse(on, draft, path, rule, of)


def _check_form(on: Ground, draft: Draft, path: str, rule: Rule) -> None:
    """Check that a rule has the keys that its form needs and no others."""
    present = {key for key in FORM_KEYS if getattr(rule, key) is not None}
    allowed = [{*needed, *POSSIBLE[rule.form]} for needed in NEEDED[rule.form]]
    fits = any(
        set(needed) <= present <= keys
        for needed, keys in zip(NEEDED[rule.form], allowed, strict=True)
    )
    if fits:
        return
    extra = sorted(present - set().union(*allowed))
    if extra:
        keys = ", ".join(extra)
        on.note(draft, f"{path}/{extra[0]}", kinds.FORM_EXTRA, form=rule.form, keys=keys)
    else:
        on.note(draft, f"{path}/form", kinds.FORM_MISFIT, form=rule.form)


def _check_field(on: Ground, draft: Draft, path: str, rule: Rule, of: RecordType) -> None:
    """Check that the field of a rule exists and can be used as its form does."""
    if rule.field is None or f"record_types/{of.id}/fields/{rule.field}" in on.broken:
        return
    tested = of.fields.get(rule.field)
    step = f"{path}/field"
    if tested is None:
        on.note(
            draft,
            step,
            kinds.UNKNOWN_FIELD,
            type=of.id,
            id=rule.field,
            near=near(rule.field, of.fields),
        )
        return
    by_value = rule.points_by_value is not None
    if (by_value and tested.kind != "choice") or (
        not by_value and tested.kind not in ("integer", "money")
    ):
        on.note(draft, step, kinds.KIND_MISFIT, field=tested.id, sort=tested.kind)
        return
    for index, entry in enumerate(rule.points_by_value.values if rule.points_by_value else ()):
        place = f"{path}/points_by_value/{index}/value"
        check_choices(on, draft, place, tuple(entry.value or ()), tested)


def _check_adverse(on: Ground, draft: Draft, path: str, part: Rule | Veto, of: RecordType) -> None:
    """Check that what deducts or limits a grade ends, and never rests on a minor record.

    `latest` and `days_since` end by the next record or by time.
    """
    passes = isinstance(part, Rule) and part.form in ("latest", "days_since")
    if of.publicity.always and part.within_months is None and not passes:
        on.note(draft, path, kinds.DEDUCTION_NO_END)
    minor = {
        case.severity
        for case in of.severity
        if case.severity in on.severities
        and on.severities[case.severity].published.values[-1].value is False
    }
    if minor and not excludes(part.when, minor):
        on.note(draft, f"{path}/when", kinds.NEVER_DEDUCTS)


def excludes(condition: Condition | None, severities: set[str]) -> bool:
    """Return whether a condition can be seen to fail for every record of some severities."""
    if isinstance(condition, Test):
        return (
            condition.field == SEVERITY
            and condition.op in ("is", "in")
            and severities.isdisjoint(condition.arguments)
        )
    if isinstance(condition, All):
        return any(excludes(part, severities) for part in condition.parts)
    if isinstance(condition, Any_):
        return all(excludes(part, severities) for part in condition.parts)
    if isinstance(condition, Not) and isinstance(condition.part, Test):
        inner = condition.part
        return inner.field == SEVERITY and severities <= set(inner.arguments)
    return False


def _check_grades(on: Ground, draft: Draft, path: str, model: Model) -> None:
    """Check that grades go from best to last, on every day."""
    bounded, last = model.grades[:-1], model.grades[-1:]
    words = {grade.id for grade in model.grades} & {"N", "none"}
    start = model.start.values[0].start
    if (
        not bounded
        or words
        or any(grade.at_least is None for grade in bounded)
        or last[0].at_least is not None
    ):
        on.note(draft, f"{path}/grades", kinds.GRADES_UNSORTED, day=start)
        return
    for day in {start, *days_of(*(grade.at_least for grade in bounded))}:
        lines = [grade.at_least.on(day) for grade in bounded if grade.at_least]
        known = [line for line in lines if line is not None]
        if day >= start and (len(known) != len(lines) or known != sorted(set(known), reverse=True)):
            on.note(draft, f"{path}/grades", kinds.GRADES_UNSORTED, day=day)
            return


def _check_veto(on: Ground, draft: Draft, path: str, model: Model, veto: Veto) -> None:
    """Check a veto: its record type, its end, and that its grades exist."""
    step = f"{path}/vetoes/{veto.id}"
    of = _check_of(on, draft, step, veto)
    if of is not None:
        _check_adverse(on, draft, step, veto, of)
    grades = [grade.id for grade in model.grades]
    for index, entry in enumerate(veto.at_most.values):
        if entry.value is not None and entry.value not in grades:
            on.note(
                draft,
                f"{step}/at_most/{index}/value",
                kinds.UNKNOWN_GRADE,
                id=entry.value,
                near=", ".join(grades),
            )


def _check_bounds_order(
    on: Ground, draft: Draft, path: str, floor: Dated[int] | None, cap: Dated[int] | None
) -> None:
    """Check that a floor never lies above its cap."""
    for day in days_of(floor, cap):
        low, high = _on(floor, day), _on(cap, day)
        if low is not None and high is not None and low > high:
            on.note(draft, f"{path}/floor", kinds.BOUNDS_CROSSED, day=day, floor=low, cap=high)


def _on(dated: Dated[int] | None, day: date) -> int | None:
    """Return the value in force, if any."""
    return dated.on(day) if dated else None


def _check_exact(on: Ground, draft: Draft, path: str, model: Model) -> None:
    """Prove that no sum on the way to a score reaches 2^53."""
    reach = widest(model, on.record_types)
    if reach >= EXACT:
        on.note(draft, path, kinds.BOUND_EXCEEDED, records=RECORD_LIMIT, reach=reach)
