"""What a step does to the world, in its own transaction: entries, receipts, tellings.

What burdens waits for the service of the step's letter (`waits_for`); the caller hands over only
what is due now. Records change by new ledger entries alone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from goodstanding.actions.case_entries import Writing, correct, state, withdraw
from goodstanding.actions.case_measures import kept
from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.faults import Refused
from goodstanding.core.disclosure.working_days import add_working_days
from goodstanding.core.policy.lists_shape import DesignationList
from goodstanding.core.policy.shape import RecordType
from goodstanding.core.procedures.case_shape import Effect
from goodstanding.core.records.envelope import Subject
from goodstanding.store.cases.checks import answered_no
from goodstanding.store.cases.faults_cases import NOTHING_TO_CHANGE, WRONG_EFFECT
from goodstanding.store.cases.folded import ON_A_RECORD, PAUSE, RESUME, Folded
from goodstanding.store.cases.read import read_case
from goodstanding.store.cases.targets import Held, stated, target, versions_of
from goodstanding.store.cases.targets import held as in_force
from goodstanding.store.cases.write import add_effect, tell
from goodstanding.store.queries.archive import entity_by_key

CORRECTED = "correction"
"""The form's field that says what a record must read: lines of `field=value`."""
BOTH_VIEWS = "both_views"
LIST = "enter_list"
ACKNOWLEDGE_DAYS = 3
"""Working days in which a department acknowledges that a record is gone (demonstration)."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A step whose effects are performed: the case after it, its event, what its forms say."""

    folded: Folded
    event: int
    decided: date
    form: Mapping[str, str]
    writing: Writing

    @property
    def where(self) -> str:
        """Return how a refusal names the place."""
        return self.folded.data.reference


def perform(effect: Effect, doing: Doing) -> None:
    """Perform one effect, and keep what it did."""
    entry, detail = DO.get(effect.do, _tell_only)(effect, doing)
    if effect.while_disputed:
        detail = {**detail, "while_disputed": effect.while_disputed}
    add_effect(
        doing.folded.data.id,
        event=doing.event,
        effect=effect.do,
        entry=entry,
        on=doing.writing.on,
        detail=detail,
    )


Done = tuple[int | None, Mapping[str, str]]
"""The entry that an effect wrote or is about, and what else is to be kept of it."""


def _tell_only(effect: Effect, doing: Doing) -> Done:
    """Keep that it was done: parties, superiors and grades follow from the case itself."""
    del effect
    held = target(doing.folded.data)
    return (held.seq if held else None), {}


def _held(effect: Effect, doing: Doing) -> Held | None:
    """Return the record that an effect reaches.

    None where the case is about something that is no record; refused where the record is gone.
    """
    found = target(doing.folded.data)
    if found is None and doing.folded.data.about_kind in ON_A_RECORD:
        raise Refused(NOTHING_TO_CHANGE.at(doing.where, effect=effect.do))
    return found


def _correct(effect: Effect, doing: Doing) -> Done:
    """Give the record the values that the form states; `supplement_record` fills empty ones."""
    held = _held(effect, doing)
    if held is None:
        return None, {}
    record_type = doing.writing.policy.record_types.get(held.record_type)
    fields = dict(held.fields)
    for line in filter(None, map(str.strip, doing.form.get(CORRECTED, "").splitlines())):
        name, equals, value = (part.strip() for part in line.partition("="))
        known = record_type.fields.get(name) if record_type else None
        why = ""
        if not equals or known is None:
            why = line
        elif effect.do == "supplement_record" and fields.get(name):
            why = f"{name} = {fields[name]}"
        elif (known.required and not value) or not _fits(known.kind, value, known.choices):
            why = line
        if why:
            raise Refused(WRONG_EFFECT.at(doing.where, effect=effect.do, field=CORRECTED, why=why))
        fields[name] = value
    if fields == dict(held.fields):
        raise Refused(WRONG_EFFECT.at(doing.where, effect=effect.do, field=CORRECTED, why="="))
    return correct(held, fields, doing.writing), {"replaced": str(held.seq)}


