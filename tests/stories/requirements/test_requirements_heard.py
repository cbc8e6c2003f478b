"""Due process C: the file is open, somebody hears, another decides, disputes pause things."""

from datetime import date

import pytest
from tests.actions.case_world import (
    HANDLER,
    KEY,
    OBJECTOR,
    OTHER_REVIEWER,
    REVIEWER,
    World,
    enter,
)
from tests.actions.cases.test_case import (
    CLAIM,
    TOLD,
    file,
    in_force,
    objection,
    refusal,
    served,
    states,
    step,
)
from tests.actions.cases.test_designation import WHY, asked, proposed, ready
from tests.core.measures.test_propose_and_pledge import proposed as proposes
from tests.core.measures.test_propose_and_pledge import record
from tests.doors.web.desk_world import OPENED, Desk, browser, text
from tests.stories.requirements.ground import (
    CREDIT,
    LEGAL,
    LISTING,
    NUMBER,
    OUTSIDE,
    OUTSIDE_TOO,
    checked,
    codes,
    deputy,
    listed,
    opened,
    shown,
    times,
    view,
)

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.acts import note_hearing
from goodstanding.actions.cases.faults_file import CITES_WITHHELD, NOT_DISCLOSED, TIP_IS_NO_EVIDENCE
from goodstanding.actions.cases.handing import challenge, declare_interest, rule
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.measures.faults_measures import BEYOND_NOTICE
from goodstanding.core.policy import faults_procedure as kinds
from goodstanding.core.policy.effects_shape import EFFECTS

pytestmark = pytest.mark.usefixtures("database")


def test_13_the_notice_opens_the_file(desk: Desk) -> None:
    """The served notice opens the file, less what is withheld by name; no decision rests beyond it.

    Kept in: actions/cases/file.py, store/cases/opened.py, web/pages/case.py, packs/common/letters
    """
    world = desk.world
    case, said = proposed(world)
    desk.on(date(2026, 5, 6))
    ask = f"/zh/desk/case/{case}/note/withhold"
    part = {"part": "event:1/conduct", "ground": "personal_information", "reason": "含他人信息"}
    assert browser(HANDLER.account).post(ask, part | {"ground": "other"}).status_code == 400
    assert browser(HANDLER.account).post(ask, part).status_code == 302
    for reader, reads in (("agent-1", False), (HANDLER.account, True)):
        whole = text(browser(reader), f"/zh/desk/case/{case}")
        assert "个人信息" in whole
        assert HANDLER.account in whole
        assert (f"其他市场监管领域违法（{NUMBER}）" in whole) is reads
    cites = said | {"list": "l01_market", "measures": "x", "term_months": "1"}
    cites["facts"] = "见 event:1/conduct"
    with refusal(CITES_WITHHELD.code):
        step(world, case, "notify", HANDLER, date(2026, 5, 7), cites)
    burden = said | {"list": "l01_market", "measures": "honours_limit", "term_months": "36"}
    step(world, case, "notify", HANDLER, date(2026, 5, 7), burden)
    desk.on(date(2026, 5, 7))
    letter = file(case).letters[-1].id
    assert browser("agent-1").get(f"/zh/desk/letter/{letter}").status_code == 404
    served(world, case, "list_pre_notice", date(2026, 5, 8))
    desk.on(date(2026, 5, 8))
    opened_ = text(browser("agent-1"), f"/zh/desk/letter/{letter}")
    cited = f"行政处罚（{NUMBER}）"
    for words in (said["facts"], cited, said["legal_basis"], "查阅、复制全部案卷"):
        assert words in opened_
    file_page = text(browser("agent-1"), f"/zh/desk/case/{case}")
    assert said["facts"] in file_page
    waive = {"acting": OBJECTOR, "form": {}, "on": date(2026, 5, 11), "policy": world.policy}
    note_hearing(case, "waived", seed=world.seed(), **waive)
    reply = {"finding": "right", "reply_to_defence": "未提出"}
    step(world, case, "verify", HANDLER, date(2026, 5, 18), reply)
    opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
    step(world, case, "opine", LEGAL, date(2026, 5, 19), opinion)
    late = WHY | {"reasons": f"并见 record:{world.entries['listing']}"}
    with refusal(NOT_DISCLOSED.code) as caught:
        step(world, case, "list", REVIEWER, date(2026, 5, 20), burden | late)
    (told,) = caught.value.faults
    assert told.next.zh
    assert told.next.en
    assert told.basis
    path = "procedures/designation.yaml"
    guard = "after: {served: pre_notice, answered_or_expired: answer_in, heard: true}"
    assert checked(path, guard, "after: {expired: answer_in}") == codes(kinds.NO_NOTICE)


