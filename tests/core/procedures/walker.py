"""A case that anybody tries anything with: what is lawful, and all that is not."""
# ruff: noqa: D102, D107 (the name of a rule says what is tried)

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from tests.core.procedures.promises import PROMISES, Seen
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
)

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import (
    CLOCK,
    HEARING_HELD,
    HEARING_REQUESTED,
    HEARING_WAIVED,
    Actor,
)
from goodstanding.core.procedures.engine import available, begin
from goodstanding.core.procedures.fold import fold, further
from goodstanding.core.procedures.notes import serve
from goodstanding.core.procedures.versions import move_version

START = date(2026, 5, 6)
CONTESTED = Actor("con", OFFICES | {"unit-8"})
OF_THE_UNIT = Actor("uni", OFFICES | {"unit-9"})
INTERESTED = Actor("ivy", OFFICES)
KIN = Actor("kin", OFFICES, party_to=frozenset({FIRM}))
OFFICERS = (ANNA, BO, CHEN, DEPUTY_OF_ANNA, Actor("fay", OFFICES))
BARRED = frozenset({"ivy"})
KEPT_OUT = frozenset({"con", "unit-9"})


def opener(policy: Policy, name: str) -> Actor:
    """Return who may open a case."""
    step = policy.procedures[name][-1].steps.get("open")
    return AGENT if step and policy.procedures[name][-1].roles[step.by].party else ANNA


def begun(policy: Policy, name: str) -> Led:
    """Return a case of a procedure."""
    return opened(policy, name, opener(policy, name), START, contested=KEPT_OUT, barred=BARRED)


def promised(led: Led, today: date) -> None:
    """Hold a case against every promise."""
    seen = Seen(led.policy, led.case, tuple(led.effects), today)
    for promise in PROMISES:
        promise(seen)


