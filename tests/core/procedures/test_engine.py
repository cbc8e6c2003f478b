"""The engine on a small procedure of designation: each guard, and what a case is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.procedures.world import (
    AGENT,
    ANNA,
    BO,
    CHEN,
    DEPUTY_OF_ANNA,
    FIRM,
    OFFICES,
    STRANGER,
    Led,
    filled,
    opened,
    small_policy,
)

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import (
    CLOCK,
    HEARING_HELD,
    HEARING_REQUESTED,
    HEARING_WAIVED,
    Actor,
    Event,
    Opening,
)
from goodstanding.core.procedures.deadlines import due
from goodstanding.core.procedures.engine import available, begin
from goodstanding.core.procedures.fold import fold
from goodstanding.core.procedures.notes import serve

OPENED = date(2026, 5, 6)
SERVED = date(2026, 5, 7)
LAST = date(2026, 5, 13)
"""Five working days after 7 May: Saturday 9 May is worked."""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return small_policy()


def notified_case(policy: Policy) -> Led:
    """Return a case in which the notice was served on 7 May."""
    led = opened(policy, "designation", ANNA, OPENED)
    led.take("notify", ANNA, OPENED)
    led.serve("pre_notice", SERVED)
    return led


@pytest.fixture
def notified(policy: Policy) -> Led:
    """A case in which the notice was served on 7 May."""
    return notified_case(policy)


def refused(led: Led, step: str, actor: Actor, on: date, **form: str) -> str:
    """Return the code with which a step is refused; the case stays as it was."""
    before = led.case
    with pytest.raises(Refused) as caught:
        led.take(step, actor, on, form or None)
    assert led.case == before
    for fault in caught.value.faults:
        assert all((fault.what.zh, fault.what.en, fault.next.zh, fault.next.en, fault.basis))
    return caught.value.faults[0].code


def test_the_whole_way_to_an_adverse_end(notified: Led) -> None:
    """Proposed, notified, served, answered by silence, decided by another: listed, with remedy."""
    effects = notified.take("list", BO, LAST + timedelta(days=1))
    case = notified.case
    assert (case.state, len(case.events), case.opened) == ("listed", 4, OPENED)
    assert [(one.do, one.while_disputed, one.waits_for) for one in effects] == [
        ("enter_list", "keep", "list_decision"),
        ("publish", "hide", "list_decision"),
    ]
    assert notified.procedure.states[case.state].remedy == "reconsideration"


def test_nothing_adverse_before_the_time_to_answer_is_over(notified: Led) -> None:
    """On the last day itself the party may still answer; the day after, it may be decided."""
    assert refused(notified, "list", BO, LAST) == "CASE-E015"
    notified.take("list", BO, LAST + timedelta(days=1))


def test_nothing_adverse_before_service(policy: Policy) -> None:
    """A drafted notice is no served notice, however long ago it was drafted."""
    led = opened(policy, "designation", ANNA, OPENED)
    led.take("notify", ANNA, OPENED)
    assert refused(led, "list", BO, OPENED + timedelta(days=60)) == "CASE-E014"


def test_an_answer_ends_the_waiting_but_not_the_right_to_be_heard(notified: Led) -> None:
    """After a statement the decision still waits until nobody can ask for a hearing."""
    notified.take("state", AGENT, date(2026, 5, 8))
    assert refused(notified, "list", BO, date(2026, 5, 8)) == "CASE-E016"
    notified.hearing(HEARING_WAIVED, AGENT, date(2026, 5, 8))
    notified.take("list", BO, date(2026, 5, 8))


def test_a_hearing_that_was_asked_for_is_held_first(notified: Led) -> None:
    """Once asked for, no lapse of time replaces the hearing."""
    notified.hearing(HEARING_REQUESTED, AGENT, LAST)
    assert refused(notified, "list", BO, LAST + timedelta(days=30)) == "CASE-E016"
    notified.hearing(HEARING_HELD, CHEN, LAST + timedelta(days=31))
    notified.take("list", BO, LAST + timedelta(days=31))


def test_a_hearing_is_asked_for_in_time_by_the_party(notified: Led) -> None:
    """Not by a stranger, not by an officer, not after the time."""
    for actor, on, code in (
        (STRANGER, LAST, "CASE-E009"),
        (BO, LAST, "CASE-E009"),
        (AGENT, LAST + timedelta(days=1), "CASE-E025"),
    ):
        with pytest.raises(Refused) as caught:
            notified.hearing(HEARING_REQUESTED, actor, on)
        assert caught.value.faults[0].code == code


@pytest.mark.parametrize(
    "actor",
    [
        ANNA,
        DEPUTY_OF_ANNA,
        Actor("anna", frozenset({"deciding"})),
        Actor("eve", OFFICES, deputy_for=frozenset({"dan", "anna"})),
    ],
    ids=["herself", "her deputy", "herself by another office", "who stands for her"],
)
def test_who_proposed_never_decides(notified: Led, actor: Actor) -> None:
    """The bar holds for the person and for every deputy of that person."""
    assert refused(notified, "list", actor, LAST + timedelta(days=1)) == "CASE-E013"


def test_who_was_stood_for_is_barred_too(policy: Policy) -> None:
    """Where a deputy proposed in her place, she herself may not decide; nor may he."""
    led = opened(policy, "designation", DEPUTY_OF_ANNA, OPENED)
    assert refused(led, "drop", ANNA, OPENED) == "CASE-E013"
    assert refused(led, "drop", Actor("dan", OFFICES), OPENED) == "CASE-E013"


def test_the_bar_holds_in_both_directions(policy: Policy) -> None:
    """Who decided may not go on as proposer of the same case."""
    led = opened(policy, "designation", ANNA, OPENED)
    steps = dict(led.procedure.steps)
    steps["look"] = replace(steps["drop"], id="look", to="proposed")
    looked = replace(led.procedure, steps=steps)
    led.policy = replace(policy, procedures={"designation": (looked,)})
    led.take("look", BO, OPENED)
    assert refused(led, "notify", BO, OPENED) == "CASE-E013"


def test_contested_interested_and_strangers(policy: Policy) -> None:
    """The contested act's officers and unit, who declared an interest, and no office: all out."""
    led = opened(
        policy,
        "objection",
        AGENT,
        OPENED,
        contested=frozenset({"bo", "unit-3"}),
        barred=frozenset({"ivy"}),
    )
    led.take("accept", ANNA, OPENED)
    for actor, code in (
        (BO, "CASE-E012"),
        (CHEN, "CASE-E012"),
        (Actor("eve", OFFICES, deputy_for=frozenset({"bo"})), "CASE-E012"),
        (Actor("ivy", OFFICES), "CASE-E011"),
        (Actor("eve", OFFICES, deputy_for=frozenset({"ivy"})), "CASE-E011"),
        (Actor("kin", OFFICES, party_to=frozenset({FIRM})), "CASE-E011"),
        (AGENT, "CASE-E010"),
        (CLOCK, "CASE-E020"),
    ):
        assert refused(led, "uphold", actor, OPENED) == code, actor.id