def _fits(kind: str, value: str, choices: Mapping[str, object]) -> bool:
    """Return whether a corrected value is one that intake could have given the field."""
    if not value:
        return True
    if kind == "day":
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    if kind in ("integer", "money"):
        return value.isascii() and value.isdigit()
    if kind == "choice":
        return value in choices
    return kind != "choices" or set(value.split("|")) <= set(choices)


def _both_views(effect: Effect, doing: Doing) -> Done:
    held = _held(effect, doing)
    if held is None:
        return None, {}
    entry = correct(held, held.fields, doing.writing, flags=(BOTH_VIEWS,))
    return entry, {"replaced": str(held.seq)}


def _withdraw(effect: Effect, doing: Doing) -> Done:
    """Put the record out of force; where the case did so already, note it."""
    held = target(doing.folded.data)
    if held is None:
        return _gone(effect, doing)
    why = {"case": doing.where, "effect": effect.do}
    return withdraw(held, why, doing.writing), {"removed": str(held.seq)}


def _pause(effect: Effect, doing: Doing) -> Done:
    """Show the record nowhere while the case runs: out of force, until `resume` states it anew."""
    held = _held(effect, doing)
    if held is None:
        return None, {}
    why = {"case": doing.where, "effect": effect.do}
    return withdraw(held, why, doing.writing), {"paused": str(held.seq)}


def resume(doing: Doing) -> None:
    """State anew, when the case ends, the record that was not shown while it ran."""
    data = doing.folded.data
    paused = next((one for one in data.effects if one.effect == PAUSE and one.entry), None)
    if paused is None or any(one.effect == RESUME for one in data.effects):
        return
    old = stated(int(paused.detail["paused"]))
    if old is None or in_force(old.seq) is not None:
        return
    entry = state(
        old.record_type,
        old.natural_key,
        department=old.department,
        subject=Subject(old.subject, old.code, old.name),
        event_day=old.event_day,
        fields=old.fields,
        flags=old.flags,
        writing=doing.writing,
    )
    add_effect(
        data.id,
        event=doing.event,
        effect=RESUME,
        entry=entry,
        on=doing.writing.on,
        detail={"paused": str(old.seq)},
    )


def _gone(effect: Effect, doing: Doing) -> Done:
    """Return what an earlier effect of the case took out of force already."""
    data = read_case(doing.folded.data.id)
    for one in reversed(data.effects if data else ()):
        if one.detail.get("removed"):
            return one.entry, {"removed": one.detail["removed"]}
    _held(effect, doing)
    return None, {}


def _leave_list(effect: Effect, doing: Doing) -> Done:
    """End an entry's term before today; an entry without a term is taken out of force."""
    held = target(doing.folded.data)
    if held is None:
        return _gone(effect, doing)
    until = _until_field(doing.writing.policy.record_types.get(held.record_type))
    if until is None:
        return _withdraw(effect, doing)
    last = doing.writing.on - timedelta(days=1)
    if held.fields.get(until) and date.fromisoformat(held.fields[until]) <= last:
        return held.seq, {"removed": str(held.seq)}
    entry = correct(held, {**held.fields, until: last.isoformat()}, doing.writing)
    return entry, {"removed": str(held.seq)}


def _until_field(record_type: RecordType | None) -> str | None:
    return record_type.publicity.until_field if record_type else None


def _enter_list(effect: Effect, doing: Doing) -> Done:
    """Write the entry on a list as a record of the list's type, with its term from the decision."""
    data, policy = doing.folded.data, doing.writing.policy
    chosen = policy.lists.get(doing.form.get("list", ""))
    record_type = policy.record_types.get(chosen.record_type) if chosen else None
    if chosen is None or record_type is None:
        known = ", ".join(one.id for one in policy.lists.values() if one.record_type)
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
        subject=_subject(doing),
        event_day=doing.decided,
        fields={name: value for name, value in fields.items() if value},
        writing=doing.writing,
    )
    return entry, {"list": chosen.id}


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
    until = _until_field(record_type)
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


