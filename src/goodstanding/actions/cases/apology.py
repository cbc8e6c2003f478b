"""The apology: said where the wrong was shown, from the service of its letter until a stated day.

It repeats nothing of what was wrong: which kind of record it was, who apologises, by which letter.
"""

from collections.abc import Mapping

from goodstanding.actions.cases.doing import Doing, Done
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.core.policy.rights_shape import ClockId
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.cases.faults_cases import NO_CLOCK
from goodstanding.store.cases.folded import ON_A_RECORD
from goodstanding.store.cases.read import CaseData, read_case
from goodstanding.store.cases.targets import Held, origin_of, stated

SHOWN: ClockId = "apology"
WISH, LETTER_ONLY = "apology_wish", "letter_only"
PUBLIC = "public"


def apologise(effect: Effect, doing: Doing) -> Done:
    """Keep where the apology is shown and until when; nowhere if it was not, or not wished."""
    del effect
    folded, on = doing.folded, doing.writing.on
    shown = _shown(folded.data)
    record_type = folded.policy.record_types.get(shown.record_type) if shown else None
    if record_type is None or record_type.openness != PUBLIC or _only_by_letter(doing.form):
        return None, {}
    within = folded.policy.within(SHOWN, on=on)
    if within is None:
        raise Refused(NO_CLOCK.at(doing.where, clock=SHOWN, day=on))
    until = end_of(folded.policy, within, on)
    return None, {
        "record_type": record_type.id,
        "from": on.isoformat(),
        "until": until.isoformat(),
    }


def _shown(data: CaseData) -> Held | None:
    """Return the record that was wrong: what the case in question, or the case it undid, stated."""
    first = origin_of(data)
    if first.about_kind in ON_A_RECORD:
        return stated(int(first.about_id))
    wrote = read_case(int(first.about_id)) if first.about_id.isdigit() else None
    entries = [one.entry for one in wrote.effects if one.effect == "enter_list"] if wrote else []
    return stated(entries[-1]) if entries and entries[-1] is not None else None


def _only_by_letter(form: Mapping[str, str]) -> bool:
    return form.get(WISH, "") == LETTER_ONLY
