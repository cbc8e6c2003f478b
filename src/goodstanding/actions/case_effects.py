"""What a step does to the world, in its own transaction: entries, receipts, tellings.

What burdens waits for the service of the step's letter (`waits_for`); the caller hands over only
what is due now. Records change by new ledger entries alone.
"""

from collections.abc import Callable, Mapping
from datetime import date

from goodstanding.actions.case_corrections import (
    annotate_both,
    correct_record,
    leave_list,
    pause_disclosure,
    withdraw_record,
)
from goodstanding.actions.case_doing import Doing, Done, record_of
from goodstanding.actions.case_facts import enter_list, pledge
from goodstanding.actions.case_measures import kept
from goodstanding.core.disclosure.working_days import add_working_days
from goodstanding.core.procedures.case_shape import Effect
from goodstanding.store.cases.checks import answered_no
from goodstanding.store.cases.folded import ON_A_RECORD
from goodstanding.store.cases.read import read_case
from goodstanding.store.cases.targets import target, versions_of
from goodstanding.store.cases.write import add_effect, tell

LIST = "enter_list"
ACKNOWLEDGE_DAYS = 3
"""Working days in which a department acknowledges that a record is gone (demonstration)."""


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


def _tell_only(effect: Effect, doing: Doing) -> Done:
    """Keep that it was done: parties, superiors and grades follow from the case itself."""
    del effect
    held = target(doing.folded.data)
    return (held.seq if held else None), {}


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
    """Let every department that received the record acknowledge that it is gone or changed."""
    data, policy = doing.folded.data, doing.writing.policy
    record = _record(effect, doing)
    if record is None:
        return None, {}
    departments = [one for one in policy.departments if one != data.department]
    if not _changed(data.id):
        return record, {"departments": "|".join(departments)}
    tell(departments, record=record, case_id=data.id, on=doing.writing.on, due=_due(doing))
    return record, {"departments": "|".join(departments)}


def _tell_checked(effect: Effect, doing: Doing) -> Done:
    """Tell everyone who was answered "no" on the record: they must reopen, or say why not.

    Where the case is about another case, also those who were answered on that one's measures.
    """
    record, data = _record(effect, doing), doing.folded.data
    about_case = data.about_kind not in ON_A_RECORD and data.about_id.isdigit()
    checks = answered_no(
        versions_of(record) if record is not None else (),
        [int(data.about_id)] if about_case else (),
    )
    departments = sorted({one.department for one in checks if one.department})
    if record is not None:
        tell(departments, record=record, case_id=data.id, on=doing.writing.on, due=_due(doing))
    if not checks and record is None:
        return None, {}
    return record, {
        "checks": "|".join(str(one.id) for one in checks),
        "departments": "|".join(departments),
    }


def _changed(case_id: int) -> bool:
    """Return whether the case took a record out or corrected it; a new entry is only told."""
    data = read_case(case_id)
    return any(
        one.detail.get("removed") or one.detail.get("replaced")
        for one in (data.effects if data else ())
    )


def _record(effect: Effect, doing: Doing) -> int | None:
    """Return the record that others must hear of, as it was before the case changed it."""
    data = doing.folded.data
    if data.about_kind in ON_A_RECORD:
        return int(data.about_id)
    held = record_of(effect, doing)
    return held.seq if held else None


def _supplement(effect: Effect, doing: Doing) -> Done:
    """Add to the record what was found: of a pledge that it was kept, else what the form says."""
    checked = doing.folded.data.about_kind == "pledge"
    return pledge(effect, doing) if checked else correct_record(effect, doing)


def _due(doing: Doing) -> date:
    return add_working_days(doing.writing.policy, doing.writing.on, ACKNOWLEDGE_DAYS)


DO: Mapping[str, Callable[[Effect, Doing], Done]] = {
    "correct_record": correct_record,
    "supplement_record": _supplement,
    "annotate_both": annotate_both,
    "pause_disclosure": pause_disclosure,
    "withdraw_record": withdraw_record,
    "end_disclosure": withdraw_record,
    "restore": leave_list,
    "leave_list": leave_list,
    "enter_list": enter_list,
    "start_measure": _start,
    "end_measure": _measure,
    "suspend_measures": _measure,
    "resume_measures": _measure,
    "grant_matter": _measure,
    "revoke_matter": _measure,
    "tell_receivers": _tell_receivers,
    "tell_checked": _tell_checked,
    "record_pledge": pledge,
    "record_breach": pledge,
}
"""What writes or tells; every other effect is kept and followed elsewhere."""
