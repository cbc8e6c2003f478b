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
    """A mandate, whether it runs on the day, and whether it was revoked."""

    note: Note
    runs: bool
    revoked: bool


def mandated_keys(login: str, *, on: date) -> tuple[str, ...]:
    """Return the entities for which an account speaks on a day by mandates."""
    found = standing((MANDATE,), account=login)
    return tuple(sorted({one.subject for one in found if one.runs(on)}))


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
    found = [Mandate(one, one.runs(on), False) for one in notes_about(MANDATE, named, ended=False)]
    found += [Mandate(one, False, True) for one in notes_about(MANDATE, named, ended=True)]
    return tuple(sorted(found, key=lambda one: one.note.id, reverse=True))
