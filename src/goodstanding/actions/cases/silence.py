"""What silence owes the party is done in the name of time; nobody decides anything by it."""

from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import BY_TIME
from goodstanding.actions.cases.record import Act, locked, record
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.silence import note_silence
from goodstanding.store.cases.folded import ON_A_RECORD, PAUSE
from goodstanding.store.cases.read import CaseData
from goodstanding.store.cases.targets import held, paused_in, versions_of
from goodstanding.store.ledger.append import numbering_lock


def lapse(
    case_id: int, deadline: str, *, on: date, policy: Policy, seed: str, seen: int | None = None
) -> int:
    """Note that a time ran out in a case and do what it owes; return the event's number."""
    with transaction.atomic():
        folded = locked(case_id, policy=policy, seen=seen)
        outcome = note_silence(folded.procedure, folded.case, deadline, on=on, policy=folded.policy)
        numbering_lock()
        due = [one for one in outcome.effects if _reaches(one, folded.data)]
        return record(folded.data, outcome.event, Act(BY_TIME, on, policy, seed), effects=due)


def _reaches(effect: Effect, data: CaseData) -> bool:
    """Return whether an effect finds what it holds back: a record may be gone for good by now."""
    if effect.do != PAUSE or data.about_kind not in ON_A_RECORD:
        return True
    entry = int(data.about_id)
    versions = set(versions_of(entry))
    return held(entry) is not None or any(one in versions for _, one in paused_in(data.subject))
