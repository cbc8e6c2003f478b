"""What a step does to the world, in its own transaction: entries, receipts, tellings.

What burdens waits for the service of the step's letter (`waits_for`); the caller hands over only
what is due now. Records change by new ledger entries alone.
"""

from collections.abc import Callable, Mapping

from goodstanding.actions.cases.apology import apologise
from goodstanding.actions.cases.corrections import (
    annotate_both,
    correct_record,
    leave_list,
    pause_disclosure,
    withdraw_record,
)
from goodstanding.actions.cases.doing import Doing, Done
from goodstanding.actions.cases.facts import enter_list, pledge
from goodstanding.actions.cases.grades import recompute_grade
from goodstanding.actions.cases.measures import kept
from goodstanding.actions.cases.permits import end_permission, permit
from goodstanding.actions.cases.protection import end_protection, protect
from goodstanding.actions.cases.reviews import reviewed, set_review
from goodstanding.actions.cases.tellings import (
    alert_superior,
    notify_parties,
    tell_checked,
    tell_receivers,
)
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.store.cases.targets import target

LIST = "enter_list"


def perform(effect: Effect, doing: Doing) -> None:
    """Perform one effect, and keep what it did."""
    entry, detail = DO.get(effect.do, _kept)(effect, doing)
    if effect.while_disputed:
        detail = {**detail, "while_disputed": effect.while_disputed}
    detail = {**detail, **reviewed(effect, doing)}
    doing.keep(effect.do, entry, detail)


def _kept(effect: Effect, doing: Doing) -> Done:
    """Keep that it was said: what is shown and shared follows from the records themselves."""
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
    written = [one.entry for one in doing.done if one.effect == LIST]
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


def _supplement(effect: Effect, doing: Doing) -> Done:
    """Add to the record what was found: of a pledge that it was kept, else what the form says."""
    checked = doing.folded.data.about_kind == "pledge"
    return pledge(effect, doing) if checked else correct_record(effect, doing)


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
    "permit": permit,
    "release": permit,
    "end_permission": end_permission,
    "apologise": apologise,
    "protect": protect,
    "end_protection": end_protection,
    "tell_receivers": tell_receivers,
    "tell_checked": tell_checked,
    "notify_parties": notify_parties,
    "alert_superior": alert_superior,
    "recompute_grade": recompute_grade,
    "set_review": set_review,
    "record_pledge": pledge,
    "record_breach": pledge,
}
"""What acts; the others (publish, unpublish, stop_sharing) only say what records then show."""
