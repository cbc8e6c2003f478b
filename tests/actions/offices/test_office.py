"""Deputies, absences, interests, challenges and hand-overs: dated, declared, and inherited."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.actions.case_world import (
    HANDLER,
    KEY,
    OBJECTOR,
    OTHER,
    OTHER_REVIEWER,
    REVIEWER,
    World,
    build,
)
from tests.actions.cases.test_case import objection, refusal, states, step

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.handing import (
    challenge,
    declare_interest,
    hand_over,
    hand_over_many,
    rule,
)
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.notes import (
    appoint_deputy,
    declare_interest_in,
    end_note,
    note_absence,
)
from goodstanding.core.basis.days import add_days
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.read import read_case
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.cases import case_view
from goodstanding.store.queries.office import members, receipt

pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 4, 30)
RIGHT = {"finding": "right", "reasons": "有误", "correction": "fine=1"}
HEAD = Acting("officer-credit", "credit_office")
OFFICERS = {
    "officer-chen": ("market_cases",),
    "officer-lin": ("market_decisions",),
    "officer-wu": ("market_decisions",),
    "officer-tax": ("tax_unit",),
    "officer-credit": ("credit_office",),
}


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """The cases' world, with officers who have accounts."""
    del database
    world = build(policy)
    for login, offices in OFFICERS.items():
        set_account(login, password=None, offices=offices, keys=[], policy=policy)
    return world


def stand_in(world: World, deputy: str, principal: str, acting: Acting, **days: date) -> int:
    """Let somebody stand in for another from 30 April to 8 May."""
    office = OFFICERS[principal][0]
    return appoint_deputy(
        deputy,
        principal,
        office,
        first=days.get("first", DAY),
        last=days.get("last", date(2026, 5, 8)),
        reason="年休假",
        acting=acting,
        on=DAY,
        policy=world.policy,
    )


def test_a_deputy_acts_within_the_days_and_not_outside(world: World) -> None:
    """Promise: no mandate, no act; on its first and last day yes, on the day after no."""
    case = objection(world)
    deputy = Acting("officer-wu", "market_cases", deputy_for=frozenset({"officer-chen"}))
    with refusal("OFFICE-E001"):
        step(world, case, "acknowledge", deputy, DAY)
    stand_in(world, "officer-wu", "officer-chen", HANDLER, first=add_days(DAY, 1))
    with refusal("OFFICE-E001"):
        step(world, case, "acknowledge", deputy, DAY)
    step(world, case, "acknowledge", deputy, add_days(DAY, 1))
    other = Acting("officer-wu", "market_decisions", deputy_for=frozenset({"officer-chen"}))
    with refusal("OFFICE-E001"):
        step(world, case, "correct", other, date(2026, 5, 6), RIGHT)
    with refusal("OFFICE-E001"):
        step(world, case, "ask_provider", deputy, date(2026, 5, 9), {"question": "?"})


def test_bars_are_inherited_in_both_directions(world: World) -> None:
    """Promise: who stood in for the handler does not decide, nor does the handler's deputy."""
    case = objection(world)
    stand_in(world, "officer-wu", "officer-chen", HANDLER)
    deputy = Acting("officer-wu", "market_cases", deputy_for=frozenset({"officer-chen"}))
    step(world, case, "acknowledge", deputy, DAY)
    with refusal("CASE-E013"):
        step(world, case, "correct", Acting("officer-wu", "market_decisions"), DAY, RIGHT)
    stand_in(world, "officer-tax", "officer-lin", REVIEWER)
    interested = Acting("officer-tax", "market_decisions", deputy_for=frozenset({"officer-lin"}))
    declare_interest_in(
        KEY, "officer-lin", reason="亲属任职", acting=REVIEWER, on=DAY, policy=world.policy
    )
    with refusal("CASE-E011"):
        step(world, case, "correct", interested, DAY, RIGHT)


def test_who_may_note_what_and_for_which_days(world: World) -> None:
    """Promise: only they or the office above; real officers, real days, a reason; never oneself."""
    tax = Acting("officer-tax", "tax_unit")
    with refusal("OFFICE-E002"):
        stand_in(world, "officer-tax", "officer-chen", tax)
    stand_in(world, "officer-wu", "officer-chen", REVIEWER)
    for days, code in (
        ({"first": add_days(DAY, -1)}, "OFFICE-E003"),
        ({"last": add_days(DAY, -1)}, "OFFICE-E003"),
    ):
        with refusal(code):
            stand_in(world, "officer-wu", "officer-chen", HANDLER, **days)
    with refusal("OFFICE-E005"):
        stand_in(world, "officer-chen", "officer-chen", HANDLER)
    with refusal("OFFICE-E004"):
        stand_in(world, "nobody", "officer-chen", HANDLER)
    with refusal("OFFICE-E013"):
        declare_interest_in(
            "x:1", "officer-chen", reason="-", acting=HANDLER, on=DAY, policy=world.policy
        )
    with refusal("CASE-E119"):
        declare_interest_in(
            KEY, "officer-chen", reason=" ", acting=HANDLER, on=DAY, policy=world.policy
        )


