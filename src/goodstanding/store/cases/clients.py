"""The systems that may ask the check desk, and the requests that came with a key of theirs."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from goodstanding.store.dialect import Row, as_day
from goodstanding.store.ledger.case_columns import CHECK_REQUEST
from goodstanding.store.models import CheckClient


@dataclass(frozen=True, slots=True)
class Client:
    """A department's system: for which office and purposes it may ask, how often, how long."""

    client: str
    office: str
    purposes: tuple[str, ...]
    per_minute: int
    issued: date
    last_day: date
    revoked: date | None
    secret: str
    """SHA-256 of the secret."""


@dataclass(frozen=True, slots=True)
class Known:
    """A request that was answered before: the digest of its questions, and the answer."""

    asked: str
    answer: str


COLUMNS = "client, office, purposes, per_minute, issued, last_day, revoked, secret"


def client_named(name: str) -> Client | None:
    """Return a client, ended or not; None where there is none of that name.

    Asked for every request: the database answers faster than a query is built.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM check_client WHERE client = %s", [name])
        row = cursor.fetchone()
    return _client(row) if row else None


def clients() -> tuple[Client, ...]:
    """Return every client, by name."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS} FROM check_client ORDER BY client")
        return tuple(_client(row) for row in cursor.fetchall())


def add_client(client: Client, *, actor: str) -> None:
    """Keep a new client; only the digest of its secret is given."""
    CheckClient.objects.create(
        client=client.client,
        office=client.office,
        purposes="|".join(client.purposes),
        secret=client.secret,
        per_minute=client.per_minute,
        issued=client.issued,
        issued_by=actor,
        last_day=client.last_day,
    )


def end_client(name: str, *, actor: str, why: str, on: date) -> bool:
    """Let a client ask no more from now on; return whether one was still allowed to."""
    rows = CheckClient.objects.filter(client=name, revoked=None)
    return bool(rows.update(revoked=on, revoked_by=actor, why=why))


def known_request(client: str, key: str) -> Known | None:
    """Return the earlier request of a client under a key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, answer FROM check_request WHERE client = %s AND key = %s", [client, key]
        )
        row = cursor.fetchone()
    return Known(*row) if row else None


def keep_request(client: str, key: str, known: Known, *, on: date) -> None:
    """Keep what was answered under a key, in the caller's transaction; the log must be held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM check_request")
        (number,) = cursor.fetchone()
        cursor.execute(
            f"INSERT INTO check_request ({', '.join(CHECK_REQUEST)})"
            " VALUES (%s, %s, %s, %s, %s, %s)",
            [number, client, key, known.asked, on, known.answer],
        )


def _client(row: Row) -> Client:
    name, office, purposes, per_minute, issued, last_day, revoked, secret = row
    return Client(
        client=name,
        office=office,
        purposes=tuple(purposes.split("|")),
        per_minute=per_minute,
        issued=as_day(issued),
        last_day=as_day(last_day),
        revoked=as_day(revoked) if revoked else None,
        secret=secret,
    )
