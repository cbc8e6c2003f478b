"""Who may speak for an entity: its own accounts, and agents by mandates with their days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goodstanding.store.accounts import ENTITY, OFFICE
from goodstanding.store.cases.measures import owned_keys
from goodstanding.store.cases.notes import MANDATE, Note, notes_about, standing
from goodstanding.store.models import Account

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
    spoken = principals(one.actor for one in found)
    return tuple(sorted({one.subject for one in found if one.subject in spoken[one.actor]}))


def principals_of(login: str) -> frozenset[str]:
    """Return the keys of the entities whose own account this is; a mandate does not count."""
    return principals([login])[login]


def principals(logins: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return of each account the keys of the entities whose own it is: as many queries as for one.

    A mandate ends with who gave it: it stands while its giver is among these.
    """
    given: dict[str, set[str]] = {one: set() for one in logins}
    rows = Account.objects.filter(
        login__in=sorted(given), is_active=True, groups__name__startswith=ENTITY
    ).values_list("login", "groups__name")
    for login, group in rows if given else ():
        given[login].add(group.removeprefix(ENTITY))
    every = sorted(set().union(*given.values()))
    owned = owned_keys(every) if every else {}
    return {
        login: frozenset(keys).union(*(owned.get(key, ()) for key in keys))
        for login, keys in given.items()
    }


def may_be_agent(login: str) -> bool:
    """Return whether an account could be an agent: it signs in, and holds no office."""
    account = Account.objects.filter(login=login, is_active=True).first()
    return account is not None and not account.groups.filter(name__startswith=OFFICE).exists()


def mandates_of(keys: frozenset[str], *, on: date) -> tuple[Mandate, ...]:
    """Return every mandate of an entity, the latest first."""
    named = sorted(keys)
    notes = notes_about(MANDATE, named, ended=False)
    spoken = principals(one.actor for one in notes)
    found = []
    for one in notes:
        stands = one.subject in spoken[one.actor]
        found.append(Mandate(one, one.runs(on) and stands, revoked=False, stands=stands))
    found += [Mandate(one, False, True) for one in notes_about(MANDATE, named, ended=True)]
    return tuple(sorted(found, key=lambda one: one.note.id, reverse=True))
