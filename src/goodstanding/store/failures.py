"""Wrong passwords, counted by digest for a short while; the only rows here that are dropped."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from goodstanding.store.ledger.guards import POSTGRESQL
from goodstanding.store.models import SignInFailure

LOCK = 0x7369676E
"""Of PostgreSQL, apart from the ledger's; on SQLite a writing transaction is alone already."""


def failures_lock() -> None:
    """Hold the right to count until the caller's transaction ends."""
    if connection.vendor == POSTGRESQL:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def failures_since(key: str, since: datetime) -> list[datetime]:
    """Return when something failed since a moment, in order."""
    found = SignInFailure.objects.filter(key=key, at__gt=since).order_by("at", "id")
    return list(found.values_list("at", flat=True))


def add_failures(keys: Iterable[str], at: datetime) -> None:
    """Count one failure under each key."""
    SignInFailure.objects.bulk_create(SignInFailure(key=key, at=at) for key in keys)


def drop_failures(*, before: datetime | None = None, key: str = "", most: int | None = None) -> int:
    """Forget failures before a moment, or the last ones of a key; return how many."""
    found = SignInFailure.objects.filter(at__lte=before) if before else None
    if key:
        last = SignInFailure.objects.filter(key=key).order_by("-at", "-id")
        found = SignInFailure.objects.filter(pk__in=list(last.values_list("pk", flat=True)[:most]))
    return found.delete()[0] if found is not None else 0
