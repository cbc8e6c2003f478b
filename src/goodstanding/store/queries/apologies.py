"""Apologies that stand where something wrong was shown: who apologises, for what kind of record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import orjson
from django.db import connection

from goodstanding.store.dialect import among_texts, listed


@dataclass(frozen=True, slots=True)
class Apology:
    """An apology of a department for a record that it showed wrongly; nothing of what it said."""

    department: str
    record_type: str
    day: date
    until: date


def apologies(keys: Iterable[str], *, on: date, today: date) -> tuple[Apology, ...]:
    """Return the apologies to an entity that stood on a day and may be shown today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.department, f.detail FROM case_standing s"
            " JOIN case_effect f ON f.case_id = s.case_id JOIN case_file c ON c.id = s.case_id"
            f" WHERE {among_texts('s.subject')} AND f.effect = 'apologise' ORDER BY f.id",
            [listed(sorted(keys))],
        )
        said = [(department, orjson.loads(detail)) for department, detail in cursor.fetchall()]
    found = [
        Apology(
            department,
            one["record_type"],
            date.fromisoformat(one["from"]),
            date.fromisoformat(one["until"]),
        )
        for department, one in said
        if one.get("until")
    ]
    return tuple(one for one in found if one.day <= on <= one.until and today <= one.until)
