"""Many workers on the same cases: exactly one wins each, the others are told, no number is lost."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, connections
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
from tests.actions.test_designation import ready

from goodstanding.actions.case import open_case, take_step
from goodstanding.actions.serve import recall, serve
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.faults_measures import NOT_IN_FORCE
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.read import CaseData, read_case
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")

WORKERS = 32
FEW = 3
MANY = 1000
LATE = {
    "CASE-E102", "CASE-E006", "CASE-E007", "CASE-E107", "CASE-E110", "CASE-E023", "CASE-E126",
}  # fmt: skip
"""What a worker is told who came second; a party, before the letter, only that one is coming."""
OPENED, HANDLED, DECIDED = date(2026, 4, 29), date(2026, 4, 30), date(2026, 5, 6)
LATER = date(2026, 5, 20)
PENALTY = {
    "authority": "云州市市场监督管理局",
    "kinds": "fine|confiscation",
    "procedure": "ordinary",
    "fine": "1200000",
    "decision_day": "2026-04-02",
}
Act = Callable[[], object]


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """One entity with its records."""
    del database
    return build(policy)


def together(acts: Iterable[Act]) -> list[str]:
    """Run acts at once; return "" for each that was done, else the code of its refusal."""
    chosen = list(acts)
    gate = Barrier(min(len(chosen), WORKERS))

    def run(number: int, act: Act) -> str:
        if number < gate.parties:
            gate.wait()
        try:
            act()
        except Refused as refused:
            return refused.faults[0].code
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(len(chosen)), chosen))


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


def file(case: int) -> CaseData:
    """Return a case's file, which must be there."""
    found = read_case(case)
    assert found is not None
    return found


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


def one_winner_each(world: World, count: int) -> None:
    """Let 32 workers withdraw and decide on each case at once, and look at what came of it."""
    cases = [handled(world, number) for number in range(count)]
    for case in cases:
        seen = None if case % 2 else 2
        acts = [(drop if turn % 2 else decide)(world, case, seen) for turn in range(WORKERS)]
        told = together(acts)
        assert told.count("") == 1
        assert set(told) <= {""} | LATE
        assert len(file(case).events) == 3
        ended = file(case).events[-1].step
        assert bool([one for one in file(case).effects if one.detail.get("removed")]) == (
            ended == "remove"
        )
    assert verify() == ()


def test_of_32_workers_on_a_case_exactly_one_wins(world: World) -> None:
    """Promise: a withdrawal races a decision: one of them is the case's end, and only one."""
    one_winner_each(world, FEW)


@pytest.mark.long
def test_of_32_workers_on_a_thousand_cases_exactly_one_wins_each(world: World) -> None:
    """Promise: the same on a thousand cases."""
    one_winner_each(world, MANY)


def test_a_recall_races_a_dispatch_and_one_of_them_is_done(world: World) -> None:
    """Promise: a letter is either recalled or dispatched, never both."""
    for number in range(FEW):
        case = handled(world, number)
        take_step(
            case,
            "tell",
            acting=HANDLER,
            form=dict.fromkeys(("facts", "evidence", "legal_basis"), "有据") | {"finding": "right"},
            on=HANDLED,
            policy=world.policy,
            seed=world.seed(),
        )
        letter = file(case).letters[-1].id
        give = {"acting": HANDLER, "on": HANDLED, "policy": world.policy, "seed": world.seed()}
        back = partial(recall, letter, reason="错字", **give)
        mail = {"mode": "post", "recipient": KEY, "day": HANDLED, "proof": "EMS"}
        out = partial(serve, letter, **mail, **give)
        told = together([back, out] * 4)
        assert told.count("") == 1
        assert set(told) <= {""} | LATE
        assert (file(case).letters[-1].served is None) == file(case).letters[-1].recalled
    assert verify() == ()


def test_a_restoration_races_a_listing_on_the_same_record(world: World) -> None:
    """Promise: what was restored supports no listing; who comes too late is told which record."""
    for turn in range(FEW):
        name, day = f"云市监罚〔2025〕{3000 + turn}号", "2025-04-02"
        said = PENALTY | {"decision_no": name, "decision_day": day}
        enter(world, "penalty", "market_regulation", name, KEY, said, day)
        record = world.entries["penalty"]
        case, form = ready(world)
        cited = form | {
            "evidence": f"record:{record}",
            "conduct": f"market_violation:{turn}",
        }
        give = {"policy": world.policy, "on": LATER}
        applied = open_case(
            "restoration",
            "record",
            str(record),
            acting=OBJECTOR,
            form=dict.fromkeys(("claim", "performance_proof", "pledge_text"), "已改正"),
            seed=world.seed(),
            **give,
        )
        restore = partial(
            take_step,
            applied,
            "restore",
            acting=OTHER_REVIEWER,
            form={
                "check_result": "属实",
                "performed_on": "2026-05-20",
                "conditions_met": "all",
            },
            seed=world.seed(),
            **give,
        )
        enlist = partial(
            take_step, case, "list", acting=REVIEWER, form=cited, seed=world.seed(), **give
        )
        told = together([restore, enlist] * 4)
        restored, taken = file(applied).events[-1], file(case).events[-1]
        assert told.count("") in (1, 2)
        assert set(told) <= {"", NOT_IN_FORCE.code} | LATE
        assert restored.step == "restore"
        assert taken.step == ("list" if told.count("") == 2 else "opine")
        assert taken.seq < restored.seq, "never a listing after the restoration"
        if taken.step != "list":
            drop_form = {"reasons": "记录已修复"}
            take_step(case, "drop", acting=REVIEWER, form=drop_form, seed=world.seed(), **give)
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
    told = together(acts)
    assert (told.count(""), told.count("CASE-E117")) == (12, 12)
    with connection.cursor() as cursor:
        for table in ("case_file", "letter"):
            cursor.execute(f"SELECT number FROM {table} ORDER BY number")
            assert [number for (number,) in cursor.fetchall()] == list(range(1, 13))
    assert verify() == ()
