"""Keys of systems that check or mirror public rows: issued, revoked, known by a secret.

The secret is chance and therefore an argument; only its digest is kept, so nobody can look it up.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, department_of
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.faults_desk import (
    CLIENT_TAKEN,
    KEY_OVER,
    NO_KEY,
    WRONG_CLIENT,
    WRONG_PURPOSE,
)
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases import clients as kept
from goodstanding.store.cases.clients import Client
from goodstanding.store.cases.faults_cases import NO_ACTOR, NO_OFFICE, NO_REASONS

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{2,62}")
LONGEST = timedelta(days=366)
"""A key is renewed at least once a year."""
FASTEST = 100_000
SHORTEST_SECRET = 32


def issue(
    name: str,
    *,
    office: str,
    purposes: Sequence[str],
    per_minute: int,
    last_day: date,
    secret: str,
    actor: str,
    on: date,
    policy: Policy,
) -> str:
    """Let a system ask for an office and for named purposes until a day; return what it shows."""
    if not actor.strip():
        raise Refused(NO_ACTOR.at("client"))
    if not NAME.fullmatch(name):
        raise Refused(WRONG_CLIENT.at("client", client=name[:64], why=NAME.pattern))
    if office not in policy.offices:
        raise Refused(NO_OFFICE.at("client", office=office, known=", ".join(policy.offices)))
    for one in purposes or ("",):
        if one not in policy.check_purposes and one not in policy.subscriptions:
            known = ", ".join((*policy.check_purposes, *policy.subscriptions))
            raise Refused(WRONG_PURPOSE.at("client", client=name, purpose=one, known=known))
    if not on <= last_day <= on + LONGEST:
        why = f"{on.isoformat()} - {(on + LONGEST).isoformat()}"
        raise Refused(WRONG_CLIENT.at("client", client=name, why=why))
    if not 1 <= per_minute <= FASTEST:
        raise Refused(WRONG_CLIENT.at("client", client=name, why=f"1 - {FASTEST}"))
    if len(secret) < SHORTEST_SECRET:
        raise ValueError("a secret of less than 32 characters")
    with transaction.atomic():
        if kept.client_named(name) is not None:
            raise Refused(CLIENT_TAKEN.at("client", client=name))
        client = Client(
            client=name,
            office=office,
            purposes=tuple(dict.fromkeys(purposes)),
            per_minute=per_minute,
            issued=on,
            last_day=last_day,
            revoked=None,
            secret=_digest(secret),
        )
        kept.add_client(client, actor=actor.strip())
    return f"{name}.{secret}"


def revoke(name: str, *, actor: str, why: str, on: date) -> None:
    """Let a system ask no more, from the next question on."""
    if not actor.strip():
        raise Refused(NO_ACTOR.at("client"))
    if not why.strip():
        raise Refused(NO_REASONS.at("client"))
    if not kept.end_client(name, actor=actor.strip(), why=why.strip(), on=on):
        raise Refused(WRONG_CLIENT.at("client", client=name[:64], why="-"))


def issued() -> tuple[Client, ...]:
    """Return every client that was issued, ended or not."""
    return kept.clients()


def known_by(shown: str, *, on: date) -> Client:
    """Return the client that shows `NAME.SECRET`, or refuse: no name is told to be right alone."""
    name, _, secret = shown.partition(".")
    client = kept.client_named(name) if NAME.fullmatch(name) else None
    right = hmac.compare_digest(client.secret if client else _digest(""), _digest(secret))
    if client is None or not right:
        raise Refused(NO_KEY.at("Authorization"))
    over = client.revoked or (client.last_day if on > client.last_day else None)
    if over is not None:
        raise Refused(KEY_OVER.at("Authorization", client=name, day=over.isoformat()))
    return client


def department_asking(client: Client, policy: Policy) -> str:
    """Return the department for which a client asks: it is told where an answer was wrong."""
    return department_of(Acting(client.client, client.office), policy) or client.office


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()
