"""Due process A: what is adverse ends, times are told apart and counted, silence harms nobody."""

from dataclasses import replace
from datetime import date

import pytest
from tests.actions.case_world import HANDLER, OBJECTOR, REVIEWER, World
from tests.actions.cases.test_case import in_force, objection, refusal, served, step
from tests.actions.cases.test_designation import proposed, ready
from tests.core.procedures.test_versions import with_later, with_time
from tests.doors.web.desk_world import Desk
from tests.stories.requirements.ground import (
    NUMBER,
    checked,
    codes,
    listed,
    opened,
    owed,
    penalty,
    restoration,
    times,
    view,
)

from goodstanding.actions.cases.actor import BY_TIME
from goodstanding.actions.cases.acts import move
from goodstanding.actions.cases.silence import lapse as note_lapse
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.measures.faults_measures import NO_END, TOO_OLD
from goodstanding.core.measures.propose import list_proposals
from goodstanding.core.policy import faults_procedure as kinds
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.faults_policy import MISSING_KEY
from goodstanding.core.policy.procedure_shape import Period
from goodstanding.core.procedures.periods import end_of
from goodstanding.core.records.standing import as_record
from goodstanding.core.restoration.planner import Facts, plan
from goodstanding.store.cases.read import read_case

pytestmark = pytest.mark.usefixtures("database")


def test_01_every_adverse_state_ends(world: World) -> None:
    """What burdens ends on a day or is reviewed on dated days; a pack without either is refused.

    Kept in: core/policy/check_due_process.py, core/measures/guard.py, core/procedures/deadlines.py
    """
    until = "remedy: reconsideration, lasts: {term: from_list},"
    path = "procedures/designation.yaml"
    assert checked(path, until, "remedy: reconsideration,") == codes(kinds.NO_END_SAID)
    endless = "remedy: reconsideration, lasts: {until: performance},"
    assert checked(path, until, endless) == codes(kinds.LASTING_UNCLEAR)
    for versions in world.policy.procedures.values():
        for step_ in versions[-1].steps.values():
            if any(EFFECTS[use.do].lasts for use in step_.effects):
                assert versions[-1].states[step_.to].lasts is not None, step_.id
    with refusal(NO_END.code):
        ready(world, months="0")


def test_02_publicity_answer_and_term_are_three_clocks(world: World) -> None:
    """Publicity runs from the finding, answers from service, a list's term from its decision.

    Kept in: core/disclosure/clock.py, core/procedures/deadlines.py, actions/cases/facts.py
    """
    before = set(in_force())
    data = read_case(listed(world))
    (entry,) = [fields for name, fields in in_force().items() if name not in before]
    assert (entry["decision_day"], entry["until_day"]) == ("2026-05-20", "2029-05-20")
    assert data is not None
    (start,) = [one.detail["starts"] for one in data.effects if one.effect == "start_measure"]
    assert start == "2026-05-22"
    shown = as_record(
        world.policy,
        id="1",
        record_type="administrative_penalty",
        department="market_regulation",
        clock_day=date(2026, 4, 2),
        body_fields=in_force()[NUMBER],
        on=date(2026, 5, 22),
    )
    assert shown.shown_until == date(2027, 4, 2)
    case, said = proposed(world, conduct="market_violation:云市监罚〔2026〕42号")
    burden = said | {"list": "l01_market", "measures": "honours_limit", "term_months": "36"}
    step(world, case, "notify", HANDLER, date(2026, 5, 7), burden)
    assert "answer_in" not in times(world, case, date(2026, 5, 8))
    served(world, case, "list_pre_notice", date(2026, 5, 11))
    assert times(world, case, date(2026, 5, 11))["answer_in"] == date(2026, 5, 18)
    path, served_ = "procedures/designation.yaml", "from: served:pre_notice"
    assert checked(path, served_, "from: opened") == codes(kinds.NO_ANSWER_TIME)