def test_14_what_weighs_heavily_offers_a_hearing_and_a_legal_review(world: World) -> None:
    """No lasting burden without a hearing that was offered and another's legal review.

    Kept in: core/procedures/guards.py, core/policy/check_due_process.py, packs/common/procedures
    """
    for versions in world.policy.procedures.values():
        found = versions[-1]
        for one in found.steps.values():
            if any(EFFECTS[use.do].lasts for use in one.effects) and found.states[one.to].adverse:
                assert one.after.heard, found.key
                reviewers = [r for r in found.roles.values() if r.office == "legal_review"]
                assert reviewers, found.key
                assert all(r.id in found.roles[one.by].not_same_as for r in reviewers)
    case, said = proposed(world)
    burden = said | {"list": "l01_market", "measures": "honours_limit", "term_months": "36"}
    step(world, case, "notify", HANDLER, date(2026, 5, 7), burden)
    served(world, case, "list_pre_notice", date(2026, 5, 8))

    def hearing(what: str, acting: Acting, on: date) -> None:
        note_hearing(
            case,
            what,
            acting=acting,
            form={},
            on=on,
            policy=world.policy,
            seed=world.seed(),
        )

    hearing("requested", OBJECTOR, date(2026, 5, 11))
    reply = {"finding": "right", "reply_to_defence": "已听取"}
    with refusal("CASE-E016"):
        step(world, case, "verify", HANDLER, date(2026, 6, 18), reply)
    hearing("held", HANDLER, date(2026, 6, 18))
    step(world, case, "verify", HANDLER, date(2026, 6, 18), reply)
    with refusal("CASE-E007"):
        step(world, case, "list", REVIEWER, date(2026, 6, 19), {"reasons": "无法制审核"})
    listing = "procedures/designation.yaml"
    assert checked(listing, ", heard: true}", "}") == codes(kinds.NO_HEARING_OFFERED)
    for old, new in (
        ("do: enter_list, ", "do: start_measure, "),
        ("do: enter_list, ", "do: revoke_matter, "),
        ("do: enter_list, ", "do: record_breach, "),
        ("about: [entity]", "about: [restoration]"),
    ):
        assert checked(listing, old, new) == codes(kinds.NO_LEGAL_REVIEW), new


def test_15_who_defends_or_objects_is_never_worse_off(world: World) -> None:
    """After a defence the decision stays within its notice; a failed objection changes nothing.

    Kept in: actions/cases/measures.py, core/policy/check_due_process.py, packs/common/procedures
    """
    case, form = ready(world, months="12")
    for more, field in (
        ({"term_months": "13"}, "Term in months"),
        ({"measures": "honours_limit\npreference_limit\nentry_limit"}, "Measures"),
    ):
        with refusal(BEYOND_NOTICE.code) as caught:
            step(world, case, "list", REVIEWER, date(2026, 5, 20), form | more)
        assert field in caught.value.faults[0].what.en
    milder = form | {"term_months": "6", "measures": "honours_limit"}
    step(world, case, "list", REVIEWER, date(2026, 5, 20), milder)
    served(world, case, "list_decision", date(2026, 5, 22))
    before, answer = in_force(), asked(world, "honour", date(2026, 6, 30))
    contest = objection(world)
    step(world, contest, "acknowledge", HANDLER, date(2026, 5, 25))
    step(world, contest, "tell", HANDLER, date(2026, 5, 26), TOLD)
    served(world, contest, "objection_findings", date(2026, 5, 27))
    reject = {"finding": "right", "reasons": "属实", "reply_to_defence": "无新证据"}
    step(world, contest, "reject", OTHER_REVIEWER, date(2026, 6, 8), reject)
    assert (in_force(), asked(world, "honour", date(2026, 6, 30))) == (before, answer)
    for versions in world.policy.procedures.values():
        found = versions[-1]
        if any(one.outside_contested for one in found.roles.values()):
            for one in found.steps.values():
                assert not any(EFFECTS[use.do].lasts for use in one.effects), (found.key, one.id)


