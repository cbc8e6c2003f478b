"""Bulk rows for a subscriber that shows its key: what changed since its cursor, noted first.

Asking from a cursor says that all before it was taken over, what was removed too: that is how a
mirror acknowledges removals. Ids of rows are a subscriber's own: nobody reads a number in them.
"""

from datetime import date

from django.db import transaction

from goodstanding.actions.checks.faults_mirror import NOT_SUBSCRIBED, OTHER_RULES, WRONG_CURSOR
from goodstanding.core.basis.canon import canonical, keyed
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.clients import Client
from goodstanding.store.cases.notes import MIRROR, add_note
from goodstanding.store.fingerprint_key import fingerprint_key
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.changes import Changes, Cursor, RecordKey, changes
from goodstanding.store.queries.twin import Data, record_data

LONGEST = 20


def mirrored(
    after: str, rules: str, *, client: Client, purpose: str, on: date, policy: Policy
) -> Data:
    """Return what a subscriber at a cursor adds, changes and drops.

    `rules`: the packs of the answer before, as it said. Other packs may show or hide any row
    without an entry of the ledger, so a mirror then begins anew from 0.0.
    """
    if purpose not in client.purposes or purpose not in policy.subscriptions:
        known = ", ".join(one for one in client.purposes if one in policy.subscriptions) or "-"
        said = {"client": client.client, "purpose": purpose[:64] or "-", "known": known}
        raise Refused(NOT_SUBSCRIBED.at("purpose", **said))
    at = _cursor(after)
    if at != Cursor() and rules != policy.digest:
        raise Refused(OTHER_RULES.at("policy"))
    with transaction.atomic():
        numbering_lock()
        found = changes(at, policy=policy, on=on)
        add_note(
            MIRROR,
            account=f"client:{client.client}",
            actor=f"client:{client.client}",
            office=client.office,
            on=on,
            said={
                "after": str(at),
                "next": str(found.next),
                "purpose": purpose,
                "removed": str(len(found.removed)),
                "rows": str(len(found.rows)),
            },
        )
    return _data(found, client=client, on=on, policy=policy)


def _data(found: Changes, *, client: Client, on: date, policy: Policy) -> Data:
    """Return the answer; all leaves are texts, lists or null."""
    return {
        "on": on.isoformat(),
        "policy": policy.digest,
        "rows": [
            {
                "row": _id(client, one.key),
                "entity": one.entity,
                "name": one.name,
                "record": record_data(one.record, policy),
            }
            for one in found.rows
        ],
        "removed": [_id(client, one) for one in found.removed],
        "next": str(found.next),
        "more": "yes" if found.more else "no",
    }


def _id(client: Client, key: RecordKey) -> str:
    """Return by what a subscriber knows a row: always the same, and like no other subscriber's."""
    return keyed(fingerprint_key(), canonical([client.client, *key]))[:32]


def _cursor(text: str) -> Cursor:
    entry, dot, event = text.partition(".")
    numbers = all(one.isascii() and one.isdigit() and len(one) < LONGEST for one in (entry, event))
    if not dot or not numbers:
        raise Refused(WRONG_CURSOR.at("after", after=text[: LONGEST * 2] or "-"))
    return Cursor(int(entry), int(event))
