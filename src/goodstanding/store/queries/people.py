"""What accounts are called: by posts in both languages, never by what people sign in with."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from goodstanding.core.basis.text import Text, joined
from goodstanding.store.accounts import OFFICE
from goodstanding.store.models import Account
from goodstanding.store.shelf import load_policy


def called(logins: Iterable[str]) -> dict[str, Text]:
    """Return what accounts are called; by one query, and by one more where a name lacks.

    An officer acts in office: what is not said of them in a language, their unit says.
    """
    wanted = sorted(set(logins) - {""})
    rows = Account.objects.filter(login__in=wanted).values_list(
        "login", "display_name", "display_name_en"
    )
    said = {login: (zh, en) for login, zh, en in rows} if wanted else {}
    lacking = any(not (zh and en) for zh, en in said.values())
    units = units_of_officers() if lacking else {}
    return {
        login: in_both(zh, en, units.get(login))
        for login, (zh, en) in said.items()
        if zh or en or login in units
    }


def name_of(account: Account) -> Text:
    """Return what an account is called, to itself too: the login only where nothing else is."""
    zh, en = account.display_name, account.display_name_en
    unit = None if zh and en else units_of_officers().get(account.login)
    if not (zh or en or unit):
        return Text(account.login, account.login)
    return in_both(zh, en, unit)


def in_both(zh: str, en: str, unit: Text | None) -> Text:
    """Return a name in both languages: what lacks in one is the unit's, else the other's."""
    return Text(zh or (unit.zh if unit else en), en or (unit.en if unit else zh))


def units_of_officers() -> dict[str, Text]:
    """Return the units of everybody who holds an office, numbered where several are called alike.

    The number follows the order of accounts: it tells desks apart, and ranks nobody.
    """
    offices = load_policy().offices
    held: dict[str, list[str]] = {}
    rows = Account.objects.filter(is_active=True, groups__name__startswith=OFFICE)
    for login, group in rows.order_by("login", "groups__name").values_list("login", "groups__name"):
        if group.removeprefix(OFFICE) in offices:
            held.setdefault(login, []).append(group.removeprefix(OFFICE))
    titles = {login: joined(offices[one].title for one in ids) for login, ids in held.items()}
    often, met = Counter(titles.values()), Counter[Text]()
    found = {}
    for login, title in titles.items():
        met[title] += 1
        nth = f" {met[title]}" if often[title] > 1 else ""
        found[login] = Text(f"{title.zh}{nth}", f"{title.en}{nth}")
    return found


def nameless(prefix: str) -> list[tuple[str, str, str]]:
    """Return accounts of a prefix that acted and have no name: login, office, and for whom.

    For whom: the name of an entity of whose cases an account without office was the party.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.actor, e.office, MIN(n.name) FROM case_event e"
            " JOIN case_file c ON c.id = e.case_id JOIN key_owner o ON o.key = c.subject"
            " JOIN entity n ON n.number = o.entity WHERE substr(e.actor, 1, %s) = %s"
            " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.login = e.actor"
            " AND a.display_name <> '') GROUP BY e.actor, e.office ORDER BY e.actor, e.office",
            [len(prefix), prefix],
        )
        return [(login, office, name or "") for login, office, name in cursor.fetchall()]
