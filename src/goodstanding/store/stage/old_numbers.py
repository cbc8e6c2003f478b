"""Old numbers that a registry's batch states and that nobody has judged yet."""

from django.db import connection

from goodstanding.core.basis.ids import may_be_its_old_number

_UNJUDGED = """
SELECT MIN(s.row_no), s.source, MIN(s.subject)
FROM stage_row s
LEFT JOIN ledger_entry e
  ON e.department = %s AND e.record_type = '' AND e.natural_key = s.source
  AND e.kind = 'judgement'
WHERE s.batch = %s AND s.outcome IN ('accepted', 'flagged') AND s.source <> ''
  AND e.seq IS NULL
GROUP BY s.source
HAVING MIN(s.subject) = MAX(s.subject)
ORDER BY MIN(s.row_no)
"""
"""The stage keeps a registry row's old key in `source`, which only refused rows need otherwise."""


def unjudged_old_numbers(batch: int, department: str) -> list[tuple[int, str, str]]:
    """Return row, old key and unified key, in row order.

    Left to persons: an old number that two rows give to different codes, and one that was judged
    before, also where an officer has undone that. An individual business that became a company
    stays an archive of its own: a person may link the two.
    """
    with connection.cursor() as cursor:
        cursor.execute(_UNJUDGED, [department, batch])
        return [
            (int(row), str(old), str(new))
            for row, old, new in cursor.fetchall()
            if may_be_its_old_number(str(old), str(new))
        ]
