"""Old numbers that a registry's batch states and that nobody has judged yet."""

from collections.abc import Iterator

from django.db import connection

from goodstanding.core.basis.ids import may_be_its_old_number

SLICE = 5_000

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


def unjudged_old_numbers(batch: int, department: str) -> Iterator[list[tuple[int, str, str]]]:
    """Give row, old key and unified key, in row order and in slices.

    Left to persons: an old number that two rows give to different codes, and one that was judged
    before, also where an officer has undone that. An individual business that became a company
    stays an archive of its own: a person may link the two. What is judged between two slices
    changes nothing in those that follow: all rows are found, and sorted, before the first.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(_UNJUDGED, [department, batch])
        while rows := cursor.fetchmany(SLICE):
            yield [
                (int(row), str(old), str(new))
                for row, old, new in rows
                if may_be_its_old_number(str(old), str(new))
            ]
