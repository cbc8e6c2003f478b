"""Open pledges by commands: an institution breaks one, a firm keeps one, and who may make which."""

import pytest
from tests.actions.case_world import KEY, build, enter
from tests.conftest import Database
from tests.stories.test_objection_story import forms, refused, take, told

from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.archive import archive, entity_by_key

BODY = "cn-uscc:" + uscc_with_check("12990100" + org_code_with_check("00000611"))
BODY_NAME = "临澜市虚构公共服务中心"
KEEPER = ("--as", "chen", "--office", "credit_window")
CHECKER = ("--as", "lin", "--office", "credit_office")
LEGAL = ("--as", "zhou", "--office", "legal_office")
DECIDER = ("--as", "wu", "--office", "credit_office")
PLEDGED = ("pledge_text=十日内答复每一来件", "perform_until=2026-12-31")


def speaks(key: str) -> tuple[str, ...]:
    """Return who speaks for an entity."""
    return ("--as", "agent", "--for", key)


def offered(key: str, kind: str) -> tuple[str, ...]:
    """Return the command by which an entity makes an open pledge."""
    form = forms(f"kind={kind}", *PLEDGED)
    own = ("--department", "credit_office", "--on", "2026-05-06")
    return ("case", "open", "open_pledge", f"pledge:{key}", *speaks(key), *own, *form)


def performance(key: str) -> list[str]:
    """Return how the entity's pledges stand in the register."""
    entity = entity_by_key(key)
    assert entity is not None
    kept = [one for one in archive(entity.number) if one.record_type == "pledge"]
    return [one.fields["performance"] for one in kept]


def published(key: str, kind: str) -> str:
    """Make an open pledge that an officer publishes; return the case."""
    case = str(told(*offered(key, kind))["reference"])
    take(case, "publish", KEEPER, "2026-05-08", "secrecy_review=不涉密")
    assert performance(key) == ["pending"]
    return case


def served(case: str, letter: str, on: str) -> None:
    """Serve a letter of a case."""
    written = told("case", "show", case, *CHECKER, "--on", on)["letters"]
    number = next(str(one["letter"]) for one in written if one["template"] == letter)
    slip = ("--mode", "post", "--recipient", "x", "--proof", "EMS-1", "--on", on)
    told("case", "serve", number, *slip, *CHECKER)


def revoked(case: str) -> None:
    """Walk a breach to its record: ordered, told, silent, reviewed, decided by another."""
    known = ("facts=三件逾期", "legal_basis=示范依据")
    take(case, "order", CHECKER, "2026-06-02", *known, "correct_by=2026-06-17")
    served(case, "correction_order", "2026-06-03")
    take(case, "notify", CHECKER, "2026-06-18", *known, "evidence=核查记录")
    served(case, "breach_notice", "2026-06-19")
    opinion = ("legal_opinion=适当", "secrecy_review=不涉密")
    take(case, "opine", LEGAL, "2026-06-30", *opinion)
    sizes = ("size=small", "first_offence=first", "corrected=none", "harm=slight")
    said = (
        *known,
        "reasons=逾期未改",
        "reply_to_defence=未提出",
        "remedies=复议",
        "signatory=主任",
    )
    decision = forms(*said, *sizes)
    refused("CASE-E013", "case", "take", case, "revoke", *CHECKER, "--on", "2026-07-01", *decision)
    assert take(case, "revoke", DECIDER, "2026-07-01", *said, *sizes)["remedy"] == "reconsideration"
    assert performance(BODY) == ["pending"]
    served(case, "pledge_revoked", "2026-07-02")


def test_an_open_pledge_is_kept_broken_or_withdrawn(database: Database, policy: Policy) -> None:
    """An institution's breach goes on to its own case, and who answers for it is written to."""
    del database
    world = build(policy)
    enter(world, "registration", "market_registry", "r9", BODY, {"name": BODY_NAME}, "2020-03-01")
    case = published(BODY, "government")
    word = ("check_result=逾期未答复三件", "facts=三件逾期", "evidence=核查记录")
    again = ("case", "take", case, "find_breach", *KEEPER, "--on", "2026-06-01", *forms(*word))
    refused("CASE-E0", *again)
    broken = take(case, "find_breach", CHECKER, "2026-06-01", *word)
    assert (broken["state"], broken["ended"]) == ("breach", True)
    letters = broken["letters"]
    assert isinstance(letters, list)
    assert "superior_alert" in {str(one["template"]).partition(":")[0] for one in letters}
    (after,) = [
        one for one in told("case", "list", *CHECKER) if one["procedure"] == "pledge_breach"
    ]
    assert performance(BODY) == ["pending"]  # nothing is recorded before it is heard and decided
    revoked(str(after["reference"]))
    assert performance(BODY) == ["broken"]

    case = published(KEY, "proactive")
    refused("CASE-E", "case", "take", case, "withdraw", *speaks(KEY), "--on", "2026-05-09")
    take(case, "report", speaks(KEY), "2026-06-02", "performance_proof=答复台账")
    assert take(case, "confirm", CHECKER, "2026-06-03", "check_result=属实")["ended"]
    assert performance(KEY) == ["kept"]

    case = str(told(*offered(KEY, "proactive"))["reference"])
    assert take(case, "withdraw", speaks(KEY), "2026-05-07")["state"] == "withdrawn"
    assert performance(KEY) == ["kept"]


@pytest.mark.parametrize("kind", ["industry", "government"])
def test_a_firm_pledges_for_nobody_else(database: Database, policy: Policy, kind: str) -> None:
    """A pledge of an association or of a public body is not a firm's to make: nothing is opened."""
    del database
    build(policy)
    refused("MEASURE-E035", *offered(KEY, kind))
    assert told("case", "list", *CHECKER) == []
