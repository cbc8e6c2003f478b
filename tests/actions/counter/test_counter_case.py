"""For who cannot sign in: the counter takes an act of the party in a running case from paper."""

from datetime import date
from typing import Any

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, OTHER, World, build
from tests.actions.cases.test_case import file, refusal, served, step
from tests.doors.web.desk_world import Desk, browser, make_accounts
from tests.stories.requirements.ground import OUTSIDE, OUTSIDE_TOO, opened

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.handing import challenge, declare_interest
from goodstanding.actions.cases.serve import serve
from goodstanding.actions.counter.identity import Seen
from goodstanding.actions.counter.running_case import act_at_counter
from goodstanding.actions.offices.account import set_account
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.cases import case_view
from goodstanding.store.queries.party_file import read_by_party

pytestmark = pytest.mark.usefixtures("database")
WINDOW = Acting("officer-window", "credit_window")
ON = date(2026, 5, 12)
PAPER, CODE = "信函〔2026〕9号", KEY.partition(":")[2]
SEEN = Seen("business_licence", CODE, seal="印备〔2024〕0031")
FOUND = {"finding": "right", "facts": "属实", "evidence": "原件", "legal_basis": "示范依据"}
DEFENCE = {"defence": "金额应为一千二百元"}


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A small world."""
    del database
    return build(policy)


def told(world: World) -> int:
    """Return an objection whose findings were served: the time to answer runs."""
    about, form = str(world.entries["penalty"]), {"claim": "认错", "ground": "facts"}
    case = opened(world, "objection", "record", about, OBJECTOR, date(2026, 5, 6), form)
    step(world, case, "acknowledge", OUTSIDE, date(2026, 5, 7))
    step(world, case, "tell", OUTSIDE, date(2026, 5, 8), FOUND)
    served(world, case, "objection_findings", date(2026, 5, 11))
    return case


def on_paper(
    world: World,
    case: int,
    name: str,
    *,
    acting: Acting = WINDOW,
    form: dict[str, str] | None = None,
    paper: str = PAPER,
    seen: Seen = SEEN,
) -> int:
    """Take a step of the party from paper."""
    return act_at_counter(
        case,
        name,
        paper=paper,
        seen=seen,
        acting=acting,
        form=DEFENCE if form is None else form,
        on=ON,
        policy=world.policy,
        seed=world.seed(),
    )


def test_it_is_the_partys_act_and_says_by_which_paper_and_proof(world: World) -> None:
    """The answer counts as if the agent had sent it; the entity is told by a letter."""
    case = told(world)
    number = on_paper(world, case, "answer")
    answer, slip = file(case).events[-2:]
    assert (answer.number, answer.step, answer.office, answer.form) == (
        number,
        "answer",
        "",
        DEFENCE,
    )
    assert (slip.step, slip.office) == ("counter", "credit_window")
    assert slip.form == {
        "paper": PAPER,
        "credential": "business_licence",
        "number": CODE,
        "counter_confirmation": "seal_record",
        "seal_record": SEEN.seal,
    }
    told_of_it = file(case).letters[-1]
    assert told_of_it.template == f"counter_notice:{KEY}"
    assert f"who wrote event {slip.number}" in told_of_it.en
    assert PAPER in told_of_it.zh
    no = {"finding": "right", "reasons": "一致", "reply_to_defence": "已核"}
    step(world, case, "reject", OUTSIDE_TOO, ON, no)
    assert verify() == ()


def test_only_a_counter_takes_it_and_nobody_who_decides_there(world: World) -> None:
    """No paper, no proof, no counter, an interest, a part in the case: each is refused."""
    case = told(world)
    with refusal("OFFICE-E031"):
        on_paper(world, case, "answer", paper=" ")
    with refusal("OFFICE-E030"):
        on_paper(world, case, "answer", acting=HANDLER)
    with refusal("OFFICE-E036"):
        on_paper(world, case, "answer", acting=Acting(OUTSIDE.account, "credit_window"))
    with refusal("CASE-E010"):
        on_paper(world, case, "reject", form=FOUND)
    declare_interest(
        case,
        WINDOW.account,
        acting=OUTSIDE,
        reason="亲属任职",
        on=ON,
        policy=world.policy,
        seed=world.seed(),
    )
    with refusal("OFFICE-E032"):
        on_paper(world, case, "answer")
    assert file(case).events[-1].step == "interest"


def test_the_page_of_the_case_offers_it_to_the_counter_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window sees the party's steps, writes one down, and the agent reads it on the page."""
    make_accounts(world)
    set_account(
        WINDOW.account, password=None, offices=[WINDOW.office], keys=[], policy=world.policy
    )
    case = told(world)
    desk = Desk(world, monkeypatch)
    desk.on(ON)
    address = f"/en/desk/case/{case}/paper/answer"
    window = browser(WINDOW.account)
    assert address in window.get(f"/en/desk/case/{case}").content.decode()
    assert address not in browser("officer-lin").get(f"/en/desk/case/{case}").content.decode()
    for other in ("officer-lin", "agent-1", "agent-2"):
        assert browser(other).get(address).status_code == 404
    assert "Credential that was seen" in window.get(address).content.decode()
    assert window.post(address, DEFENCE).status_code == 409
    brought = {"paper": PAPER, "credential": "business_licence", "number": CODE, "seal": SEEN.seal}
    assert window.post(address, {**DEFENCE, **brought}).status_code == 302
    page = browser("agent-1").get(f"/en/desk/case/{case}").content.decode()
    assert "Business licence, original" in page
    assert DEFENCE["defence"] in page


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (Seen("", CODE, seal="1"), "OFFICE-E035"),
        (Seen("identity_card", CODE, seal="1"), "OFFICE-E035"),
        (Seen("business_licence", "", seal="1"), "OFFICE-E035"),
        (Seen("business_licence", OTHER.partition(":")[2], seal="1"), "OFFICE-E037"),
        (Seen("electronic_licence", "no code", seal="1"), "OFFICE-E037"),
        (Seen("business_licence", CODE), "OFFICE-E038"),
        (Seen("business_licence", CODE, by="officer-window"), "OFFICE-E038"),
        (Seen("business_licence", CODE, by="nobody"), "OFFICE-E038"),
        (Seen("business_licence", CODE, by="agent-1"), "OFFICE-E038"),
        (Seen("business_licence", CODE, by="nobody", seal="1"), "OFFICE-E038"),
        (Seen("business_licence", CODE, seal="11010519491231002X"), "OFFICE-E038"),
    ],
)
def test_a_false_paper_moves_nothing(world: World, seen: Seen, code: str) -> None:
    """No credential of the list, another entity's code, nobody and nothing that confirms it."""
    case = told(world)
    before = len(file(case).events)
    with refusal(code):
        on_paper(world, case, "answer", seen=seen)
    assert len(file(case).events) == before
    assert file(case).letters[-1].template == "objection_findings"