def test_who_is_challenged_waits_for_the_ruling(policy: Policy) -> None:
    """So does who stands in for them, whoever they stand in for, and a challenged unit."""
    led = opened(policy, "designation", ANNA, OPENED, challenged=frozenset({"bo", "unit-3"}))
    for actor in (
        BO,
        CHEN,
        Actor("eve", OFFICES, deputy_for=frozenset({"bo"})),
        Actor("eve", OFFICES, units=frozenset({"unit-3"})),
    ):
        assert refused(led, "drop", actor, OPENED) == "CASE-E040", actor.id
    led.take("drop", Actor("eve", OFFICES), OPENED)


def test_no_word_is_longer_than_a_file_may_hold(notified: Led) -> None:
    """Words have an end: what is longer belongs into a file of evidence."""
    on = LAST + timedelta(days=1)
    long = "x" * 20_001
    assert refused(notified, "list", BO, on, finding="right", reasons=long) == "CASE-E019"
    notified.take("list", BO, on, {"finding": "right", "reasons": long[1:]})


def test_only_the_party_speaks_for_the_party(notified: Led) -> None:
    """An officer, or the agent of another firm, makes no statement."""
    assert refused(notified, "state", STRANGER, SERVED) == "CASE-E009"
    assert refused(notified, "state", ANNA, SERVED) == "CASE-E009"


