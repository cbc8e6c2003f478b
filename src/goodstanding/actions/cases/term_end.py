"""A listing whose term is over ends by itself; who received it acknowledges that it is gone.

No step is taken on that day and nobody decides anything, so the daily run lets departments owe it.
"""

from datetime import date

from django.db import transaction

from goodstanding.actions.cases.tellings import removal_due
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.targets import held_of
from goodstanding.store.cases.term_end import listed_without_receipt
from goodstanding.store.cases.write import tell
from goodstanding.store.ledger.append import numbering_lock


def receipts_at_term(*, on: date, policy: Policy, department: str = "") -> tuple[int, ...]:
    """Let departments owe word of every listing whose last day is over; return their entries.

    `department`: only listings of this keeper's.
    """
    with transaction.atomic():
        numbering_lock()
        waiting = listed_without_receipt(department)
        entries = held_of([entry for entry, _, _ in waiting])
        ended = []
        for entry, case_id, keeper in waiting:
            found = entries.get(entry)
            known = policy.record_types.get(found.record_type) if found else None
            until = known.publicity.until_field if known else None
            last = found.fields.get(until) if found and until else None
            if last and date.fromisoformat(last) < on:
                others = [one for one in policy.departments if one != keeper]
                due = removal_due(f"record:{entry}", on=on, policy=policy)
                tell(others, record=entry, case_id=case_id, on=on, due=due)
                ended.append(entry)
    return tuple(ended)
