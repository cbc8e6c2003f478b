"""The sealed store: what a matter needs of a person, put in by an officer, opened by two, erased.

No list, no search, no count: who has neither a case nor another's agreement learns nothing. Only
that something was sealed for a case, opened or erased is noted.
"""

import secrets
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.offices.two_persons import KIND, entitled, guarded_of, note_opening
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.cases.notes import SEAL_ERASED, SEALED, add_note
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.ledger.scrub import scrub_files
from goodstanding.store.sealed import box, rows
from goodstanding.store.sealed.faults_sealed import NO_WORDS, NOT_TODAY, NOTHING_SEALED

MOST = 2000
"""Characters of what is sealed at once: how to reach somebody, and no file about them."""


def new_key() -> str:
    """Return a key for `GOODSTANDING_SEALED_KEYS`; it is kept nowhere here."""
    return secrets.token_hex(box.KEY_BYTES)


def seal(
    case_id: int,
    kind: str,
    words: str,
    *,
    acting: Acting,
    on: date,
    policy: Policy,
    seed: str,
) -> date:
    """Seal words for a case; return the last day on which two may open them."""
    found = guarded_of(kind, policy, "sealed")
    words = words.strip()
    if not words or len(words) > MOST:
        raise Refused(NO_WORDS.at("sealed", most=MOST))
    kept = found.kept.on(on) if found.kept else None
    last_day = end_of(policy, kept, on) if kept else on
    sealed = box.seal(words, case_id=case_id, kind=kind, last_day=last_day, seed=seed)
    with transaction.atomic():
        numbering_lock()
        entitled(case_id, found.asks, acting=acting, on=on, policy=policy)
        rows.put(sealed)
        add_note(
            SEALED,
            case_id=case_id,
            last_day=last_day,
            actor=acting.account,
            office=acting.office,
            on=on,
            said={KIND: kind},
        )
    return last_day


def open_sealed(agreed: int, *, acting: Acting, on: date, policy: Policy) -> tuple[str, ...]:
    """Return what was sealed for a case, after the opening was noted."""
    box.keys()
    note = note_opening(agreed, holds="sealed", acting=acting, on=on, policy=policy)
    found = rows.of_matter(note.case_id or 0, note.said[KIND], on=on)
    if not found:
        raise Refused(NOTHING_SEALED.at("sealed"))
    return tuple(box.unseal(one) for one in found)


def erase_past(*, actor: str, on: date, today: date) -> int:
    """Erase what is past its day, also from the database's files; return how many there were.

    Never as of a day that has not come: by a slip of the hand all would be gone.
    Backups made before still hold it, unreadable without the key: let both expire.
    """
    if on > today:
        raise Refused(NOT_TODAY.at("sealed", day=on))
    with transaction.atomic():
        numbering_lock()
        count = rows.count_past(on)
        if count:
            add_note(SEAL_ERASED, actor=actor, office="", on=on, said={"count": str(count)})
            rows.erase_past(on)
    if count:
        scrub_files()
    return count
