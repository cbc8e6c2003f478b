"""Who may speak for an entity: its own accounts, and agents by mandates with their days."""

from dataclasses import dataclass
from datetime import date

from goodstanding.store.accounts import ENTITY, OFFICE
from goodstanding.store.cases.notes import MANDATE, Note, notes_about, standing
from goodstanding.store.models import Account
from goodstanding.store.queries.archive import entity_by_key

__all__ = ["Mandate", "mandated_keys", "mandates_of", "may_be_agent", "principals_of"]


@dataclass(frozen=True, slots=True)
class Mandate:
    """A mandate, whether it runs on the day, and whether it was revoked.

    `stands`: who gave it still speaks for the entity; else another must give it anew.
    """

    note: Note
    runs: bool
    revoked: bool
    stands: bool = True


def mandated_keys(login: str, *, on: date) -> tuple[str, ...]:
    """Return the entities for which an account speaks on a day by mandates."""
    found = [one for one in standing((MANDATE,), account=login) if one.runs(on)]
    return tuple(sorted({one.subject for one in found if _stands(one)}))


def _stands(mandate: Note) -> bool:
    """Return whether who gave a mandate still speaks for the entity: it ends with its giver."""
    return mandate.subject in principals_of(mandate.actor)


def principals_of(login: str) -> frozenset[str]:
    """Return the keys of the entities whose own account this is; a mandate does not count."""
    names = Account.objects.filter(login=login, is_active=True).values_list(
        "groups__name", flat=True
    )
    given = [one.removeprefix(ENTITY) for one in names if one and one.startswith(ENTITY)]
    owned = (entity_by_key(key) for key in given)
    return frozenset(given).union(*(one.keys for one in owned if one))


def may_be_agent(login: str) -> bool:
    """Return whether an account could be an agent: it signs in, and holds no office."""
    account = Account.objects.filter(login=login, is_active=True).first()
    return account is not None and not account.groups.filter(name__startswith=OFFICE).exists()


def mandates_of(keys: frozenset[str], *, on: date) -> tuple[Mandate, ...]:
    """Return every mandate of an entity, the latest first."""
    named = sorted(keys)
    found = [
        Mandate(one, one.runs(on) and stands, revoked=False, stands=stands)
        for one in notes_about(MANDATE, named, ended=False)
        for stands in (_stands(one),)
    ]
    found += [Mandate(one, False, True) for one in notes_about(MANDATE, named, ended=True)]
    return tuple(sorted(found, key=lambda one: one.note.id, reverse=True))
