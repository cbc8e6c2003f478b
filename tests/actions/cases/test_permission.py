"""Acts that are allowed in spite of a measure: by whom, until when, and how they end early."""

from datetime import date

import pytest
from tests.actions.case_world import KEY, OBJECTOR, REVIEWER, World, build
from tests.actions.cases.test_case import served, step
from tests.actions.cases.test_designation import OUTSIDE, OUTSIDE_TOO, asked, ready

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing, open_case
from goodstanding.actions.checks.desk import check
from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.asked import Question
from goodstanding.core.measures.may import Because
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.read import read_case

pytestmark = pytest.mark.usefixtures("database")

ASKED = date(2026, 6, 1)
DECIDED = date(2026, 6, 8)
LAST = date(2026, 9, 30)
AFTER = date(2026, 10, 1)
WHY = {"legal_basis": "示范依据", "reasons": "民生项目，无可替代"}
ALLOWED = {"desk_act": "honour", "permit_until": LAST.isoformat(), **WHY}


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A small world."""
    del database
    return build(policy)


def application(world: World) -> int:
    """Take a measure that bars honours, and ask for them in spite of it."""
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    assert asked(world, "honour", ASKED) == "no"
    return open_case(
        "permission",
        "measure",
        str(case),
        acting=OBJECTOR,
        form={"desk_act": "honour", "claim": "参评", "evidence": "申请书"},
        on=ASKED,
        policy=world.policy,
        seed=world.seed(),
    )


def reason(world: World, on: date) -> Because:
    """Return the worst reason of the answer about honours."""
    (found,) = check(
        [Question(KEY, "honour")],
        actor="officer-he",
        purpose="评优审核",
        department="honours_office",
        on=on,
        policy=world.policy,
    )
    assert found.answer is not None
    return found.answer.reasons[0]


def refused(world: World, case: int, name: str, who: Acting, on: date, form: dict[str, str]) -> str:
    """Return the code with which a step is refused."""
    with pytest.raises(Refused) as found:
        step(world, case, name, who, on, form)
    return found.value.faults[0].code


def reference(case: int) -> str:
    """Return how people write a case."""
    data = read_case(case)
    assert data is not None
    return data.reference


def test_an_act_is_permitted_until_a_day_by_somebody_else(world: World) -> None:
    """Promise: the desk says yes for that act alone, under which decision and until when."""
    case = application(world)
    assert asked(world, "honour", ASKED) == "no"  # an application changes nothing
    assert refused(world, case, "permit", REVIEWER, DECIDED, ALLOWED) == "CASE-E012"
    step(world, case, "permit", OUTSIDE, DECIDED, ALLOWED)
    assert asked(world, "honour", DECIDED) == asked(world, "honour", LAST) == "yes"
    assert asked(world, "honour", AFTER) == "no"
    assert asked(world, "preference", DECIDED) == "no"
    found = reason(world, DECIDED)
    assert (found.lifted_by, found.lifted_until) == (reference(case), LAST)
    assert found.basis == "demonstration"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"desk_act": "bidding"}, "CASE-E123"),
        ({"permit_until": "2026-06-07"}, "CASE-E124"),
        ({"permit_until": "2027-06-09"}, "CASE-E124"),
    ],
)
def test_what_nothing_bars_and_days_out_of_bounds_are_refused(
    world: World, change: dict[str, str], code: str
) -> None:
    """Promise: only what the measure bars is allowed, and within the procedure's longest time."""
    case = application(world)
    assert refused(world, case, "permit", OUTSIDE, DECIDED, ALLOWED | change) == code
    assert asked(world, "honour", DECIDED) == "no"


def test_a_broken_condition_ends_a_release_early_after_hearing(world: World) -> None:
    """Promise: conditional while it holds; ended by another officer, from the service on."""
    case = application(world)
    step(world, case, "release", OUTSIDE, DECIDED, {**ALLOWED, "condition": "按月报告"})
    assert asked(world, "honour", DECIDED) == "conditional"
    told = reason(world, DECIDED).condition
    assert told is not None
    assert told.zh == "按月报告"
    facts = {"facts": "两月未报告", "legal_basis": "示范依据"}
    step(world, case, "notify", OUTSIDE, date(2026, 8, 3), {**facts, "evidence": "台账"})
    served(world, case, "permission_notice", date(2026, 8, 4))
    note_hearing(
        case,
        "waived",
        acting=OBJECTOR,
        form={},
        on=date(2026, 8, 5),
        policy=world.policy,
        seed=world.seed(),
    )
    end = {
        **facts,
        "reasons": "违反条件",
        "reply_to_defence": "未提出",
        "remedies": "复议",
        "signatory": "主任",
    }
    on = date(2026, 8, 13)
    assert refused(world, case, "end_early", OUTSIDE, on, end) == "CASE-E013"
    step(world, case, "end_early", OUTSIDE_TOO, on, end)
    assert asked(world, "honour", on) == "conditional"  # not before it is served
    served(world, case, "permission_ended", date(2026, 8, 14))
    assert asked(world, "honour", date(2026, 8, 13)) == "conditional"
    assert asked(world, "honour", date(2026, 8, 14)) == "no"
