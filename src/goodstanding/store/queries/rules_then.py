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


def rules_around(day: date) -> tuple[frozenset[str], bool]:
    """Return the packs that something was judged by last until a day and first after it.

    And whether anything was judged after it: if not, the packs of today may be those of that day.
    A page of a day was made by one of these, or by packs that nobody kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH judged AS (SELECT policy, learnt_day AS day FROM batch WHERE state = 'sealed'"
            " UNION SELECT policy, opened FROM case_file UNION SELECT policy, day FROM check_log)"
            " SELECT policy, CASE WHEN day > %s THEN 1 ELSE 0 END FROM judged WHERE policy <> ''"
            " AND (day = (SELECT max(day) FROM judged WHERE policy <> '' AND day <= %s)"
            " OR day = (SELECT min(day) FROM judged WHERE policy <> '' AND day > %s))",
            [day, day, day],
        )
        rows = cursor.fetchall()
    return frozenset(str(one) for one, _ in rows), any(later for _, later in rows)
