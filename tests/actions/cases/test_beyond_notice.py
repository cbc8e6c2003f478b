"""A decision on a measure stays within what the party was heard on; cases of two departments."""

from collections.abc import Mapping
from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, REVIEWER, World, build, enter
from tests.actions.cases.test_case import CLAIM, refusal, served, step
from tests.actions.cases.test_designation import (
    LEGAL,
    OUTSIDE,
    OUTSIDE_TOO,
    WHY,
    asked,
    proposed,
    ready,
)

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing, open_case
from goodstanding.core.policy.shape import Policy

pytestmark = pytest.mark.usefixtures("database")

DECIDED = date(2026, 5, 20)
FULFILLED = {"check_result": "符合", "performed_on": "2026-05-20", "conditions_met": "all"}
RESTORE = {"performance_proof": "缴款凭证", "pledge_text": "不再违法"}
WEIGHED = {
    "measures": "entry_limit",
    "anchor": "market_list",
    "body": "market_decisions",
    "term_months": "12",
}


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty of the serious class, besides what every world has."""
    del database
    found = build(policy)
    said = {
        "decision_no": "云市监罚〔2026〕50号",
        "authority": "云州市市场监督管理局",
        "violation": "生产不符合食品安全标准的食品",
        "kinds": "stop_production|fine",
        "procedure": "ordinary",
        "fine": "1200000",
        "decision_day": "2026-04-03",
    }
    enter(found, "penalty", "market_regulation", said["decision_no"], KEY, said, "2026-04-03")
    return found


def heard(
    world: World, notice: Mapping[str, str], *, month: int = 5, **defence: str
) -> tuple[int, dict[str, str]]:
    """Walk a measure on a conduct of food to who decides; return it and the form as announced."""
    found = {"facts": "f", "evidence": f"record:{world.entries['penalty']}", "legal_basis": "b"}
    first = {name: notice[name] for name in ("measures", "anchor", "body")}
    case = open_case(
        "measure",
        "entity",
        KEY,
        acting=HANDLER,
        form={"conduct": "food:50", **found, **first},
        on=date(2026, month, 6),
        policy=world.policy,
        seed=world.seed(),
    )
    told = {name: notice[name] for name in ("measures", "anchor", "term_months")}
    step(world, case, "notify", HANDLER, date(2026, month, 7), found | told)
    served(world, case, "measure_pre_notice", date(2026, month, 8))
    if defence:
        step(world, case, "defend", OBJECTOR, date(2026, month, 11), defence)
    note_hearing(
        case,
        "waived",
        acting=OBJECTOR,
        form={},
        on=date(2026, month, 11),
        policy=world.policy,
        seed=world.seed(),
    )
    reply = {"finding": "right", "reply_to_defence": "已答复"}
    step(world, case, "verify", HANDLER, date(2026, month, 18), reply)
    opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
    step(world, case, "opine", LEGAL, date(2026, month, 19), opinion)
    return case, found | WHY | dict(notice)


def test_what_was_announced_as_weighed_does_not_become_a_ban(world: World) -> None:
    """Promise: another ground than the announced one, which bars more, is refused; so is 'no end'.

    The announced ground and term pass, and the desk then says what was announced.
    """
    case, form = heard(world, WEIGHED)
    ban = {"anchor": "lifetime_ban", "body": "elsewhere"}
    with refusal("MEASURE-E018"):
        step(world, case, "decide", REVIEWER, DECIDED, form | ban)
    with refusal("MEASURE-E018"):
        by_name = {"measures": "entry_limit/lifetime_ban", "body": "elsewhere"}
        step(world, case, "decide", REVIEWER, DECIDED, form | by_name)
    with refusal("MEASURE-E018"):
        step(world, case, "decide", REVIEWER, DECIDED, form | {"conduct": "market_violation:50"})
    step(world, case, "decide", REVIEWER, DECIDED, form)
    served(world, case, "measure_decision", date(2026, 5, 22))
    assert asked(world, "permit", date(2026, 5, 22)) == "considered"


def test_a_term_that_was_announced_does_not_become_none(world: World) -> None:
    """Promise: who was told of twelve months is not barred until a review without an end."""
    ban = {**WEIGHED, "anchor": "lifetime_ban", "body": "elsewhere"}
    case, form = heard(world, ban)
    with refusal("MEASURE-E018"):
        step(world, case, "decide", REVIEWER, DECIDED, form | {"term_months": "0"})
    step(world, case, "decide", REVIEWER, DECIDED, form)
    served(world, case, "measure_decision", date(2026, 5, 22))
    assert asked(world, "permit", date(2027, 5, 20)) == "no"
    assert asked(world, "permit", date(2027, 5, 21)) == "yes"


def test_a_party_chooses_no_ground_by_what_it_adds(world: World) -> None:
    """Promise: a field that the party was not asked for decides nothing in the decision."""
    added = {"conduct": "food:另一行为", "term_months": "1"}
    case, form = heard(world, WEIGHED, defence="已改正", **added)
    step(world, case, "decide", REVIEWER, DECIDED, form)
    served(world, case, "measure_decision", date(2026, 5, 22))
    with refusal("MEASURE-E012"):
        heard(world, WEIGHED, month=6)


def gone(world: World, how: str) -> None:
    """Let the penalty be found wrong, or be restored, on 7 April 2027."""
    entry = str(world.entries["penalty"])
    annulled = how == "annulled"
    case = open_case(
        "objection" if annulled else "restoration",
        "record",
        entry,
        acting=OBJECTOR,
        form=CLAIM if annulled else {"claim": "c", **RESTORE},
        on=date(2027, 4, 6),
        policy=world.policy,
        seed=world.seed(),
    )
    if annulled:
        step(world, case, "acknowledge", OUTSIDE, date(2027, 4, 6))
        why = {"finding": "wrong", "reasons": "认定有误"}
        step(world, case, "remove", OUTSIDE_TOO, date(2027, 4, 7), why)
    else:
        step(world, case, "restore", REVIEWER, date(2027, 4, 7), FULFILLED)


@pytest.mark.parametrize("how", ["annulled", "restored"])
def test_a_measure_ends_with_the_record_that_it_rests_on(world: World, how: str) -> None:
    """Promise: nobody is answered "no" on a penalty that was found wrong, or was restored."""
    case, form = heard(world, {**WEIGHED, "anchor": "lifetime_ban", "body": "elsewhere"})
    step(world, case, "decide", REVIEWER, DECIDED, form)
    served(world, case, "measure_decision", date(2026, 5, 22))
    assert asked(world, "permit", date(2027, 4, 6)) == "no"
    gone(world, how)
    assert asked(world, "permit", date(2027, 4, 7)) == "yes"


@pytest.mark.parametrize(("how", "answer"), [("annulled", "yes"), ("restored", "no")])
def test_a_listings_measure_falls_with_its_ground_alone(
    world: World, how: str, answer: str
) -> None:
    """Promise: a penalty found wrong bars nobody; a restored one leaves the entry as it is."""
    case, form = ready(world)
    step(world, case, "list", REVIEWER, DECIDED, form)
    served(world, case, "list_decision", date(2026, 5, 22))
    gone(world, how)
    assert asked(world, "honour", date(2027, 4, 7)) == answer


def test_two_departments_each_have_their_case_about_one_entity(world: World) -> None:
    """Promise: what one department has begun stops no other's case; the same one's it does."""
    proposed(world)
    with refusal("CASE-E117"):
        proposed(world)
    form = {"list": "l03_tax", "conduct": "tax:1", "facts": "f", "evidence": "卷宗"}
    open_case(
        "designation",
        "entity",
        KEY,
        acting=Acting("officer-tax", "tax_unit"),
        form=form | {"legal_basis": "b"},
        on=date(2026, 5, 6),
        policy=world.policy,
        seed=world.seed(),
    )
