"""Due process E: who acted on a mistake is told, standing comes back, nothing is shown again."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, OTHER, REVIEWER, World, enter
from tests.actions.cases.test_case import file, refusal, served, step
from tests.actions.cases.test_designation import MEASURES, asked, ready
from tests.doors.web.desk_world import Desk, browser
from tests.stories.requirements.ground import (
    LEGAL,
    NUMBER,
    OUTSIDE,
    OUTSIDE_TOO,
    listed,
    opened,
    page,
    public,
    shown,
)

from goodstanding.actions.cases.entries import Writing, correct
from goodstanding.actions.cases.removals import acknowledge
from goodstanding.actions.checks.clients import issue
from goodstanding.actions.checks.desk import check
from goodstanding.actions.checks.replay import replay
from goodstanding.actions.offices.account import set_account
from goodstanding.core.measures.asked import Question
from goodstanding.store.cases.targets import held
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.cases import removals

pytestmark = pytest.mark.usefixtures("database")
RIGHT = {"finding": "wrong", "reasons": "主体认错"}


def annulled(world: World, case: int) -> int:
    """Let the entry of a listing be removed on objection; return the objection."""
    (entry,) = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    form = {"claim": "认错", "ground": "identity"}
    contest = opened(
        world, "objection", "list_entry", str(entry), OBJECTOR, date(2026, 5, 26), form
    )
    step(world, contest, "acknowledge", OUTSIDE, date(2026, 5, 27))
    step(world, contest, "remove", OUTSIDE_TOO, date(2026, 5, 28), RIGHT)
    return contest


def test_27_whoever_said_no_on_an_annulled_record_is_told(world: World) -> None:
    """Each department that answered "no" on it owes an answer by a day, with a receipt.

    Kept in: actions/cases/tellings.py, store/cases/checks.py, actions/cases/removals.py
    """
    case, form = ready(world, measures=f"{MEASURES}\nentry_limit/market_list")
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))

    def answered(department: str, act: str, key: str = KEY) -> str:
        (found,) = check(
            [Question(key, act)],
            actor="desk",
            purpose="评优审核",
            department=department,
            on=date(2026, 5, 25),
            policy=world.policy,
        )
        return found.verdict

    assert answered("awards_hall", "honour") == "no"
    assert answered("tender_hall", "permit") == "considered"
    assert answered("other_hall", "honour", OTHER) == "yes"
    contest = annulled(world, case)
    halls = [one for one in removals() if one.department.endswith("_hall")]
    assert [(one.department, one.case_id, one.acknowledged) for one in halls] == [
        ("awards_hall", contest, None)
    ], "who was answered no is told; who was told to weigh it, or asked of another, is not"
    assert halls[0].due == date(2026, 6, 2), "three working days"
    told = next(one for one in file(contest).effects if one.effect == "tell_checked")
    assert (told.detail["checks"], told.detail["departments"]) == ("1", "awards_hall")
    for wrong in (("tender_hall", halls[0].record), ("awards_hall", halls[0].record + 1)):
        with refusal("CASE-E118"):
            acknowledge(wrong[0], [wrong[1]], actor="officer-hu", on=date(2026, 6, 1))
    acknowledge("awards_hall", [halls[0].record], actor="officer-hu", on=date(2026, 6, 1))
    with refusal("CASE-E118"):
        acknowledge("awards_hall", [halls[0].record], actor="officer-hu", on=date(2026, 6, 1))
    assert [one for one in removals() if one.department.endswith("_hall")] == []


def test_28_a_wrongful_listing_is_put_right_and_made_good(desk: Desk) -> None:
    """All ends together; a redress opens, and its apology stands where the wrong was shown.

    Kept in: packs/common/procedures/redress.yaml, actions/cases/apology.py,
        store/queries/apologies.py, actions/cases/corrections.py, packs/common/letters
    """
    world = desk.world
    case = listed(world)
    assert asked(world, "honour", date(2026, 5, 25)) == "no"
    contest = annulled(world, case)
    desk.on(date(2026, 5, 28))
    assert asked(world, "honour", date(2026, 5, 28)) == "yes"
    assert "2029-05-20" not in shown()
    (opening,) = [one for one in file(contest).effects if one.effect == "open_case"]
    redress = int(opening.detail["case"])
    assert "compensation" in file(redress).letters[0].en
    served(world, contest, "objection_upheld", date(2026, 6, 1))
    desk.on(date(2026, 6, 1))
    address = f"/en/desk/case/{redress}"
    assert "Say what is claimed" in page(browser("agent-1"), address)
    form = {"claim": "赔偿", "loss": "一场投标", "apology_wish": "where_shown"}
    step(world, redress, "claim", OBJECTOR, date(2026, 6, 1), form)
    made = {"made_good": "已移出名单", "compensation": "依票据赔偿", "reasons": "主体认错"}
    with refusal("CASE-E012"):
        step(world, redress, "make_good", REVIEWER, date(2026, 6, 2), made)
    step(world, redress, "make_good", OUTSIDE_TOO, date(2026, 6, 2), made)
    desk.on(date(2026, 6, 2))
    assert public()["apologies"] == []
    served(world, redress, "apology", date(2026, 6, 3))
    desk.on(date(2026, 6, 3))
    (said,) = public()["apologies"]  # type: ignore[misc]
    assert said["record_type"] == "serious_list"
    assert verify() == ()


def subscribed(world: World) -> str:
    """Return a key by which public rows are given in bulk."""
    return issue(
        "a-mirror",
        office="credit_office",
        purposes=["mirror"],
        per_minute=60,
        last_day=date(2026, 12, 31),
        secret="s" * 40,
        actor="officer-he",
        on=date(2026, 5, 25),
        policy=world.policy,
    )


def bulk(key: str, after: str, rules: str = "") -> tuple[str, str, str]:
    """Return what a mirror is given from a cursor: all of it, the packs, the next cursor."""
    asked = {"purpose": "mirror", "after": after, "policy": rules}
    headers = {"Authorization": f"Bearer {key}"}
    found = browser().get("/api/v1/changes", asked, headers=headers).json()
    return repr(found), found["policy"], found["next"]


def corrected_meanwhile(desk: Desk) -> None:
    """Hold an earlier day's page to what was known then and to what is known now: both bind."""
    world = desk.world
    said = {"list_no": "云市监列〔2026〕9号", "list": "market_regulation"}
    entry = said | {"decision_day": "2026-04-10", "until_day": "2026-06-10"}
    enter(world, "serious_list", "market_regulation", said["list_no"], KEY, entry, "2026-04-10")
    longer = entry | {"until_day": "2029-06-10"}
    known = held(world.entries["serious_list"])
    assert known is not None
    with transaction.atomic():
        writing = Writing("department", date(2026, 5, 27), world.policy, "a correction")
        correct(known, longer, writing)
    said |= {"list_no": "云市监列〔2026〕10号"}
    wrong = entry | said | {"until_day": "2030-06-10"}
    enter(world, "serious_list", "market_regulation", said["list_no"], KEY, wrong, "2026-04-10")
    known = held(world.entries["serious_list"])
    assert known is not None
    with transaction.atomic():
        correct(known, wrong | {"until_day": "2026-06-10"}, replace(writing, seed="another"))
    desk.on(date(2026, 6, 10))
    assert "2030-06-10" in shown(day=date(2026, 5, 1))
    assert "2026-06-10" in shown(day=date(2026, 5, 1)), "as it was known, while it may be shown"
    desk.on(date(2026, 6, 11))
    assert "2029-06-10" in shown()
    assert entry["list_no"] not in shown(day=date(2026, 5, 1)), "what was known then has run out"
    assert said["list_no"] not in shown(day=date(2026, 5, 1)), "what is known now has run out"


