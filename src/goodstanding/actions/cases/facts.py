"""What a case writes anew: an entry on a list with its term, a pledge, its breach."""

from goodstanding.actions.cases.corrections import until_field
from goodstanding.actions.cases.doing import Doing, Done, subject_of
from goodstanding.actions.cases.entries import correct, state
from goodstanding.actions.cases.relisting import bring_back
from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import joined
from goodstanding.core.policy.lists_shape import DesignationList
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.core.policy.shape import RecordType
from goodstanding.store.cases.faults_cases import NOTHING_TO_CHANGE, WRONG_EFFECT
from goodstanding.store.cases.measures import owned_keys
from goodstanding.store.cases.opened import records_cited
from goodstanding.store.cases.restored import RESTORATION
from goodstanding.store.cases.targets import stated, target

PERFORMANCE = {"record_breach": "broken", "supplement_record": "kept"}
"""What a check of a pledge found, by the effect that writes it into the pledge's record."""


def enter_list(effect: Effect, doing: Doing) -> Done:
    """Write the entry on a list as a record of the list's type, with its term from the decision.

    A cancelled restoration names no list: what it ended stands again as it was.
    """
    data, policy = doing.folded.data, doing.writing.policy
    if data.about_kind == RESTORATION:
        return bring_back(doing)
    chosen = policy.lists.get(doing.form.get("list", ""))
    record_type = policy.record_types.get(chosen.record_type) if chosen else None
    if chosen is None or record_type is None:
        known = joined(one.title for one in policy.lists.values() if one.record_type)
        raise Refused(WRONG_EFFECT.at(doing.where, effect=effect.do, field="list", why=known))
    fields = {
        name: value
        for name, value in doing.form.items()
        if name in record_type.fields and name != "list"
    }
    fields |= _list_facts(chosen, record_type, doing)
    entry = state(
        record_type.id,
        f"{chosen.id}|{doing.where}",
        department=data.department,
        subject=subject_of(doing),
        event_day=doing.decided,
        fields={name: value for name, value in fields.items() if value},
        writing=doing.writing,
    )
    return entry, {"list": chosen.id, "records": "|".join(_cited(doing))}


def _cited(doing: Doing) -> list[str]:
    """Return the records of the entity that an entry rests on: what its evidence cites."""
    subject = doing.folded.data.subject
    own = owned_keys([subject]).get(subject, (subject,))
    cited = map(stated, records_cited(doing.form.get("evidence", "")))
    return [str(one.seq) for one in cited if one is not None and one.subject in own]


def _list_facts(chosen: DesignationList, record_type: RecordType, doing: Doing) -> dict[str, str]:
    """Return what an entry's record says: number, list, day, end, authority."""
    policy, department = doing.writing.policy, doing.folded.data.department
    months = chosen.term or chosen.review_months
    count = months.on(doing.decided) if months else None
    asked = doing.form.get("term_months", "")
    if asked and count is not None and int(asked) > count:
        raise Refused(
            WRONG_EFFECT.at(doing.where, effect="enter_list", field="term_months", why=f"> {count}")
        )
    count = int(asked) if asked and chosen.term else count
    until = until_field(record_type)
    title = policy.departments.get(department)
    said = {
        "list_no": doing.where,
        "list": chosen.choice,
        record_type.clock: doing.decided.isoformat(),
        "authority": title.title.zh if title else department,
    }
    if until is not None and count is not None and (chosen.term or _needs(record_type, until)):
        said[until] = add_months(doing.decided, count).isoformat()
    return {name: value for name, value in said.items() if name in record_type.fields}


def _needs(record_type: RecordType, field: str) -> bool:
    return record_type.fields[field].required


def pledge(effect: Effect, doing: Doing) -> Done:
    """Write the pledge, or what became of it, as a record of the type that the directory has."""
    data, policy = doing.folded.data, doing.writing.policy
    held = target(data)
    if effect.do in PERFORMANCE:
        if held is None:
            raise Refused(NOTHING_TO_CHANGE.at(doing.where, effect=effect.do))
        found = {"performance": PERFORMANCE[effect.do], "checked_day": doing.decided.isoformat()}
        return correct(held, {**held.fields, **found}, doing.writing), {}
    record_type = policy.record_types.get("pledge")
    if record_type is None:
        raise Refused(WRONG_EFFECT.at(doing.where, effect=effect.do, field="pledge", why="-"))
    said = {name: value for name, value in doing.form.items() if name in record_type.fields}
    said |= {
        "pledge_no": doing.where,
        record_type.clock: doing.decided.isoformat(),
        "performance": "pending",
    }
    entry = state(
        "pledge",
        doing.where,
        department=data.department,
        subject=subject_of(doing),
        event_day=doing.decided,
        fields=said,
        writing=doing.writing,
    )
    return entry, {}
