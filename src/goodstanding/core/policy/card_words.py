"""A card in words: each rule, what counts for how much from which day, and on what basis."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import (
    Decay,
    Indicator,
    Model,
    Need,
    Policy,
    RecordType,
    Rule,
    Step,
    Veto,
)
from goodstanding.core.policy.values_shape import All, Condition, Dated, Not, Test

FORMS = {
    "each": Text("每条", "each"),
    "count": Text("条数", "number of"),
    "sum": Text("合计", "sum of"),
    "latest": Text("最近一条", "latest"),
    "days_since": Text("距最近一条的天数", "days since the latest"),
    "days_since_first": Text("距最早一条的天数", "days since the first"),
}
OPS = {
    "is": Text("是", "is"),
    "in": Text("属于", "is one of"),
    "has": Text("含", "has one of"),
    "at_least": Text("不小于", "at least"),
    "at_most": Text("不大于", "at most"),
    "between": Text("介于", "between"),
    "present": Text("已填", "is present"),
    "absent": Text("未填", "is absent"),
}
LABELS = {
    "start": Text("起始分", "start"),
    "points": Text("分值", "points"),
    "points_by_value": Text("按值计分", "points by value"),
    "steps": Text("按档计分", "points by steps"),
    "none_points": Text("没有记录时", "where there is none"),
    "within_months": Text("只算几个月内", "only within months"),
    "grace_days": Text("宽限天数", "days of grace"),
    "decay": Text("逐步减轻", "decay"),
    "floor": Text("下限", "floor"),
    "cap": Text("上限", "cap"),
    "at_most": Text("等级至多", "grade at most"),
    "at_least": Text("至少", "at least"),
}


@dataclass(frozen=True, slots=True)
class CardRow:
    """One value of a card: where it stands, what it says, since when, and on what basis."""

    part: str
    rule: str
    title: Text
    value: Text
    start: date
    basis: str
    kind: str
    source: Text


def card_rows(model: Model, policy: Policy) -> Iterator[CardRow]:
    """Yield every value of a card in the order in which it is read."""
    total = Text("总分", "total")
    yield from _rows(policy, model, "total", title=total, keys=("start", "floor", "cap"))
    for indicator in model.indicators:
        yield from _indicator(policy, indicator)
    for veto in model.vetoes:
        yield from _rows(
            policy,
            veto,
            "veto",
            title=_said(veto, policy),
            keys=("at_most", "within_months"),
            rule=veto.id,
        )
    for need in model.needs:
        yield from _rows(
            policy,
            need,
            "need",
            title=_said(need, policy),
            keys=("at_least", "within_months"),
            rule=need.id,
        )
    for grade in model.grades:
        title = Text(f"{grade.id} {grade.title.zh}", f"{grade.id} {grade.title.en}")
        yield from _rows(policy, grade, "grade", title=title, keys=("at_least",), rule=grade.id)


def _indicator(policy: Policy, indicator: Indicator) -> Iterator[CardRow]:
    """Yield the values of an indicator and its rules."""
    yield from _rows(policy, indicator, indicator.id, title=indicator.title, keys=("floor", "cap"))
    keys = (
        *("points", "points_by_value", "steps", "none_points", "within_months"),
        *("grace_days", "decay", "floor", "cap"),
    )
    for rule in indicator.rules:
        yield from _rows(
            policy, rule, indicator.id, title=_said(rule, policy), keys=keys, rule=rule.id
        )


def _rows(
    policy: Policy, part: object, where: str, *, title: Text, keys: Sequence[str], rule: str = ""
) -> Iterator[CardRow]:
    """Yield the own basis of a part of a card, and the dated values under some keys."""
    own: str | None = getattr(part, "basis", None) if rule else None
    if own is not None:
        source = policy.source_of(own)
        words = Text("规则依据", "rests on")
        yield CardRow(where, rule, title, words, source.start, own, source.kind, source.title)
    for key in keys:
        dated: Dated[Any] | None = getattr(part, key)
        for entry in dated.values if dated else ():
            source = policy.source_of(entry.basis)
            words = _value(entry.value)
            yield CardRow(
                part=where,
                rule=rule,
                title=title,
                value=Text(f"{LABELS[key].zh} {words.zh}", f"{LABELS[key].en} {words.en}"),
                start=entry.start,
                basis=entry.basis,
                kind=source.kind,
                source=source.title,
            )


def _value(value: object) -> Text:
    """Return a value in words."""
    if value is None:
        return Text("（停用）", "(ends)")
    if isinstance(value, Mapping):
        words = "; ".join(f"{key} {points:+d}" for key, points in value.items())
        return Text(words, words)
    if isinstance(value, tuple):
        parts = [_step(step) for step in value]
        return Text("；".join(part.zh for part in parts), "; ".join(part.en for part in parts))
    return Text(str(value), str(value))


def _step(step: Step | Decay) -> Text:
    """Return a step or a decay in words."""
    if isinstance(step, Step):
        return Text(f"≥{step.at_least}：{step.points:+d}", f"≥{step.at_least}: {step.points:+d}")
    return Text(
        f"满{step.after_months}个月后{step.percent}%",
        f"{step.percent}% after {step.after_months} months",
    )


def _said(part: Rule | Veto | Need, policy: Policy) -> Text:
    """Return the title of a rule, veto or need, and what it looks at."""
    of = policy.record_types[part.of]
    form = FORMS[part.form] if isinstance(part, Rule | Need) else Text("任一", "any")
    when = condition_words(part.when, of, policy)
    zh, en = f"{form.zh}{of.title.zh}", f"{form.en} {of.title.en.lower()}"
    if part.when is not None:
        zh, en = f"{zh}，{when.zh}", f"{en} where {when.en}"
    return Text(f"{part.title.zh}（{zh}）", f"{part.title.en} ({en})")


def condition_words(condition: Condition | None, of: RecordType, policy: Policy) -> Text:
    """Return a condition in words."""
    if condition is None:
        return Text("", "")
    if isinstance(condition, Test):
        return _test_words(condition, of, policy)
    if isinstance(condition, Not):
        inner = condition_words(condition.part, of, policy)
        return Text(f"非（{inner.zh}）", f"not ({inner.en})")
    parts = [condition_words(part, of, policy) for part in condition.parts]
    zh, en = ("且", " and ") if isinstance(condition, All) else ("或", " or ")
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def _test_words(test: Test, of: RecordType, policy: Policy) -> Text:
    """Return one test in words, with the titles of its field and choices."""
    if test.field == SEVERITY:
        field = Text("失信等级", "severity")
        titles = {key: severity.title for key, severity in policy.severities.items()}
    else:
        field = of.fields[test.field].title
        titles = dict(of.fields[test.field].choices)
    arguments = [titles.get(word, Text(word, word)) for word in test.arguments]
    zh = "、".join(word.zh for word in arguments)
    en = ", ".join(word.en.lower() for word in arguments)
    return Text(
        f"{field.zh}{OPS[test.op].zh}{zh}", f"{field.en.lower()} {OPS[test.op].en} {en}".rstrip()
    )
