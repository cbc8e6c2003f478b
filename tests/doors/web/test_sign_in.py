"""Wrong passwords are bounded by account and address; nobody learns which accounts there are."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client, override_settings
from tests.doors.web.desk_world import Desk, said

from goodstanding.actions.offices.account import set_account

NOON = datetime(2026, 4, 29, 4, 0, 30, tzinfo=UTC)
RIGHT, WRONG = "long enough", "not the one"
HERE, THERE = "192.0.2.1", "192.0.2.2"
PAIR, ACCOUNT, ADDRESS = 5, 20, 50


@pytest.fixture
def door(desk: Desk) -> Iterator[Desk]:
    """An account that signs in with a password; the clock stands at noon.

    Passwords are digested quickly here: how slowly is Django's promise, how often is ours.
    """
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=quick):
        for login in ("door", "other"):
            set_account(login, password=RIGHT, offices=[], keys=[], policy=desk.world.policy)
        at(desk, NOON)
        yield desk


def at(desk: Desk, moment: datetime) -> None:
    """Let the clock show a moment."""
    desk.patch.setattr("django.utils.timezone.now", lambda: moment)


def tried(login: str, word: str = WRONG, address: str = HERE, language: str = "en") -> int:
    """Sign in from an address in a fresh browser; return the status."""
    return asked(login, word, address, language)[0]


def asked(login: str, word: str, address: str, language: str) -> tuple[int, str]:
    """Sign in from an address in a fresh browser; return the status and what the page says."""
    client = Client(headers={"host": "127.0.0.1"})
    form = {"account": login, "password": word}
    answer = client.post(f"/{language}/sign-in", form, REMOTE_ADDR=address)
    return answer.status_code, said(answer.content)


def test_after_five_wrong_ones_nothing_is_looked_at_until_the_time_is_over(door: Desk) -> None:
    """Also the right password is refused then; the page says from when on, in both languages."""
    for _ in range(PAIR):
        assert tried("door") == 400
    for language, words in (("en", "Try again after 12:16"), ("zh", "12:16 以后再试")):
        status, page = asked("door", RIGHT, HERE, language)
        assert status == 429
        assert words in page
        assert "ACCOUNT-E011" in page
    assert tried("door", RIGHT, THERE) == 302
    assert tried("other", RIGHT) == 302
    at(door, NOON + timedelta(minutes=15) - timedelta(seconds=1))
    assert tried("door", RIGHT) == 429
    at(door, NOON + timedelta(minutes=15))
    assert tried("door", RIGHT) == 302


def test_an_account_that_is_not_there_gets_the_same_answers(door: Desk) -> None:
    """Status and words, from the first attempt to the refused one, are those of an account."""
    for _ in range(PAIR + 2):
        real, none = (asked(one, WRONG, HERE, "en") for one in ("door", "nobody there"))
        assert real[0] == none[0]
        assert real[1].replace("door", "") == none[1].replace("nobody there", "")
    assert real[0] == 429
    del door


def test_an_account_and_an_address_have_bounds_of_their_own(door: Desk) -> None:
    """From many addresses against one account, and from one address against many accounts."""
    for number in range(ACCOUNT):
        assert tried("door", address=f"198.51.100.{number}") == 400
    assert tried("door", RIGHT, THERE) == 429
    for number in range(ADDRESS):
        assert tried(f"guess-{number}") == 400
    assert tried("other", RIGHT) == 429
    assert tried("other", RIGHT, THERE) == 302
    del door


def test_a_right_password_forgets_ones_own_attempts_alone(door: Desk) -> None:
    """Four wrong and a right one begin anew; what others tried elsewhere still counts."""
    for _ in range(3):
        for _ in range(PAIR - 1):
            assert tried("door") == 400
        assert tried("door", RIGHT) == 302
    for number in range(ACCOUNT - 1):
        assert tried("door", address=f"198.51.100.{number}") == 400
    assert tried("door", RIGHT) == 302
    assert tried("door", address="198.51.100.200") == 400
    assert tried("door", RIGHT) == 429
    del door


def test_the_count_is_kept_as_digests_and_not_for_long(door: Desk) -> None:
    """In the database, so that each process has it; without what was typed, and dropped later."""
    tried("my password by mistake")
    kept = rows()
    assert len(kept) == 3
    assert all(len(key) == 64 for key in kept)
    at(door, NOON + timedelta(minutes=16))
    tried("door")
    assert len(rows()) == 3
    assert set(rows()) & set(kept) == {kept[2]}, "the address alone is the same"


def rows() -> list[str]:
    """Return what is counted now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key FROM sign_in_failure ORDER BY id")
        return [key for (key,) in cursor.fetchall()]
