"""Letters that wait to be served."""

from django.db import connection

LETTERS_MOST = 500


def waiting_letters(*, limit: int = LETTERS_MOST) -> list[tuple[int, int]]:
    """Return letters that were neither served nor taken back, with their cases; oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.id, l.case_id FROM letter l WHERE NOT EXISTS"
            " (SELECT 1 FROM service s WHERE s.letter = l.id AND s.delivered = %s)"
            " AND NOT EXISTS (SELECT 1 FROM case_event e WHERE e.case_id = l.case_id"
            " AND e.step = 'recall:' || l.id) ORDER BY l.id LIMIT %s",
            [True, limit],
        )
        return [(letter, case) for letter, case in cursor.fetchall()]
