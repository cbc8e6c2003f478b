"""The quick engine says what the plain law says, on every procedure, however a case is walked."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.procedures.plain import plain_effects, plain_faults, plain_refusal, plain_stand
from tests.core.procedures.test_walk import IDS, WALKED
from tests.core.procedures.walker import CONTESTED, INTERESTED, KIN, OFFICERS, START, begun
from tests.core.procedures.world import AGENT, ANNA, BO, OFFICES, STRANGER, Led, filled

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import (
    CLOCK,
    HEARING_HELD,
    HEARING_REQUESTED,
    HEARING_WAIVED,
    OUTCOME,
    Actor,
)
from goodstanding.core.procedures.engine import available, take
from goodstanding.core.procedures.forms import TEXT_MOST

FORGED = Actor(CLOCK.id, OFFICES)
"""Nobody can be called so; whoever is, is no clock."""
EVERYBODY = (
    *OFFICERS,
    AGENT,
    STRANGER,
    CONTESTED,
    INTERESTED,
    KIN,
    CLOCK,
    OUTCOME,
    FORGED,
    Actor("eve", OFFICES, deputy_for=frozenset({"anna", "agent"})),
    Actor("far", frozenset({"deciding"}), units=frozenset({"unit-9"})),
)
WRONGS = ("", " ", "0-1", "-1", "2026-02-30", "x" * (TEXT_MOST + 1), " " * (TEXT_MOST + 1))
ACT = st.tuples(
    st.sampled_from(("step", "step", "step", "serve", "hearing")),
    st.integers(0, 11),
    st.sampled_from(EVERYBODY),
    st.integers(-1, 20),
)


def same_verdicts(led: Led, actor: Actor, on: date, wrong: tuple[int, str, bool]) -> None:
    """Hold every step, by one actor on one day, with a full form and a wrong one, to both."""
    case, policy = led.case, led.policy
    refusals = {one.step: one.refusal for one in available(
        case.procedure, case, actor, on=on, policy=policy
    )}  # fmt: skip
    for step in case.procedure.steps.values():
        if step.id == "open":
            continue
        if step.id in refusals:
            plain = plain_refusal(policy, case, step, actor, on)
            refusal = refusals[step.id]
            assert (refusal and words(refusal)) == (plain and words(plain))
        place, value, more = wrong
        full = filled(policy, case.procedure, step.id)
        spoilt = dict(full)
        if step.needs:
            spoilt[step.needs[place % len(step.needs)]] = value
        if more:
            spoilt[sorted(policy.form_fields)[place % len(policy.form_fields)]] = value or "?"
            spoilt |= {"unheard_of": "?"} if place % 2 else {}
        for form in (full, spoilt):
            faults = plain_faults(policy, case, step, actor, form, on)
            if faults:
                with pytest.raises(Refused) as refused:
                    take(case.procedure, case, step.id, actor, form, on=on, policy=policy)
                assert [words(one) for one in refused.value.faults] == [
                    words(one) for one in faults
                ]
            else:
                outcome = take(case.procedure, case, step.id, actor, form, on=on, policy=policy)
                assert outcome.effects == plain_effects(step)
                assert outcome.letters == ((step.letter,) if step.letter else ())


def words(fault: Fault) -> tuple[str, str, Text, Text]:
    """Return what a fault says; the engine adds the procedure's basis to the rule's."""
    return fault.code, fault.where, fault.what, fault.next


def go_on(led: Led, kind: str, choice: int, actor: Actor, today: date) -> None:
    """Do something lawful, if there is any such thing to do now."""
    case = led.case
    if kind == "step":
        for one in (actor, AGENT, ANNA, BO, *OFFICERS):
            found = available(case.procedure, case, one, on=today, policy=led.policy)
            steps = [option.step for option in found if option.refusal is None]
            if steps:
                led.take(steps[choice % len(steps)], one, today)
                return
    names = (HEARING_REQUESTED, HEARING_WAIVED, HEARING_HELD)
    letters = sorted(
        {
            step.letter
            for event in case.events
            if (step := case.procedure.steps.get(event.step)) and step.letter
        }
        - set(case.served)
    )
    try:
        if kind == "serve" and letters:
            led.serve(letters[choice % len(letters)], today)
        elif kind == "hearing":
            name = names[choice % 3]
            led.hearing(name, ANNA if name == HEARING_HELD else AGENT, today)
    except Refused:
        assert led.case == case


@pytest.mark.parametrize(("policy", "name"), WALKED, ids=IDS)
@settings(max_examples=8, deadline=None)
@given(
    acts=st.lists(ACT, min_size=1, max_size=12),
    wrong=st.tuples(st.integers(0, 40), st.sampled_from(WRONGS), st.booleans()),
)
def test_the_quick_engine_says_what_the_plain_law_says(
    policy: Policy,
    name: str,
    acts: list[tuple[str, int, Actor, int]],
    wrong: tuple[int, str, bool],
) -> None:
    """Every verdict, its words, its effects, and where a case stands, along random walks."""
    led, today = begun(policy, name), START
    for kind, choice, actor, days in acts:
        same_verdicts(led, actor, today + timedelta(days=days), wrong)
        today += timedelta(days=max(days, 0))
        go_on(led, kind, choice, actor, today)
        case = led.case
        state, roles, served = plain_stand(case.procedure, case.events)
        assert (case.state, [one.role for one in case.trail]) == (state, roles)
        assert dict(case.served) == served
