"""What a letter can say: what the forms gave, the case's own facts, its days in words."""

from collections.abc import Mapping
from datetime import date

from goodstanding.actions.cases.relisting import ends_again
from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.lists_shape import DesignationList
from goodstanding.core.policy.procedure_shape import Period
from goodstanding.core.procedures.deadlines import UNITS, due, ends_by_itself
from goodstanding.core.procedures.forms import title_of
from goodstanding.core.procedures.numbers import case_words, key_words
from goodstanding.store.cases.folded import ON_A_RECORD, Folded
from goodstanding.store.cases.opened import put_for, records_cited
from goodstanding.store.cases.read import read_case
from goodstanding.store.cases.reviews import owed_about
from goodstanding.store.cases.targets import origin_of, stated
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.cases_desk import kept_under

Values = Mapping[str, Text]
"""Slot to its words."""
NONE = Text("无", "none")
FROM_SERVICE = Text("送达次日起{count}{unit}内", "within {count} {unit} from the day after service")
UNTIL_PERFORMED = Text("至履行义务之日", "until the duty is performed")
SAME_AS = {
    "reply": ("reply_to_defence",),
    "removal": ("removal_conditions",),
    "papers": ("papers_missing", "papers_given"),
    "result": ("check_result", "finding", "correction"),
    "evidence": ("performance_proof", "court_ruling", "outcome_document"),
    "facts": ("urgency", "undoable", "claim"),
    "reasons": ("urgency",),
}
"""Slots that forms fill under another name, the first that was given."""


def letter_values(folded: Folded, template: str, number: Text) -> Values:
    """Return every slot's words on the day of the case's last event."""
    said: dict[str, Text] = {}
    listed: DesignationList | None = None
    for event in folded.case.events:
        for name, value in event.form.items():
            if value.strip():
                said[name] = _in_words(folded, name, value)
                if name == "list":
                    listed = folded.policy.lists.get(value)
    for slot, names in SAME_AS.items():
        given = next((said[name] for name in names if name in said), None)
        if slot not in said and given is not None:
            said[slot] = given
    return _own(folded, said, listed) | said | _always(folded, template, number)


def _always(folded: Folded, template: str, number: Text) -> dict[str, Text]:
    """Return what no form may say otherwise: who, which case, which day, which remedies."""
    data, policy = folded.data, folded.policy
    entity = entity_by_key(data.subject)
    department = policy.departments.get(data.department)
    office = policy.offices.get(data.department)
    title = department or office
    name = entity.name if entity and entity.name else data.subject
    days = {
        "review_until": "reconsideration",
        "sue_until": "litigation",
    }
    remedies = {
        slot: _from_service(policy.remedies[remedy].within)
        for slot, remedy in days.items()
        if remedy in policy.remedies
    }
    return {
        "party": Text(name, name),
        "code": _both(data.subject.partition(":")[2]),
        "department": title.title if title else _both(data.department),
        "number": number,
        "case": case_words(policy, data.numbered),
        "day": _both(folded.case.events[-1].on.isoformat()),
        "answer_until": _answer_until(folded, template),
        **remedies,
    }


def _own(
    folded: Folded, said: Mapping[str, Text], listed: DesignationList | None
) -> dict[str, Text]:
    """Return what the case says where its forms say nothing."""
    on, policy = folded.case.events[-1].on, folded.policy
    step = folded.procedure.steps.get(folded.case.events[-1].step)
    times = due(folded.procedure, folded.case, on=on, policy=policy)
    soonest = _both(times[0].ends.isoformat()) if times else NONE
    last = folded.data.events[-1]
    office = policy.offices.get(last.office)
    source = policy.sources.get(folded.procedure.basis.partition("#")[0])
    months = said["term_months"].zh if "term_months" in said else ""
    short = ends_by_itself(folded.procedure, folded.case, on=on, policy=policy)
    again = ends_again(folded.data.about_kind, folded.data.about_id, policy, on=on)
    fixed = short.isoformat() if short else again
    return {
        "matter": _matter(folded),
        "next_review": _next_review(folded, on),
        "answered_by": soonest,
        "check_by": soonest,
        "result": step.title if step else NONE,
        "step": step.title if step else NONE,
        "signatory": office.title if office else _both(last.actor),
        "legal_basis": source.title if source else _both(folded.procedure.basis),
        "redactions": NONE,
        "term": Text(f"{months}个月", f"{months} months") if months else UNTIL_PERFORMED,
        "ends": _both(fixed) if fixed else _ends(on, months),
        "apply_from": _apply_from(on, listed),
    }


def _next_review(folded: Folded, on: date) -> Text:
    """Return when what a review lets go on is reviewed again."""
    data = folded.data
    if not folded.procedure.reviews:
        return NONE
    owed = owed_about(data.about_kind, data.about_id, data.subject, policy=folded.policy)
    return _both(add_months(on, owed.every).isoformat()) if owed else NONE


def _matter(folded: Folded) -> Text:
    """Return what the case is about, in words."""
    data = origin_of(folded.data)
    if data.about_kind in ON_A_RECORD:
        record = stated(int(data.about_id))
        kind = folded.policy.record_types.get(record.record_type) if record else None
        if record and kind:
            return _named(kind.title, key_words(folded.policy, record.natural_key))
    elif data.about_id.isdigit():
        contested = read_case(int(data.about_id))
        if contested:
            return _named(folded.procedure.title, case_words(folded.policy, contested.numbered))
    return _named(folded.procedure.title, _both(data.subject.partition(":")[2]))


def _named(title: Text, number: Text) -> Text:
    return Text(f"{title.zh}（{number.zh}）", f"{title.en} ({number.en})")


def _answer_until(folded: Folded, template: str) -> Text:
    """Return the time to answer that the service of this letter sets running."""
    for deadline in folded.procedure.deadlines.values():
        if deadline.starts == f"served:{template}":
            return _from_service(deadline.within)
    return NONE


def _from_service(period: Period) -> Text:
    unit = UNITS[period.unit]
    return Text(
        FROM_SERVICE.zh.format(count=period.count, unit=unit.zh),
        FROM_SERVICE.en.format(count=period.count, unit=unit.en),
    )


def _ends(on: date, months: str) -> Text:
    if not months.isdigit():
        return UNTIL_PERFORMED
    return _both(add_months(on, int(months)).isoformat())


def _apply_from(on: date, chosen: DesignationList | None) -> Text:
    """Return from when an early exit may be asked for."""
    months = chosen.early_exit.after_months.on(on) if chosen and chosen.early_exit else None
    return NONE if months is None else _both(add_months(on, months).isoformat())


def _both(words: str) -> Text:
    return Text(words, words)


def _in_words(folded: Folded, name: str, value: str) -> Text:
    """Return a form's value in words."""
    policy = folded.policy
    title = title_of(policy, name, value)
    if title is not None:
        return title
    field = policy.form_fields.get(name)
    if field is not None and field.kind == "money" and value.isdigit():
        return _both(f"{int(value) // 100}.{int(value) % 100:02d}")
    if field is not None and field.kind == "evidence":
        return _evidence(folded, value)
    return _both(value)


def _evidence(folded: Folded, value: str) -> Text:
    """Return what evidence names, each record about the entity by its kind and number."""
    zh = en = value
    numbers = records_cited(value)
    for entry, (record_type, key) in kept_under(numbers, folded.data.subject).items():
        kind = folded.policy.record_types.get(record_type)
        if kind is not None:
            words = _named(kind.title, key_words(folded.policy, key))
            zh, en = put_for(zh, entry, words.zh), put_for(en, entry, words.en)
    return Text(zh, en)
