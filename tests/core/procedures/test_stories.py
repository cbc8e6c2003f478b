"""The five stories of due process, led through the shipped procedures with their days."""

from datetime import date

import pytest
from tests.core.procedures.world import AGENT, ANNA, BO, CHEN, DEPUTY_OF_ANNA, FIRM, Led, opened

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import CLOCK, HEARING_WAIVED, Actor
from goodstanding.core.procedures.deadlines import due
from goodstanding.core.procedures.engine import available
from goodstanding.core.procedures.periods import last_day
from goodstanding.store.shelf import load_policy


@pytest.fixture(scope="module")
def shipped() -> Policy:
    return load_policy()


def refused(led: Led, step: str, actor: Actor, on: date) -> str:
    """Return the code with which a step is refused."""
    with pytest.raises(Refused) as caught:
        led.take(step, actor, on)
    return caught.value.faults[0].code


def test_wages(shipped: Policy) -> None:
    """Served 10 February, five working days end on 24 February; decided on the 27th by another."""
    led = opened(shipped, "designation", ANNA, date(2026, 2, 9))
    led.take("notify", ANNA, date(2026, 2, 9))
    led.serve("list_pre_notice", date(2026, 2, 10))
    assert led.ends(date(2026, 2, 10))["answer_in"] == date(2026, 2, 24)
    for day in (date(2026, 2, 16), date(2026, 2, 24)):
        assert refused(led, "verify", ANNA, day) == "CASE-E015"
        assert refused(led, "list", BO, day) == "CASE-E007"
    led.take("verify", ANNA, date(2026, 2, 25))
    led.take("opine", CHEN, date(2026, 2, 26))
    for actor in (ANNA, DEPUTY_OF_ANNA, CHEN):
        assert refused(led, "list", actor, date(2026, 2, 27)) == "CASE-E013"
    effects = led.take("list", BO, date(2026, 2, 27))
    waiting = {one.do for one in effects if one.waits_for == "list_decision"}
    burdens = {"enter_list", "start_measure", "publish"}
    assert waiting == burdens | {"recompute_grade", "tell_receivers", "alert_superior"}
    assert set(shipped.letters["list_decision"].encloses) == {"restoration_notice"}
    state = led.procedure.states[led.case.state]
    assert (state.remedy, state.lasts.term if state.lasts else None) == (
        "reconsideration",
        "from_list",
    )


def test_wrong_entity(shipped: Policy) -> None:
    """Objection on 29 April: 30 April, 7 May, 12 May; what the provider cannot prove ends."""
    led = opened(
        shipped,
        "identity_objection",
        AGENT,
        date(2026, 4, 29),
        contested=frozenset({"anna", "unit-1"}),
    )
    mark = led.procedure.states[led.case.state].mark
    assert mark == "under_objection"
    assert {"suspend_measures", "pause_disclosure"} <= {one.do for one in led.effects}
    assert led.ends(date(2026, 4, 29)) == {"acknowledge_in": date(2026, 4, 30)}
    assert refused(led, "acknowledge", ANNA, date(2026, 4, 30)) == "CASE-E012"
    assert refused(led, "acknowledge", DEPUTY_OF_ANNA, date(2026, 4, 30)) == "CASE-E012"
    led.take("acknowledge", BO, date(2026, 4, 30))
    assert led.ends(date(2026, 4, 30)) == {"own_data_in": date(2026, 5, 7)}
    led.take("ask_provider", BO, date(2026, 5, 7))
    assert led.ends(date(2026, 5, 7)) == {"provider_in": date(2026, 5, 12)}
    assert refused(led, "end_disclosure", CLOCK, date(2026, 5, 12)) == "CASE-E020"
    silent = Led(shipped, led.opening, list(led.events))
    silent.take("end_disclosure", CLOCK, date(2026, 5, 13))
    assert silent.case.state == "unproved"
    assert refused(led, "remove", BO, date(2026, 5, 12)) == "CASE-E013"
    told = {one.do for one in led.take("remove", CHEN, date(2026, 5, 12))}
    assert {"withdraw_record", "tell_receivers", "tell_checked"} <= told


