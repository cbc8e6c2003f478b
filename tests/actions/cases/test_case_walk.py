"""Every shipped procedure is walked through the acts, on the database: its promises always hold."""

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.actions.case_grounds import Ground
from tests.actions.case_promises import KEPT
from tests.actions.case_walker import NEEDS_EFFECTS, ActionWalk
from tests.actions.case_world import World, build
from tests.conftest import KIND
from tests.core.procedures.promises import PROMISES

from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify
from goodstanding.store.shelf import load_policy

pytestmark = pytest.mark.usefixtures("database")
PROCEDURES = sorted(load_policy().procedures)
EXAMPLES, STEPS = (6, 35) if KIND == "sqlite" else (2, 25)
SEEDS = (1, 20260520, 990100)
"""Seeds of the long walks; printed, so that a walk can be walked again."""


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A database in which each walk has an entity of its own."""
    del database
    return build(policy)


def walked(
    world: World, name: str, *, examples: int, steps: int, number: int | None = None
) -> dict[str, int]:
    """Walk a procedure, verify the whole chain, and return how many walks ended where."""
    ends: dict[str, int] = {}
    given = {"ground": Ground(world), "name": name, "ends": ends}
    machine = type("WalkOf", (ActionWalk,), given)
    run_state_machine_as_test(
        machine if number is None else seed(number)(machine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert verify() == ()
    return ends


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_procedure_keeps_its_promises_in_the_database(world: World, name: str) -> None:
    """Lawful acts, unlawful ones, services, recalls, hearings and time in any order."""
    walked(world, name, examples=EXAMPLES, steps=STEPS)


@pytest.mark.long
@pytest.mark.parametrize("number", SEEDS)
@pytest.mark.parametrize("name", PROCEDURES)
def test_a_procedure_keeps_its_promises_on_long_walks(world: World, name: str, number: int) -> None:
    """The same, walked further and more often."""
    print(f"\nwalk of {name}: seed {number}")  # noqa: T201 (to walk it again)
    ends = walked(world, name, examples=20, steps=60, number=number)
    assert len(ends) > 1, ends


def test_the_walk_knows_enough_rules_and_promises() -> None:
    """At least 20 rules and 15 promises of the database's own: none is dropped unseen."""
    rules = [one for one in vars(ActionWalk).values() if hasattr(one, "hypothesis_stateful_rule")]
    assert len(rules) >= 20
    assert len(KEPT) >= 15
    assert len(PROMISES) - len(NEEDS_EFFECTS) >= 15
