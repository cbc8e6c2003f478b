"""The party's file: what is withheld from it, and decisions that rest on it alone."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, OBJECTOR, OTHER_REVIEWER, REVIEWER, World, build
from tests.actions.case_world import TAX as ELSEWHERE
from tests.actions.cases.test_case import file, refusal, served, step
from tests.actions.cases.test_designation import LEGAL, WHY, proposed, ready

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing
from goodstanding.actions.cases.evidence import attach
from goodstanding.actions.cases.file import open_part, withhold
from goodstanding.core.policy.shape import Policy

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity."""
    del database
    return build(policy)


def closed(
    world: World,
    case: int,
    part: str,
    on: date,
    *,
    ground: str = "commercial_secret",
    acting: Acting = HANDLER,
    reason: str = "第三方配方",
) -> int:
    """Withhold a part."""
    seed = world.seed()
    return withhold(
        case, part, ground, acting=acting, reason=reason, on=on, policy=world.policy, seed=seed
    )


def notified(world: World, case: int, said: dict[str, str], on: date, **more: str) -> None:
    """Notify and serve on the day after."""
    form = said | {"list": "l01_market", "measures": "honours_limit", "term_months": "12"} | more
    step(world, case, "notify", HANDLER, on, form)
    served(world, case, "list_pre_notice", date.fromordinal(on.toordinal() + 1))


def test_only_a_ground_of_the_packs_and_an_officer_of_the_case_withhold(world: World) -> None:
    """Promise: no other ground, nobody without a duty, no empty reason, nothing that is not there.

    Nothing is withheld twice, and nothing is kept of what was refused.
    """
    case, _said = proposed(world)
    on = date(2026, 5, 6)
    part = "event:1/evidence"
    for code, more in (
        ("CASE-E144", {"ground": "inconvenient"}),
        ("CASE-E119", {"reason": " "}),
        ("CASE-E010", {"acting": OBJECTOR}),
        ("CASE-E010", {"acting": ELSEWHERE}),
    ):
        with refusal(code):
            closed(world, case, part, on, **more)  # type: ignore[arg-type]
    with refusal("CASE-E143"):
        closed(world, case, "event:9/evidence", on)
    with refusal("CASE-E008"):
        closed(world, case, part, date(2026, 5, 5))
    before = len(file(case).events)
    number = closed(world, case, part, on)
    assert (number, len(file(case).events)) == (before + 1, before + 1)
    with refusal("CASE-E143"):
        closed(world, case, part, on)


def test_what_the_party_has_read_or_wrote_is_not_withheld(world: World) -> None:
    """Promise: neither what a letter says, nor what came before the notice, nor its own words."""
    case, said = proposed(world)
    notified(world, case, said, date(2026, 5, 7))
    step(world, case, "defend", OBJECTOR, date(2026, 5, 11), {"defence": "已整改"})
    for part in ("event:1/evidence", "event:2/facts", f"record:{world.entries['penalty']}"):
        with refusal("CASE-E143"):
            closed(world, case, part, date(2026, 5, 12))
    last = file(case).events[-1].number
    with refusal("CASE-E143"):
        closed(world, case, f"event:{last}/defence", date(2026, 5, 12))


def test_no_letter_tells_and_no_decision_rests_on_what_is_withheld(world: World) -> None:
    """Promise: a notice that cites it is refused; opened and told anew, a decision may cite it."""
    case, said = proposed(world)
    on, record = date(2026, 5, 6), f"record:{world.entries['penalty']}"
    closed(world, case, record, on, ground="state_secret")
    with refusal("CASE-E141") as caught:
        notified(world, case, said, date(2026, 5, 7))
    told = caught.value.faults[0]
    assert "国家秘密" in told.what.zh
    assert HANDLER.account in told.what.en
    seed = world.seed()
    give = {"acting": HANDLER, "on": date(2026, 5, 7), "policy": world.policy, "seed": seed}
    with refusal("CASE-E145"):
        open_part(case, "event:1/evidence", reason="误标", **give)  # type: ignore[arg-type]
    open_part(case, record, reason="已解密", **give)  # type: ignore[arg-type]
    notified(world, case, said, date(2026, 5, 7))


@pytest.mark.parametrize("field", ["evidence", "reasons", "facts"])
def test_a_decision_cites_nothing_that_the_notice_did_not_disclose(
    world: World, field: str
) -> None:
    """Promise: a record or an event of after the notice is refused in any field, by code."""
    case, form = ready(world)
    late = f"{form[field]} 见 record：{world.entries['listing']}"
    for words in (late, f"{form[field]} event:{file(case).events[-1].number}/legal_opinion"):
        with refusal("CASE-E142"):
            step(world, case, "list", REVIEWER, date(2026, 5, 20), form | {field: words})
    step(world, case, "drop", OTHER_REVIEWER, date(2026, 5, 20), {"reasons": late})


def test_a_decision_may_rest_on_what_the_party_itself_brought_up(world: World) -> None:
    """Promise: what the party entered after the notice it knows, and so does the decision."""
    case, said = proposed(world)
    notified(world, case, said, date(2026, 5, 7))
    listing = f"record:{world.entries['listing']}"
    step(world, case, "defend", OBJECTOR, date(2026, 5, 11), {"defence": f"见 {listing}"})
    note_hearing(
        case,
        "waived",
        acting=OBJECTOR,
        form={},
        on=date(2026, 5, 11),
        policy=world.policy,
        seed=world.seed(),
    )
    reply = {"finding": "right", "reply_to_defence": "不成立"}
    step(world, case, "verify", HANDLER, date(2026, 5, 18), reply)
    opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
    step(world, case, "opine", LEGAL, date(2026, 5, 19), opinion)
    form = said | WHY | {"measures": "honours_limit", "term_months": "12"}
    reasons = {"reasons": f"event:1/facts，{listing} 不足以免责"}
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form | reasons)


def test_a_decision_cites_no_file_that_was_attached_after_the_notice(world: World) -> None:
    """Promise: an officer's file of after the notice is refused by code, in any field."""
    case, form = ready(world)
    number = attach(
        case,
        "现场笔录".encode(),
        name="笔录.txt",
        acting=HANDLER,
        on=date(2026, 5, 20),
        policy=world.policy,
        seed=world.seed(),
    )
    with refusal("CASE-E142"):
        late = form | {"reasons": f"见 [{number}]"}
        step(world, case, "list", REVIEWER, date(2026, 5, 20), late)