def test_16_an_objection_is_decided_outside_the_contested_act(world: World) -> None:
    """Neither the officers nor the unit of the act, nor the interested, nor their deputies decide.

    Kept in: core/procedures/persons.py, store/cases/targets.py, actions/cases/handing.py
    """
    case = listed(world)
    (entry,) = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    form = {"claim": "认错", "ground": "facts"}
    about = str(entry)
    contest = opened(world, "objection", "list_entry", about, OBJECTOR, date(2026, 5, 25), form)
    stands_in = deputy(world, "officer-da", HANDLER, "market_review", date(2026, 5, 26))
    unit = Acting("officer-ma", HANDLER.office)
    for acting in (HANDLER, stands_in, unit):
        with refusal("CASE-E012"):
            step(world, contest, "acknowledge", acting, date(2026, 5, 26))
    declare_interest(
        contest,
        OUTSIDE.account,
        acting=OUTSIDE_TOO,
        reason="亲属任职",
        on=date(2026, 5, 26),
        policy=world.policy,
        seed=world.seed(),
    )
    with refusal("CASE-E011"):
        step(world, contest, "acknowledge", OUTSIDE, date(2026, 5, 26))
    give = {"on": date(2026, 5, 26), "policy": world.policy, "seed": world.seed()}
    unit_ = f"office:{OUTSIDE_TOO.office}"
    raised = challenge(contest, unit_, acting=OBJECTOR, reason="有偏见", **give)
    with refusal("CASE-E040"):
        step(world, contest, "acknowledge", OUTSIDE_TOO, date(2026, 5, 26))
    rule(contest, raised, upheld=False, acting=CREDIT, reason="无依据", **give)
    step(world, contest, "acknowledge", OUTSIDE_TOO, date(2026, 5, 26))
    with refusal("CASE-E013"):
        step(
            world,
            contest,
            "remove",
            OUTSIDE_TOO,
            date(2026, 5, 27),
            {"finding": "wrong", "reasons": "认错"},
        )


def test_17_each_burden_says_what_becomes_of_it_in_a_dispute(desk: Desk) -> None:
    """A wrong identity pauses at once; a request to suspend is decided in two days or granted.

    Kept in: core/policy/check_due_process.py, store/cases/measures.py, packs/common/procedures
    """
    world = desk.world
    unsaid = "{do: publish, while_disputed: hide}"
    assert checked("procedures/designation.yaml", unsaid, "{do: publish}") == codes(
        kinds.DISPUTE_UNSAID
    )
    case = listed(world)
    (entry,) = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    desk.on(date(2026, 5, 25))
    assert asked(world, "honour", date(2026, 5, 25)) == "no"
    assert NUMBER in shown()
    opened(
        world,
        "identity_objection",
        "record",
        str(world.entries["penalty"]),
        OBJECTOR,
        date(2026, 5, 25),
        CLAIM | {"ground": "identity"},
    )
    assert NUMBER not in shown()
    about = str(entry)
    opened(world, "objection", "list_entry", about, OBJECTOR, date(2026, 5, 25), CLAIM)
    assert asked(world, "honour", date(2026, 5, 25)) == "yes"
    listing = str(world.entries["listing"])
    form = {"claim": "请求暂停", "undoable": "投标截止"}
    request = opened(
        world, "suspension_request", "list_entry", listing, OBJECTOR, date(2026, 5, 25), form
    )
    assert times(world, request, date(2026, 5, 25)) == {"decide_in": date(2026, 5, 27)}
    with refusal("CASE-E017"):
        step(world, request, "continue", REVIEWER, date(2026, 5, 27))
    step(world, request, "suspend", BY_TIME, date(2026, 5, 28))
    assert LISTING not in shown()


def test_18_what_cannot_be_proved_in_time_is_disclosed_no_more(desk: Desk) -> None:
    """When the provider's days are over, time itself ends disclosure; or both views are recorded.

    Kept in: packs/common/procedures/objection.yaml, actions/cases/corrections.py
    """
    world = desk.world
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    step(world, case, "ask_provider", HANDLER, date(2026, 5, 7), {"question": "金额"})
    desk.on(date(2026, 5, 12))
    assert NUMBER in shown()
    with refusal("CASE-E020"):
        step(world, case, "end_disclosure", BY_TIME, date(2026, 5, 12))
    step(world, case, "end_disclosure", BY_TIME, date(2026, 5, 13))
    desk.on(date(2026, 5, 13))
    assert NUMBER not in shown()
    other = objection(world, "listing")
    step(world, other, "acknowledge", HANDLER, date(2026, 5, 13))
    step(world, other, "ask_provider", HANDLER, date(2026, 5, 13), {"question": "期限"})
    step(world, other, "record_both", REVIEWER, date(2026, 5, 14), {"reasons": "各执一词"})
    assert LISTING in shown()
    (both,) = [one for one in file(other).effects if one.effect == "annotate_both"]
    assert both.detail["replaced"] == str(world.entries["listing"])


