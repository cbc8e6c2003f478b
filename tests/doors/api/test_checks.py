"""Promises of the check desk for systems: keyed, bounded, logged first, clear in every refusal."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import Error, InterfaceError, OperationalError, connection, connections
from django.test import Client
from tests.actions.case_world import HANDLER, KEY, OTHER, REVIEWER, build
from tests.actions.cases.test_case import served, step
from tests.actions.cases.test_designation import ready
from tests.conftest import Database, point_at

from goodstanding.actions.checks import together as check_together
from goodstanding.actions.checks.clients import issue, revoke
from goodstanding.actions.checks.desk import check
from goodstanding.api import checks
from goodstanding.api.allowance import Allowance
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.asked import Question
from goodstanding.core.policy.shape import Policy

ADDRESS = "/api/v1/checks"
SECRET = "s" * 43
WHO = {"office": HANDLER.office, "actor": "he", "secret": SECRET}
TODAY = date(2026, 11, 2)
LAST = date(2027, 11, 1)


class Sender:
    """A department's system with its key."""

    def __init__(self, key: str) -> None:
        """Keep the key."""
        self.key = key
        self.client = Client(headers={"host": "127.0.0.1"})

    def ask(
        self,
        *pairs: tuple[str, str],
        status: int = 200,
        **more: Any,  # noqa: ANN401 (headers, and what the body or address says otherwise)
    ) -> dict[str, Any]:
        """Ask; return the answer, after a look at its status."""
        said = {
            "purpose": "honours",
            "reference": "评优 2026-7",
            "questions": [{"entity": entity, "act": act} for entity, act in pairs],
        }
        body = more.pop("body", json.dumps(said | more.pop("said", {})))
        address = more.pop("address", ADDRESS)
        headers = {"Authorization": f"Bearer {self.key}"} | more
        kind = headers.pop("Content-Type", "application/json")
        answer = self.client.post(
            address,
            body,
            content_type=kind,
            headers={name: value for name, value in headers.items() if value},
        )
        assert answer.status_code == status, answer.content
        assert answer.headers["Cache-Control"] == "no-store"
        found: dict[str, Any] = json.loads(answer.content)
        if status != 200:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert found["title"]["zh"]
            assert found["title"]["en"]
            assert found["next"]["zh"]
            found["headers"] = dict(answer.headers)
        return found


@pytest.fixture
def sender(database: Database, policy: Policy, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sender]:
    """A system that may ask for honours, a listed entity and another."""
    del database
    world = build(policy)
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    monkeypatch.setattr(checks, "ALLOWANCE", Allowance())
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)
    checks._ground.cache_clear()
    key = issue(
        "honours-1",
        purposes=["honours"],
        per_minute=1_000,
        last_day=LAST,
        on=TODAY,
        policy=policy,
        **WHO,
    )
    yield Sender(key)
    checks._ground.cache_clear()


def logged() -> list[tuple[Any, ...]]:
    """Return what the log says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, actor, department, purpose, answer FROM check_log ORDER BY id")
        return cursor.fetchall()


def test_an_answer_says_why_until_when_and_where_it_is_logged(sender: Sender) -> None:
    """Promise: verdict, reasons with basis and days, the log's number; every leaf is a text."""
    found = sender.ask((KEY, "honour"), (OTHER.partition(":")[2], "honour"), ("nobody", "honour"))
    no, yes, unknown = found["answers"]
    assert (no["answer"], yes["answer"], unknown["answer"]) == ("no", "yes", "unknown")
    assert (no["check"], yes["check"], unknown["check"]) == ("1", "2", "3")
    (why,) = [one for one in no["reasons"] if one["answer"] == "no"]
    assert why["until"] == no["until"] == "2029-05-20"
    assert why["basis"]["title"]["zh"]
    assert why["decision"].startswith("market_regulation-2026-")
    assert yes["reasons"] == unknown["reasons"] == []
    assert found["on"] == "2026-05-22"
    purpose = "honours: 评优 2026-7"
    assert logged() == [
        (1, "client:honours-1", "market_regulation", purpose, "no"),
        (2, "client:honours-1", "market_regulation", purpose, "yes"),
        (3, "client:honours-1", "market_regulation", purpose, "unknown"),
    ]