def test_03_a_bare_number_of_days_is_refused(world: World) -> None:
    """Each period says its unit, its first day, and what becomes of a day off.

    Kept in: core/policy/read_procedures.py, core/procedures/periods.py
    """
    bare = "within: {count: 90, unit: days, first_day: next, roll: none}"
    assert checked("procedures/designation.yaml", bare, "within: 90") == codes(kinds.BARE_PERIOD)
    for word in ("unit: days, ", "first_day: next, ", ", roll: none"):
        short = bare.replace(word, "")
        assert checked("procedures/designation.yaml", bare, short) == codes(MISSING_KEY), word
    start = date(2026, 4, 29)
    for period, last in (
        (Period(3, "days", "next", "none"), date(2026, 5, 2)),
        (Period(3, "days", "next", "forward"), date(2026, 5, 6)),
        (Period(3, "days", "same", "none"), date(2026, 5, 1)),
        (Period(1, "months", "next", "none"), date(2026, 5, 29)),
        (Period(1, "months", "same", "none"), date(2026, 5, 28)),
        (Period(3, "working_days", "next", "none"), date(2026, 5, 7)),
        (Period(3, "working_days", "same", "none"), date(2026, 5, 6)),
    ):
        assert end_of(world.policy, period, start) == last, period
    case = restoration(world, date(2026, 9, 24))
    why = {one.deadline: one.why for one in view(world, case, date(2026, 9, 24)).due}
    assert "working days" in why["accept_in"].en
    assert "next day" in why["accept_in"].en
    assert "rolled to a working day" in why["accept_in"].en
    assert "顺延" in why["accept_in"].zh


def silence(world: World, case: int, on: date) -> int:
    """Let time note that an objection was not acknowledged."""
    return note_lapse(case, "acknowledge_in", on=on, policy=world.policy, seed=world.seed())


def test_04_silence_never_means_refusal(desk: Desk) -> None:
    """An overdue case stands where it stood; it escalates and is public; time may help, by a pack.

    Kept in: core/procedures/deadlines.py, core/procedures/engine.py, core/procedures/silence.py,
    core/procedures/escalation.py, packs/common/procedures, store/queries/department_figures.py
    """
    world = desk.world
    case = restoration(world, date(2026, 7, 2))
    step(world, case, "accept", HANDLER, date(2026, 7, 7))
    late = view(world, case, date(2027, 6, 25))
    assert late.overdue
    assert (late.state, late.ended) == ("accepted", False)
    lapse = late.folded.procedure.deadlines["decide_in"].lapse
    assert lapse is not None
    assert late.folded.procedure.roles[lapse.tell or ""].office == "credit_office"
    due_ = late.due[0]
    figures = owed(desk, date(2027, 6, 25))
    by = {"count": 1, "longest_days": (date(2027, 6, 25) - due_.ends).days}
    assert (figures["overdue_all"], figures["escalated"]) == (by, 1)
    assert owed(desk, due_.ends)["overdue_all"]["count"] == 0
    with refusal("CASE-E007"):
        step(world, case, "refuse", REVIEWER, date(2027, 6, 25), {"reasons": "逾期"})
    about = str(world.entries["penalty"])
    asked_ = {"claim": "请求暂停", "undoable": "投标截止"}
    silent = opened(
        world, "suspension_request", "record", about, OBJECTOR, date(2026, 6, 22), asked_
    )
    with refusal("CASE-E020"):
        step(world, silent, "suspend", BY_TIME, date(2026, 6, 24))
    step(world, silent, "suspend", BY_TIME, date(2026, 6, 25))
    assert view(world, silent, date(2026, 6, 25)).state == "suspended"
    objected = objection(world)
    with refusal("CASE-E020"):
        silence(world, objected, date(2026, 4, 30))
    silence(world, objected, date(2026, 5, 1))
    held = view(world, objected, date(2026, 5, 1))
    assert (held.state, held.mark, held.above) == ("received", "unanswered", {"credit_office"})
    harms = "lapse: {take: accept}"
    decides = "lapse: {flag: overdue, tell: reviewer, mark: late, effects: [{do: withdraw_record}]}"
    for wrong in ("lapse: {take: uphold}", decides):
        assert checked("procedures/objection.yaml", harms, wrong) == codes(kinds.LAPSE_HARMS)


