"""Every shipped procedure is walked with legal and illegal steps; the promises always hold."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from tests.core.procedures.promises import PROMISES
from tests.core.procedures.walker import OFFICERS, START, Walk, begun, promised
from tests.core.procedures.world import AGENT, Led, small_policy

from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import CLOCK, Event
from goodstanding.core.procedures.deadlines import running
from goodstanding.core.procedures.engine import available
from goodstanding.store.shelf import load_policy

SHIPPED = load_policy()
RIGHT = small_policy()
WALKED = [
    *((SHIPPED, name) for name in sorted(SHIPPED.procedures)),
    *((RIGHT, name) for name in sorted(RIGHT.procedures)),
]
IDS = [f"{'shipped' if policy is SHIPPED else 'right'}-{name}" for policy, name in WALKED]


@pytest.mark.parametrize(("policy", "name"), WALKED, ids=IDS)
def test_a_procedure_keeps_its_promises_however_it_is_walked(policy: Policy, name: str) -> None:
    """Lawful steps, unlawful ones, services, hearings and time in any order."""
    machine = type("WalkOf", (Walk,), {"policy": policy, "name": name})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=35,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_walk_knows_enough_rules_and_promises() -> None:
    """At least 20 rules and 15 promises: none is dropped unseen."""
    rules = [one for one in vars(Walk).values() if hasattr(one, "hypothesis_stateful_rule")]
    assert len(rules) >= 20
    assert len(PROMISES) >= 15


def path_to(led: Led, end: str) -> list[str]:
    """Return the shortest way of steps from the start to an end."""
    ways: dict[str, list[str]] = {led.procedure.start: []}
    waiting = [led.procedure.start]
    while waiting:
        state = waiting.pop(0)
        for step in led.procedure.steps.values():
            if state in step.comes_from and step.to not in ways:
                ways[step.to] = [*ways[state], step.id]
                waiting.append(step.to)
    return ways[end]


def go(led: Led, step: str, today: date) -> date:
    """Take a step as soon as the law lets it be taken; return the day."""
    procedure = led.procedure
    for drafter in procedure.steps.values():
        after = procedure.steps[step].after
        inner = drafter.letter == after.served and led.case.state in drafter.comes_from
        if after.served and inner and not any(e.step == drafter.id for e in led.events):
            today = go(led, drafter.id, today)
    for _ in range(12):
        refusals = {}
        for actor in (AGENT, *OFFICERS):
            found = available(procedure, led.case, actor, on=today, policy=led.policy)
            refusal = next(option.refusal for option in found if option.step == step)
            if refusal is None:
                led.take(step, actor, today)
                return today
            refusals[refusal.code] = refusal
        if "CASE-E014" in refusals:
            led.serve(str(procedure.steps[step].after.served), today)
        elif "CASE-E015" in refusals:
            after = procedure.steps[step].after
            name = after.answered_or_expired or after.expired or after.reached or ""
            runs = running(
                procedure, led.case, procedure.deadlines[name], on=today, policy=led.policy
            )
            assert runs is not None
            today = runs.ends + timedelta(days=1)
        else:
            raise AssertionError([one.line("en") for one in refusals.values()])
    raise AssertionError(step)


@pytest.mark.parametrize(("policy", "name"), WALKED, ids=IDS)
def test_every_end_of_every_procedure_can_be_reached_lawfully(policy: Policy, name: str) -> None:
    """The law is no maze: each end has a lawful way, and the promises hold along it."""
    ends = [state.id for state in begun(policy, name).procedure.states.values() if state.end]
    for end in ends:
        led, today = begun(policy, name), START
        for step in path_to(led, end):
            today = go(led, step, today)
            promised(led, today)
        assert led.case.state == end


def test_promises_are_no_empty_words() -> None:
    """A case forged in each of several ways breaks some promise."""
    led, today = begun(RIGHT, "designation"), START
    for step in path_to(led, "listed"):
        today = go(led, step, today)
    events = led.events
    forged = {
        "decided by who gave notice": replace(events[-1], actor=events[1].actor),
        "without reasons": replace(events[-1], form={**events[-1].form, "reasons": " "}),
        "too early": replace(events[-1], on=events[-2].on),
        "by the clock": replace(events[-1], actor=CLOCK.id),
        "by the interested": replace(events[-1], actor="ivy"),
        "by the party": replace(events[-1], actor=AGENT.id),
    }
    for what, last in forged.items():
        with pytest.raises(AssertionError):
            promised(replace(led, events=[*events[:-1], last]), today)
        assert what
    unserved: list[Event] = [events[0], events[1], replace(events[-1], number=3)]
    with pytest.raises((AssertionError, ValueError)):
        promised(replace(led, events=unserved), today)