def test_forms_are_whole_known_and_of_their_kind(notified: Led) -> None:
    """Nothing is decided without reasons; all faults of a form are told at once."""
    on = LAST + timedelta(days=1)
    assert refused(notified, "list", BO, on, finding="right", reasons="  ") == "CASE-E017"
    assert refused(notified, "list", BO, on, finding="maybe", reasons="r") == "CASE-E019"
    assert refused(notified, "list", BO, on, finding="right", reasons="r", x="") == "CASE-E018"
    with pytest.raises(Refused) as caught:
        notified.take("list", BO, on, {"finding": "maybe", "x": "y"})
    assert len(caught.value.faults) == 3


def test_no_step_leaves_an_end_and_none_is_unknown_or_dated_back(notified: Led) -> None:
    """An ended case is over; nothing happens before what has happened."""
    assert refused(notified, "list", BO, OPENED) == "CASE-E008"
    assert refused(notified, "lost", BO, LAST) == "CASE-E005"
    assert refused(notified, "open", BO, LAST) == "CASE-E005"
    assert refused(notified, "notify", ANNA, LAST) == "CASE-E007"
    notified.take("drop", BO, LAST)
    for step in ("list", "drop", "state"):
        assert refused(notified, step, BO, LAST) == "CASE-E006"


def test_what_is_available_is_what_can_be_taken(notified: Led) -> None:
    """`available` refuses a step exactly where `take` does, with the same words."""
    for actor in (ANNA, BO, AGENT, STRANGER, CLOCK):
        for on in (SERVED, LAST + timedelta(days=1)):
            for option in available(
                notified.procedure, notified.case, actor, on=on, policy=notified.policy
            ):
                led = Led(notified.policy, notified.opening, list(notified.events))
                if option.refusal is None:
                    led.take(option.step, actor, on)
                else:
                    with pytest.raises(Refused) as caught:
                        led.take(option.step, actor, on)
                    assert caught.value.faults == (option.refusal,)


def test_overdue_is_told_and_changes_nothing(notified: Led) -> None:
    """However late it is, the state is the same and the favourable step still stands open."""
    for on, overdue in ((date(2026, 8, 4), False), (date(2026, 8, 5), True)):
        times = due(notified.procedure, notified.case, on=on, policy=notified.policy)
        assert {one.deadline: one.overdue for one in times}["decide_in"] is overdue
    late = OPENED + timedelta(days=400)
    found = {
        one.deadline: one
        for one in due(notified.procedure, notified.case, on=late, policy=notified.policy)
    }
    assert found["decide_in"].overdue
    assert found["decide_in"].ends == date(2026, 8, 4)
    assert notified.case.state == "notified"
    notified.take("drop", BO, late)


def test_a_letter_drafted_again_must_be_served_again(policy: Policy) -> None:
    """An old service does not serve a new notice."""
    led = opened(policy, "designation", ANNA, OPENED)
    led.take("notify", ANNA, OPENED)
    led.serve("pre_notice", SERVED)
    again = replace(led.procedure.steps["notify"], comes_from=("proposed", "notified"))
    steps = {**led.procedure.steps, "notify": again}
    led.policy = replace(policy, procedures={"designation": (replace(led.procedure, steps=steps),)})
    led.take("notify", ANNA, SERVED)
    assert led.case.served == {}
    assert refused(led, "list", BO, LAST + timedelta(days=1)) == "CASE-E014"


def test_services_are_of_drafted_letters_on_possible_days(policy: Policy) -> None:
    """No service without a draft, before it, in the future, twice, or without proof."""
    led = opened(policy, "designation", ANNA, OPENED)
    with pytest.raises(Refused, match="CASE-E023"):
        led.serve("pre_notice", OPENED)
    led.take("notify", ANNA, SERVED)
    for day in (OPENED, LAST):
        with pytest.raises(Refused, match="CASE-E024"):
            led.serve("pre_notice", SERVED, day=day)
    with pytest.raises(Refused, match="CASE-E010"):
        led.serve("pre_notice", SERVED, actor=AGENT)
    led.serve("pre_notice", SERVED)
    with pytest.raises(Refused, match="CASE-E023"):
        led.serve("pre_notice", SERVED)


