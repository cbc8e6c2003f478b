"""Erasing what an entry says, where the law demands it: the entry and its digest stay.

An erased record is out of force from the day of its erasure: what it said cannot count any more.
"""

from datetime import date

from django.db import connection, transaction

from goodstanding.actions.grades.copy import copy_folder
from goodstanding.core.basis.canon import canonical, keyed
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.store.copy.erase import follow
from goodstanding.store.ledger.append import append, numbering_lock
from goodstanding.store.ledger.faults_ledger import ALREADY_ERASED, ENTRY_UNKNOWN, NO_REASON
from goodstanding.store.ledger.project import project
from goodstanding.store.ledger.scrub import remove_content, scrub_files


def erase(seq: int, *, actor: str, reason: str, on: date, policy: Policy, seed: str) -> int:
    """Erase the content of record `seq`; return the number of the erasure's entry.

    The content and its salt leave the ledger, the record leaves the derived tables, and the
    database's files are scrubbed, and the columnar copy forgets it; where another process writes
    the copy just then, or it lies on another machine, its next sync does, and until then
    `goodstanding copy status` says so. Backups made before still hold it: let them expire.
    """
    if not actor.strip() or not reason.strip():
        raise Refused(NO_REASON.at(f"entry {seq}"))
    with transaction.atomic():
        numbering_lock()
        erasure = Envelope(
            kind="erasure",
            department="",
            record_type="",
            natural_key=f"erasure:{seq}",
            subject=Subject(_subject(seq), "", ""),
            event_day=None,
            learnt_day=on,
            fields={"reason": reason.strip(), "seq": str(seq)},
        )
        salt = keyed(seed.encode(), canonical(erasure.body()))
        (number,) = append([erasure], salts=[salt], replaces=[seq], actor=actor.strip())
        remove_content(seq)
        project(number, number, policy=policy)
    scrub_files()
    follow(copy_folder())
    return number


def _subject(seq: int) -> str:
    """Return whom the record is about, or refuse where there is nothing to erase."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.subject, t.seq FROM ledger_entry e"
            " LEFT JOIN ledger_content t ON t.seq = e.seq"
            " WHERE e.seq = %s AND e.kind IN ('fact', 'correction')",
            [seq],
        )
        row = cursor.fetchone()
    if row is None:
        raise Refused(ENTRY_UNKNOWN.at(f"entry {seq}", seq=seq))
    subject, content = row
    if content is None:
        raise Refused(ALREADY_ERASED.at(f"entry {seq}", seq=seq))
    return str(subject)
