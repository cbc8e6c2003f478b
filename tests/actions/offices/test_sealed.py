"""Promises of the sealed store: unreadable, tied to nothing, opened by two, erased on its day."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.actions.case_world import HANDLER, KEY, REVIEWER, World, build
from tests.actions.cases.test_case import objection, refusal

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.handing import declare_interest
from goodstanding.actions.checks.desk import Question, check
from goodstanding.actions.checks.replay import replay
from goodstanding.actions.offices.access_pattern import open_access
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.notes import appoint_deputy
from goodstanding.actions.offices.sealed import erase_past, new_key, open_sealed, seal
from goodstanding.actions.offices.two_persons import agree, ask
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.notes import ACCESS_ASKED, ACCESS_OPENED, SEALED, standing
from goodstanding.store.ledger.dump import canonical_dump
from goodstanding.store.ledger.verify import verify
from goodstanding.store.sealed import box

pytestmark = pytest.mark.usefixtures("database")
ON = date(2026, 4, 30)
WORDS = "虚构甲，乙城路1号，电话13800000000"
CREDIT = Acting("officer-gao", "credit_office")
LEGAL = Acting("officer-fang", "legal_office")
BEYOND = Acting("officer-tax", "tax_unit")


@pytest.fixture
def world(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> World:
    """The cases' world, its officers' accounts, and a key."""
    del database
    monkeypatch.setattr(settings, "SEALED_KEYS", new_key())
    for one in (HANDLER, REVIEWER, CREDIT, LEGAL, BEYOND):
        set_account(one.account, password=None, offices=[one.office], keys=[], policy=policy)
    return build(policy)


def put(world: World, case: int, words: str = WORDS, on: date = ON) -> date:
    """Seal words for a case."""
    return seal(
        case, "informant", words, acting=HANDLER, on=on, policy=world.policy, seed=world.seed()
    )


def asked(world: World, case: int, acting: Acting = HANDLER, purpose: str = "answer_owed") -> int:
    """Ask to open it."""
    return ask(
        case, "informant", purpose, reason="答复期将至", acting=acting, on=ON, policy=world.policy
    )


def agreed(world: World, request: int, acting: Acting = REVIEWER) -> int:
    """Agree to a request."""
    return agree(request, acting=acting, on=ON, policy=world.policy)


def read(world: World, agreement: int, acting: Acting = HANDLER, on: date = ON) -> tuple[str, ...]:
    """Open what was agreed to."""
    return open_sealed(agreement, acting=acting, on=on, policy=world.policy)


def rows() -> list[tuple[object, ...]]:
    """Return the store as it lies in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, kind, matter, key, salt, box, last_day FROM sealed")
        return list(cursor.fetchall())


def test_two_officers_open_what_one_sealed(world: World) -> None:
    """Promise: read back word for word by who asked, once another agreed, and never twice."""
    case = objection(world)
    assert put(world, case) == date(2026, 10, 29)
    request = asked(world, case)
    with refusal("SEAL-E011"):
        read(world, request)
    agreement = agreed(world, request)
    with refusal("SEAL-E011"):
        read(world, agreement, REVIEWER)
    assert read(world, agreement) == (WORDS,)
    with refusal("SEAL-E011"):
        read(world, agreement)
    with refusal("SEAL-E010"):
        agreed(world, request)
    noted = standing([ACCESS_OPENED, SEALED])
    assert [(one.kind, one.case_id, one.actor) for one in noted] == [
        (SEALED, case, HANDLER.account),
        (ACCESS_OPENED, case, HANDLER.account),
    ]
    assert verify() == ()


def test_an_agreement_is_another_persons_and_for_some_days(world: World) -> None:
    """Promise: not one's own, nobody's deputy, no one barred or of another department; in time."""
    case = objection(world)
    put(world, case)
    request = asked(world, case, CREDIT)
    with refusal("SEAL-E009"):
        agreed(world, request, CREDIT)
    with refusal("SEAL-E008"):
        agreed(world, request, BEYOND)
    with refusal("SEAL-E008"):
        agreed(world, request, HANDLER)
    with refusal("SEAL-E008"):
        agreed(world, request, Acting("officer-fang", "market_decisions"))
    appoint_deputy(
        LEGAL.account,
        CREDIT.account,
        CREDIT.office,
        first=ON,
        last=ON,
        reason="年休假",
        acting=CREDIT,
        on=ON,
        policy=world.policy,
    )
    with refusal("SEAL-E009"):
        agreed(world, request, LEGAL)
    with refusal("SEAL-E010"):
        agree(request, acting=REVIEWER, on=date(2026, 4, 29), policy=world.policy)
    agreement = agreed(world, request, REVIEWER)
    with refusal("SEAL-E011"):
        read(world, agreement, CREDIT, date(2026, 5, 10))
    with refusal("SEAL-E007"):
        asked(world, case, purpose="curiosity")
    with refusal("SEAL-E006"):
        ask(case, "gossip", "any", reason="好奇", acting=HANDLER, on=ON, policy=world.policy)
    declare_interest(
        case,
        HANDLER.account,
        acting=HANDLER,
        reason="亲属",
        on=ON,
        policy=world.policy,
        seed=world.seed(),
    )
    with refusal("SEAL-E008"):
        asked(world, case)


