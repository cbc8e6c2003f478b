"""Redress of what was wrong: opened with the annulment, by others, and said where it was shown."""

from datetime import date

import pytest
from tests.actions.case_world import OBJECTOR, REVIEWER, STRANGER, World, build
from tests.actions.cases.test_case import file, refusal, served, step
from tests.stories.requirements.ground import (
    LISTING,
    OUTSIDE,
    OUTSIDE_TOO,
    listed,
    opened,
)

from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.apologies import apologies
from goodstanding.store.queries.public_view import public_view
from goodstanding.store.queries.twin import entity_data

pytestmark = pytest.mark.usefixtures("database")
FOUND_WRONG = {"finding": "wrong", "reasons": "主体认错"}
MADE_GOOD = {"made_good": "已移出名单、终止措施", "compensation": "未提出", "reasons": "认定有误"}
DAY, SERVED = date(2026, 6, 1), date(2026, 6, 3)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """An entity with a penalty and a listing, and another one."""
    del database
    return build(policy)


def annulled(world: World) -> int:
    """Let a listing be removed on objection; return the objection."""
    case = listed(world)
    (entry,) = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    form = {"claim": "认错", "ground": "identity"}
    on = date(2026, 5, 26)
    contest = opened(world, "objection", "list_entry", str(entry), OBJECTOR, on, form)
    step(world, contest, "acknowledge", OUTSIDE, date(2026, 5, 27))
    step(world, contest, "remove", OUTSIDE_TOO, date(2026, 5, 28), FOUND_WRONG)
    return contest


def redress_of(contest: int) -> int:
    """Return the redress that an annulment opened."""
    done = [one for one in file(contest).effects if one.effect == "open_case"]
    assert [one.detail["procedure"] for one in done] == ["redress"]
    return int(done[0].detail["case"])


def test_the_annulment_opens_it_and_its_letter_says_what_may_be_claimed(world: World) -> None:
    """Nobody has to ask: the case is there, in the same department, with its letter."""
    contest = annulled(world)
    case = redress_of(contest)
    data = file(case)
    assert (data.about_kind, data.about_id) == ("annulment", str(contest))
    assert data.department == file(contest).department
    (letter,) = data.letters
    assert letter.template == "redress_opened"
    assert "compensation" in letter.en
    assert "赔偿" in letter.zh
    step(world, case, "claim", OBJECTOR, DAY, claim_of())


def claim_of(wish: str = "where_shown") -> dict[str, str]:
    """Return what an entity claims."""
    return {"claim": "赔偿停业损失", "loss": "三日营业额", "apology_wish": wish}


def test_nobody_who_took_part_in_the_wrong_decides_it(world: World) -> None:
    """Who decided the listing, their unit, and who verifies, decide nothing of its redress."""
    case = redress_of(annulled(world))
    with refusal("CASE-E012"):
        step(world, case, "make_good", REVIEWER, DAY, MADE_GOOD)
    step(world, case, "tell", OUTSIDE, DAY, {"facts": "无", "evidence": "无", "legal_basis": "无"})
    with refusal("CASE-E013"):
        step(world, case, "make_good", OUTSIDE, DAY, MADE_GOOD)
    step(world, case, "make_good", OUTSIDE_TOO, DAY, MADE_GOOD)


def test_the_apology_stands_where_the_wrong_was_shown_once_its_letter_is_served(
    world: World,
) -> None:
    """Not before; for its days; and it repeats nothing of what was wrong."""
    case = redress_of(annulled(world))
    step(world, case, "make_good", OUTSIDE_TOO, DAY, MADE_GOOD)
    key = file(case).subject
    assert apologies([key], on=DAY, today=SERVED) == ()
    served(world, case, "apology", SERVED)
    (found,) = apologies([key], on=SERVED, today=SERVED)
    assert (found.department, found.record_type) == ("market_regulation", "serious_list")
    assert found.until == date(2026, 7, 3)
    assert apologies([key], on=DAY, today=SERVED) == (), "that day nobody had apologised"
    assert apologies([key], on=SERVED, today=date(2026, 7, 4)) == (), "over is over on every day"
    view = public_view(key, policy=world.policy, on=SERVED, today=SERVED)
    assert view is not None
    told = str(entity_data(view, policy=world.policy)["apologies"])
    assert "market_regulation" in told
    assert LISTING not in told


def test_who_wants_a_letter_only_gets_a_letter_only(world: World) -> None:
    """An entity need not see its case told again."""
    case = redress_of(annulled(world))
    step(world, case, "claim", OBJECTOR, DAY, claim_of("letter_only"))
    step(world, case, "make_good", OUTSIDE_TOO, DAY, MADE_GOOD)
    served(world, case, "apology", SERVED)
    assert apologies([file(case).subject], on=SERVED, today=SERVED) == ()


def test_it_is_refused_only_after_the_party_was_told_and_could_answer(world: World) -> None:
    """Reasons, a remedy and no change of what was undone."""
    case = redress_of(annulled(world))
    why = {"reasons": "没有损失", "reply_to_defence": "未陈述"}
    found = {"facts": "没有营业", "evidence": "账册", "legal_basis": "示范依据"}
    step(world, case, "tell", OUTSIDE, DAY, found)
    with refusal("CASE-E014"):
        step(world, case, "refuse", OUTSIDE_TOO, DAY, why)
    served(world, case, "redress_findings", SERVED)
    with refusal("CASE-E015"):
        step(world, case, "refuse", OUTSIDE_TOO, SERVED, why)
    step(world, case, "refuse", OUTSIDE_TOO, date(2026, 6, 11), why)
    letter = file(case).letters[-1]
    assert letter.template == "redress_refused"
    assert "reconsideration" in letter.en
    assert apologies([file(case).subject], on=SERVED, today=SERVED) == ()


def test_redress_needs_something_that_was_found_wrong(world: World) -> None:
    """Of a decision that stands nothing is made good; who wants it objects first."""
    case = listed(world)
    form = {"claim": "赔偿"}
    with refusal("CASE-E125"):
        opened(world, "redress", "annulment", str(case), OBJECTOR, DAY, form)
    with refusal("CASE-E104"):
        opened(world, "redress", "annulment", "99999", OBJECTOR, DAY, form)


def test_what_was_withdrawn_may_be_claimed_again_by_the_entity_alone(world: World) -> None:
    """One runs at a time; a stranger never claims."""
    contest = annulled(world)
    form = {"claim": "赔偿"}
    with refusal("CASE-E125"):  # nor does it learn what a letter on its way says
        opened(world, "redress", "annulment", str(contest), OBJECTOR, DAY, form)
    served(world, contest, file(contest).letters[-1].template, DAY)
    with refusal("CASE-E117"):
        opened(world, "redress", "annulment", str(contest), OBJECTOR, DAY, form)
    step(world, redress_of(contest), "drop", OBJECTOR, DAY)
    with refusal("CASE-E009"):
        opened(world, "redress", "annulment", str(contest), STRANGER, DAY, form)
    again = opened(world, "redress", "annulment", str(contest), OBJECTOR, DAY, form)
    assert file(again).contested == file(contest).contested
