"""Due process B: service with its proof, nothing before it, recall, secrets, language."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, REVIEWER, World
from tests.actions.cases.test_case import file, refusal, served, states, step
from tests.actions.cases.test_designation import asked, proposed, ready
from tests.doors.web.desk_world import Desk, browser
from tests.stories.requirements.ground import (
    LEGAL,
    checked,
    codes,
    opened,
    owed,
    page,
    shown,
    times,
)

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing
from goodstanding.actions.cases.serve import recall, serve
from goodstanding.actions.counter.identity import Seen
from goodstanding.actions.counter.running_case import act_at_counter
from goodstanding.core.policy import faults_procedure as kinds
from goodstanding.core.policy.effects_shape import EFFECTS

pytestmark = pytest.mark.usefixtures("database")
TIMES = {"answer_until", "review_until", "correct_by", "perform_until"}
"""Slots by which a letter sets the party a time."""


def test_08_service_is_a_record_and_starts_the_clocks(world: World) -> None:
    """A service says mode, recipient, agent, day and proof; where one mode fails the next follows.

    Kept in: actions/cases/serve.py, core/procedures/notes.py, store/models/cases.py
    """
    case, said = proposed(world)
    burden = said | {"list": "l01_market", "measures": "honours_limit", "term_months": "36"}
    step(world, case, "notify", HANDLER, date(2026, 7, 31), burden)
    letter = file(case).letters[-1].id

    def attempt(mode: str, day: date, proof: str = "P-1", *, delivered: bool = False) -> None:
        serve(
            letter,
            mode=mode,
            recipient=KEY,
            agent="代理人甲",
            day=day,
            proof=proof,
            acting=HANDLER,
            on=day,
            policy=world.policy,
            seed=world.seed(),
            delivered=delivered,
        )

    with refusal("CASE-E109"):
        attempt("public_notice", date(2026, 9, 2), delivered=True)
    with refusal("CASE-E017"):
        attempt("post", date(2026, 7, 31), proof="", delivered=True)
    attempt("electronic", date(2026, 7, 31))
    attempt("post", date(2026, 8, 1))
    attempt("public_notice", date(2026, 8, 3))
    assert "answer_in" not in times(world, case, date(2026, 9, 1))
    with refusal("CASE-E109"):
        attempt("public_notice", date(2026, 9, 1), delivered=True)
    attempt("public_notice", date(2026, 9, 2), delivered=True)
    assert times(world, case, date(2026, 9, 2))["answer_in"] == date(2026, 9, 9)
    tried = file(case).letters[-1].services
    assert [one.mode for one in tried] == ["electronic", "post", "public_notice", "public_notice"]
    assert {(one.agent, one.proof) for one in tried} == {("代理人甲", "P-1")}


def test_09_nothing_burdens_before_service(desk: Desk) -> None:
    """Until the decision is served nobody is answered "no", and no page shows the entry.

    Kept in: core/procedures/engine.py, actions/cases/serve.py, core/policy/check_due_process.py,
    store/queries/department_figures.py
    """
    world = desk.world
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    desk.on(date(2026, 5, 21))
    before = shown()
    assert "l01_market" not in before
    assert "2029-05-20" not in before
    assert asked(world, "honour", date(2026, 5, 21)) == "yes"
    assert owed(desk, date(2026, 5, 29)) == {}, "the seventh working day"
    held = {"count": 1, "longest_days": 1}
    assert owed(desk, date(2026, 5, 30))["held_not_served"] == held
    served(world, case, "list_decision", date(2026, 5, 22))
    desk.on(date(2026, 5, 22))
    assert "2029-05-20" in shown()
    assert owed(desk, date(2026, 6, 30)) == {}, "nothing runs, nothing is held any more"
    desk.on(date(2026, 5, 22))
    assert asked(world, "honour", date(2026, 5, 22)) == "no"
    letter = "    letter: list_decision\n"
    assert checked("procedures/designation.yaml", letter, "") == codes(kinds.NO_LETTER)


def test_10_a_signed_act_is_recalled_until_its_dispatch(world: World) -> None:
    """Who signed takes it back with a reason before it leaves, traceably, and never afterwards.

    Kept in: actions/cases/serve.py, store/cases/read.py
    """
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)

    def take_back(reason: str = "笔误") -> int:
        letter = file(case).letters[-1].id
        return recall(
            letter,
            acting=REVIEWER,
            reason=reason,
            on=date(2026, 5, 20),
            policy=world.policy,
            seed=world.seed(),
        )

    with refusal("CASE-E119"):
        take_back(" ")
    take_back()
    with refusal("CASE-E107"):
        take_back()
    assert states()[0][1:3] == ("reviewed", False)
    letter = file(case).letters[-1]
    assert (letter.recalled, letter.served) == (True, None)
    assert [one.step for one in file(case).events][-2:] == ["list", f"recall:{letter.id}"]
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    with refusal("CASE-E110"):
        take_back()
    assert asked(world, "honour", date(2026, 5, 22)) == "no"


def test_11_secrets_are_reviewed_before_anything_is_published(world: World) -> None:
    """Whoever reviews secrets and personal data says so under a name before the decision.

    Kept in: packs/common/procedures, core/procedures/forms.py
    """
    for versions in world.policy.procedures.values():
        found = versions[-1]
        for one in found.steps.values():
            publishes = any(use.do == "publish" for use in one.effects)
            if publishes and found.states[one.to].adverse and _lasts(found.id, one.id, world):
                assert any("secrecy_review" in other.needs for other in found.steps.values()), (
                    found.key
                )
    case, said = proposed(world)
    burden = said | {"list": "l01_market", "measures": "honours_limit", "term_months": "36"}
    step(world, case, "notify", HANDLER, date(2026, 5, 7), burden)
    served(world, case, "list_pre_notice", date(2026, 5, 8))
    reply = {"finding": "right", "reply_to_defence": "未提出"}
    step(world, case, "defend", OBJECTOR, date(2026, 5, 9), {"defence": "无异议"})
    note_hearing(
        case,
        "waived",
        acting=OBJECTOR,
        form={},
        on=date(2026, 5, 11),
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, case, "verify", HANDLER, date(2026, 5, 18), reply)
    with refusal("CASE-E017"):
        step(world, case, "opine", LEGAL, date(2026, 5, 19), {"legal_opinion": "合法"})
    opinion = {"legal_opinion": "合法", "secrecy_review": "经办人姓名属个人信息，隐去"}
    step(world, case, "opine", LEGAL, date(2026, 5, 19), opinion)
    last = file(case).events[-1]
    assert (last.actor, last.form["secrecy_review"]) == ("officer-he", opinion["secrecy_review"])


def _lasts(procedure: str, step_: str, world: World) -> bool:
    """Return whether a step begins something that goes on after the case."""
    found = world.policy.procedures[procedure][-1].steps[step_]
    return any(EFFECTS[use.do].lasts for use in found.effects)


def test_12_letters_name_the_language_that_decides(desk: Desk) -> None:
    """Each letter says in both languages which decides, who helps, and what to do if locked out.

    Kept in: packs/common/letters, core/policy/read_rights.py, actions/cases/letters.py,
        actions/counter/running_case.py
    """
    world = desk.world
    for letter in world.policy.letters.values():
        if letter.kind != "request" and TIMES & set(letter.slots):
            said = [one for one in letter.paragraphs if one.protected]
            assert any("cannot sign in may act on paper" in one.text.en for one in said), letter.id
            assert any("无法登录的" in one.text.zh for one in said), letter.id
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    assert all(one.authentic == "zh" for one in world.policy.letters.values())
    for one in file(case).letters:
        assert "The Chinese text is authentic" in one.en, one.template
        assert "interpreter" in one.en
        assert "以中文文本为准" in one.zh
        assert "口译和纸质文本" in one.zh
        for language, words in (("en", one.en), ("zh", one.zh)):
            text = page(browser("agent-1"), f"/{language}/desk/letter/{one.id}")
            assert words.partition("\n")[0] in text
    about, on = str(world.entries["penalty"]), date(2026, 5, 25)
    claim = {"claim": "金额有误", "ground": "facts"}
    contest = opened(world, "objection", "record", about, OBJECTOR, on, claim)
    act_at_counter(
        contest,
        "drop",
        paper="信函〔2026〕12号",
        seen=Seen("business_licence", KEY.partition(":")[2], seal="印备〔2024〕0031"),
        acting=Acting("officer-window", "credit_window"),
        form={},
        on=on,
        policy=world.policy,
        seed=world.seed(),
    )
    assert [one.step for one in file(contest).events][-2:] == ["drop", "counter"]
