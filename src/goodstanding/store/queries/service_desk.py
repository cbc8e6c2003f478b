"""Letters that wait to be served."""

from collections.abc import Collection

from django.db import connection

LETTERS_MOST = 500


def waiting_letters(
    departments: Collection[str] | None = None, *, limit: int = LETTERS_MOST
) -> list[tuple[int, int]]:
    """Return letters that were neither served nor taken back, with their cases; oldest first.

    Of some departments alone, or of all (None): who serves for one must not wait behind another.
    """
    of = "" if departments is None else " AND l.department IN ({})".format(
        ", ".join(["%s"] * len(departments)) or "NULL"
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.id, l.case_id FROM letter l WHERE NOT EXISTS"
            " (SELECT 1 FROM service s WHERE s.letter = l.id AND s.delivered = %s)"
            " AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = l.case_id"
            f" AND e.step = 'recall:' || l.id){of} ORDER BY l.id LIMIT %s",
            [True, *(departments or ()), limit],
        )
        return [(letter, case) for letter, case in cursor.fetchall()]
