"""Requirements held to their last word: where one story of a number shows only a part."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, NAME, OBJECTOR, OTHER, REVIEWER, World, enter
from tests.actions.cases.test_case import CLAIM, file, in_force, refusal, served, step
from tests.actions.cases.test_designation import announce, asked, proposed, ready
from tests.doors.web.desk_world import OPENED, Desk, browser, text
from tests.stories.requirements.ground import (
    NUMBER,
    OUTSIDE_TOO,
    listed,
    opened,
    owed,
    page,
    penalty,
    public,
    restoration,
    shown,
    times,
    view,
)

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.intake.identify import judge
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.measures.faults_measures import NEVER_EXECUTED
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.succession import inherited

pytestmark = pytest.mark.usefixtures("database")
ENDS = "2029-05-20"
COURT = {"forum": "市人民政府", "file_number": "云府复〔2026〕9号"}


def test_a_listing_is_over_by_itself_on_every_surface(desk: Desk) -> None:
    """01: on its last day it burdens; a day later desk and page know nothing of it, by no act."""
    world = desk.world
    events = len(file(listed(world)).events)
    for day, answer in ((date(2029, 5, 20), "no"), (date(2029, 5, 21), "yes")):
        desk.on(day)
        assert asked(world, "honour", day) == answer
        assert (ENDS in shown()) == (answer == "no")
        assert (ENDS in shown(day=date(2026, 6, 1))) == (answer == "no"), "nor on an earlier day"
    assert len(file(1).events) == events, "nobody had to act"
    assert verify() == ()


def test_a_restoration_that_nobody_decides_is_public_and_never_refused(desk: Desk) -> None:
    """04, 05: the last of all days passes: overdue, in the department's figures, still open."""
    world = desk.world
    case = restoration(world, date(2026, 9, 24))
    step(world, case, "accept", HANDLER, date(2026, 9, 30))
    step(world, case, "extend", REVIEWER, date(2026, 10, 15), {"reasons": "需现场核查"})
    assert times(world, case, date(2026, 10, 29))["extended_in"] == date(2026, 10, 29)
    assert not view(world, case, date(2026, 10, 29)).overdue
    late = view(world, case, date(2026, 10, 30))
    assert late.overdue
    assert (late.state, late.ended) == ("extended", False)
    assert owed(desk, date(2026, 10, 30))
    for name in ("refuse", "restore", "drop"):
        with refusal("CASE-E"):
            step(world, case, name, BY_TIME, date(2026, 10, 30), {"reasons": "逾期"})
    with refusal("CASE-E"):
        why = {"reasons": "逾期", "reply_to_defence": "无"}
        step(world, case, "refuse", REVIEWER, date(2026, 10, 30), why)


def test_each_outcome_of_a_review_is_entered_and_none_makes_it_worse(desk: Desk) -> None:
    """19: upheld leaves all as it was; changed reads as the court says; no mark outlives either."""
    world, record = desk.world, str(desk.world.entries["penalty"])
    before, document = in_force(), {"outcome_document": "复议决定书"}
    case = opened(world, "reconsideration_mark", "record", record, OBJECTOR, OPENED, COURT)
    assert '"under_reconsideration"' in shown()
    step(world, case, "uphold", HANDLER, date(2026, 6, 1), document)
    desk.on(date(2026, 6, 1))
    assert in_force() == before
    served(world, case, "outcome_upheld", date(2026, 6, 1))
    assert "under_reconsideration" not in shown()
    again = opened(
        world, "reconsideration_mark", "record", record, OBJECTOR, date(2026, 6, 2), COURT
    )
    less = document | {"correction": "fine=1000"}
    step(world, again, "change", HANDLER, date(2026, 6, 3), less)
    assert in_force()[NUMBER] == before[NUMBER] | {"fine": "1000"}
    assert "under_reconsideration" not in shown()
    (redress,) = [one for one in file(again).effects if one.effect == "open_case"]
    assert view(world, int(redress.detail["case"]), date(2026, 6, 3)).data.procedure == "redress"
    assert verify() == ()


@pytest.mark.parametrize("kind", ["merger", "division", "conversion"])
def test_no_change_of_form_hands_a_burden_on(world: World, kind: str) -> None:
    """25: merged, divided or converted: who comes after stands for itself."""
    listed(world)
    judge(
        kind,
        KEY,
        OTHER,
        actor="officer:ma",
        reason="登记",
        on=date(2026, 5, 27),
        policy=world.policy,
        seed=world.seed(),
    )
    assert asked(world, "honour", date(2026, 5, 28), OTHER) == "yes"
    assert ENDS not in shown(OTHER)
    successor = entity_by_key(OTHER)
    assert successor is not None
    passes = {
        one.left.kind: one.left.passes
        for one in inherited(successor, policy=world.policy, on=date(2026, 5, 28))
    }
    assert passes["serious_list"] == passes["honours_limit"] == "anew"
    assert passes["administrative_penalty"] == "duty"


