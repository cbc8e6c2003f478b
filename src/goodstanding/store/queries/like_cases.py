"""Like cases: what was decided on a kind of conduct, as counts; whom it was about is not read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import orjson
from django.db import connection

from goodstanding.store.dialect import body_field

MOST = 5000
"""Rows that are read at most, the last decisions first."""


def like_cases(
    conduct: str, measures: Sequence[str], *, since: date
) -> Mapping[str, Mapping[int, int]]:
    """Return, by measure, how many served decisions since a day had which term in months.

    Decisions on the same kind of conduct; those whose list entry was annulled do not count.
    0 months: until something is done.
    """
    said = body_field("f.detail", "conduct")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.id, f.detail, t.form FROM case_effect f"
            " JOIN case_event e ON e.case_id = f.case_id AND e.number <= f.event"
            " JOIN case_form t ON t.seq = e.seq"
            " WHERE f.effect = 'start_measure' AND f.day >= %s"
            f" AND substr({said}, 1, %s) = %s"
            f" AND {body_field('t.form', 'term_months')} IS NOT NULL AND f.case_id NOT IN"
            " (SELECT g.case_id FROM case_effect w JOIN case_standing d ON d.case_id = w.case_id"
            " JOIN case_effect g ON g.entry = d.record AND g.effect = 'enter_list'"
            " WHERE w.effect = 'withdraw_record')"
            " ORDER BY f.id DESC, e.number DESC LIMIT %s",
            [since, len(conduct) + 1, f"{conduct}:", MOST],
        )
        rows = cursor.fetchall()
    found: dict[str, Counter[int]] = {measure: Counter() for measure in measures}
    seen: set[int] = set()
    for number, detail, form in rows:
        if number in seen:
            continue
        seen.add(number)
        kept, months = orjson.loads(detail), orjson.loads(form)["term_months"]
        term = int(months) if kept.get("ends") and months.isdigit() else 0
        for measure in {one.partition("/")[0] for one in kept.get("items", "").split("|")}:
            if measure in found:
                found[measure][term] += 1
    return found