@pytest.mark.parametrize(
    ("status", "code", "more"),
    [
        (401, "DESK-E001", {"Authorization": ""}),
        (401, "DESK-E001", {"Authorization": "Bearer honours-1.wrong"}),
        (401, "DESK-E001", {"Authorization": f"Bearer nobody.{SECRET}"}),
        (401, "DESK-E001", {"Authorization": f"Basic honours-1.{SECRET}"}),
        (403, "DESK-E003", {"said": {"purpose": "tender"}}),
        (403, "DESK-E004", {"said": {"questions": [{"entity": KEY, "act": "bidding"}]}}),
        (400, "DESK-E005", {"body": "{"}),
        (400, "DESK-E005", {"body": "[]"}),
        (400, "DESK-E005", {"said": {"more": "1"}}),
        (400, "DESK-E005", {"said": {"questions": []}}),
        (400, "DESK-E005", {"said": {"reference": " "}}),
        (400, "DESK-E005", {"said": {"reference": "a\u0000b"}}),
        (400, "DESK-E005", {"said": {"reference": "x" * 101}}),
        (400, "DESK-E005", {"said": {"questions": [{"entity": 7, "act": "honour"}]}}),
        (400, "DESK-E005", {"body": b'{"purpose": "\xff"}'}),
        (400, "DESK-E005", {"Idempotency-Key": "short"}),
        (400, "DESK-E005", {"said": {"questions": [{"entity": "\ufdfa" * 8, "act": "honour"}]}}),
        (400, "DESK-E014", {"Idempotency-Key": "11010519491231002X"}),
        (413, "DESK-E006", {"body": " " * (checks.MOST_BYTES + 1)}),
        (400, "DESK-E007", {"said": {"questions": [{"entity": KEY, "act": "honour"}] * 501}}),
        (400, "DESK-E011", {"address": f"{ADDRESS}?key=honours-1.{SECRET}"}),
        (415, "DESK-E012", {"Content-Type": "text/plain"}),
        *(
            (400, "DESK-E014", {"said": {"questions": [{"entity": number, "act": "honour"}]}})
            for number in (
                "11010519491231002X",
                "11 01 05 19 49 12 31 00 2x",
                "cn-uscc:11 01 05 19 49 12 31 00 2X",
                "𝟏𝟏𝟎𝟏𝟎𝟓𝟏𝟗𝟒𝟗𝟏𝟐𝟑𝟏𝟎𝟎𝟐X",
                "1 3 8 0 0 1 3 8 0 0 0",
            )
        ),
    ],
)
def test_whatever_is_wrong_is_refused_by_its_code(
    sender: Sender, status: int, code: str, more: dict[str, Any]
) -> None:
    """Promise: nothing is answered and nothing logged; the refusal says what, where, what next."""
    found = sender.ask((KEY, "honour"), status=status, **more)
    assert found["code"] == code
    assert found["status"] == str(status)
    assert SECRET not in json.dumps(found)
    assert logged() == []


def test_other_methods_are_refused(sender: Sender) -> None:
    """Promise: a question cannot be put into an address."""
    answer = sender.client.get(ADDRESS)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")


def test_a_key_that_is_over_or_revoked_opens_nothing(sender: Sender, policy: Policy) -> None:
    """Promise: from the next question on, and only whoever has the secret learns why."""
    del policy
    revoke("honours-1", actor="he", why="换发", on=TODAY)
    assert sender.ask((KEY, "honour"), status=401)["code"] == "DESK-E002"
    sender.key = "honours-1.guess"
    assert sender.ask((KEY, "honour"), status=401)["code"] == "DESK-E001"


def test_a_key_ends_on_its_last_day(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise: it opens on its last day, and not on the day after."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: LAST)
    sender.ask((KEY, "honour"))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2027, 11, 2))
    assert sender.ask((KEY, "honour"), status=401)["code"] == "DESK-E002"


def test_only_the_digest_of_a_secret_is_kept(sender: Sender) -> None:
    """Promise: who reads the whole database cannot ask."""
    del sender
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM check_client")
        assert SECRET not in repr(cursor.fetchall())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": "honours-1"}, "DESK-E020"),
        ({"name": "No"}, "DESK-E021"),
        ({"office": "nowhere"}, "CASE-E114"),
        ({"purposes": ["curiosity"]}, "DESK-E003"),
        ({"purposes": []}, "DESK-E003"),
        ({"last_day": date(2028, 1, 1)}, "DESK-E021"),
        ({"last_day": date(2026, 11, 1)}, "DESK-E021"),
        ({"per_minute": 0}, "DESK-E021"),
        ({"actor": " "}, "CASE-E113"),
    ],
)
def test_keys_are_issued_within_bounds(
    sender: Sender, policy: Policy, more: dict[str, Any], code: str
) -> None:
    """Promise: known office and purposes, at most a year, a named issuer, a name used once."""
    del sender
    wanted: dict[str, Any] = {
        "purposes": ["honours"],
        "per_minute": 10,
        "last_day": LAST,
        "on": TODAY,
        "policy": policy,
        **WHO,
    }
    with pytest.raises(Refused) as refused:
        issue(more.pop("name", "honours-2"), **wanted | more)
    assert refused.value.faults[0].code == code


