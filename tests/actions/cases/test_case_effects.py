"""What a case does besides moving: grades anew, letters to others, protections, a shield."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from django.db import connection
from tests.actions.case_world import (
    HANDLER,
    KEY,
    NAME,
    OBJECTOR,
    REVIEWER,
    World,
    build,
    enter,
)
from tests.actions.cases.test_case import file, in_force, refusal, served, step
from tests.actions.cases.test_designation import asked, ready

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.acts import note_hearing, open_case
from goodstanding.actions.cases.serve import serve
from goodstanding.actions.grades.appraise import appraise_population
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.read import EffectRow, LetterRow
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.appraise_one import appraise_entity
from goodstanding.store.queries.archive import entity_by_key

pytestmark = pytest.mark.usefixtures("database")
SECOND = Acting("officer-wu", "market_decisions")
URGENT = {
    "urgency": "货款将被转移",
    "facts": "受到较重处罚",
    "evidence": "检查笔录",
    "legal_basis": "示范依据",
    "measures": "entry_limit/market_list",
    "body": "market_decisions",
}
ORDERED = date(2026, 5, 6)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity."""
    del database
    return build(policy)


def did(case: int, effect: str) -> list[EffectRow]:
    """Return what a case did of a kind."""
    return [one for one in file(case).effects if one.effect == effect]


def letters(case: int, template: str) -> list[LetterRow]:
    """Return the letters of a kind, to whomever."""
    return [one for one in file(case).letters if one.template.startswith(f"{template}:")]


def opened(
    world: World,
    procedure: str,
    acting: Acting,
    form: Mapping[str, str],
    *,
    kind: str = "entity",
    about: str = KEY,
) -> int:
    """Open a case."""
    return open_case(
        procedure,
        kind,
        about,
        acting=acting,
        form=form,
        on=ORDERED,
        policy=world.policy,
        seed=world.seed(),
        department="market_regulation",
    )


def standing(key: str = KEY) -> list[tuple[object, ...]]:
    """Return the entity's standing grade as kept."""
    entity = entity_by_key(key)
    assert entity is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT score, grade FROM standing_grade WHERE entity = %s", [entity.number])
        return [tuple(row) for row in cursor.fetchall()]


def by_law(world: World, on: date, key: str = KEY) -> list[tuple[object, ...]]:
    """Return the entity's grade as the law computes it."""
    entity = entity_by_key(key)
    assert entity is not None
    found = appraise_entity(entity.number, policy=world.policy, on=on)
    assert found is not None
    return [(found.score, found.grade)]


def test_an_annulment_sets_the_standing_grade_right_at_once(world: World) -> None:
    """Promise: after a record is annulled, the kept grade is that of the law without it."""
    appraise_population(on=date(2026, 5, 6), policy=world.policy)
    before = standing()
    assert before == by_law(world, date(2026, 5, 6))
    said = {"forum": "复议机关", "file_number": "1"}
    about = str(world.entries["penalty"])
    case = opened(world, "reconsideration_mark", OBJECTOR, said, kind="record", about=about)
    step(world, case, "annul", HANDLER, date(2026, 5, 12), {"outcome_document": "复议决定书"})
    after = standing()
    assert after == by_law(world, date(2026, 5, 12))
    assert after != before
    (kept,) = did(case, "recompute_grade")
    assert (kept.detail["before"], kept.detail["after"]) == (before[0][1], after[0][1])


def test_a_grade_follows_a_listing_only_when_it_is_served(world: World) -> None:
    """Promise: what counts or tells a burden waits for its service with it."""
    appraise_population(on=date(2026, 5, 6), policy=world.policy)
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    assert not did(case, "recompute_grade")
    served(world, case, "list_decision", date(2026, 5, 22))
    assert did(case, "recompute_grade")
    assert standing() == by_law(world, date(2026, 5, 22))
    assert not letters(case, "superior_alert"), "nobody answers for a private firm"


def test_who_answers_for_a_state_owned_firm_is_written_to(world: World) -> None:
    """Promise: superior and personnel office hear of a listing by letters, once it is served."""
    said = {"name": NAME, "org_type": "state_owned", "change_day": "2026-04-21"}
    enter(world, "registration", "market_registry", "r9", KEY, said, "2026-04-21")
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    assert not letters(case, "superior_alert"), "nobody hears of it before the entity does"
    served(world, case, "list_decision", date(2026, 5, 22))
    found = letters(case, "superior_alert")
    offices = ["state_assets_office", "personnel_office"]
    assert [one.template.partition(":")[2] for one in found] == offices
    for letter, office in zip(found, offices, strict=True):
        assert letter.zh.splitlines()[2].startswith(world.policy.offices[office].title.zh)
        assert NAME in letter.zh
    assert world.policy.alerts["institution"].classes == ("12",)


def test_a_party_is_told_of_a_step_without_a_letter_of_its_own(world: World) -> None:
    """Promise: what has no letter has a notice; its service is kept, and moves no clock."""
    said = {"forum": "复议机关", "file_number": "1"}
    about = str(world.entries["penalty"])
    case = opened(world, "reconsideration_mark", OBJECTOR, said, kind="record", about=about)
    (notice,) = letters(case, "case_notice")
    assert notice.template == f"case_notice:{KEY}"
    assert NAME in notice.zh
    assert "{" not in notice.zh + notice.en
    before = len(file(case).counted)
    serve(
        notice.id,
        mode="electronic",
        recipient=KEY,
        day=ORDERED,
        proof="回执",
        acting=HANDLER,
        on=ORDERED,
        policy=world.policy,
        seed=world.seed(),
    )
    assert len(file(case).counted) == before
    assert letters(case, "case_notice")[0].served is not None
    assert list(verify()) == []


