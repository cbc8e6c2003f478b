"""Promises of stored evidence: bounded, in the chain, never changed, erased only by an event."""

from contextlib import suppress
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from tests.actions.case_world import (
    HANDLER,
    OBJECTOR,
    OTHER_REVIEWER,
    REVIEWER,
    STRANGER,
    TAX,
    World,
    build,
)
from tests.actions.cases.test_case import objection, refusal, states, step
from tests.actions.offices.test_office import DAY

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.evidence import attach, erase_file
from goodstanding.actions.cases.handing import declare_interest
from goodstanding.actions.upkeep import backup
from goodstanding.core.basis.canon import sha256
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.evidence import FILES_MOST
from goodstanding.store.cases.evidence import content_of, files_in
from goodstanding.store.cases.read import read_case
from goodstanding.store.ledger.dump import canonical_dump
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")
PDF = b"%PDF-1.7 invoice \x00\xff"
FOR_BOTH = Acting("agent-1", "market_cases", OBJECTOR.party_to)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """The cases' world."""
    del database
    return build(policy)


def put(world: World, case: int, acting: Acting = OBJECTOR, content: bytes = PDF) -> int:
    """Attach a file."""
    return attach(
        case,
        content,
        name="发票.pdf",
        acting=acting,
        on=DAY,
        policy=world.policy,
        seed=world.seed(),
        reviewed=True,
    )


def erased(world: World, case: int, number: int, acting: Acting, reason: str = "依法删除") -> int:
    """Erase a file."""
    return erase_file(
        case,
        number,
        reason=reason,
        acting=acting,
        on=DAY,
        policy=world.policy,
        seed=world.seed(),
    )


def test_a_file_is_named_by_an_event_and_kept_bit_for_bit(world: World, tmp_path: Path) -> None:
    """Promise: both sides attach; the case stands where it stood; dump, verify, backup hold it."""
    case = objection(world)
    before = states()
    assert (put(world, case), put(world, case, HANDLER, b"note\n")) == (1, 2)
    data = read_case(case)
    assert data is not None
    assert [one[:3] for one in states()] == [one[:3] for one in before]
    first, second = files_in(data)
    assert (first.name, first.sort, first.size, first.digest, first.actor, first.office) == (
        "发票.pdf", "application/pdf", len(PDF), sha256(PDF), "agent-1", "")  # fmt: skip
    assert (second.sort, second.office) == ("text/plain", "market_cases")
    assert content_of(first) == PDF
    assert verify() == ()
    assert any(b"evidence_content" in line and b"JVBERi0x" in line for line in canonical_dump())
    assert backup(tmp_path / "copy") == ()


def test_only_the_party_and_officers_of_the_case_attach(world: World) -> None:
    """Promise: another entity, another office, who has an interest or both roles: refused."""
    case = objection(world)
    for stranger, code in (
        (STRANGER, "CASE-E137"),
        (TAX, "CASE-E137"),
        (Acting("nobody"), "CASE-E137"),
        (FOR_BOTH, "CASE-E011"),
    ):
        with refusal(code):
            put(world, case, stranger)
    declare_interest(
        case, "officer-chen", acting=HANDLER, reason="亲属", on=DAY, policy=world.policy, seed="s"
    )
    with refusal("CASE-E011"):
        put(world, case, HANDLER)
    with refusal("CASE-E132"):
        put(world, case, content=b"<html>")
    data = read_case(case)
    assert data is not None
    assert files_in(data) == ()


def test_a_side_has_a_bound_and_leaves_the_other_its_own(world: World) -> None:
    """Promise: the file after the last is refused; the officers still attach theirs."""
    case = objection(world)
    for number in range(FILES_MOST):
        put(world, case, content=f"{number}".encode())
    with refusal("CASE-E134"):
        put(world, case)
    assert put(world, case, HANDLER) == FILES_MOST + 1


def test_an_ended_case_takes_no_file(world: World) -> None:
    """Promise: after the end the file belongs to the remedy's case."""
    case = objection(world)
    step(world, case, "drop", OBJECTOR, DAY)
    with refusal("CASE-E136"):
        put(world, case)


def test_what_a_file_holds_is_never_changed(world: World) -> None:
    """Promise: the database refuses update, delete, a second row and a row without an event."""
    case = objection(world)
    put(world, case)
    for statement in (
        "UPDATE evidence_content SET content = 'x'",
        "DELETE FROM evidence_content",
        "INSERT INTO evidence_content SELECT seq, content FROM evidence_content",
        "INSERT INTO evidence_content SELECT seq - 1, content FROM evidence_content",
        "INSERT INTO evidence_content SELECT 99, content FROM evidence_content",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert verify() == ()


def test_erasing_leaves_the_chain_whole(world: World) -> None:
    """Promise: by who decides and did not attach, with a reason; once; name and digest stay."""
    case = objection(world)
    put(world, case)
    put(world, case, REVIEWER)
    for who, number, reason, code in (
        (OBJECTOR, 1, "x", "CASE-E138"),
        (HANDLER, 1, "x", "CASE-E138"),
        (REVIEWER, 2, "x", "CASE-E138"),
        (TAX, 1, "x", "CASE-E137"),
        (REVIEWER, 3, "x", "CASE-E135"),
        (REVIEWER, 1, " ", "CASE-E119"),
    ):
        with refusal(code):
            erased(world, case, number, who, reason)
    erased(world, case, 1, REVIEWER)
    with refusal("CASE-E139"):
        erased(world, case, 1, OTHER_REVIEWER)
    data = read_case(case)
    assert data is not None
    first, second = files_in(data)
    assert (first.erased, first.digest, content_of(first)) == (True, sha256(PDF), None)
    assert (second.erased, content_of(second)) == (False, PDF)
    assert verify() == ()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO evidence_content SELECT %s, content FROM evidence_content", [first.seq]
        )


def test_a_form_cites_only_what_is_there(world: World) -> None:
    """Promise: evidence that cites a file the case has not, or that was erased, is refused."""
    case, cites = objection(world), {"evidence": "发票 [1]"}
    with refusal("CASE-E135"):
        step(world, case, "acknowledge", HANDLER, DAY, cites)
    put(world, case)
    put(world, case)
    erased(world, case, 2, REVIEWER)
    with refusal("CASE-E139"):
        step(world, case, "acknowledge", HANDLER, DAY, {"evidence": "[1] [2]"})
    step(world, case, "acknowledge", HANDLER, DAY, cites)


def test_verify_tells_a_file_that_is_gone_or_changed(world: World) -> None:
    """Promise: past the guards, what was changed, removed or put in is told by its event."""
    case = objection(world)
    put(world, case)
    for statement, code in (
        ("UPDATE evidence_content SET content = %s", "LEDGER-E006"),
        ("DELETE FROM evidence_content WHERE content <> %s", "LEDGER-E008"),
        ("INSERT INTO evidence_content VALUES (99, %s)", "LEDGER-E009"),
    ):
        with suppress(Unsaid), transaction.atomic():
            _unguarded(statement)
            assert code in [one.code for one in verify()]
            raise Unsaid


class Unsaid(Exception):
    """Takes a change back."""


def _unguarded(statement: str) -> None:
    """Change a table whose triggers are off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE evidence_content DISABLE TRIGGER USER")
        else:
            for event in ("update", "delete", "insert"):
                cursor.execute(f"DROP TRIGGER guard_evidence_{event}")
        cursor.execute(statement, [b"other"])
