"""A restoration that was got by hiding facts: what its cancelling brings back, and what not."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, OBJECTOR, REVIEWER, World, build
from tests.actions.cases.test_case import file, in_force, objection, refusal, served, step
from tests.actions.cases.test_designation import LEGAL, OUTSIDE, OUTSIDE_TOO

from goodstanding.actions.cases.acts import open_case
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")

FULFILLED = {
    "check_result": "符合条件",
    "performed_on": "2026-05-20",
    "conditions_met": "all",
}
FOUND = {"facts": "付清证明系虚假", "evidence": "银行回单核验结果"}
LISTING, PENALTY = "云市监列〔2026〕3号", "云市监罚〔2026〕41号"


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity."""
    del database
    return build(policy)


def restored(world: World, what: str) -> int:
    """Restore one record of the entity; return the case."""
    case = open_case(
        "restoration",
        "record" if what == "penalty" else "list_entry",
        str(world.entries[what]),
        acting=OBJECTOR,
        form={"claim": "c", "performance_proof": "p", "pledge_text": "t"},
        on=date(2027, 6, 1),
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, case, "accept", HANDLER, date(2027, 6, 2))
    step(world, case, "restore", REVIEWER, date(2027, 6, 3), FULFILLED)
    return case


def opened(world: World, restoration: int, on: date) -> int:
    """Open the cancelling of a restoration."""
    return open_case(
        "restoration_cancel",
        "restoration",
        str(restoration),
        acting=HANDLER,
        form=FOUND,
        on=on,
        policy=world.policy,
        seed=world.seed(),
    )


def cancelled(world: World, restoration: int) -> int:
    """Cancel a restoration by its notice, review and decision, served on 1 July 2027."""
    case = opened(world, restoration, date(2027, 6, 10))
    decided(world, case)
    return case


def decided(world: World, case: int) -> None:
    """Walk an opened cancelling to its end."""
    step(world, case, "notify", HANDLER, date(2027, 6, 11), FOUND | {"legal_basis": "依据"})
    served(world, case, "cancel_notice", date(2027, 6, 14))
    opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
    step(world, case, "opine", LEGAL, date(2027, 6, 28), opinion)
    why = {"finding": "right", "reasons": "虚假", "reply_to_defence": "无", "signatory": "负责人"}
    step(world, case, "cancel", REVIEWER, date(2027, 6, 29), why)
    served(world, case, "cancel_decision", date(2027, 7, 1))


def test_a_cancelled_restoration_brings_back_the_same_entry(world: World) -> None:
    """Promise: the entry stands again to its own last day, without a new term, and says so."""
    before = in_force()[LISTING]
    case = restored(world, "listing")
    assert in_force()[LISTING]["until_day"] == "2027-06-02"
    again = cancelled(world, case)
    assert in_force()[LISTING] == before
    assert not [name for name in in_force() if name.startswith("l01_market")]
    decision = next(one for one in file(again).letters if one.template == "cancel_decision")
    assert before["until_day"] in decision.zh
    assert before["until_day"] in decision.en
    assert verify() == ()


def test_a_restored_penalty_comes_back_as_a_penalty(world: World) -> None:
    """Promise: whoever had a penalty restored is not put on a list when that is cancelled."""
    before = in_force()
    case = restored(world, "penalty")
    assert PENALTY not in in_force()
    cancelled(world, case)
    now = in_force()
    assert now[PENALTY] == before[PENALTY]
    assert now.keys() - before.keys() <= {name for name in now if name.startswith("market")}


def test_nothing_comes_back_that_was_never_restored(world: World) -> None:
    """Promise: what an objection removed is not brought back as if a restoration were cancelled."""
    case = objection(world)
    step(world, case, "acknowledge", OUTSIDE, date(2026, 4, 29))
    why = {"finding": "wrong", "reasons": "认定有误"}
    step(world, case, "remove", OUTSIDE_TOO, date(2026, 5, 6), why)
    with refusal("CASE-E149"):
        opened(world, case, date(2026, 5, 20))


def annulled(world: World, on: date) -> None:
    """Withdraw the entry by an objection that is upheld on a day."""
    contested = open_case(
        "objection",
        "list_entry",
        str(world.entries["listing"]),
        acting=OBJECTOR,
        form={"claim": "列入依据已撤销", "ground": "annulled"},
        on=on,
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, contested, "acknowledge", OUTSIDE, on)
    why = {"finding": "wrong", "reasons": "认定有误"}
    step(world, contested, "remove", OUTSIDE_TOO, on, why)


def test_what_was_annulled_after_its_restoration_stays_so(world: World) -> None:
    """Promise: an entry that an objection withdrew later does not come back with a cancelling."""
    case = restored(world, "listing")
    annulled(world, date(2027, 6, 4))
    with refusal("CASE-E149"):
        opened(world, case, date(2027, 6, 10))


def test_what_is_annulled_while_it_is_being_cancelled_stays_so(world: World) -> None:
    """Promise: nor where the entry is withdrawn between the opening and the service."""
    case = restored(world, "listing")
    again = opened(world, case, date(2027, 6, 10))
    annulled(world, date(2027, 6, 10))
    decided(world, again)
    assert LISTING not in in_force()