def test_19_reconsideration_and_lawsuits_are_marked_and_their_outcomes_entered(desk: Desk) -> None:
    """While it runs every page says so; upheld, changed, annulled and remitted are steps.

    Kept in: packs/common/procedures/reconsideration_mark.yaml, store/cases/standing.py
    """
    world = desk.world
    assert world.policy.remedies["reconsideration"].within.count == 60
    asked_ = {"forum": "市人民政府", "file_number": "云府复〔2026〕7号"}
    case = opened(
        world,
        "reconsideration_mark",
        "record",
        str(world.entries["penalty"]),
        OBJECTOR,
        OPENED,
        asked_,
    )
    for language, words in (("en", "under administrative reconsideration"), ("zh", "复议中")):
        assert words in text(browser(), f"/{language}/entity/{KEY}").lower()
    assert "under_reconsideration" in shown()
    step(world, case, "sue", OBJECTOR, date(2026, 5, 6), asked_ | {"forum": "云州市中级人民法院"})
    for language, words in (("en", "under litigation"), ("zh", "诉讼中")):
        assert words in text(browser(), f"/{language}/entity/{KEY}").lower()
    outcomes = {"uphold", "change", "annul", "remit"}
    mine = world.policy.procedures["reconsideration_mark"][-1].steps
    assert outcomes < set(mine)
    step(world, case, "annul", HANDLER, date(2026, 6, 1), {"outcome_document": "行政判决书"})
    desk.on(date(2026, 6, 1))
    assert NUMBER not in shown()
    assert "under litigation" not in text(browser(), f"/en/entity/{KEY}").lower()
    assert view(world, case, date(2026, 6, 1)).state == "annulled"


def test_20_a_protective_measure_is_urgent_short_and_no_grade(world: World) -> None:
    """A named officer, the urgency, a last day; then it is over, and no record is left of it.

    Kept in: packs/common/procedures/protective_measure.yaml, core/procedures/engine.py
    """
    order = {
        "facts": "冷库断电，货物将变质",
        "evidence": "现场笔录",
        "legal_basis": "示范依据",
        "measures": "entry_limit/market_list",
        "body": "market_decisions",
    }
    give = (world, "protective_measure", "entity", KEY, HANDLER, date(2026, 5, 6))
    with refusal("CASE-E017"):
        opened(*give, order)
    before = in_force()
    case = opened(*give, order | {"urgency": "逾期将造成食品安全事故"})
    running = view(world, case, date(2026, 5, 6))
    assert {one.deadline: one.ends for one in running.due} == {
        "review_in": date(2026, 5, 12),
        "ends_in": date(2026, 5, 21),
    }
    step(world, case, "defend", OBJECTOR, date(2026, 5, 7), {"defence": "已启用备用电源"})
    both = deputy(world, "officer-lin", HANDLER, "market_decisions", date(2026, 5, 8))
    with refusal("CASE-E013"):
        step(world, case, "lift", both, date(2026, 5, 8), {"reasons": "已无必要"})
    step(world, case, "expire", BY_TIME, date(2026, 5, 22))
    assert states()[0][1:3] == ("over", True)
    assert in_force() == before


def test_21_tips_and_complaints_prove_nothing(world: World) -> None:
    """A tip may prompt a check: no evidence, no rule counts it, and who gave it has no field.

    Kept in: actions/cases/door.py, packs/common/record_types, core/measures/propose.py
    """
    policy = world.policy
    said = {"complaint_no": "T-9", "received_day": "2026-04-03", "outcome": "founded"}
    enter(world, "complaint", "hotline", "T-9", KEY, said, "2026-04-03")
    cites = f"record:{world.entries['penalty']} record:{world.entries['complaint']}"
    for evidence in (cites, "举报：匿名来信"):
        with refusal(TIP_IS_NO_EVIDENCE.code) as caught:
            proposed(world, evidence=evidence)
        assert caught.value.faults[0].basis
    case, form = ready(world)
    with refusal(TIP_IS_NO_EVIDENCE.code):
        step(world, case, "list", REVIEWER, date(2026, 5, 20), form | {"evidence": cites})
    assert not {one for one in policy.form_fields if "inform" in one or "complain" in one}
    many = [
        record("complaint", "hotline", date(2026, 2, 2), str(number), outcome="founded")
        for number in range(200)
    ]
    assert proposes(*many) == []
    model = policy.models["public_credit"]
    on = date(2026, 5, 11)
    none, all_ = (
        evaluate(model, found, policy=policy, on=on, entity_class="91") for found in ([], many)
    )
    assert (none.score, none.grade) == (all_.score, all_.grade)
    kind = policy.record_types["complaint"]
    assert kind.openness != "public"
    assert not any(
        column.to
        for layout in policy.layouts.values()
        for column in layout.columns.values()
        if column.name in ("投诉人", "联系电话")
    )
