"""Many workers on the same cases: exactly one wins each, the others are told, no number is lost."""

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import connection
from tests.actions.case_world import (
    HANDLER,
    KEY,
    OBJECTOR,
    OTHER_REVIEWER,
    REVIEWER,
    World,
    build,
    enter,
)
from tests.actions.racing import COUNTS, LATE, WORKERS, Act, file, workers

from goodstanding.actions.cases.acts import open_case, take_step
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")

OPENED, HANDLED, DECIDED = date(2026, 4, 29), date(2026, 4, 30), date(2026, 5, 6)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """One entity with its records."""
    del database
    return build(policy)


def opened(world: World, number: int) -> int:
    """Open an objection against a penalty of its own."""
    name = f"云市监罚〔2026〕{1000 + number}号"
    said = {
        "decision_no": name,
        "authority": "云州市市场监督管理局",
        "kinds": "fine",
        "fine": "1200000",
        "decision_day": "2026-04-02",
    }
    enter(world, "administrative_penalty", "market_regulation", name, KEY, said, "2026-04-02")
    return open_case(
        "objection",
        "record",
        str(world.entries["administrative_penalty"]),
        acting=OBJECTOR,
        form={"claim": "有误", "ground": "facts"},
        on=OPENED,
        policy=world.policy,
        seed=world.seed(),
    )


def handled(world: World, number: int) -> int:
    """Open an objection and acknowledge it."""
    case = opened(world, number)
    take_step(
        case,
        "acknowledge",
        acting=HANDLER,
        form={},
        on=HANDLED,
        policy=world.policy,
        seed=world.seed(),
    )
    return case


def drop(world: World, case: int, seen: int | None) -> Act:
    """Return the party's withdrawal."""
    return partial(
        take_step,
        case,
        "drop",
        acting=OBJECTOR,
        form={},
        on=DECIDED,
        policy=world.policy,
        seed=world.seed(),
        seen=seen,
    )


def decide(world: World, case: int, seen: int | None) -> Act:
    """Return the reviewer's decision."""
    return partial(
        take_step,
        case,
        "remove",
        acting=REVIEWER,
        form={"finding": "wrong", "reasons": "有误"},
        on=DECIDED,
        policy=world.policy,
        seed=world.seed(),
        seen=seen,
    )


def end(world: World, case: int, seen: int | None) -> Act:
    """Return the other decision, by another officer: what cannot be proved is shown no more."""
    return partial(
        take_step,
        case,
        "end_disclosure",
        acting=OTHER_REVIEWER,
        form={},
        on=DECIDED,
        policy=world.policy,
        seed=world.seed(),
        seen=seen,
    )


OTHERWISE = {drop: "drop", end: "end_disclosure"}
HIDING = {"remove": ["withdraw_record"], "end_disclosure": ["end_disclosure"], "drop": []}
"""What each end does to the record."""
HIDDEN_BY = {"withdraw_record", "end_disclosure"}


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("other", [drop, end])
def test_of_32_workers_on_a_case_exactly_one_wins(
    world: World, count: int, other: Callable[[World, int, int | None], Act]
) -> None:
    """Promise: a withdrawal, or another's decision, races a decision: one of them is the end."""
    with workers() as together:
        for number in range(count):
            case = handled(world, number)
            seen = None if case % 2 else 2
            acts = [(other if turn % 2 else decide)(world, case, seen) for turn in range(WORKERS)]
            told = together(acts)
            assert told.count("") == 1
            assert set(told) <= {""} | LATE
            data = file(case)
            assert len(data.events) == 3
            done = data.events[-1].step
            assert done == (OTHERWISE[other] if told.index("") % 2 else "remove")
            took = [one.effect for one in data.effects if one.effect in HIDDEN_BY]
            assert took == HIDING[done], "what the winner does is done once, or not at all"
    assert verify() == ()


def test_numbers_have_no_gaps_when_many_open_at_once(world: World) -> None:
    """Promise: cases and letters of a department and year are numbered 1, 2, 3 and so on."""
    names = list(range(12))
    for number in names:
        name = f"云市监罚〔2026〕{2000 + number}号"
        said = {
            "decision_no": name,
            "authority": "局",
            "kinds": "fine",
            "decision_day": "2026-04-02",
        }
        enter(world, "administrative_penalty", "market_regulation", name, KEY, said, "2026-04-02")
        world.entries[name] = world.entries["administrative_penalty"]
    acts = [
        partial(
            open_case,
            "objection",
            "record",
            str(world.entries[f"云市监罚〔2026〕{2000 + number}号"]),
            acting=OBJECTOR,
            form={"claim": "有误", "ground": "facts"},
            on=OPENED,
            policy=world.policy,
            seed=world.seed(),
        )
        for number in (*names, *names)
    ]
    with workers() as together:
        told = together(acts)
    assert (told.count(""), told.count("CASE-E117")) == (12, 12)
    with connection.cursor() as cursor:
        for table in ("case_file", "letter"):
            cursor.execute(f"SELECT number FROM {table} ORDER BY number")
            assert [number for (number,) in cursor.fetchall()] == list(range(1, 13))
    assert verify() == ()
