"""What a cancelled restoration brings back: the record, or the measure, that it ended.

As it was, and to its own last day.
"""

from datetime import date

from goodstanding.actions.cases.doing import Doing, Done
from goodstanding.actions.cases.entries import correct, state
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Subject
from goodstanding.store.cases.faults_cases import NOTHING_RESTORED
from goodstanding.store.cases.measures import Taken, taken_against
from goodstanding.store.cases.read import CaseData, read_case
from goodstanding.store.cases.restored import (
    RESTORATION,
    RESTORE,
    Restored,
    restored_by,
    restored_in,
)
from goodstanding.store.cases.targets import About, held

ENTER, MEASURE = "enter_list", "measure"


def check_restored(procedure: Procedure, thing: About, *, on: date) -> None:
    """Refuse to cancel what was never restored, or what cannot come back."""
    cancels = any(one.do == ENTER for step in procedure.steps.values() for one in step.effects)
    if thing.kind != RESTORATION or not cancels:
        return
    data = read_case(int(thing.id))
    if data is None or not (any(one.untouched for one in restored_by(data)) or ended_by(data, on)):
        raise Refused(NOTHING_RESTORED.at("case", case=data.reference if data else thing.id))


def bring_back(doing: Doing) -> Done:
    """State what the restoration ended as it was: no new term, and nothing that is over by now."""
    data, policy, on = doing.folded.data, doing.writing.policy, doing.writing.on
    written, old = [], []
    for one in restored_in(data.about_kind, data.about_id):
        last = one.last_day(policy)
        if one.untouched and (last is None or last >= on):
            written.append(_again(one, doing))
            old.append(str(one.before.seq))
    restoration = read_case(int(data.about_id))
    measures = ended_by(restoration, on) if restoration else []
    again = {"measures": "|".join(one.measure.id for one in measures)} if measures else {}
    return (written[-1] if written else None), {"stated": "|".join(old), **again}


def ended_by(data: CaseData, on: date) -> list[Taken]:
    """Return the measures alone that a restoration ended, and that would run on without it."""
    if data.about_kind != MEASURE or all(one.effect != RESTORE for one in data.effects):
        return []
    without = taken_against([data.subject], but=data.id).get(data.subject, ())
    return [
        one
        for one in without
        if str(one.case_id) == data.about_id
        and (one.measure.ends is None or one.measure.ends >= on)
    ]


def _again(one: Restored, doing: Doing) -> int:
    """Write one record as it was."""
    was, now = one.before, held(one.before.seq)
    if now is not None:
        return correct(now, was.fields, doing.writing, flags=was.flags)
    return state(
        was.record_type,
        was.natural_key,
        department=was.department,
        subject=Subject(was.subject, was.code, was.name),
        event_day=was.event_day,
        fields=was.fields,
        flags=was.flags,
        writing=doing.writing,
    )


def ends_again(about_kind: str, about_id: str, policy: Policy, *, on: date) -> str:
    """Return until when what is brought back stands, "" where it says no day."""
    days = [one.last_day(policy) for one in restored_in(about_kind, about_id)]
    data = read_case(int(about_id)) if about_kind == RESTORATION else None
    if data is not None:
        days += [one.measure.ends for one in ended_by(data, on)]
    return max((day.isoformat() for day in days if day is not None), default="")