def _start(effect: Effect, doing: Doing) -> Done:
    """Keep which measures begin with their ends, and the records that they rest on."""
    del effect
    on = doing.writing.on
    said = kept(
        doing.folded, doing.form, starts=on, decided=doing.decided, policy=doing.writing.policy
    )
    data = doing.folded.data
    written = [one.entry for one in (read_case(data.id) or data).effects if one.effect == LIST]
    records = [one for one in said.get("records", "").split("|") if one]
    records += [str(one) for one in written if one is not None]
    return (written[-1] if written else None), {**said, "records": "|".join(records)}


def _measure(effect: Effect, doing: Doing) -> Done:
    """Keep which measures begin or end, on what ground, and until when."""
    said = {
        name: doing.form[name]
        for name in ("measures", "anchor", "body", "list", "term_months", "matter")
        if doing.form.get(name)
    }
    held = target(doing.folded.data)
    return (held.seq if held else None), {
        **said,
        "from": doing.decided.isoformat(),
        "do": effect.do,
    }


def _tell_receivers(effect: Effect, doing: Doing) -> Done:
    """Let every department that received the record acknowledge that it is gone."""
    data, policy = doing.folded.data, doing.writing.policy
    record = _record(effect, doing)
    if record is None:
        return None, {}
    departments = [one for one in policy.departments if one != data.department]
    tell(departments, record=record, case_id=data.id, on=doing.writing.on, due=_due(doing))
    return record, {"departments": "|".join(departments)}


def _tell_checked(effect: Effect, doing: Doing) -> Done:
    """Tell everyone who was answered "no" on the record: they must reopen, or say why not."""
    record = _record(effect, doing)
    if record is None:
        return None, {}
    checks = answered_no(versions_of(record))
    departments = sorted({one.department for one in checks if one.department})
    tell(
        departments,
        record=record,
        case_id=doing.folded.data.id,
        on=doing.writing.on,
        due=_due(doing),
    )
    return record, {
        "checks": "|".join(str(one.id) for one in checks),
        "departments": "|".join(departments),
    }


def _record(effect: Effect, doing: Doing) -> int | None:
    """Return the record that others must hear of, as it was before the case changed it."""
    data = doing.folded.data
    if data.about_kind in ON_A_RECORD:
        return int(data.about_id)
    held = _held(effect, doing)
    return held.seq if held else None


def _due(doing: Doing) -> date:
    return add_working_days(doing.writing.policy, doing.writing.on, ACKNOWLEDGE_DAYS)


def _subject(doing: Doing) -> Subject:
    """Return the organisation of a new record, by its key and present name."""
    key = doing.folded.data.subject
    entity = entity_by_key(key)
    return Subject(key, key.partition(":")[2], entity.name if entity else "")


def _pledge(effect: Effect, doing: Doing) -> Done:
    """Write the pledge, or its breach, as a record of the type that the directory has for it."""
    data, policy = doing.folded.data, doing.writing.policy
    held = target(data)
    if effect.do == "record_breach":
        if held is None:
            raise Refused(NOTHING_TO_CHANGE.at(doing.where, effect=effect.do))
        broken = {"performance": "broken", "checked_day": doing.decided.isoformat()}
        return correct(held, {**held.fields, **broken}, doing.writing), {}
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
        subject=_subject(doing),
        event_day=doing.decided,
        fields=said,
        writing=doing.writing,
    )
    return entry, {}


DO: Mapping[str, Callable[[Effect, Doing], Done]] = {
    "correct_record": _correct,
    "supplement_record": _correct,
    "annotate_both": _both_views,
    "pause_disclosure": _pause,
    "withdraw_record": _withdraw,
    "end_disclosure": _withdraw,
    "restore": _leave_list,
    "leave_list": _leave_list,
    "enter_list": _enter_list,
    "start_measure": _start,
    "end_measure": _measure,
    "suspend_measures": _measure,
    "resume_measures": _measure,
    "grant_matter": _measure,
    "revoke_matter": _measure,
    "tell_receivers": _tell_receivers,
    "tell_checked": _tell_checked,
    "record_pledge": _pledge,
    "record_breach": _pledge,
}
"""What writes or tells; every other effect is kept and followed elsewhere."""
