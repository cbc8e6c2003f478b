"""Due process D: one conduct once, trifles carry nothing, reasons, the addressee alone, rewards."""

from datetime import date

import pytest
from tests.actions.case_world import KEY, OTHER, REVIEWER, World, enter
from tests.actions.cases.test_case import file, refusal, served, step
from tests.actions.cases.test_designation import (
    MEASURES,
    WHY,
    announce,
    asked,
    proposed,
    ready,
    walked,
)
from tests.core.measures.test_propose_and_pledge import PENALTY, record
from tests.core.measures.test_propose_and_pledge import proposed as proposes
from tests.core.measures.test_rewards import earned
from tests.doors.web.desk_world import Desk, browser
from tests.stories.requirements.ground import checked, listed, page, penalty, shown

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.checks.special_report import special_report
from goodstanding.actions.intake.identify import judge
from goodstanding.actions.offices.account import set_account
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.measures.faults_measures import COUNTED_TWICE, NOT_ADDRESSEE
from goodstanding.core.policy.faults_lists import MINOR_FOLLOWS
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.succession import inherited

pytestmark = pytest.mark.usefixtures("database")


def test_22_one_conduct_counts_once(world: World) -> None:
    """Whatever documents name it, a conduct carries a measure of a kind once for a body.

    Kept in: core/measures/guard.py, actions/cases/measures.py
    """
    listed(world)
    second = penalty(world, "云市监罚〔2026〕42号", "2026-04-20")
    case, said = proposed(world, evidence=f"record:{second}")
    burden = said | {"measures": MEASURES, "term_months": "36"}
    with refusal(COUNTED_TWICE.code):
        announce(world, case, burden)
    other = {"conduct": "market_violation:云市监罚〔2026〕42号"}
    form = walked(world, case, burden | other)
    with refusal(COUNTED_TWICE.code):
        first = {"conduct": "market_violation:云市监罚〔2026〕41号"}
        step(world, case, "list", REVIEWER, date(2026, 5, 25), form | first)
    step(world, case, "list", REVIEWER, date(2026, 5, 25), form | other)


def test_23_trifles_neither_deduct_nor_propose(world: World) -> None:
    """Summary penalties, small fines and warnings cost nothing; a special report shows them.

    Kept in: packs/common/models, core/measures/propose.py, core/policy/check_lists.py,
    actions/checks/special_report.py
    """
    policy = world.policy
    model, on = policy.models["public_credit"], date(2026, 5, 11)
    base = evaluate(model, [], policy=policy, on=on, entity_class="91").score
    for trifle in ({"procedure": "summary"}, {"kinds": "warning"}, {"kinds": "fine", "fine": "1"}):
        day = date(2026, 2, 2)
        found = record("administrative_penalty", "market_regulation", day, **{**PENALTY, **trifle})
        assert proposes(found) == [], trifle
        assert evaluate(model, [found], policy=policy, on=on, entity_class="91").score == base
    minor = "classes: [general]"
    assert MINOR_FOLLOWS.code in checked("measures.yaml", minor, "classes: [minor]")
    summary = "云市监罚〔2026〕9号"
    penalty(world, summary, "2026-05-04", procedure="summary", fine="20000")
    set_account("agent-1", password=None, offices=[], keys=[KEY], policy=policy)
    entity = entity_by_key(KEY)
    assert entity is not None
    acting = Acting("agent-1")
    report = special_report(entity, acting=acting, purpose="", on=on, policy=policy)
    assert [view.natural_key for view, _record in report.summary] == [summary]
    assert summary not in shown()
    with refusal("REPORT-E001"):
        acting = Acting("agent-2")
        special_report(entity, acting=acting, purpose="", on=on, policy=policy)


def test_24_size_first_offence_correction_and_harm_are_said(desk: Desk) -> None:
    """Who decides says each, and why it deviates, with the range and like cases beside the form.

    Kept in: packs/common/procedures, core/procedures/forms.py, core/measures/discretion.py,
    store/queries/like_cases.py
    """
    world = desk.world
    case, form = ready(world)
    desk.on(date(2026, 5, 20))
    address = f"/en/desk/case/{case}/list"
    beside = page(browser("officer-lin"), address)
    assert "at most 36 months" in beside
    assert "No like case was decided." in beside
    for field in ("size", "first_offence", "corrected", "harm", "deviation", "reasons"):
        with refusal("CASE-E017") as caught:
            step(world, case, "list", REVIEWER, date(2026, 5, 20), form | {field: " "})
        title = world.policy.form_fields[field].title
        assert title.en in caught.value.faults[0].line("en")
    with refusal("CASE-E019"):
        step(world, case, "list", REVIEWER, date(2026, 5, 20), form | {"size": "enormous"})
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    desk.on(date(2026, 5, 25))
    another, _form = ready(world, conduct="market_violation:云市监罚〔2026〕43号")
    beside = page(browser("officer-lin"), f"/en/desk/case/{another}/list")
    assert beside.count("1 like case. Terms in months: 36 to 36") >= len(MEASURES.split())
    decision = file(case).letters[-1]
    assert WHY["reasons"] in decision.zh


def test_25_effects_reach_the_addressee_alone(world: World) -> None:
    """No sister or owner is reached; a new name changes nothing; a merger passes duties alone.

    Kept in: core/measures/guard.py, core/measures/may.py, store/queries/archive.py,
        packs/common/succession.yaml, core/measures/succession.py
    """
    sister = penalty(world, "云市监罚〔2026〕77号", "2026-04-02", subject=OTHER)
    own = f"record:{world.entries['penalty']}"
    case, said = proposed(world, evidence=f"{own}\nrecord:{sister}")
    burden = said | {"measures": MEASURES, "term_months": "36"}
    with refusal(NOT_ADDRESSEE.code):
        announce(world, case, burden)
    form = walked(world, case, burden | {"evidence": own})
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    said = {"name": "云州明溪新字号食品有限公司"}
    enter(world, "registration", "market_registry", "r1-renamed", KEY, said, "2026-05-25")
    assert asked(world, "honour", date(2026, 5, 26)) == "no"
    assert asked(world, "honour", date(2026, 5, 26), OTHER) == "yes"
    merged(world)
    assert asked(world, "honour", date(2026, 5, 28), OTHER) == "yes", "a merger burdens nobody"
    successor = entity_by_key(OTHER)
    assert successor is not None
    left = inherited(successor, policy=world.policy, on=date(2026, 5, 28))
    said = {one.left.kind: one.left.passes for one in left}
    assert said == {
        "administrative_penalty": "duty",
        "serious_list": "anew",
        "honours_limit": "anew",
        "preference_limit": "anew",
    }
    assert {one.predecessor for one in left} == {KEY}


def merged(world: World) -> None:
    """Let an officer judge that the entity went into another."""
    judge(
        "merger",
        KEY,
        OTHER,
        actor="officer:ma",
        reason="合并登记",
        on=date(2026, 5, 27),
        policy=world.policy,
        seed=world.seed(),
    )


def test_26_rewards_have_their_catalogue_and_end(policy: Policy) -> None:
    """Each reward has a basis, a giver and months; it ends by itself and may be declined.

    Kept in: packs/common/rewards.yaml, core/measures/rewards.py
    """
    assert len(policy.rewards) >= 8
    for reward in policy.rewards.values():
        assert policy.source_of(reward.basis)
        assert reward.body in policy.offices
        assert reward.months.on(date(2026, 6, 1))
    assert earned("A")["green_channel"].until == date(2027, 1, 5)
    assert "green_channel" not in earned("A", on=date(2027, 1, 6))
    assert "green_channel" not in earned("A", declined=("green_channel",))
