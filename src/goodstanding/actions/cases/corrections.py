"""What a case does to a record that is there: correct it, withdraw it, pause it, end its term."""

from collections.abc import Mapping
from datetime import date, timedelta

from goodstanding.actions.cases.doing import (
    ENTITY,
    Doing,
    Done,
    leaves_entry,
    listed,
    reached,
    record_of,
)
from goodstanding.actions.cases.entries import correct, state, withdraw
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.core.policy.shape import RecordType
from goodstanding.core.records.envelope import Subject
from goodstanding.store.cases.disputes import paused_by_another
from goodstanding.store.cases.faults_cases import WRONG_EFFECT
from goodstanding.store.cases.folded import ON_A_RECORD, PAUSE, RESUME
from goodstanding.store.cases.targets import (
    Held,
    disclosed,
    paused_in,
    stated,
    target,
    versions_of,
    withdrawn,
)
from goodstanding.store.cases.targets import held as in_force

CORRECTED = "correction"
"""The form's field that says what a record must read: lines of `field=value`."""
BOTH_VIEWS = "both_views"


def correct_record(effect: Effect, doing: Doing) -> Done:
    """Give the record the values that the form states; `supplement_record` fills empty ones."""
    held = record_of(effect, doing)
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


def annotate_both(effect: Effect, doing: Doing) -> Done:
    """Let the record stand and say that both views are in the case."""
    held = record_of(effect, doing)
    if held is None:
        return None, {}
    entry = correct(held, held.fields, doing.writing, flags=(BOTH_VIEWS,))
    return entry, {"replaced": str(held.seq)}


def withdraw_record(effect: Effect, doing: Doing) -> Done:
    """Put the record out of force; where the case did so already, note it."""
    held = target(doing.folded.data)
    if held is None:
        return _gone(effect, doing)
    why = {"case": doing.where, "effect": effect.do}
    return withdraw(held, why, doing.writing), {"removed": str(held.seq)}


def pause_disclosure(effect: Effect, doing: Doing) -> Done:
    """Show the record nowhere while the case runs: out of force, until `resume` states it anew."""
    data = doing.folded.data
    if data.about_kind == ENTITY:
        types = doing.writing.policy.record_types
        adverse = [one for one in types if types[one].effect == "adverse"]
        records = disclosed(data.subject, adverse)
    elif data.about_kind in ON_A_RECORD and (hidden := _paused_already(doing)):
        return None, {"paused": "|".join(hidden)}
    else:
        records = reached(effect, doing)
    why = {"case": doing.where, "effect": effect.do}
    written = [withdraw(one, why, doing.writing) for one in records]
    if not written:
        return None, {}
    return written[-1], {"paused": "|".join(str(one.seq) for one in records)}


def _paused_already(doing: Doing) -> list[str]:
    """Return the version of its record that another running case keeps out of sight, if any."""
    data = doing.folded.data
    if in_force(int(data.about_id)) is not None:
        return []
    versions = set(versions_of(int(data.about_id)))
    return [str(one) for _, one in paused_in(data.subject) if one in versions][-1:]


def resume(doing: Doing, *, changes: bool = False) -> None:
    """State anew, when the case ends, the records that were not shown while it ran.

    What another running case keeps out of sight stays so, unless the end `changes` the record.
    """
    said = [one for one in doing.done if one.detail.get("paused") or one.effect == RESUME]
    paused = said[-1] if said else None
    if paused is None or paused.effect == RESUME:
        return  # nothing is hidden, or it is shown again: a case that was taken up anew hides anew
    for one in listed(paused.detail["paused"]):
        old = stated(int(one))
        if old is None or in_force(old.seq) is not None or not _only_paused(old):
            continue
        if changes or not paused_by_another(old, doing.folded.data.id):
            _state_anew(old, doing)


def _only_paused(old: Held) -> bool:
    """Return whether a record is gone only because a case hid it: what was removed stays so."""
    gone = withdrawn(old.seq)
    return gone is not None and gone.effect == PAUSE


def _state_anew(old: Held, doing: Doing) -> None:
    """State a record as it was."""
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
    doing.keep(RESUME, entry, {"stated": str(old.seq)})


def _gone(effect: Effect, doing: Doing) -> Done:
    """Return what an earlier effect of the case took out of force already."""
    for one in reversed(doing.done):
        if one.detail.get("removed"):
            return one.entry, {"removed": one.detail["removed"]}
    record_of(effect, doing)
    return None, {}


def leave_list(effect: Effect, doing: Doing) -> Done:
    """End an entry's term before today; an entry without a term is taken out of force."""
    if doing.folded.data.about_kind == ENTITY:
        ended = [_leave(effect, one, doing)[0] for one in reached(effect, doing)]
        entries = [one for one in ended if one is not None]
        removed = {"removed": "|".join(map(str, entries))} if entries else {}
        return (entries[-1] if entries else None), removed
    held = None if leaves_entry(doing) else target(doing.folded.data)
    return _gone(effect, doing) if held is None else _leave(effect, held, doing)


def _leave(effect: Effect, held: Held, doing: Doing) -> Done:
    """End one entry's term, or take it out of force."""
    until = until_field(doing.writing.policy.record_types.get(held.record_type))
    if until is None:
        why = {"case": doing.where, "effect": effect.do}
        return withdraw(held, why, doing.writing), {"removed": str(held.seq)}
    last = doing.writing.on - timedelta(days=1)
    if held.fields.get(until) and date.fromisoformat(held.fields[until]) <= last:
        return held.seq, {"removed": str(held.seq)}
    entry = correct(held, {**held.fields, until: last.isoformat()}, doing.writing)
    return entry, {"removed": str(held.seq)}


def until_field(record_type: RecordType | None) -> str | None:
    """Return the field that ends a record's publicity, or None where none does."""
    return record_type.publicity.until_field if record_type else None
