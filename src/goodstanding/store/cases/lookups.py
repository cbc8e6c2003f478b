"""What an account looked up of entities, from the logs that were written before each answer."""

from dataclasses import dataclass
from datetime import date

import orjson
from django.db import connection

from goodstanding.store.cases.notes import LISTED, REPLAY, REPORT
from goodstanding.store.dialect import as_day


@dataclass(frozen=True, slots=True)
class Lookup:
    """One look-up: of which entity, for what."""

    day: date
    what: str
    entity: str
    purpose: str


def lookups_of(account: str, *, first: date, last: date) -> tuple[Lookup, ...]:
    """Return what an account asked of the desk, and had as report, replay or list, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT day, act, entity, purpose FROM check_log"
            " WHERE actor = %s AND day >= %s AND day <= %s ORDER BY id",
            [account, first, last],
        )
        found = [Lookup(as_day(day), *rest) for day, *rest in cursor.fetchall()]
        cursor.execute(
            "SELECT day, kind, subject, said FROM office_note"
            " WHERE actor = %s AND kind IN (%s, %s, %s) AND day >= %s AND day <= %s ORDER BY id",
            [account, REPORT, REPLAY, LISTED, first, last],
        )
        found += [
            Lookup(as_day(day), kind, subject, orjson.loads(said)["purpose"])
            for day, kind, subject, said in cursor.fetchall()
        ]
    return tuple(sorted(found, key=lambda one: one.day))