def test_pledge(shipped: Policy) -> None:
    """Granted on 2 March, checked by 6 May; the breach corrected, or revoked by a third person."""
    led = opened(shipped, "pledge", AGENT, date(2026, 3, 2))
    race = Led(shipped, led.opening, list(led.events))
    led.take("grant", ANNA, date(2026, 3, 2))
    assert led.ends(date(2026, 3, 2))["check_in"] == date(2026, 5, 6)
    assert refused(led, "withdraw", AGENT, date(2026, 3, 2)) == "CASE-E007"
    race.take("withdraw", AGENT, date(2026, 3, 2))
    assert refused(race, "grant", ANNA, date(2026, 3, 2)) == "CASE-E006"
    assert refused(led, "find_breach", ANNA, date(2026, 5, 6)) == "CASE-E013"
    opens = [one for one in led.take("find_breach", BO, date(2026, 5, 6)) if one.do == "open_case"]
    assert [one.of for one in opens] == ["pledge_breach"]

    breach = opened(shipped, "pledge_breach", BO, date(2026, 5, 6))
    breach.take("order", BO, date(2026, 5, 6))
    breach.serve("correction_order", date(2026, 5, 7), BO)
    assert refused(breach, "notify", BO, date(2026, 5, 20)) == "CASE-E015"
    breach.take("notify", BO, date(2026, 5, 22))
    breach.serve("breach_notice", date(2026, 5, 22), BO)
    breach.take("defend", AGENT, date(2026, 5, 25))
    assert refused(breach, "opine", CHEN, date(2026, 5, 25)) == "CASE-E016"
    breach.hearing(HEARING_WAIVED, AGENT, date(2026, 5, 25))
    breach.take("opine", CHEN, date(2026, 5, 25))
    for actor in (BO, CHEN):
        assert refused(breach, "revoke", actor, date(2026, 5, 26)) == "CASE-E013"
    effects = {one.do: one.waits_for for one in breach.take("revoke", ANNA, date(2026, 5, 26))}
    assert effects["revoke_matter"] == effects["record_breach"] == "pledge_revoked"
    review = due(breach.procedure, breach.case, on=date(2026, 5, 26), policy=shipped)
    assert [one.ends for one in review] == [date(2027, 5, 26)]


def test_a_silent_regulator(shipped: Policy) -> None:
    """Applied 22 June, accepted by the 25th, decided by 6 July; silence is overdue, no refusal."""
    led = opened(shipped, "restoration", AGENT, date(2026, 6, 22))
    assert led.ends(date(2026, 6, 22))["accept_in"] == date(2026, 6, 25)
    led.take("accept", ANNA, date(2026, 6, 25))
    assert led.ends(date(2026, 6, 25))["decide_in"] == date(2026, 7, 6)
    late = date(2027, 6, 22)
    times = due(led.procedure, led.case, on=late, policy=shipped)
    assert {one.deadline for one in times if one.overdue} == {"decide_in", "answer_applicant_in"}
    assert led.case.state == "accepted"
    options = available(led.procedure, led.case, BO, on=late, policy=shipped)
    assert "restore" in {one.step for one in options if one.refusal is None}
    assert "refuse" not in {one.step for one in options}
    for actor in (BO, CLOCK):
        assert refused(led, "refuse", actor, late) == "CASE-E007"

    led.take("tell", ANNA, date(2026, 6, 26))
    led.serve("restoration_findings", date(2026, 6, 26))
    assert led.ends(date(2026, 6, 26))["answer_in"] == date(2026, 7, 3)
    assert refused(led, "refuse", BO, date(2026, 7, 3)) == "CASE-E015"
    led.take("refuse", BO, date(2026, 7, 6))
    remedy = led.procedure.states["refused"].remedy
    assert remedy == "reconsideration"
    within = shipped.remedies[remedy].within
    assert last_day(shipped, within, date(2026, 7, 6)) == (date(2026, 9, 4), False)
    marked = opened(shipped, "reconsideration_mark", AGENT, date(2026, 9, 4))
    assert marked.procedure.states[marked.case.state].mark == "under_reconsideration"
    assert not any(state.adverse for state in marked.procedure.states.values())


def test_extended_by_ten_working_days(shipped: Policy) -> None:
    """Applied 24 September: accepted by the 30th, interim answer by 15, decided by 29 October."""
    led = opened(shipped, "restoration", AGENT, date(2026, 9, 24))
    assert led.ends(date(2026, 9, 24)) == {
        "accept_in": date(2026, 9, 30),
        "answer_applicant_in": date(2026, 10, 15),
    }
    led.take("accept", ANNA, date(2026, 9, 30))
    assert led.ends(date(2026, 9, 30))["decide_in"] == date(2026, 10, 15)
    led.take("extend", BO, date(2026, 10, 15))
    assert led.ends(date(2026, 10, 15)) == {"extended_in": date(2026, 10, 29)}


def test_the_one_that_vanishes(shipped: Policy) -> None:
    """Public notice from 3 August serves on 2 September; until then nothing is decided."""
    led = opened(shipped, "designation", ANNA, date(2026, 7, 31))
    led.take("notify", ANNA, date(2026, 7, 31))
    for day in (date(2026, 8, 3), date(2026, 9, 2)):
        assert refused(led, "verify", ANNA, day) == "CASE-E014"
    with pytest.raises(Refused, match="CASE-E024"):
        led.serve("list_pre_notice", date(2026, 8, 3), day=date(2026, 9, 2))
    led.serve("list_pre_notice", date(2026, 9, 2))
    assert led.ends(date(2026, 9, 2))["answer_in"] == date(2026, 9, 9)
    successor = opened(shipped, "designation", ANNA, date(2026, 9, 2))
    assert successor.case.served == {}, "the successor gets a notice of its own"
    assert led.case.subject == FIRM
