"""The card of a model, readable by anyone: what counts, how much, how long, and by which text."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Model, Need, Policy, RecordType, Rule, Veto
from goodstanding.core.policy.values_shape import All, Any_, Condition, Dated, Not, Test
from goodstanding.web.pages.wording import (
    SourceNote,
    long_day,
    signed,
    source_note,
    value_words,
)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in words."""

    anchor: str
    title: str
    of: str
    worth: tuple[str, ...]
    time: tuple[str, ...]
    bounds: tuple[str, ...]
    basis: SourceNote
    worth_basis: SourceNote | None


@dataclass(frozen=True, slots=True)
class IndicatorPart:
    """An indicator with its rules and bounds."""

    anchor: str
    title: str
    bounds: tuple[str, ...]
    rules: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A grade, and the least score that earns it."""

    letter: str
    title: str
    least: str


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A veto or a need in words."""

    anchor: str
    title: str
    of: str
    words: str
    basis: SourceNote | None


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All that the page of a model needs."""

    model: str
    title: str
    basis: SourceNote
    on_words: str
    start: str
    bounds: tuple[str, ...]
    indicators: tuple[IndicatorPart, ...]
    grades: tuple[GradeRow, ...]
    no_grade: str
    vetoes: tuple[LimitRow, ...]
    needs: tuple[LimitRow, ...]
    classes_off: tuple[str, ...]
    digest: str


def rules_page(model: Model, *, policy: Policy, on: date, language: Language) -> RulesPage:
    """Return the card as it is in force on `on`."""
    return RulesPage(
        model=model.id,
        title=model.title.in_(language),
        basis=source_note(policy, model.basis, language),
        on_words=long_day(on, language),
        start=f"{model.start.on(on) or 0:,}",
        bounds=_bounds(model.floor, model.cap, on),
        indicators=tuple(
            IndicatorPart(
                anchor=indicator.id,
                title=indicator.title.in_(language),
                bounds=_bounds(indicator.floor, indicator.cap, on),
                rules=tuple(_rule(rule, policy, on, language) for rule in indicator.rules),
            )
            for indicator in model.indicators
        ),
        grades=tuple(
            GradeRow(
                grade.id,
                grade.title.in_(language),
                f"{grade.at_least.on(on) or 0:,}" if grade.at_least else "",
            )
            for grade in model.grades
        ),
        no_grade=model.no_grade.in_(language),
        vetoes=tuple(_veto(veto, policy, on, language) for veto in model.vetoes),
        needs=tuple(_need(need, policy, on, language) for need in model.needs),
        classes_off=model.classes_off,
        digest=policy.digest,
    )


def _rule(rule: Rule, policy: Policy, on: date, language: Language) -> RuleRow:
    kind = policy.record_types.get(rule.of)
    return RuleRow(
        anchor=rule.id,
        title=rule.title.in_(language),
        of=_of(rule, kind, policy, language),
        worth=_worth(rule, kind, on, language),
        time=_time(rule, on),
        bounds=_bounds(rule.floor, rule.cap, on),
        basis=source_note(policy, rule.basis, language),
        worth_basis=_worth_basis(rule, policy, on, language),
    )


def _of(
    part: Rule | Veto | Need, kind: RecordType | None, policy: Policy, language: Language
) -> str:
    """Return which records a rule, veto or need is about, with its condition."""
    title = kind.title.in_(language) if kind else part.of
    when = _condition(part.when, kind, policy, language)
    return _("%(records)s: %(when)s") % {"records": title, "when": when} if when else title


def _worth_basis(rule: Rule, policy: Policy, on: date, language: Language) -> SourceNote | None:
    """Return the basis of the points themselves, where it is another than the rule's."""
    for values in (rule.points, rule.points_by_value, rule.steps):
        entry = values.entry_on(on) if values else None
        if entry is not None and entry.basis != rule.basis:
            return source_note(policy, entry.basis, language)
    return None


def _worth(rule: Rule, kind: RecordType | None, on: date, language: Language) -> tuple[str, ...]:
    """Return what the rule is worth, in words."""
    parts = []
    field = kind.fields.get(rule.field) if kind and rule.field else None
    name = field.title.in_(language) if field else (rule.field or "")
    points = rule.points.on(on) if rule.points else None
    if points is not None:
        parts.append(_("%(points)s points for each record") % {"points": signed(points)})
    by_value = rule.points_by_value.on(on) if rule.points_by_value else None
    for value, worth in (by_value or {}).items():
        words = value_words(field, value, language) if field else value
        parts.append(
            _("%(name)s “%(value)s”: %(points)s points")
            % {"name": name, "value": words, "points": signed(worth)}
        )
    steps = rule.steps.on(on) if rule.steps else None
    parts.extend(
        _("from %(number)s on: %(points)s points")
        % {"number": f"{step.at_least:,}", "points": signed(step.points)}
        for step in steps or ()
    )
    none_points = rule.none_points.on(on) if rule.none_points else None
    if none_points is not None:
        parts.append(_("no record: %(points)s points") % {"points": signed(none_points)})
    return (_form(rule, name), *parts)