def test_05_restoration_is_accepted_decided_and_extended_in_its_days(world: World) -> None:
    """Three days to accept, seven to decide, ten more; the answer due before is a reasoned one.

    Kept in: packs/common/procedures/restoration.yaml, core/procedures/periods.py
    """
    case = restoration(world, date(2026, 9, 24))
    assert times(world, case, date(2026, 9, 24)) == {
        "accept_in": date(2026, 9, 30),
        "answer_applicant_in": date(2026, 10, 15),
    }
    step(world, case, "accept", HANDLER, date(2026, 9, 30))
    assert times(world, case, date(2026, 9, 30))["decide_in"] == date(2026, 10, 15)
    with refusal("CASE-E017"):
        step(world, case, "extend", REVIEWER, date(2026, 10, 15))
    step(world, case, "extend", REVIEWER, date(2026, 10, 15), {"reasons": "需现场核查"})
    assert times(world, case, date(2026, 10, 15)) == {"extended_in": date(2026, 10, 29)}
    letter = read_case(case)
    assert letter is not None
    assert letter.letters[-1].template == "interim_answer"
    assert "需现场核查" in letter.letters[-1].zh


def test_06_a_case_keeps_its_rules_but_for_milder_ones(world: World) -> None:
    """A running case keeps its version, a milder later one may take its place, a harsher never.

    Kept in: core/procedures/versions.py, core/procedures/milder.py, core/restoration/regime.py
    """
    case, said = proposed(world)
    burden = said | {"list": "l01_market", "measures": "honours_limit", "term_months": "36"}
    step(world, case, "notify", HANDLER, date(2026, 5, 7), burden)
    served(world, case, "list_pre_notice", date(2026, 5, 29))
    on = date(2026, 6, 1)
    for days, code in ((1, "CASE-E022"), (10, "")):
        later = with_later(world.policy, with_time(days))
        world.policy, kept = later, world.policy
        assert times(world, case, on)["answer_in"] == date(2026, 6, 5)
        form = {"reasons": "新规定更有利"}
        act = {"acting": REVIEWER, "form": form, "on": on, "policy": later, "seed": world.seed()}
        if code:
            with refusal(code):
                move(case, on, **act)
            world.policy = kept
        else:
            move(case, on, **act)
            assert times(world, case, on)["answer_in"] == date(2026, 6, 12)
    old = as_record(
        world.policy,
        id="old",
        record_type="administrative_penalty",
        department="market_regulation",
        clock_day=date(2025, 6, 20),
        body_fields={"kinds": "stop_production", "procedure": "ordinary"},
        on=on,
    )
    (item,) = plan(world.policy, world.policy.models["public_credit"], Facts((old,)), on=on).items
    assert {way.rules: way.earliest for way in item.others}["samr_45"] is None
    assert (item.way.rules, item.way.earliest) == ("ndrc_36", date(2026, 6, 20))


def test_07_facts_past_their_limit_support_nothing(world: World) -> None:
    """What is older than its limit carries no proposal and no measure, and no point in a grade.

    Kept in: core/measures/guard.py, core/measures/propose.py, core/disclosure/clock.py
    """
    heavy = {"kinds": "fine|revoke_permit", "procedure": "ordinary", "fine": "5000000"}
    for day, proposes in ((date(2024, 5, 20), True), (date(2024, 5, 19), False)):
        found = as_record(
            world.policy,
            id="1",
            record_type="administrative_penalty",
            department="market_regulation",
            clock_day=day,
            body_fields=heavy,
            on=date(2026, 5, 20),
        )
        assert bool(list_proposals(world.policy, [found], on=date(2026, 5, 20))) == proposes
    number = "云市监罚〔2024〕9号"
    seq = penalty(world, number, "2024-05-10", **heavy)
    case, form = ready(world, evidence=f"record:{seq}")
    old = form | {"conduct": f"market_violation:{number}"}
    with refusal(TOO_OLD.code):
        step(world, case, "list", REVIEWER, date(2026, 5, 20), old)
    model = world.policy.models["public_credit"]
    scores = []
    for on in (date(2026, 5, 20), date(2028, 5, 20)):
        kept = replace(found, day=date(2026, 2, 2), shown_until=date(2027, 2, 2))
        with_, without = (
            evaluate(model, one, policy=world.policy, on=on, entity_class="91").score
            for one in ([kept], [])
        )
        scores.append(with_ == without)
    assert scores == [False, True]
