"""What a batch changes: its rows against the versions in force, in the database's own hands.

Run inside the sealing transaction, under the numbering lock: between this comparison and the
append no other batch can move the versions in force. A row is compared with the row of the same
key before it in the batch, or else with the version in force; never with older versions, because
a value that goes from A to B and back to A is three statements. Only where a case put a version
in force, or took one out, what was sent before it counts as held.
"""

from django.db import connection

_AGAIN = """
SELECT natural_key FROM stage_row
WHERE batch = %s AND outcome IN ('accepted', 'flagged')
GROUP BY natural_key HAVING COUNT(*) > 1
UNION
SELECT s.natural_key FROM stage_row s JOIN current_record c
  ON c.department = %s AND c.record_type = %s AND c.natural_key = s.natural_key
WHERE s.batch = %s AND s.outcome IN ('accepted', 'flagged')
"""
"""Keys that the batch states twice, or that are in force: of most batches few, or none."""

_PREVIOUS = f"""
WITH numbered AS (
  SELECT id, row_no, natural_key, fingerprint, ROW_NUMBER() OVER (ORDER BY row_no) AS nth
  FROM stage_row WHERE batch = %s AND outcome IN ('accepted', 'flagged')
)
SELECT id, fingerprint, previous, current_seq,
  MAX(CASE WHEN changes = 1 THEN place END) OVER (
    PARTITION BY natural_key ORDER BY row_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS replaced_place
FROM (
  SELECT id, row_no, natural_key, fingerprint, previous, current_seq, changes,
    nth - SUM(1 - changes) OVER (ORDER BY row_no) AS place
  FROM (
    SELECT id, row_no, nth, natural_key, fingerprint, previous, current_seq,
      CASE WHEN previous = fingerprint THEN 0 ELSE 1 END AS changes
    FROM (
      SELECT s.id, s.row_no, s.nth, s.natural_key, s.fingerprint, c.seq AS current_seq,
        COALESCE(
          LAG(s.fingerprint) OVER (PARTITION BY s.natural_key ORDER BY s.row_no), c.fingerprint
        ) AS previous
      FROM numbered s LEFT JOIN current_record c
        ON c.department = %s AND c.record_type = %s AND c.natural_key = s.natural_key
      WHERE s.natural_key IN ({_AGAIN})
    ) AS neighbours
  ) AS judged
) AS placed
"""
"""Each row of such a key with the fingerprint before it, and the place, among the rows that change
something, of the last one with its key. Under the numbering lock a place is a ledger number
already. All other rows change something, so a place is the row's own less the unchanged before."""

_MARK = f"""
UPDATE stage_row SET
  outcome = CASE WHEN j.previous = j.fingerprint THEN 'held' ELSE stage_row.outcome END,
  kind = CASE WHEN j.previous = j.fingerprint THEN stage_row.kind ELSE 'correction' END,
  replaces = CASE
    WHEN j.previous = j.fingerprint THEN NULL
    WHEN j.replaced_place IS NOT NULL THEN %s + j.replaced_place
    ELSE j.current_seq
  END
FROM ({_PREVIOUS}) AS j
WHERE stage_row.id = j.id AND j.previous IS NOT NULL
"""

_SETTLED = """
UPDATE stage_row SET outcome = 'held'
WHERE batch = %s AND outcome IN ('accepted', 'flagged')
  AND natural_key IN (
    SELECT v.natural_key FROM case_effect f CROSS JOIN ledger_entry v
    WHERE v.seq = f.entry AND v.department = %s AND v.record_type = %s
  )
  AND EXISTS (
    SELECT 1 FROM ledger_entry v JOIN case_effect f ON f.entry = v.seq
    WHERE v.department = %s AND v.record_type = %s AND v.natural_key = stage_row.natural_key
      AND NOT EXISTS (
        SELECT 1 FROM ledger_entry n
        WHERE n.department = v.department AND n.record_type = v.record_type
          AND n.natural_key = v.natural_key AND n.seq > v.seq
          AND n.kind IN ('fact', 'correction', 'withdrawal')
      )
      AND EXISTS (
        SELECT 1 FROM ledger_entry o JOIN ledger_content t ON t.seq = o.seq
        WHERE o.department = v.department AND o.record_type = v.record_type
          AND o.natural_key = v.natural_key AND o.seq < v.seq
          AND t.fingerprint = stage_row.fingerprint
      )
  )
"""
"""Rows that say once more, word for word, what a case has put right since: a department's file
does not bring back what an objection or a restoration took out. Another content does. The join is
crossed, so that SQLite begins with what cases did, which is little, and not with all records."""

_WITHDRAW = """
INSERT INTO stage_row (
  batch, row_no, outcome, kind, record_type, natural_key, subject, event_day, replaces,
  body, salt, fingerprint, digest, faults, source
)
SELECT %s, %s + ROW_NUMBER() OVER (ORDER BY c.natural_key), 'withdrawn', 'withdrawal',
  c.record_type, c.natural_key, c.subject, c.event_day, c.seq, %s, '', '', '', '', ''
FROM current_record c
LEFT JOIN (
  SELECT DISTINCT natural_key FROM stage_row WHERE batch = %s
) AS sent ON sent.natural_key = c.natural_key
LEFT JOIN (
  SELECT DISTINCT subject FROM stage_row
  WHERE batch = %s AND outcome = 'refused' AND natural_key = '' AND subject <> ''
) AS unclear ON unclear.subject = c.subject
WHERE c.department = %s AND c.record_type = %s
  AND sent.natural_key IS NULL AND unclear.subject IS NULL
"""
"""A refused row protects what it only wrote badly: its own record where its key could be read,
else every record of its subject."""


def mark_held_and_corrections(
    batch: int, department: str, record_type: str, *, last_seq: int
) -> None:
    """Mark rows that say nothing new as held, and rows that change a version as corrections.

    `last_seq` is the number of the ledger's last entry; the caller holds the numbering lock.
    """
    with connection.cursor() as cursor:
        key = [department, record_type]
        cursor.execute(_SETTLED, [batch, *key, *key])
        cursor.execute(_MARK, [last_seq, batch, *key, batch, *key, batch])


def add_withdrawals(
    batch: int, department: str, record_type: str, *, after_row: int, body: str
) -> int:
    """Stage a withdrawal of every version in force that a snapshot no longer holds."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, [batch, after_row, body, batch, batch, department, record_type])
        return int(cursor.rowcount)


def in_force(department: str, record_type: str) -> int:
    """Return how many versions of a department's record type are in force."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM current_record WHERE department = %s AND record_type = %s",
            [department, record_type],
        )
        return int(cursor.fetchone()[0])