def _form(rule: Rule, name: str) -> str:
    return {
        "each": _("each record counts"),
        "count": _("the number of records counts"),
        "sum": _("the sum of “%(name)s” counts") % {"name": name},
        "latest": _("“%(name)s” of the latest record counts") % {"name": name},
        "days_since": _("the days since the latest record count"),
    }[rule.form]


def _time(rule: Rule, on: date) -> tuple[str, ...]:
    """Return grace, decay and the end of a rule's reach, in words."""
    parts = []
    grace = rule.grace_days.on(on) if rule.grace_days else None
    if grace:
        parts.append(_("counts only after %(days)s days of grace") % {"days": grace})
    decay = rule.decay.on(on) if rule.decay else None
    parts.extend(
        _("after %(months)s months %(percent)s %% of the points")
        % {"months": part.after_months, "percent": part.percent}
        for part in decay or ()
    )
    within = rule.within_months.on(on) if rule.within_months else None
    if within:
        parts.append(_("ends after %(months)s months") % {"months": within})
    if not parts:
        parts.append(_("as long as the record is shown"))
    return tuple(parts)


def _bounds(floor: Dated[int] | None, cap: Dated[int] | None, on: date) -> tuple[str, ...]:
    """Return the bounds in force, in words."""
    low = floor.on(on) if floor else None
    high = cap.on(on) if cap else None
    parts = []
    if low is not None:
        parts.append(_("never below %(points)s points") % {"points": signed(low)})
    if high is not None:
        parts.append(_("never above %(points)s points") % {"points": signed(high)})
    return tuple(parts)


def _veto(veto: Veto, policy: Policy, on: date, language: Language) -> LimitRow:
    kind = policy.record_types.get(veto.of)
    words = _("the grade is at most %(grade)s") % {"grade": veto.at_most.on(on) or ""}
    months = veto.within_months.on(on) if veto.within_months else None
    if months:
        words = _("%(limit)s, for %(months)s months") % {"limit": words, "months": months}
    return LimitRow(
        anchor=veto.id,
        title=veto.title.in_(language),
        of=_of(veto, kind, policy, language),
        words=words,
        basis=source_note(policy, veto.basis, language),
    )


def _need(need: Need, policy: Policy, on: date, language: Language) -> LimitRow:
    kind = policy.record_types.get(need.of)
    least = need.at_least.on(on) or 0
    words = (
        _("at least %(number)s records")
        if need.form == "count"
        else _("first record at least %(number)s days ago")
    ) % {"number": least}
    return LimitRow(
        anchor=need.id,
        title=need.title.in_(language),
        of=_of(need, kind, policy, language),
        words=words,
        basis=None,
    )


def _condition(
    condition: Condition | None, kind: RecordType | None, policy: Policy, language: Language
) -> str:
    """Return a condition in words; "" where there is none."""
    if condition is None:
        return ""
    if isinstance(condition, Test):
        return _test(condition, kind, policy, language)
    if isinstance(condition, Not):
        part = _condition(condition.part, kind, policy, language)
        return _("not (%(part)s)") % {"part": part}
    words = [_condition(part, kind, policy, language) for part in condition.parts]
    if isinstance(condition, All):
        return _(" and ").join(words)
    if isinstance(condition, Any_):
        return _(" or ").join(words)
    raise TypeError(condition)


def _test(test: Test, kind: RecordType | None, policy: Policy, language: Language) -> str:
    """Return one test in words, with the titles of field and choices."""
    field = kind.fields.get(test.field) if kind else None
    if test.field == "severity":
        name = _("severity")
        values = [
            policy.severities[one].title.in_(language) if one in policy.severities else one
            for one in test.arguments
        ]
    else:
        name = field.title.in_(language) if field else test.field
        values = [value_words(field, one, language) if field else one for one in test.arguments]
    joined = _(" or ").join(f"“{value}”" for value in values)
    patterns = {
        "is": _("%(name)s is %(values)s"),
        "in": _("%(name)s is %(values)s"),
        "has": _("%(name)s includes %(values)s"),
        "at_least": _("%(name)s is at least %(values)s"),
        "at_most": _("%(name)s is at most %(values)s"),
        "between": _("%(name)s is between %(values)s"),
        "present": _("%(name)s is stated"),
        "absent": _("%(name)s is not stated"),
    }
    if test.op == "between":
        joined = _(" and ").join(f"“{value}”" for value in values)
    return patterns[test.op] % {"name": name, "values": joined}
