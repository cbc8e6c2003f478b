"""Acts on two things race: a recall and a dispatch, a restoration and a listing."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import pytest
from tests.actions.case_grounds import Ground
from tests.actions.case_world import HANDLER, OTHER_REVIEWER, REVIEWER, World, build, enter
from tests.actions.cases.test_designation import LEGAL, WHY
from tests.actions.racing import COUNTS, LATE, WORKERS, Act, Together, file, workers

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing, open_case, take_step
from goodstanding.actions.cases.serve import recall, serve
from goodstanding.core.measures.faults_measures import NOT_IN_FORCE
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")
HANDLED, LATER = date(2026, 4, 30), date(2026, 5, 20)
PENALTY = {
    "authority": "云州市市场监督管理局",
    "kinds": "fine|confiscation",
    "procedure": "ordinary",
    "fine": "1200000",
}


@pytest.fixture
def ground(policy: Policy, database: object) -> Ground:
    """A world in which every case has an entity of its own."""
    del database
    return Ground(build(policy))


@dataclass
class Own:
    """An entity of a case's own, its agent, and its one penalty."""

    ground: Ground
    number: int
    day: str

    def __post_init__(self) -> None:
        """Register the entity and enter its penalty."""
        world: World = self.ground.world
        self.key = self.ground.entity()
        self.agent = Acting("agent", party_to=frozenset({self.key}))
        name = f"云市监罚〔2025〕{3000 + self.number}号"
        said = PENALTY | {"decision_no": name, "decision_day": self.day}
        enter(world, "penalty", "market_regulation", name, self.key, said, self.day)
        self.record = world.entries["penalty"]

    def give(self, acting: Acting, on: date, **form: str) -> dict[str, Any]:
        """Return what a step is given."""
        return {"acting": acting, "form": form, "on": on, **self.ground.act()}

    def opened(self, procedure: str, acting: Acting, on: date, **form: str) -> int:
        """Open a case about the penalty, or about the entity."""
        thing = ("entity", self.key)
        if procedure != "designation":
            thing = ("record", str(self.record))
        return open_case(procedure, *thing, **self.give(acting, on, **form))

    def mailed(self, letter: int, on: date, mode: str = "electronic") -> Act:
        """Return the service of a letter."""
        told = {"mode": mode, "recipient": self.key, "day": on, "proof": "E-1"}
        return partial(serve, letter, acting=HANDLER, on=on, **told, **self.ground.act())

    def about_to_be_listed(self) -> tuple[int, dict[str, str]]:
        """Lead a designation to the desk of who decides; return it and the deciding form."""
        said = {
            "facts": "受到较重处罚",
            "evidence": f"record:{self.record}",
            "legal_basis": "示范依据",
        }
        conduct = {"conduct": f"market_violation:{self.number}"}
        listing = {"list": "l01_market"}
        case = self.opened("designation", HANDLER, date(2026, 5, 6), **said, **listing, **conduct)
        burden = said | {"measures": "honours_limit\npreference_limit", "term_months": "36"}
        day = date(2026, 5, 7)
        take_step(case, "notify", **self.give(HANDLER, day, **burden, **listing))
        self.mailed(file(case).letters[-1].id, date(2026, 5, 8))()
        note_hearing(case, "waived", **self.give(self.agent, date(2026, 5, 11)))
        reply = {"finding": "right", "reply_to_defence": "未提出"}
        take_step(case, "verify", **self.give(HANDLER, date(2026, 5, 18), **reply))
        opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
        take_step(case, "opine", **self.give(LEGAL, date(2026, 5, 19), **opinion))
        return case, burden | WHY | conduct


@pytest.mark.parametrize("count", COUNTS)
def test_a_recall_races_a_dispatch_and_one_of_them_is_done(ground: Ground, count: int) -> None:
    """Promise: of 32 workers one recalls or dispatches a letter; it is never both."""
    with workers() as together:
        for number in range(count):
            case = recalled_or_sent(Own(ground, number, "2026-04-02"), together)
            assert len(file(case).events) == 4, "opened, acknowledged, told, one act of the race"
    assert verify() == ()


def recalled_or_sent(own: Own, together: Together) -> int:
    """Let half of the workers recall a letter and half send it; return its case."""
    claim = {"claim": "有误", "ground": "facts"}
    case = own.opened("objection", own.agent, date(2026, 4, 29), **claim)
    take_step(case, "acknowledge", **own.give(HANDLER, HANDLED))
    found = dict.fromkeys(("facts", "evidence", "legal_basis"), "有据") | {"finding": "right"}
    take_step(case, "tell", **own.give(HANDLER, HANDLED, **found))
    letter = file(case).letters[-1].id
    give = {"acting": HANDLER, "on": HANDLED, **own.ground.act()}
    back = partial(recall, letter, reason="错字", **give)
    told = together([back, own.mailed(letter, HANDLED, "post")] * (WORKERS // 2))
    assert told.count("") == 1
    assert set(told) <= {""} | LATE
    last = file(case).letters[-1]
    assert (last.served is None) == last.recalled == (told.index("") % 2 == 0)
    assert len(last.services) + last.recalled == 1
    return case


@pytest.mark.parametrize("count", COUNTS)
def test_a_restoration_races_a_listing_on_the_same_record(ground: Ground, count: int) -> None:
    """Promise: what was restored supports no listing; who comes too late is told which record."""
    with workers() as together:
        for number in range(count):
            restored_or_listed(Own(ground, number, "2025-04-02"), together)
    assert verify() == ()


def restored_or_listed(own: Own, together: Together) -> None:
    """Let half of the workers restore the record and half list the entity for it."""
    case, form = own.about_to_be_listed()
    proof = dict.fromkeys(("claim", "performance_proof", "pledge_text"), "已改正")
    applied = own.opened("restoration", own.agent, LATER, **proof)
    met = {"check_result": "属实", "performed_on": "2026-05-20", "conditions_met": "all"}
    restore = partial(take_step, applied, "restore", **own.give(OTHER_REVIEWER, LATER, **met))
    enlist = partial(take_step, case, "list", **own.give(REVIEWER, LATER, **form))
    told = together([restore, enlist] * (WORKERS // 2))
    restored, taken = file(applied).events[-1], file(case).events[-1]
    assert told[::2].count("") == 1, "of those who restore one does"
    assert set(told) <= {"", NOT_IN_FORCE.code} | LATE
    assert restored.step == "restore"
    assert told[1::2].count("") == (taken.step == "list")
    assert taken.step in ("list", "opine")
    assert taken.seq < restored.seq, "never a listing after the restoration"
    if taken.step != "list":
        assert set(told[1::2]) == {NOT_IN_FORCE.code}, "nobody listed: all are told why"
