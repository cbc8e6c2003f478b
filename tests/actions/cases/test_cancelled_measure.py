"""A measure alone that was restored by a false application comes back by its cancelling."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, OBJECTOR, REVIEWER, World, build
from tests.actions.cases.test_cancelled_restoration import FULFILLED, cancelled, opened
from tests.actions.cases.test_cancelled_restoration import decided as led
from tests.actions.cases.test_case import file, refusal, step
from tests.actions.cases.test_designation import asked
from tests.actions.ground_world import annulled, burdened, penalty, reviews

from goodstanding.actions.cases.acts import open_case
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")
AGAIN = date(2027, 7, 1)
"""The day on which the cancelling is served."""


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """An entity with its records, and another one."""
    del database
    return build(policy)


def restored(world: World, measure: int) -> int:
    """Restore the measure that a case took; return the restoration."""
    case = open_case(
        "restoration",
        "measure",
        str(measure),
        acting=OBJECTOR,
        form={"claim": "c", "performance_proof": "p", "pledge_text": "t"},
        on=date(2027, 6, 1),
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, case, "accept", HANDLER, date(2027, 6, 2))
    step(world, case, "restore", REVIEWER, date(2027, 6, 3), FULFILLED)
    return case


def test_the_measure_stands_again_to_its_own_last_day(world: World) -> None:
    """Promise: from the service of the cancelling, with no new term, and the letter says it."""
    case = restored(world, burdened(world, "measure", [penalty(world, 61)]))
    assert asked(world, "honour", date(2027, 6, 3)) == "yes"
    again = cancelled(world, case)
    assert asked(world, "honour", date(2027, 6, 30)) == "yes", "not for the time between"
    assert asked(world, "honour", AGAIN) == asked(world, "honour", date(2029, 5, 20)) == "no"
    assert asked(world, "honour", date(2029, 5, 21)) == "yes"
    decision = next(one for one in file(again).letters if one.template == "cancel_decision")
    assert "2029-05-20" in decision.zh
    assert "2029-05-20" in decision.en
    assert verify() == ()


def test_what_its_ground_ended_meanwhile_does_not_come_back(world: World) -> None:
    """Promise: a restoration of what nothing bears any more is not cancelled."""
    ground = penalty(world, 61)
    case = restored(world, burdened(world, "measure", [ground]))
    annulled(world, ground, date(2027, 6, 8))
    with refusal("CASE-E149"):
        opened(world, case, date(2027, 6, 10))
    assert (reviews(), asked(world, "honour", date(2027, 6, 10))) == ([], "yes")


def test_a_ground_that_falls_while_it_is_being_cancelled_is_not_overlooked(world: World) -> None:
    """Promise: nothing is enforced again on what was annulled before the service."""
    ground = penalty(world, 61)
    case = restored(world, burdened(world, "measure", [ground]))
    opened_on = date(2027, 6, 10)
    cancelling = opened(world, case, opened_on)
    annulled(world, ground, opened_on)
    led(world, cancelling)
    assert asked(world, "honour", AGAIN) == "yes"
