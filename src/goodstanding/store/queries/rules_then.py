"""Which packs the register used on an earlier day, as far as the ledger says."""

from datetime import date

from django.db import connection


def rules_then(day: date) -> str | None:
    """Return the digest of the packs that were last judged by until the end of a day.

    Batches, cases and checks say by which packs they were judged. Packs that came and judged
    nothing left no trace: the page itself says by which it was made.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT policy FROM (SELECT policy, learnt_day AS day, 1 AS place FROM batch"
            " WHERE state = 'sealed' AND learnt_day <= %s"
            " UNION ALL SELECT policy, opened, 2 FROM case_file WHERE opened <= %s"
            " UNION ALL SELECT policy, day, 3 FROM check_log WHERE day <= %s) AS judged"
            " WHERE policy <> '' ORDER BY day DESC, place DESC LIMIT 1",
            [day, day, day],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else None