def test_29_no_day_of_the_past_shows_what_is_hidden_today(desk: Desk) -> None:
    """A page of an earlier day is that day's state, less what may not be shown any more.

    Kept in: store/queries/public_view.py, store/queries/replayed.py, actions/checks/replay.py,
    store/queries/changes.py, actions/checks/mirror.py, api/changes.py
    """
    world = desk.world
    desk.on(date(2026, 5, 25))
    key = subscribed(world)
    assert NUMBER in shown(day=date(2026, 5, 1))
    assert "2029-04-10" in shown(day=date(2026, 5, 1))
    case = opened(
        world,
        "objection",
        "record",
        str(world.entries["penalty"]),
        OBJECTOR,
        date(2026, 5, 25),
        {"claim": "有误", "ground": "facts"},
    )
    step(world, case, "acknowledge", HANDLER, date(2026, 5, 25))
    before = browser().get(f"/en/entity/{KEY}.json").content
    given, rules, at = bulk(key, "0.0")
    assert NUMBER in given
    step(world, case, "remove", OUTSIDE_TOO, date(2026, 5, 26), RIGHT)
    desk.on(date(2026, 5, 26))
    assert NUMBER not in bulk(key, "0.0")[0]
    assert "'removed': ['" in bulk(key, at, rules)[0]
    assert browser().get("/api/v1/changes?purpose=mirror&after=0.0").status_code == 401
    for day in (date(2026, 4, 25), date(2026, 5, 1), date(2026, 5, 25), date(2026, 5, 26)):
        assert NUMBER not in shown(day=day), day
    assert public()["records"]
    set_account(LEGAL.account, password=None, offices=[LEGAL.office], keys=[], policy=world.policy)
    again = replay(
        KEY,
        date(2026, 5, 25),
        purpose="dispute",
        acting=LEGAL,
        on=date(2026, 5, 27),
        policy=world.policy,
    )
    assert again.content == before, "an audit reads what was shown that day, to the byte"
    with refusal("REPLAY-E002"):
        replay(
            KEY,
            date(2026, 5, 25),
            purpose="dispute",
            acting=OBJECTOR,
            on=date(2026, 5, 27),
            policy=world.policy,
        )
    corrected_meanwhile(desk)
    desk.on(date(2029, 5, 1))
    assert "2029-04-10" not in shown(day=date(2026, 5, 1)), "expired today, hidden on every day"
