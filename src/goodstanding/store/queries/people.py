"""What accounts are called: by posts in both languages, never by what people sign in with."""

from collections.abc import Iterable

from django.db import connection

from goodstanding.core.basis.text import Text
from goodstanding.store.models import Account


def named(zh: str, en: str, login: str) -> Text:
    """Return what an account is called; one language stands for both, and the login for none."""
    return Text(zh or en or login, en or zh or login)


def called(logins: Iterable[str]) -> dict[str, Text]:
    """Return what accounts are called, of those that have a name; by one query."""
    wanted = sorted(set(logins) - {""})
    rows = Account.objects.filter(login__in=wanted).values_list(
        "login", "display_name", "display_name_en"
    )
    return {login: named(zh, en, login) for login, zh, en in rows if zh or en} if wanted else {}


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