def test_a_reward_is_declined_by_the_entity_alone_and_taken_again(desk: Desk) -> None:
    """26: on its own page, for itself; it is a choice, no measure, and can be taken back."""
    address = f"/en/desk/begin/reward_choice/entity/{KEY}"
    form = {"reward": "green_channel", "reward_choice": "decline"}
    assert "/ask/" in browser("agent-2").post(address, form)["Location"]
    client, before = browser("agent-1"), in_force()
    for choice, said in (("decline", True), ("take", False)):
        assert client.post(address, form | {"reward_choice": choice}).status_code == 302
        assert ("You declined it" in text(client, f"/en/desk/file/{KEY}/pledges")) == said
    assert in_force() == before
    assert asked(desk.world, "honour", OPENED) == "yes"


def test_a_sole_proprietorship_is_as_private_as_a_shop(desk: Desk) -> None:
    """31: the registry says it is one person's: no grade, no name search, all rights."""
    world = desk.world
    code = uscc_with_check("91990100" + org_code_with_check("00000778"))
    key, name = f"cn-uscc:{code}", "云州独资虚构书店"
    said = {"name": name, "org_type": "company", "change_day": "2020-05-01"}
    enter(world, "registration", "market_registry", "sole", key, said, "2020-05-01")
    entry = penalty(world, "云市监罚〔2026〕93号", "2026-04-02", subject=key)
    assert code in page(browser(), f"/en/search?q={name}")
    assert "grade-mark" in page(browser(), f"/en/entity/{key}")
    said |= {"org_type": "sole_proprietorship", "change_day": "2026-04-10"}
    enter(world, "registration", "market_registry", "sole-2", key, said, "2026-04-10")
    for words in (name, "独资虚构", code[:10]):
        assert code not in page(browser(), f"/en/search?q={words}"), words
    assert code in page(browser(), f"/en/search?q={code}")
    found = page(browser(), f"/en/entity/{key}")
    assert "grade-mark" not in found
    assert "云市监罚〔2026〕93号" in found
    assert not {"grade", "score"} & {name for name, said in public(key).items() if said}
    owner = Acting("owner", party_to=frozenset({key}))
    opened(world, "objection", "record", str(entry), owner, OPENED, CLAIM)
    assert "under objection" in page(browser(), f"/en/entity/{key}")


def test_every_measure_against_persons_is_refused_to_everybody(world: World) -> None:
    """32: not one of them goes through, alone or beside a lawful one."""
    persons = [one.id for one in world.policy.measures.values() if one.target == "person"]
    assert len(persons) == 4
    case, said = proposed(world)
    for measures in (*persons, f"honours_limit\n{persons[0]}", f"{persons[3]}/serious_list"):
        burden = said | {"measures": measures, "term_months": "12"}
        with refusal(NEVER_EXECUTED.code):
            announce(world, case, burden)
    announce(world, case, said | {"measures": "honours_limit", "term_months": "12"})


def test_what_waits_for_service_is_nowhere(desk: Desk) -> None:
    """09: signed and not served, a listing changes not one byte of any page that anybody reads."""
    world = desk.world
    case, form = ready(world)
    desk.on(date(2026, 5, 20))
    places = (
        f"/en/entity/{KEY}",
        f"/zh/entity/{KEY}",
        f"/en/entity/{KEY}.json",
        f"/en/search?q={NAME}",
    )
    before = [page(browser(), one) for one in places]
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    assert [page(browser(), one) for one in places] == before
    own = text(browser("agent-1"), f"/en/desk/case/{case}")
    assert form["reasons"] not in own
    letter = file(case).letters[-1].id
    assert browser("agent-1").get(f"/en/desk/letter/{letter}").status_code == 404
    served(world, case, "list_decision", date(2026, 5, 20))
    assert browser("agent-1").get(f"/en/desk/letter/{letter}").status_code == 200
    after = [page(browser(), one) for one in places]
    assert all(one != other for one, other in zip(before[:3], after[:3], strict=True))


def test_an_objection_dropped_leaves_everything_as_it_was(desk: Desk) -> None:
    """15: who objects and withdraws has lost nothing, and may object again."""
    world = desk.world
    before, page_before = in_force(), shown()
    for day in (OPENED, date(2026, 5, 6)):
        contest = opened(
            world, "objection", "record", str(world.entries["penalty"]), OBJECTOR, day, CLAIM
        )
        step(world, contest, "acknowledge", OUTSIDE_TOO, day)
        step(world, contest, "drop", OBJECTOR, day)
        desk.on(day)
        assert in_force() == before
        assert shown() == page_before
