"""A page of an earlier day, byte for byte as it was shown, for an audit; noted before answered."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.checks.faults_replay import (
    AUDITOR_INTERESTED,
    NO_AUDIT_PURPOSE,
    NO_AUDITOR,
    NO_RULES_THEN,
    NOT_KNOWN_THEN,
    NOT_PAST,
    OTHER_RULES_THEN,
)
from goodstanding.core.basis.canon import sha256
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.notes import REPLAY, add_note
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.office import is_interested, offices_of
from goodstanding.store.queries.replayed import replayed
from goodstanding.store.queries.rules_then import rules_around, rules_then
from goodstanding.store.queries.twin import twin_bytes
from goodstanding.store.shelf import policy_by_digest


@dataclass(frozen=True, slots=True)
class Replay:
    """What was answered. `lost`: records of that day that were erased since: it is not whole."""

    content: bytes
    digest: str
    policy: str
    lost: tuple[int, ...]
    note: int


def replay(
    key: str,
    day: date,
    *,
    purpose: str,
    rules: str = "",
    acting: Acting,
    on: date,
    policy: Policy,
) -> Replay:
    """Return an entity's page as data, as it was answered at the end of a day that is over.

    `rules`: digest of the packs that the page was made by, as it says itself; "": those that the
    ledger last used until that day. Who asks, of which day and for what, is noted first.
    """
    wanted = policy.audit_purposes.get(purpose)
    if wanted is None:
        known = ", ".join(policy.audit_purposes) or "-"
        raise Refused(NO_AUDIT_PURPOSE.at("replay", purpose=purpose[:64] or "-", known=known))
    office = policy.offices.get(acting.office)
    held = acting.office in offices_of(acting.account)
    if office is None or not held or not set(office.duties) & set(wanted.duties):
        said = {"account": acting.account or "-", "office": acting.office or "-"}
        raise Refused(NO_AUDITOR.at("replay", **said))
    if is_interested(acting.account, key, on=on):
        raise Refused(AUDITOR_INTERESTED.at("replay", account=acting.account))
    if day >= on:
        raise Refused(NOT_PAST.at("replay", day=day))
    digest = rules or rules_then(day) or ""
    if not digest:
        raise Refused(NO_RULES_THEN.at("replay", day=day))
    if rules:
        around, later = rules_around(day)
        if rules not in around and (later or rules != policy.digest):
            raise Refused(OTHER_RULES_THEN.at("replay", rules=rules[:64], day=day))
    then = policy if digest == policy.digest else policy_by_digest(digest)
    with transaction.atomic():
        numbering_lock()
        note = add_note(
            REPLAY,
            actor=acting.account,
            office=acting.office,
            on=on,
            subject=key,
            first_day=day,
            last_day=day,
            said={"purpose": purpose, "policy": digest},
        )
    found = replayed(key, policy=then, on=day)
    if found is None:
        raise Refused(NOT_KNOWN_THEN.at("replay", key=key, day=day))
    content = twin_bytes(found.view, policy=then)
    return Replay(content, sha256(content), digest, found.lost, note)