class Walk(RuleBasedStateMachine):
    """A case that anybody tries anything with."""

    policy: Policy
    name: str

    def __init__(self) -> None:
        super().__init__()
        self.today = START

    @initialize()
    def open(self) -> None:
        self.led = begun(self.policy, self.name)

    # --- what is lawful ----------------------------------------------------------------------

    def lawful(self, actor: Actor) -> list[str]:
        found = available(
            self.led.procedure, self.led.case, actor, on=self.today, policy=self.policy
        )
        return [option.step for option in found if option.refusal is None]

    def drafted(self) -> list[str]:
        case = self.led.case
        letters = {
            step.letter
            for event in case.events
            if (step := self.led.procedure.steps.get(event.step)) and step.letter
        }
        return sorted(letters - set(case.served))

    @rule(actor=st.sampled_from(OFFICERS), choice=st.integers(0, 11))
    def an_officer_takes_a_step(self, actor: Actor, choice: int) -> None:
        steps = self.lawful(actor)
        if steps:
            self.led.take(steps[choice % len(steps)], actor, self.today)

    @rule(choice=st.integers(0, 11))
    def the_party_takes_a_step(self, choice: int) -> None:
        steps = self.lawful(AGENT)
        if steps:
            self.led.take(steps[choice % len(steps)], AGENT, self.today)

    @rule()
    def the_clock_takes_a_step(self) -> None:
        for step in self.lawful(CLOCK):
            self.led.take(step, CLOCK, self.today)
            return

    @rule(choice=st.integers(0, 5))
    def a_letter_is_served(self, choice: int) -> None:
        letters = self.drafted()
        if letters:
            before = self.led.case.state
            self.led.serve(letters[choice % len(letters)], self.today)
            assert self.led.case.state == before

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(months=st.integers(1, 5))
    def months_pass(self, months: int) -> None:
        self.today += timedelta(days=30 * months)

    @rule(name=st.sampled_from((HEARING_REQUESTED, HEARING_WAIVED)))
    def the_party_speaks_of_a_hearing(self, name: str) -> None:
        self.maybe(lambda: self.led.hearing(name, AGENT, self.today))

    @rule()
    def a_hearing_is_held(self) -> None:
        self.maybe(lambda: self.led.hearing(HEARING_HELD, BO, self.today))

    # --- what is not -------------------------------------------------------------------------

    def maybe(self, act: Callable[[], None]) -> None:
        """Try something that may or may not be lawful now: it is done whole or not at all."""
        before = self.led.case
        try:
            act()
        except Refused:
            assert self.led.case == before

    def refused(self, step: str, actor: Actor, form: dict[str, str] | None = None) -> None:
        """Try what is never lawful."""
        before = self.led.case
        with pytest.raises(Refused):
            self.led.take(step, actor, self.today, form)
        assert self.led.case == before

    def steps(self, *, party: bool) -> list[str]:
        procedure = self.led.procedure
        return [
            step.id
            for step in procedure.steps.values()
            if step.id != "open" and procedure.roles[step.by].party is party
        ]

    @rule(actor=st.sampled_from((*OFFICERS, AGENT, CLOCK)))
    def an_unknown_step(self, actor: Actor) -> None:
        self.refused("abolish", actor)

    @rule(actor=st.sampled_from((*OFFICERS, AGENT, CLOCK)))
    def opening_twice(self, actor: Actor) -> None:
        self.refused("open", actor)

    @rule(actor=st.sampled_from((STRANGER, Actor("nobody"))))
    def strangers_try_everything(self, actor: Actor) -> None:
        for step in self.led.procedure.steps:
            self.refused(step, actor)

    @rule(actor=st.sampled_from(OFFICERS))
    def an_officer_speaks_for_the_party(self, actor: Actor) -> None:
        for step in self.steps(party=True):
            self.refused(step, actor)

    @rule()
    def the_party_decides_its_own_case(self) -> None:
        for step in self.steps(party=False):
            self.refused(step, AGENT)

    @rule(
        actor=st.sampled_from(
            (INTERESTED, KIN, Actor("eve", OFFICES, deputy_for=frozenset({"ivy"})))
        )
    )
    def the_interested_try_everything(self, actor: Actor) -> None:
        for step in self.steps(party=False):
            self.refused(step, actor)

    @rule(
        actor=st.sampled_from(
            (CONTESTED, OF_THE_UNIT, Actor("eve", OFFICES, deputy_for=frozenset({"con"})))
        )
    )
    def the_contested_review_themselves(self, actor: Actor) -> None:
        procedure = self.led.procedure
        for step in self.steps(party=False):
            if procedure.roles[procedure.steps[step].by].outside_contested:
                self.refused(step, actor)

    @rule()
    def who_acted_acts_in_the_other_role(self) -> None:
        procedure, case = self.led.procedure, self.led.case
        for event, stand in zip(case.events, case.trail, strict=True):
            for step in self.steps(party=False):
                role = procedure.roles[procedure.steps[step].by]
                if stand.role in role.not_same_as and event.actor not in (CLOCK.id, AGENT.id):
                    self.refused(step, Actor(event.actor, OFFICES))
                    self.refused(step, Actor("eve", OFFICES, deputy_for=event.persons))

    @rule(actor=st.sampled_from((*OFFICERS, AGENT)))
    def an_empty_form(self, actor: Actor) -> None:
        for name, step in self.led.procedure.steps.items():
            if step.needs:
                self.refused(name, actor, {})
                self.refused(name, actor, dict.fromkeys(step.needs, " "))

    @rule(actor=st.sampled_from((*OFFICERS, AGENT)))
    def a_form_without_reasons(self, actor: Actor) -> None:
        for name, step in self.led.procedure.steps.items():
            if "reasons" in step.needs:
                form = filled(self.policy, self.led.procedure, name)
                self.refused(name, actor, {**form, "reasons": ""})

    @rule(actor=st.sampled_from((*OFFICERS, AGENT)))
    def a_form_with_what_nobody_asked(self, actor: Actor) -> None:
        for name in self.led.procedure.steps:
            form = filled(self.policy, self.led.procedure, name)
            self.refused(name, actor, {**form, "birth_day": "1970-01-01"})

    @rule(actor=st.sampled_from((*OFFICERS, AGENT, CLOCK)), days=st.integers(1, 400))
    def dated_back(self, actor: Actor, days: int) -> None:
        on = self.led.events[-1].on - timedelta(days=days)
        for step in self.led.procedure.steps:
            with pytest.raises(Refused):
                self.led.take(step, actor, on)

    @rule(actor=st.sampled_from((*OFFICERS, AGENT, CLOCK)))
    def steps_from_elsewhere(self, actor: Actor) -> None:
        for name, step in self.led.procedure.steps.items():
            if self.led.case.state not in step.comes_from:
                self.refused(name, actor)

    @precondition(lambda self: self.led.procedure.states[self.led.case.state].end)
    @rule(actor=st.sampled_from((*OFFICERS, AGENT, CLOCK)))
    def steps_after_the_end(self, actor: Actor) -> None:
        assert (
            available(self.led.procedure, self.led.case, actor, on=self.today, policy=self.policy)
            == ()
        )
        for step in self.led.procedure.steps:
            self.refused(step, actor)

    @rule()
    def the_clock_tries_to_harm(self) -> None:
        procedure = self.led.procedure
        for name, step in procedure.steps.items():
            if procedure.states[step.to].adverse:
                self.refused(name, CLOCK)

    @rule()
    def harm_before_notice(self) -> None:
        """Whoever tries, nothing adverse comes before the notice is served."""
        procedure, case = self.led.procedure, self.led.case
        for name, step in procedure.steps.items():
            if procedure.states[step.to].adverse and step.after.served not in case.served:
                for actor in OFFICERS:
                    self.refused(name, actor)

    @rule(days=st.integers(1, 30), choice=st.integers(0, 5))
    def services_that_cannot_be(self, days: int, choice: int) -> None:
        """In the future, before the draft, of no letter, by the party, or without proof."""
        letters = self.drafted()
        letter = letters[choice % len(letters)] if letters else "nothing"
        good = {"mode": "post", "day": self.today.isoformat(), "proof": "slip"}
        ahead = (self.today + timedelta(days=days)).isoformat()
        for name, actor, form in (
            ("unheard_of", ANNA, good),
            (letter, AGENT, good),
            (letter, INTERESTED, good),
            (letter, ANNA, {**good, "day": ahead}),
            (letter, ANNA, {**good, "day": (START - timedelta(days=days)).isoformat()}),
            (letter, ANNA, {**good, "proof": ""}),
        ):
            with pytest.raises(Refused):
                serve(self.led.procedure, self.led.case, name, actor, form, on=self.today)

    @rule(place=st.integers(0, 30))
    def an_event_is_lost_or_told_twice(self, place: int) -> None:
        events = self.led.events
        place %= len(events)
        versions = self.policy.procedures[self.name]
        for wrong in ([*events[:place], *events[place + 1 :]], [*events, events[place]]):
            if wrong != events and wrong != events[:-1]:
                with pytest.raises(Refused):
                    fold(versions, self.led.opening, wrong)

    @rule()
    def moved_to_a_version_that_is_not(self) -> None:
        with pytest.raises(Refused):
            move_version(
                self.led.case,
                date(2031, 1, 1),
                BO,
                {"reasons": "r"},
                on=self.today,
                policy=self.policy,
            )

    @rule()
    def opened_by_who_may_not(self) -> None:
        procedure = self.led.procedure
        if "open" in procedure.steps:
            form = filled(self.policy, procedure, "open")
            for actor in (STRANGER, INTERESTED, Actor("nobody")):
                with pytest.raises(Refused):
                    begin(procedure, self.led.opening, actor, form, on=START, policy=self.policy)

    @rule(actor=st.sampled_from((*OFFICERS, AGENT, STRANGER, CLOCK)))
    def what_is_available_is_what_is_taken(self, actor: Actor) -> None:
        for option in available(
            self.led.procedure, self.led.case, actor, on=self.today, policy=self.policy
        ):
            copy = Led(self.policy, self.led.opening, list(self.led.events))
            if option.refusal is None:
                copy.take(option.step, actor, self.today)
            else:
                with pytest.raises(Refused) as caught:
                    copy.take(option.step, actor, self.today)
                assert caught.value.faults == (option.refusal,)

    # --- always ------------------------------------------------------------------------------

    @invariant()
    def promises_hold(self) -> None:
        promised(self.led, self.today)

    @invariant()
    def the_case_goes_on_as_it_folds(self) -> None:
        """The case after one more event, from the case before it, is the case folded anew."""
        *before, last = self.led.events
        if before:
            versions = self.policy.procedures[self.name]
            assert further(versions, fold(versions, self.led.opening, before), last) == fold(
                versions, self.led.opening, self.led.events
            )
