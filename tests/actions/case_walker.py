"""A case that anybody tries anything with, through the acts that pages and commands call."""
# ruff: noqa: D102 (the name of a rule says what is tried)

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from tests.actions.case_grounds import CAST
from tests.actions.case_promises import KEPT
from tests.actions.case_walking import Walking
from tests.core.procedures.promises import PROMISES

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.acts import move, note_hearing
from goodstanding.actions.cases.handing import challenge, declare_interest, hand_over
from goodstanding.actions.cases.handing import rule as rule_on
from goodstanding.actions.cases.record import refold
from goodstanding.actions.cases.serve import recall, serve
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.store.cases.read import LetterRow

INTERESTED = Acting("ivy", "market_decisions")
CONTESTED = Acting("con", "market_review")
BACK = frozenset({"drop", "send_back", "ask_papers"})
"""Steps by which a case does not come to its decision."""
NEEDS_EFFECTS = frozenset(
    {
        "burdens_wait_for_service",
        "lasting_burdens_only_at_adverse_ends",
        "objection_never_worsens",
    }
)
"""Promises about what the engine gives out; in the database their rows are looked at instead."""


class ActionWalk(Walking):
    """One case of an entity of its own, in a database that holds those of earlier walks."""

    # --- what is lawful ----------------------------------------------------------------------

    @rule(acting=st.sampled_from(CAST), choice=st.integers(0, 11))
    def an_officer_takes_a_step(self, acting: Acting, choice: int) -> None:
        steps = self.lawful(acting)
        if steps:
            self.maybe(lambda: self.take(steps[choice % len(steps)], acting))

    def somebody_goes_on(self, choice: int) -> None:
        """Take any step that some officer may take, most often one that leads on."""
        able = [(one, step) for one in CAST for step in self.lawful(one)]
        onward = [one for one in able if one[1] not in BACK] if choice else able
        if onward or able:
            acting, step = (onward or able)[choice % len(onward or able)]
            self.maybe(lambda: self.take(step, acting))

    @rule(choice=st.integers(0, 11))
    def the_party_takes_a_step(self, choice: int) -> None:
        steps = self.lawful(self.agent)
        if steps:
            self.maybe(lambda: self.take(steps[choice % len(steps)], self.agent))

    @rule()
    def the_clock_takes_a_step(self) -> None:
        steps = self.lawful(BY_TIME)
        if steps:
            self.maybe(lambda: self.take(steps[0], BY_TIME, form={}))

    def deliver(self, letter: LetterRow, **more: object) -> int:
        given: dict[str, object] = {
            "mode": "electronic",
            "recipient": self.led.key,
            "day": self.today,
            "proof": "E-1",
            "acting": self.led.handler,
            "on": self.today,
            **more,
        }
        return serve(letter.id, **self.ground.act(), **given)  # type: ignore[arg-type]

    @rule(choice=st.integers(0, 5))
    def a_letter_is_served(self, choice: int) -> None:
        waiting = self.letters()
        if waiting:
            state = self.now.folded.case.state
            self.maybe(lambda: self.deliver(waiting[choice % len(waiting)]))
            assert self.now.folded.case.state == state

    @rule(choice=st.integers(0, 5), mode=st.sampled_from(("post", "in_person")))
    def a_letter_could_not_be_served(self, choice: int, mode: str) -> None:
        waiting = self.letters()
        if waiting:
            letter = waiting[choice % len(waiting)]
            served = dict(self.now.folded.case.served)
            self.maybe(lambda: self.deliver(letter, mode=mode, delivered=False))
            assert self.now.folded.case.served == served

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(months=st.integers(1, 4))
    def months_pass(self, months: int) -> None:
        self.today += timedelta(days=30 * months)

    def hearing(self, what: str, acting: Acting) -> int:
        return note_hearing(
            self.led.case, what, acting=acting, form={}, on=self.today, **self.ground.act()
        )

    @rule(choice=st.integers(0, 30))
    def a_case_goes_its_way(self, choice: int) -> None:
        """Serve what waits, wait out the time to answer, and go on, so that ends are reached."""
        for letter in self.letters():
            self.maybe(lambda letter=letter: self.deliver(letter))  # type: ignore[misc]
        self.maybe(lambda: self.hearing("waived", self.agent))
        self.today += timedelta(days=16)
        self.somebody_goes_on(choice)

    @rule(what=st.sampled_from(("requested", "waived")))
    def the_party_speaks_of_a_hearing(self, what: str) -> None:
        self.maybe(lambda: self.hearing(what, self.agent))

    @rule(acting=st.sampled_from(CAST))
    def a_hearing_is_held(self, acting: Acting) -> None:
        self.maybe(lambda: self.hearing("held", acting))

    @rule(choice=st.integers(0, 5))
    def the_signatory_recalls(self, choice: int) -> None:
        waiting = self.letters()
        if waiting:
            letter = waiting[choice % len(waiting)]
            signed = next(e for e in self.now.data.events if e.number == letter.event)
            who = Acting(signed.actor, signed.office)
            self.maybe(
                lambda: recall(
                    letter.id, acting=who, reason="笔误", on=self.today, **self.ground.act()
                )
            )

    @rule(whom=st.sampled_from(CAST), upheld=st.booleans(), choice=st.integers(0, 7))
    def the_party_challenges_a_unit(self, whom: Acting, *, upheld: bool, choice: int) -> None:
        """Until somebody else has ruled, whoever was challenged takes no step."""
        of, give = f"office:{whom.office}", {"on": self.today, **self.ground.act()}
        state = self.now.folded.case
        if self.maybe(
            lambda: challenge(self.led.case, of, acting=self.agent, reason="有偏见", **give)
        ):
            number = self.now.data.events[-1].number
            for step in self.steps(party=False)[:2]:
                self.refused(lambda step=step: self.take(step, whom))  # type: ignore[misc]
            self.maybe(
                lambda: rule_on(
                    self.led.case,
                    number,
                    upheld=upheld,
                    acting=CAST[choice],
                    reason="已查明",
                    **give,
                )
            )
        assert self.now.folded.case.trail == state.trail

    @rule(to=st.sampled_from(CAST))
    def a_case_is_handed_over(self, to: Acting) -> None:
        state = self.now.folded.case
        done = self.maybe(
            lambda: hand_over(
                self.led.case,
                to.account,
                acting=self.led.handler,
                reason="轮岗",
                on=self.today,
                **self.ground.act(),
            )
        )
        assert not done or self.now.folded.case == state

    # --- what is not -------------------------------------------------------------------------

    @rule(acting=st.sampled_from((*CAST, BY_TIME)))
    def an_unknown_step(self, acting: Acting) -> None:
        self.refused(lambda: self.take("abolish", acting, form={}), "CASE-E005")

    @rule(acting=st.sampled_from(CAST))
    def opening_twice(self, acting: Acting) -> None:
        self.refused(lambda: self.take("open", acting), "CASE-E005")

    @rule()
    def the_same_case_is_opened_again(self) -> None:
        if not self.now.folded.ended:
            self.refused(lambda: self.ground.again(self.led))

    @rule(choice=st.integers(0, 11))
    def strangers_try(self, choice: int) -> None:
        steps = [*self.steps(party=True), *self.steps(party=False)] or ["abolish"]
        step = steps[choice % len(steps)]
        for acting in (self.stranger, Acting("nobody")):
            self.refused(lambda acting=acting: self.take(step, acting))  # type: ignore[misc]

    @rule(acting=st.sampled_from(CAST), choice=st.integers(0, 11))
    def an_officer_speaks_for_the_party(self, acting: Acting, choice: int) -> None:
        steps = self.steps(party=True)
        if steps:
            self.refused(lambda: self.take(steps[choice % len(steps)], acting))

    @rule(choice=st.integers(0, 11))
    def the_party_decides_its_own_case(self, choice: int) -> None:
        steps = self.steps(party=False) or ["abolish"]
        both = replace(self.agent, office="market_decisions")
        for acting in (self.agent, both):
            step = steps[choice % len(steps)]
            self.refused(lambda acting=acting, step=step: self.take(step, acting))  # type: ignore[misc]

    @rule(choice=st.integers(0, 11))
    def the_interested_try(self, choice: int) -> None:
        steps = self.steps(party=False) or ["abolish"]
        deputy = replace(INTERESTED, account="eve", deputy_for=frozenset({"ivy"}))
        for acting in (INTERESTED, deputy):
            step = steps[choice % len(steps)]
            self.refused(lambda acting=acting, step=step: self.take(step, acting))  # type: ignore[misc]

    @rule(choice=st.integers(0, 11))
    def the_contested_review_themselves(self, choice: int) -> None:
        procedure = self.now.folded.procedure
        barred = [
            one
            for one in self.steps(party=False)
            if procedure.roles[procedure.steps[one].by].outside_contested
        ]
        if barred:
            step = barred[choice % len(barred)]
            deputy = Acting("eve", "market_decisions", deputy_for=frozenset({"con"}))
            for acting in (CONTESTED, deputy):
                self.refused(lambda acting=acting: self.take(step, acting))  # type: ignore[misc]

    @rule()
    def who_acted_acts_in_the_other_role(self) -> None:
        one = self.now
        procedure, case = one.folded.procedure, one.folded.case
        for event, stand in zip(case.events, case.trail, strict=True):
            for step in self.steps(party=False):
                role = procedure.roles[procedure.steps[step].by]
                if stand.role in role.not_same_as and event.actor not in (BY_TIME.account, "agent"):
                    who = Acting("eve", "market_decisions", deputy_for=event.persons)
                    self.refused(lambda step=step, who=who: self.take(step, who))  # type: ignore[misc]
                    return

    @rule(acting=st.sampled_from(CAST), choice=st.integers(0, 11))
    def a_form_that_is_not_right(self, acting: Acting, choice: int) -> None:
        """Empty, without reasons, or with what nobody asked for."""
        needy = [one for one in self.now.folded.procedure.steps.values() if one.needs]
        step = needy[choice % len(needy)]
        form = self.led.form(step.id)
        wrong = [{}, dict.fromkeys(step.needs, " "), {**form, "birth_day": "1970-01-01"}]
        if "reasons" in step.needs:
            wrong.append({**form, "reasons": " "})
        for one in wrong:
            self.refused(lambda one=one: self.take(step.id, acting, form=one))  # type: ignore[misc]

    @rule(acting=st.sampled_from((*CAST, BY_TIME)), days=st.integers(1, 400))
    def dated_back(self, acting: Acting, days: int) -> None:
        one = self.now
        on = one.data.events[-1].day - timedelta(days=days)
        for step in [*one.folded.procedure.steps][-3:]:
            self.refused(lambda step=step: self.take(step, acting, on=on))  # type: ignore[misc]

    @rule(acting=st.sampled_from((*CAST, BY_TIME)))
    def steps_from_elsewhere(self, acting: Acting) -> None:
        one = self.now.folded
        far = [s.id for s in one.procedure.steps.values() if one.case.state not in s.comes_from]
        for step in far[:3]:
            self.refused(lambda step=step: self.take(step, acting))  # type: ignore[misc]

    @rule()
    def the_clock_tries_to_harm(self) -> None:
        procedure = self.now.folded.procedure
        for step in procedure.steps.values():
            harms = any(EFFECTS[use.do].burdens for use in step.effects)
            if procedure.states[step.to].adverse or (harms and step.id != "open"):
                self.refused(lambda step=step: self.take(step.id, BY_TIME))  # type: ignore[misc]

    @rule(acting=st.sampled_from(CAST))
    def harm_before_notice(self, acting: Acting) -> None:
        one = self.now.folded
        for step in one.procedure.steps.values():
            if one.procedure.states[step.to].adverse and step.after.served not in one.case.served:
                self.refused(lambda step=step: self.take(step.id, acting))  # type: ignore[misc]

    @rule(days=st.integers(1, 30), choice=st.integers(0, 5))
    def services_that_cannot_be(self, days: int, choice: int) -> None:
        """In the future, before the draft, without proof, by the party, or by an early notice."""
        waiting = self.letters()
        if not waiting:
            return
        letter = waiting[choice % len(waiting)]
        for wrong in (
            {"day": self.today + timedelta(days=days)},
            {"day": letter.day - timedelta(days=days)},
            {"proof": " "},
            {"mode": "pigeon"},
            {"mode": "public_notice"},
            {"acting": self.agent},
            {"acting": INTERESTED},
        ):
            self.refused(lambda wrong=wrong: self.deliver(letter, **wrong))  # type: ignore[misc]

    @rule(choice=st.integers(0, 5))
    def another_recalls(self, choice: int) -> None:
        waiting = self.letters()
        if waiting:
            letter, who = waiting[choice % len(waiting)], Acting("zed", "market_decisions")
            for acting in (who, self.agent):
                self.refused(
                    lambda acting=acting: recall(  # type: ignore[misc]
                        letter.id, acting=acting, reason="笔误", on=self.today, **self.ground.act()
                    )
                )

    @rule(acting=st.sampled_from(CAST), choice=st.integers(0, 11))
    def who_comes_second_is_told(self, acting: Acting, choice: int) -> None:
        events = self.now.data.events
        steps = [*self.steps(party=False), *self.steps(party=True)] or ["abolish"]
        seen = choice % len(events)
        step = steps[choice % len(steps)]
        self.refused(lambda: self.take(step, acting, seen=seen), "CASE-E102")

    @rule()
    def another_department_bars_nobody_and_serves_nothing(self) -> None:
        stranger = Acting("tess", "tax_unit")
        act = {"acting": stranger, "on": self.today, **self.ground.act()}
        self.refused(
            lambda: declare_interest(self.led.case, "bo", reason="道听途说", **act), "CASE-E010"
        )
        if waiting := self.letters():
            self.refused(lambda: self.deliver(waiting[0], acting=stranger), "CASE-E010")

    @rule()
    def moved_to_a_version_that_is_not(self) -> None:
        self.refused(
            lambda: move(
                self.led.case,
                date(2031, 1, 1),
                acting=self.led.handler,
                form={"reasons": "r"},
                on=self.today,
                **self.ground.act(),
            )
        )

    @rule()
    def standings_are_folded_anew(self) -> None:
        before = self.now
        refold(policy=self.ground.world.policy)
        assert self.now == before

    def teardown(self) -> None:
        if hasattr(self, "led"):
            self.ends[self.now.folded.case.state] = self.ends.get(self.now.folded.case.state, 0) + 1

    # --- always ------------------------------------------------------------------------------

    @invariant()
    def promises_hold(self) -> None:
        one = self.now
        for promise in PROMISES:
            if promise.__name__ not in NEEDS_EFFECTS:
                promise(one.seen())
        for kept in KEPT:
            kept(one)