def test_an_interest_holds_for_every_case_of_the_entity_until_the_office_above_ends_it(
    world: World,
) -> None:
    """Promise: declared once, barred everywhere; nobody ends their own."""
    note = declare_interest_in(
        KEY, "officer-chen", reason="亲属任职", acting=HANDLER, on=DAY, policy=world.policy
    )
    case = objection(world)
    with refusal("CASE-E011"):
        step(world, case, "acknowledge", HANDLER, DAY)
    said = {"reason": "亲属已离职", "on": DAY, "policy": world.policy}
    with refusal("OFFICE-E009"):
        end_note(note, acting=HANDLER, **said)
    end_note(note, acting=REVIEWER, **said)
    with refusal("OFFICE-E008"):
        end_note(note, acting=REVIEWER, **said)
    step(world, case, "acknowledge", HANDLER, DAY)
    declare_interest_in(
        OTHER, "officer-chen", reason="-", acting=HANDLER, on=DAY, policy=world.policy
    )
    assert read_case(case).interested == frozenset()  # type: ignore[union-attr]
    assert verify() == ()


def test_a_case_goes_only_to_somebody_who_can_act_in_it(world: World) -> None:
    """Promise: not to who is barred, away, of another department, unknown, or has it already."""
    case = objection(world)
    given = {"reason": "调岗", "on": DAY, "policy": world.policy, "seed": world.seed()}
    for taker in ("officer-tax", "nobody", ""):
        with refusal("OFFICE-E004"):
            hand_over(case, taker, acting=HANDLER, **given)
    note_absence(
        "officer-wu",
        first=DAY,
        last=date(2026, 5, 8),
        reason="年休假",
        acting=Acting("officer-wu", "market_decisions"),
        on=DAY,
        policy=world.policy,
    )
    with refusal("OFFICE-E007"):
        hand_over(case, "officer-wu", acting=HANDLER, **given)
    declare_interest(case, "officer-lin", acting=HANDLER, **given)
    with refusal("OFFICE-E006"):
        hand_over(case, "officer-lin", acting=HANDLER, **given)
    hand_over(case, "officer-chen", acting=REVIEWER, **given)
    with refusal("OFFICE-E005"):
        hand_over(case, "officer-chen", acting=HANDLER, **given)
    (wu,) = [one for one in members(world.policy, on=DAY) if one.login == "officer-wu"]
    assert wu.away_until == date(2026, 5, 8)


def test_many_cases_go_over_with_one_receipt(world: World) -> None:
    """Promise: each by itself; what is refused is told with its code and the others go through."""
    first = objection(world)
    second = objection(world, "listing")
    given = {"reason": "调岗", "on": DAY, "policy": world.policy, "seed": world.seed()}
    declare_interest(second, "officer-lin", acting=HANDLER, **given)
    number, lines = hand_over_many([first, second, 99], "officer-lin", acting=HANDLER, **given)
    assert [bool(one.faults) for one in lines] == [False, True, True]
    kept = receipt(number)
    assert kept is not None
    assert kept.said["done"] == f"{first}:2"
    assert kept.said["refused"] == f"{second}:OFFICE-E006|99:CASE-E101"
    assert kept.said["to"] == "officer-lin"


