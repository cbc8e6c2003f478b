"""For who cannot sign in: the counter takes an act of the party in a running case from paper."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, World, build
from tests.actions.test_case import file, refusal, served, step
from tests.doors.web.desk_world import Desk, browser, make_accounts
from tests.stories.requirements.ground import OUTSIDE, OUTSIDE_TOO, opened

from goodstanding.actions.account import set_account
from goodstanding.actions.case_actor import Acting
from goodstanding.actions.case_handing import declare_interest
from goodstanding.actions.counter_case import act_at_counter
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")
WINDOW = Acting("officer-window", "credit_window")
ON = date(2026, 5, 12)
PAPER, SEEN = "信函〔2026〕9号", "营业执照原件、加盖公章的授权书"
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
    identity: str = SEEN,
) -> int:
    """Take a step of the party from paper."""
    return act_at_counter(
        case,
        name,
        paper=paper,
        identity=identity,
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
    assert slip.form == {"paper": PAPER, "identity": SEEN}
    assert file(case).letters[-1].template == f"case_notice:{KEY}"
    no = {"finding": "right", "reasons": "一致", "reply_to_defence": "已核"}
    step(world, case, "reject", OUTSIDE_TOO, ON, no)
    assert verify() == ()


def test_only_a_counter_takes_it_and_nobody_who_decides_there(world: World) -> None:
    """No paper, no proof, no counter, an interest, a part in the case: each is refused."""
    case = told(world)
    with refusal("OFFICE-E031"):
        on_paper(world, case, "answer", paper=" ")
    with refusal("OFFICE-E035"):
        on_paper(world, case, "answer", identity="")
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
    assert "Proof of identity and authority" in window.get(address).content.decode()
    assert window.post(address, DEFENCE).status_code == 409
    assert window.post(address, {**DEFENCE, "paper": PAPER, "identity": SEEN}).status_code == 302
    page = browser("agent-1").get(f"/en/desk/case/{case}").content.decode()
    assert SEEN in page
    assert DEFENCE["defence"] in page
