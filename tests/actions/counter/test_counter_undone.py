"""What a counter wrote down and the entity never did is taken back when it contests it."""

from datetime import date

import pytest
from tests.actions.case_world import KEY, OBJECTOR, World, build
from tests.actions.cases.test_case import file, in_force, refusal, served, step
from tests.actions.counter.test_counter_case import CODE, ON, PAPER, WINDOW, on_paper, told
from tests.stories.requirements.ground import OUTSIDE, OUTSIDE_TOO, opened, view

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.handing import challenge, rule
from goodstanding.actions.counter.filing import file_at_counter
from goodstanding.actions.counter.identity import Seen
from goodstanding.actions.offices.account import set_account
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")
NEXT = date(2026, 5, 13)
NO = {"finding": "right", "reasons": "一致", "reply_to_defence": "已核"}
SEEN = Seen("business_licence", CODE, seal="印备〔2024〕0031")


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A small world."""
    del database
    return build(policy)


def contested(world: World, case: int, *, by: Acting = OUTSIDE_TOO, upheld: bool = True) -> None:
    """Let the entity contest the last act at the counter, and another officer rule on it."""
    slip = max(one.number for one in file(case).events if one.step == "counter")
    given = {"on": NEXT, "policy": world.policy}
    number = challenge(
        case, f"event:{slip}", acting=OBJECTOR, reason="非我单位所为", seed=world.seed(), **given
    )
    said = {"upheld": upheld, "acting": by, "reason": "经核实", "seed": world.seed(), **given}
    rule(case, number, **said)


def test_an_answer_that_nobody_gave_counts_no_more(world: World) -> None:
    """Promise: the time to answer runs as before; the act stays in the file, and a letter tells."""
    case = told(world)
    answer = on_paper(world, case, "answer")
    contested(world, case)
    undone = file(case).events[-1]
    assert (undone.step, undone.form["event"]) == ("counter_undone", str(answer))
    assert answer in [one.number for one in file(case).events]
    assert file(case).letters[-1].template == f"case_notice:{KEY}"
    with refusal("CASE-E015"):
        step(world, case, "reject", OUTSIDE_TOO, NEXT, NO)
    step(world, case, "answer", OBJECTOR, NEXT, {"defence": "金额有误"})
    step(world, case, "reject", OUTSIDE_TOO, NEXT, NO)
    assert verify() == ()


def test_a_contest_that_fails_undoes_nothing(world: World) -> None:
    """Promise: what the entity did itself stands."""
    case = told(world)
    on_paper(world, case, "answer")
    contested(world, case, upheld=False)
    assert file(case).events[-1].step == "ruling"
    step(world, case, "reject", OUTSIDE_TOO, NEXT, NO)


def test_a_withdrawal_that_nobody_made_lets_the_case_run_again(world: World) -> None:
    """Promise: in the state where it stood, its record hidden again, and shown again at its end."""
    about, form = str(world.entries["penalty"]), {"claim": "认错", "ground": "identity"}
    case = opened(world, "identity_objection", "record", about, OBJECTOR, date(2026, 5, 6), form)
    number = "云市监罚〔2026〕41号"
    assert number not in in_force()
    before = view(world, case, ON).state
    on_paper(world, case, "drop", form={})
    served(world, case, "objection_dropped", ON)
    assert (view(world, case, ON).ended, number in in_force()) == (True, True)
    contested(world, case)
    assert (view(world, case, NEXT).state, number in in_force()) == (before, False)
    step(world, case, "drop", OBJECTOR, NEXT, {})
    served(world, case, "objection_dropped", NEXT)
    assert number in in_force()
    assert verify() == ()


def test_a_letter_about_what_was_taken_back_is_not_served(world: World) -> None:
    """Promise: what a false withdrawal would bring back with its letter never comes back by it."""
    about, form = str(world.entries["penalty"]), {"claim": "认错", "ground": "identity"}
    case = opened(world, "identity_objection", "record", about, OBJECTOR, date(2026, 5, 6), form)
    on_paper(world, case, "drop", form={})
    contested(world, case)
    with refusal("CASE-E023"):
        served(world, case, "objection_dropped", NEXT)
    assert (view(world, case, NEXT).ended, "云市监罚〔2026〕41号" in in_force()) == (False, False)


def test_a_case_that_the_entity_never_opened_ends_as_if_it_withdrew_it(world: World) -> None:
    """Promise: it need not go on with what somebody else began in its name."""
    case = file_at_counter(
        "objection",
        "record",
        str(world.entries["penalty"]),
        paper=PAPER,
        seen=SEEN,
        acting=WINDOW,
        form={"claim": "认错", "ground": "facts"},
        on=ON,
        policy=world.policy,
        seed=world.seed(),
    )
    contested(world, case)
    assert (view(world, case, NEXT).state, file(case).events[-1].step) == ("dropped", "drop")


def test_who_confirmed_it_does_not_rule_on_it(world: World) -> None:
    """Promise: another officer than the two who wrote it down and confirmed it decides."""
    for login in (WINDOW.account, OUTSIDE_TOO.account):
        office = "credit_window" if login == WINDOW.account else OUTSIDE_TOO.office
        set_account(login, password=None, offices=[office], keys=[], policy=world.policy)
    case = told(world)
    on_paper(world, case, "answer", seen=Seen("business_licence", CODE, by=OUTSIDE_TOO.account))
    with refusal("OFFICE-E0"):
        contested(world, case)
    assert file(case).events[-1].step == "challenge"


def test_what_was_decided_since_is_not_taken_from_under_the_decision(world: World) -> None:
    """Promise: an act on which a later decision rests stays; the decision has its own remedy."""
    case = told(world)
    on_paper(world, case, "answer")
    step(world, case, "reject", OUTSIDE_TOO, ON, NO)
    served(world, case, "objection_rejected", ON)
    contested(world, case, by=OUTSIDE)
    assert file(case).events[-1].step == "ruling"