def test_a_second_officer_confirms_who_is_not_the_first_nor_stands_in(world: World) -> None:
    """Another with a duty in the case; its account stays from the party."""
    for login in (WINDOW.account, "officer-second"):
        set_account(login, password=None, offices=[WINDOW.office], keys=[], policy=world.policy)
    case = told(world)
    on_paper(world, case, "answer", seen=Seen("notarised_authority", CODE, by="officer-second"))
    slip = file(case).events[-1]
    assert slip.form["confirmed_by"] == "officer-second"
    (told_view,) = [read_by_party(case_view(case, policy=world.policy, on=ON), **as_of(world))]
    assert told_view is not None
    assert "officer-second" not in str(told_view.data.events)


def as_of(world: World) -> dict[str, Any]:
    """Return the rules and the day."""
    return {"policy": world.policy, "on": ON}


def test_who_wrote_it_down_does_not_hand_the_notice_over(world: World) -> None:
    """A false claimant would take it away: it goes by the party's own channel, or by another."""
    case = told(world)
    on_paper(world, case, "answer")
    letter = file(case).letters[-1].id
    way = {"recipient": "来人", "proof": "签收", "day": ON, "on": ON, "policy": world.policy}
    with refusal("OFFICE-E039"):
        serve(letter, mode="in_person", acting=WINDOW, seed=world.seed(), **way)
    serve(letter, mode="electronic", acting=WINDOW, seed=world.seed(), **way)


def test_the_party_contests_what_it_never_did(world: World) -> None:
    """By challenging who wrote it down: that officer takes no step until another has ruled."""
    case = told(world)
    on_paper(world, case, "answer")
    slip = file(case).events[-1].number
    given = {"on": ON, "policy": world.policy, "seed": world.seed()}
    challenge(case, f"event:{slip}", acting=OBJECTOR, reason="非我单位所为", **given)
    view = case_view(case, policy=world.policy, on=ON)
    assert WINDOW.account in view.folded.case.opening.challenged
