"""Listings that cases wrote and of whose end nobody was told."""

from django.db import connection


def listed_without_receipt(department: str) -> list[tuple[int, int, str]]:
    """Return entries that cases wrote, with case and keeper, of which nobody owes word yet.

    `department`: only this keeper's; "" of all.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.entry, f.case_id, c.department FROM case_effect f"
            " JOIN case_file c ON c.id = f.case_id"
            " WHERE f.effect = 'enter_list' AND f.entry IS NOT NULL AND %s IN ('', c.department)"
            " AND NOT EXISTS (SELECT 1 FROM receiver_receipt r WHERE r.record = f.entry)"
            " ORDER BY f.id",
            [department],
        )
        return [(entry, case_id, keeper) for entry, case_id, keeper in cursor.fetchall()]