def test_nobody_acts_in_anothers_place_and_a_right_that_is_gone_opens_nothing(
    world: World,
) -> None:
    """Promise: a mandate does not reach here; who is barred after the agreement reads nothing."""
    case = objection(world)
    put(world, case)
    other = Acting("officer-luo", HANDLER.office)
    set_account(other.account, password=None, offices=[other.office], keys=[], policy=world.policy)
    appoint_deputy(
        HANDLER.account,
        other.account,
        other.office,
        first=ON,
        last=ON,
        reason="年休假",
        acting=other,
        on=ON,
        policy=world.policy,
    )
    with refusal("SEAL-E008"):
        asked(world, case, replace(HANDLER, deputy_for=frozenset({other.account})))
    agreement = agreed(world, asked(world, case))
    declare_interest(
        case,
        HANDLER.account,
        acting=HANDLER,
        reason="亲属",
        on=ON,
        policy=world.policy,
        seed=world.seed(),
    )
    with refusal("SEAL-E008"):
        read(world, agreement)
    assert not standing([ACCESS_OPENED])


def test_an_opening_is_in_the_log_before_it_is_read(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: where reading fails the log says that somebody opened; without a key nothing is."""
    case = objection(world)
    put(world, case)
    agreement = agreed(world, asked(world, case))
    monkeypatch.setattr(settings, "SEALED_KEYS", "")
    with refusal("SEAL-E001"):
        read(world, agreement)
    assert not standing([ACCESS_OPENED])
    former = new_key()
    monkeypatch.setattr(settings, "SEALED_KEYS", former)
    with refusal("SEAL-E005"):
        read(world, agreement)
    assert [one.case_id for one in standing([ACCESS_OPENED])] == [case]
    monkeypatch.setattr(settings, "SEALED_KEYS", "beef")
    with refusal("SEAL-E002"):
        put(world, case)


def test_a_new_key_seals_and_the_former_still_opens(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise: keys are renewed by setting the new one first."""
    case = objection(world)
    put(world, case)
    monkeypatch.setattr(settings, "SEALED_KEYS", f"{new_key()},{settings.SEALED_KEYS}")
    put(world, case, "虚构乙")
    agreement = agreed(world, asked(world, case))
    assert set(read(world, agreement)) == {WORDS, "虚构乙"}


def test_the_table_says_nothing_of_whom(world: World) -> None:
    """Promise: no words, no case, no organisation, no order; equal words lie differently."""
    case = objection(world)
    put(world, case)
    put(world, case)
    (first, second) = rows()
    said = repr((first, second))
    for plain in (WORDS, "虚构甲", "13800000000", KEY, HANDLER.account):
        assert plain not in said
        assert plain.encode() not in bytes(first[5])  # type: ignore[call-overload]
    assert first[2] == second[2] != str(case), "one matter, known by the key alone"
    assert first[0] != second[0]
    assert first[5] != second[5]
    assert WORDS.encode() not in b"".join(canonical_dump())
    assert str(first[2]).encode() not in b"".join(canonical_dump())


def test_it_is_erased_after_its_day(world: World) -> None:
    """Promise: past its day it is not read, the daily act erases it, and no file holds it."""
    case = objection(world)
    last = put(world, case)
    later = date(2026, 10, 30)
    agreement = agree(
        ask(
            case,
            "informant",
            "answer_owed",
            reason="补答复",
            acting=HANDLER,
            on=later,
            policy=world.policy,
        ),
        acting=REVIEWER,
        on=later,
        policy=world.policy,
    )
    with refusal("SEAL-E005"):
        read(world, agreement, on=later)
    assert erase_past(actor="timer", on=last, today=last) == 0
    assert len(rows()) == 1
    assert erase_past(actor="timer", on=later, today=later) == 1
    assert rows() == []
    assert erase_past(actor="timer", on=later, today=later) == 0
    assert verify() == ()


def test_nothing_of_it_is_changed_or_taken_out_early(world: World) -> None:
    """Promise: the guards refuse a change and an early deletion; a changed box is no words."""
    case = objection(world)
    put(world, case)
    for statement in (
        "UPDATE sealed SET last_day = '2099-01-01'",
        "DELETE FROM sealed",
    ):
        with suppress(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    (row,) = rows()
    assert str(row[6])[:10] == "2026-10-29"
    sealed = box.seal("甲", case_id=case, kind="informant", last_day=ON, seed="s")
    assert box.unseal(sealed) == "甲"
    with refusal("SEAL-E004"):
        box.unseal(replace(sealed, last_day=date(2099, 1, 1)))


def test_what_an_account_looked_up_is_opened_by_two(world: World) -> None:
    """Promise: with a case, for a leak, agreed by another than the account itself; else not."""
    case = objection(world)
    check(
        [Question(KEY, "permit")],
        actor=BEYOND.account,
        purpose="licensing",
        department="permits_office",
        on=ON,
        policy=world.policy,
    )

    def wanted(about: str, acting: Acting = LEGAL) -> int:
        return ask(
            case,
            "access_pattern",
            "leak",
            reason="泄露线索",
            about=about,
            acting=acting,
            on=ON,
            policy=world.policy,
        )

    for nobody in ("", "nobody"):
        with refusal("SEAL-E013"):
            wanted(nobody)
    with refusal("SEAL-E009"):
        agreed(world, wanted(CREDIT.account), CREDIT)
    agreement = agreed(world, wanted(BEYOND.account), CREDIT)
    with refusal("SEAL-E006"):
        read(world, agreement, LEGAL)
    replayed = {"purpose": "audit", "acting": CREDIT, "on": ON, "policy": world.policy}
    replay(KEY, date(2026, 4, 29), rules=world.policy.digest, **replayed)  # type: ignore[arg-type]
    found = open_access(agreement, first=ON, acting=LEGAL, on=ON, policy=world.policy)
    assert [(one.what, one.entity, one.purpose) for one in found] == [("permit", KEY, "licensing")]
    assert (standing([ACCESS_OPENED])[-1].first_day, standing([ACCESS_OPENED])[-1].last_day) == (
        ON,
        ON,
    ), "which days were read is in the log"
    auditor = agreed(world, wanted(CREDIT.account), REVIEWER)
    found = open_access(auditor, first=ON, acting=LEGAL, on=ON, policy=world.policy)
    assert [(one.what, one.entity, one.purpose) for one in found] == [("replay", KEY, "audit")]


@given(st.text(min_size=1, max_size=400).filter(lambda one: one.strip()), st.integers(1, 9))
def test_what_is_sealed_comes_back(words: str, case: int) -> None:
    """Promise: any words come back as they were; their length shows in blocks alone."""
    before = settings.SEALED_KEYS
    settings.SEALED_KEYS = "ab" * 32
    try:
        words = words.encode("utf-8", "replace").decode()
        sealed = box.seal(words, case_id=case, kind="k", last_day=ON, seed="s")
        assert box.unseal(sealed) == words
        assert (len(sealed.box) - 16) % box.BLOCK == 0
    finally:
        settings.SEALED_KEYS = before


def test_a_backup_holds_it_unreadable(world: World, tmp_path: Path) -> None:
    """Promise: nothing that leaves the machine in a file says who it was."""
    case = objection(world)
    put(world, case)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "copy.sqlite3")])
        assert "虚构甲".encode() not in (tmp_path / "copy.sqlite3").read_bytes()


def test_a_request_that_nobody_agreed_to_in_its_days_is_over(world: World) -> None:
    """Five working days from the request, reckoned over the holidays; nothing is set for it."""
    put(world, objection(world))
    request = asked(world, 1)
    notes = len(standing([ACCESS_ASKED]))
    with refusal("SEAL-E015") as caught:
        agree(request, acting=REVIEWER, on=date(2026, 5, 12), policy=world.policy)
    assert "2026-05-11" in caught.value.faults[0].what.en
    assert len(standing([ACCESS_ASKED])) == notes
    agreement = agree(request, acting=REVIEWER, on=date(2026, 5, 11), policy=world.policy)
    assert read(world, agreement, on=date(2026, 5, 12)) == (WORDS,)