def test_a_protection_bars_from_service_and_ends_by_itself(world: World) -> None:
    """Promise: urgent, named, short: it waits for service, is over on its day, and is no record."""
    kept = in_force()
    case = opened(world, "protective_measure", HANDLER, URGENT)
    assert asked(world, "bidding", ORDERED) == "yes"
    served(world, case, "protective_order", ORDERED)
    (done,) = did(case, "protect")
    last = ORDERED + timedelta(days=15)
    assert done.entry is None
    assert (done.detail["ends"], done.detail["officer"]) == (last.isoformat(), "officer-chen")
    assert done.detail["urgency"] == URGENT["urgency"]
    assert [asked(world, "bidding", day) for day in (ORDERED, last)] == ["considered", "considered"]
    assert asked(world, "bidding", last + timedelta(days=1)) == "yes", "nobody had to act"
    assert in_force() == kept, "it never counts in a grade: no record knows of it"
    (order,) = [one for one in file(case).letters if one.template == "protective_order"]
    assert last.isoformat() in order.zh
    step(world, case, "expire", BY_TIME, last + timedelta(days=1), {})


def test_a_protection_is_heard_of_after_and_lifted_by_another(world: World) -> None:
    """Promise: a hearing follows, another officer keeps or lifts it, and lifting frees at once."""
    case = opened(world, "protective_measure", HANDLER, URGENT)
    served(world, case, "protective_order", ORDERED)
    note_hearing(
        case,
        "requested",
        acting=OBJECTOR,
        form={},
        on=date(2026, 5, 7),
        policy=world.policy,
        seed=world.seed(),
    )
    why = {"finding": "right", "reply_to_defence": "无新证据", "reasons": "仍属紧急"}
    with refusal("CASE-E016"):
        step(world, case, "keep", REVIEWER, date(2026, 5, 11), why)
    note_hearing(
        case,
        "held",
        acting=HANDLER,
        form={},
        on=date(2026, 5, 11),
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, case, "keep", REVIEWER, date(2026, 5, 11), why)
    assert asked(world, "bidding", date(2026, 5, 12)) == "considered"
    step(world, case, "lift", SECOND, date(2026, 5, 13), {"reasons": "已提供担保"})
    assert asked(world, "bidding", date(2026, 5, 13)) == "yes"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"measures": "entry_limit"}, "MEASURE-E002"),
        ({"measures": "exile/market_list"}, "MEASURE-E001"),
        ({"body": "tax_unit"}, "MEASURE-E015"),
    ],
)
def test_a_protection_is_of_the_closed_list(
    world: World, changed: dict[str, str], code: str
) -> None:
    """Promise: no measure, ground or body that the packs do not know, however urgent."""
    with refusal(code):
        opened(world, "protective_measure", HANDLER, URGENT | changed)


@pytest.mark.parametrize("end", ["fail", "complete"])
def test_a_reorganisation_shields_and_then_restores_or_not(world: World, end: str) -> None:
    """Promise: while the plan runs nothing adverse is shown and no measure bars."""
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    before = in_force()
    assert asked(world, "honour", date(2026, 5, 22)) == "no"
    claim = {"claim": "申请屏蔽", "court_ruling": "裁定书"}
    shield = open_case(
        "reorganisation",
        "entity",
        KEY,
        acting=OBJECTOR,
        form=claim,
        on=date(2026, 5, 25),
        policy=world.policy,
        seed=world.seed(),
        department="market_regulation",
    )
    step(world, shield, "shield", REVIEWER, date(2026, 5, 26), {})
    assert len(in_force()) < len(before)
    assert asked(world, "honour", date(2026, 5, 26)) == "yes"
    if end == "fail":
        found = {"outcome_document": "裁定书", "facts": "计划未执行", "evidence": "裁定书"}
        found["legal_basis"] = "示范依据"
        step(world, shield, "warn", HANDLER, date(2026, 7, 20), found)
        served(world, shield, "resume_notice", date(2026, 7, 21))
        why = {"reasons": "计划未执行", "reply_to_defence": "未陈述"}
        assert asked(world, "honour", date(2026, 8, 3)) == "yes"
        step(world, shield, "fail", REVIEWER, date(2026, 8, 3), why)
        assert len(in_force()) < len(before), "the shield lasts until its end is served"
        assert asked(world, "honour", date(2026, 8, 3)) == "yes"
        served(world, shield, "reorganisation_failed", date(2026, 8, 3))
        assert in_force() == before
        assert asked(world, "honour", date(2026, 8, 3)) == "no"
    else:
        proof = {"performance_proof": "法院裁定", "conditions_met": "all"}
        proof["performed_on"] = "2026-08-03"
        with refusal("CASE-E164"):
            step(world, shield, "complete", REVIEWER, date(2026, 8, 3), proof)
        assert asked(world, "honour", date(2026, 8, 3)) == "yes", "the shield stands meanwhile"
        last = date(2027, 5, 19)
        with refusal("CASE-E164.*2027-05-20"):
            step(world, shield, "complete", REVIEWER, last, proof)
        with refusal("CASE-E166"):
            missing = proof | {"conditions_met": "not_all"}
            step(world, shield, "complete", REVIEWER, date(2027, 5, 20), missing)
        step(world, shield, "complete", REVIEWER, date(2027, 5, 20), proof)
        over = [one for one in in_force().values() if "decision_day" in one]
        assert all(one.get("until_day", "9") < "2027-05-20" for one in over)
        assert asked(world, "honour", date(2027, 5, 20)) == "yes"
    assert list(verify()) == []