def test_a_service_is_recorded_with_proof_and_never_dated_back(policy: Policy) -> None:
    """Mode, day and proof are given; a hearing is not waived before the last event."""
    led = opened(policy, "designation", ANNA, OPENED)
    led.take("notify", ANNA, OPENED)
    whole = {"mode": "post", "day": OPENED.isoformat(), "proof": "slip"}
    for name in whole:
        with pytest.raises(Refused, match="CASE-E017"):
            serve(led.procedure, led.case, "pre_notice", ANNA, {**whole, name: " "}, on=OPENED)
    with pytest.raises(Refused, match="CASE-E019"):
        serve(led.procedure, led.case, "pre_notice", ANNA, {**whole, "day": "soon"}, on=OPENED)
    led.serve("pre_notice", SERVED)
    with pytest.raises(Refused, match="CASE-E008"):
        led.hearing(HEARING_WAIVED, AGENT, OPENED)


def test_a_service_of_a_day_to_come_serves_nothing_yet(policy: Policy) -> None:
    """Even where an event says so: the letter counts as served from its day on."""
    led = opened(policy, "designation", ANNA, OPENED)
    led.take("notify", ANNA, OPENED)
    form = {"mode": "public notice", "day": "2026-06-08", "proof": "p"}
    led.events.append(Event(3, "serve:pre_notice", "anna", SERVED, form))
    assert refused(led, "list", BO, date(2026, 6, 7)) == "CASE-E014"
    assert refused(led, "list", BO, date(2026, 6, 8)) == "CASE-E015"


def test_where_a_time_must_be_over_an_answer_does_not_shorten_it(notified: Led) -> None:
    """`expired` waits for the last day whatever the party says before."""
    whole = replace(notified.procedure.steps["list"].after, answered_or_expired=None, heard=False)
    waits = replace(notified.procedure.steps["list"], after=replace(whole, expired="answer_in"))
    steps = {**notified.procedure.steps, "list": waits}
    notified.policy = replace(
        notified.policy, procedures={"designation": (replace(notified.procedure, steps=steps),)}
    )
    notified.take("state", AGENT, SERVED)
    assert refused(notified, "list", BO, LAST) == "CASE-E015"
    notified.take("list", BO, LAST + timedelta(days=1))


def test_a_case_is_opened_by_its_role_about_what_it_is_for(policy: Policy) -> None:
    """An objection is no officer's, a designation no firm's; each about its own kind of thing."""
    with pytest.raises(Refused, match="CASE-E009"):
        opened(policy, "objection", ANNA, OPENED)
    with pytest.raises(Refused, match="CASE-E010"):
        opened(policy, "designation", AGENT, OPENED)
    with pytest.raises(Refused, match="CASE-E011"):
        opened(policy, "designation", ANNA, OPENED, barred=frozenset({"anna"}))
    procedure = policy.procedures["objection"][-1]
    opening = Opening("c", "objection", procedure.version, "grade", "g", FIRM)
    form = filled(policy, procedure, "open")
    with pytest.raises(Refused, match="CASE-E004"):
        begin(procedure, opening, AGENT, form, on=OPENED, policy=policy)
    about = replace(opening, about_kind="record")
    with pytest.raises(Refused, match="CASE-E017"):
        begin(procedure, about, AGENT, {}, on=OPENED, policy=policy)


def test_events_that_no_procedure_made_are_no_case(notified: Led) -> None:
    """A forged or lost event is found when the case is folded: it never has two states."""
    versions = notified.policy.procedures["designation"]
    events = notified.events
    forged = [
        [],
        events[1:],
        [*events, replace(events[1], number=4)],
        [events[0], replace(events[2], number=3)],
        [events[0], replace(events[1], step="list")],
        [events[0], replace(events[1], step="unheard_of")],
        [events[0], replace(events[0], number=2)],
    ]
    for wrong in forged:
        with pytest.raises(Refused, match="CASE-E001"):
            fold(versions, notified.opening, wrong)