def test_the_same_request_is_answered_word_for_word_and_logged_once(sender: Sender) -> None:
    """Promise: a repeated key costs no second row; with other questions it is refused."""
    once = {"Idempotency-Key": "tender-T-12/1"}
    first = sender.ask((KEY, "honour"), **once)
    assert sender.ask((KEY, "honour"), **once) == first
    assert len(logged()) == 1
    assert sender.ask((OTHER, "honour"), status=422, **once)["code"] == "DESK-E009"
    assert sender.ask((KEY, "honour"))["answers"][0]["check"] == "2"


def test_too_many_questions_in_a_minute_are_refused(sender: Sender) -> None:
    """Promise: the rate counts questions, not requests; the answer says after how long to come."""
    for _ in range(2):
        sender.ask(*[(KEY, "honour")] * 500)
    found = sender.ask(*[(KEY, "honour")] * 500, status=429)
    assert found["code"] == "DESK-E008"
    assert int(found["headers"]["Retry-After"]) >= 1
    assert len(logged()) == 1_000


def test_what_no_waiting_makes_room_for_is_not_told_to_wait(sender: Sender, policy: Policy) -> None:
    """Promise: more questions than a client's minute holds are refused for good, with the bound."""
    sender.key = issue(
        "slow-1", purposes=["honours"], per_minute=2, last_day=LAST, on=TODAY, policy=policy, **WHO
    )
    found = sender.ask(*[(KEY, "honour")] * 3, status=400)
    assert found["code"] == "DESK-E007"
    assert "2" in found["title"]["en"]
    sender.ask(*[(KEY, "honour")] * 2)


@pytest.mark.parametrize("gone", [InterfaceError("connection already closed"), OperationalError()])
def test_a_connection_that_broke_gives_no_answer(
    sender: Sender, monkeypatch: pytest.MonkeyPatch, gone: Error
) -> None:
    """Promise: 503 by whatever name the database's failure goes."""

    def breaks(*_: object, **__: object) -> int:
        raise gone

    monkeypatch.setattr(check_together, "log_checks", breaks)
    assert sender.ask((OTHER, "honour"), status=503)["code"] == "DESK-E010"
    monkeypatch.setattr(checks, "known_by", breaks)
    assert sender.ask((OTHER, "honour"), status=503)["code"] == "DESK-E010"


def test_a_bucket_fills_by_the_second() -> None:
    """Promise: a minute's questions at once, then as many as the seconds bring, never more."""
    allowance = Allowance()
    assert allowance.take("a", 60, per_minute=60, now=0.0) == 0
    assert allowance.take("a", 5, per_minute=60, now=1.0) == 4
    assert allowance.take("a", 5, per_minute=60, now=5.0) == 0
    assert allowance.take("a", 61, per_minute=60, now=1e6) == 1
    assert allowance.take("b", 60, per_minute=60, now=0.0) == 0


READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": (
        "SET default_transaction_read_only = on",
        "SET default_transaction_read_only = off",
    ),
}


def test_a_database_that_only_reads_gives_no_answer(sender: Sender, policy: Policy) -> None:
    """Promise: 503 with words in both languages, by command a refusal, never a yes."""
    on, off = READ_ONLY[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
    found = sender.ask((OTHER, "honour"), status=503)
    assert found["code"] == "DESK-E010"
    assert found["headers"]["Retry-After"]
    assert "answers" not in found
    with pytest.raises(Refused) as refused:
        check(
            [Question(OTHER, "honour")],
            actor="he",
            purpose="评优",
            department="",
            on=date(2026, 5, 25),
            policy=policy,
        )
    assert refused.value.faults[0].code == "DESK-E010"
    with connection.cursor() as cursor:
        cursor.execute(off)
    assert logged() == []
    assert sender.ask((OTHER, "honour"))["answers"][0]["answer"] == "yes"


def test_a_database_that_is_gone_gives_no_answer(sender: Sender) -> None:
    """Promise: 503, whatever the system asks; when it is back, it answers again."""
    place = {name: str(connections.settings["default"][name]) for name in ("NAME", "HOST")}
    point_at(NAME="/nowhere/at-all", HOST="/nowhere")
    assert sender.ask((OTHER, "honour"), status=503)["code"] == "DESK-E010"
    point_at(**place)
    assert sender.ask((OTHER, "honour"))["answers"][0]["answer"] == "yes"
