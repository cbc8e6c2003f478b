"""Another process that reads while files are taken in: how long it waits, and what it sees.

Asks what a page of the portal asks: one entity by its key with its records in force. Ends with
its standard input. Looks, each time, whether an entry of a batch that is not sealed can be seen.
"""

import json
import os
import select
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.db.utils import OperationalError, ProgrammingError  # noqa: E402

PAUSE = 0.05
PAGE = (
    "SELECT c.seq, c.record_type, c.event_day, t.body FROM entity e"
    " JOIN key_owner o ON o.key = e.key JOIN current_record c ON c.entity = o.entity"
    " JOIN ledger_content t ON t.seq = c.seq WHERE e.number = %s ORDER BY c.seq LIMIT 50"
)
EARLY = (
    "SELECT count(*) FROM (SELECT batch FROM ledger_entry ORDER BY seq DESC LIMIT 1) AS last"
    " JOIN batch b ON b.number = last.batch WHERE b.state <> 'sealed'"
)


def look(number: int) -> tuple[float, int, int]:
    """Return how long a page took in milliseconds, the last number, and what was seen early."""
    began = time.perf_counter()
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(PAGE, [number])
        cursor.fetchall()
        took = (time.perf_counter() - began) * 1000
        cursor.execute("SELECT coalesce(max(seq), 0) FROM ledger_entry")
        (last,) = cursor.fetchone()
        cursor.execute(EARLY)
        (early,) = cursor.fetchone()
    return took, last, early


def main() -> None:
    """Read until nobody listens."""
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"] |= {"transaction_mode": "DEFERRED"}
    waits, states, early = [], set(), 0
    number = 0
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        number = number * 1_103_515_245 % 100_000 + 1
        try:
            took, last, seen = look(number)
        except (OperationalError, ProgrammingError):
            continue  # the tables are not made yet
        waits.append(took)
        states.add(last)
        early += seen
    told = {"milliseconds": waits, "looks": len(waits), "states": len(states), "early": early}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