def test_a_challenge_is_ruled_on_before_the_challenged_acts(world: World) -> None:
    """Promise: the challenged waits, does not rule, others go on; upheld it bars, refused not."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, DAY)
    given = {"on": DAY, "policy": world.policy, "seed": world.seed()}
    for who, of, code in (
        (HANDLER, "event:2", "CASE-E009"),
        (OBJECTOR, "event:1", "OFFICE-E011"),
        (OBJECTOR, "event:9", "OFFICE-E011"),
        (OBJECTOR, "office:tax_unit", "OFFICE-E011"),
        (OBJECTOR, "x", "OFFICE-E011"),
    ):
        with refusal(code):
            challenge(case, of, acting=who, reason="有偏见", **given)
    number = challenge(case, "event:2", acting=OBJECTOR, reason="与竞争对手有亲属关系", **given)
    with refusal("CASE-E040"):
        step(world, case, "ask_provider", HANDLER, DAY, {"question": "?"})
    unit = challenge(case, "office:market_decisions", acting=OBJECTOR, reason="先前参与", **given)
    with refusal("CASE-E040"):
        step(world, case, "correct", REVIEWER, DAY, RIGHT)
    with refusal("OFFICE-E012"):
        rule(case, number, upheld=False, acting=HANDLER, reason="不成立", **given)
    with refusal("OFFICE-E012"):
        rule(case, unit, upheld=False, acting=REVIEWER, reason="不成立", **given)
    with refusal("OFFICE-E010"):
        rule(case, 99, upheld=False, acting=REVIEWER, reason="不成立", **given)
    rule(case, number, upheld=True, acting=REVIEWER, reason="关系属实", **given)
    with refusal("CASE-E011"):
        step(world, case, "ask_provider", HANDLER, DAY, {"question": "?"})
    rule(case, unit, upheld=False, acting=HEAD, reason="未参与", **given)
    with refusal("OFFICE-E010"):
        rule(case, unit, upheld=True, acting=HEAD, reason="-", **given)
    step(world, case, "correct", REVIEWER, DAY, RIGHT)
    assert verify() == ()


def test_a_challenge_is_not_raised_again_about_the_same_act(world: World) -> None:
    """Promise: it waits once, is ruled on in its days, and again only for what is done later."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, DAY)
    given = {"on": DAY, "policy": world.policy, "seed": world.seed()}
    ask = {"acting": OBJECTOR, "reason": "有偏见"}
    number = challenge(case, "event:2", **ask, **given)
    named = f"ruling:{number}"
    due = {one.deadline: one for one in case_view(case, policy=world.policy, on=DAY).due}
    assert (due[named].ends, due[named].overdue) == (date(2026, 5, 8), False)
    late = case_view(case, policy=world.policy, on=date(2026, 5, 9))
    assert named in {one.deadline for one in late.due if one.overdue}
    assert late.titles[named].en.endswith(f"(event {number})")
    with refusal("OFFICE-E014") as caught:
        challenge(case, "event:2", **ask, **given)
    assert str(number) in caught.value.faults[0].what.en
    rule(case, number, upheld=False, acting=REVIEWER, reason="不成立", **given)
    with refusal("OFFICE-E015"):
        challenge(case, "event:2", **ask, **given)
    step(world, case, "ask_provider", HANDLER, DAY, {"question": "?"})
    later = read_case(case)
    assert later is not None
    view = case_view(case, policy=world.policy, on=DAY)
    assert not any(one.deadline.startswith("ruling:") for one in view.due)
    again = challenge(case, f"event:{later.events[-1].number}", **ask, **given)
    assert again == later.events[-1].number + 1
    challenge(case, "office:market_decisions", **ask, **given)
    with refusal("OFFICE-E014"):
        challenge(case, "office:market_decisions", **ask, **given)


def test_a_units_bar_follows_its_members_into_other_offices(world: World) -> None:
    """Promise: a member of a challenged unit acts not as somebody's deputy, nor takes the case."""
    case = objection(world)
    stand_in(world, "officer-wu", "officer-chen", HANDLER)
    given = {"on": DAY, "policy": world.policy, "seed": world.seed()}
    unit = challenge(case, "office:market_decisions", acting=OBJECTOR, reason="先前参与", **given)
    deputy = Acting("officer-wu", "market_cases", deputy_for=frozenset({"officer-chen"}))
    with refusal("CASE-E040"):
        step(world, case, "acknowledge", deputy, DAY)
    with refusal("OFFICE-E006"):
        hand_over(case, "officer-wu", acting=HANDLER, reason="调岗", **given)
    rule(case, unit, upheld=True, acting=HEAD, reason="确有参与", **given)
    with refusal("CASE-E011"):
        step(world, case, "acknowledge", deputy, DAY)
    step(world, case, "acknowledge", HANDLER, DAY)


def test_an_office_without_a_duty_in_a_case_hands_nothing_over(world: World) -> None:
    """Promise: no stranger chooses who has a case."""
    case = objection(world)
    tax = Acting("officer-tax", "tax_unit")
    given = {"on": DAY, "policy": world.policy, "seed": world.seed()}
    with refusal("CASE-E010") as caught:
        hand_over(case, "officer-wu", acting=tax, reason="调岗", **given)
    assert "an officer" in caught.value.faults[0].line("en")


def test_who_has_an_interest_is_barred_from_then_on(world: World) -> None:
    """Promise: a declared interest and a hand-over are events, and the bar holds."""
    case = objection(world)
    declare_interest(
        case,
        "officer-lin",
        acting=REVIEWER,
        reason="亲属任职",
        on=date(2026, 4, 30),
        policy=world.policy,
        seed=world.seed(),
    )
    hand_over(
        case,
        "officer-wu",
        acting=REVIEWER,
        reason="回避",
        on=date(2026, 4, 30),
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    right = {"finding": "right", "reasons": "有误", "correction": "fine=1"}
    with refusal("CASE-E011"):
        step(world, case, "correct", REVIEWER, date(2026, 5, 6), right)
    step(world, case, "correct", OTHER_REVIEWER, date(2026, 5, 6), right)
    assert states()[0][1] == "upheld"


def test_notes_only_grow(world: World) -> None:
    """Promise: no note is changed, taken away or numbered past the next."""
    stand_in(world, "officer-wu", "officer-chen", HANDLER)
    names = "id, kind, account, subject, actor, office, day, said"
    for statement in (
        "UPDATE office_note SET last_day = '2030-01-01'",
        "DELETE FROM office_note",
        f"INSERT INTO office_note ({names}) VALUES (7, 'interest', 'a', '', 'a', '', '{DAY}', '')",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
