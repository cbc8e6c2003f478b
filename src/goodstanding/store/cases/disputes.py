"""Which running cases contest the same thing, and which of them keep its record out of sight."""

from django.db import connection

from goodstanding.store.cases.folded import ON_A_RECORD
from goodstanding.store.cases.read import CaseData
from goodstanding.store.cases.targets import Held, paused_in, versions_of
from goodstanding.store.dialect import among_numbers, listed

Thing = tuple[str, str]


def running_against(subject: str) -> list[int]:
    """Return the cases that hold something about an entity or what it did, as they were opened.

    Those that run, and those whose end against the party is not served.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id FROM case_standing WHERE subject = %s"
            " AND (ended = %s OR mark <> '') ORDER BY case_id",
            [subject, False],
        )
        return [int(found) for (found,) in cursor.fetchall()]


def same_thing(one: CaseData, other: CaseData) -> bool:
    """Return whether two cases are about the same record, or about a case and what it listed."""
    return one.subject == other.subject and bool(_things(one) & _things(other))


def _things(data: CaseData) -> frozenset[Thing]:
    """Return what a case is about: a record with the cases that listed it, or what has an id."""
    if data.about_kind not in ON_A_RECORD:
        return frozenset([("", data.about_id)])
    entries = versions_of(int(data.about_id))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT case_id FROM case_effect WHERE effect = 'enter_list'"
            f" AND {among_numbers('entry')}",
            [listed(entries)],
        )
        writers = [("", str(found)) for (found,) in cursor.fetchall()]
    return frozenset([("record", str(min(entries, default=0))), *writers])


def paused_by_another(record: Held, but: int) -> bool:
    """Return whether another running case than one keeps a record out of sight."""
    versions = set(versions_of(record.seq))
    return any(case_id != but and entry in versions for case_id, entry in paused_in(record.subject))
