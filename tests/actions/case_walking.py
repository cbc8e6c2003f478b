"""What a walk needs at each step: what is there now, and how it tries what may or may not be."""
# ruff: noqa: D102, D107 (the name of a rule says what is tried)

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis.stateful import RuleBasedStateMachine, initialize
from tests.actions.case_grounds import AGENT_ACCOUNT, START, Ground
from tests.actions.case_promises import Found, found

from goodstanding.actions.cases.actor import Acting, actor_in
from goodstanding.actions.cases.acts import take_step
from goodstanding.core.basis.faults import Refused
from goodstanding.store.cases.read import LetterRow
from goodstanding.store.queries.cases import case_view, options


class Walking(RuleBasedStateMachine):
    """One case of an entity of its own, in a database that holds those of earlier walks."""

    ground: Ground
    name: str
    ends: ClassVar[dict[str, int]] = {}
    """How many walks of a procedure ended where."""

    def __init__(self) -> None:
        super().__init__()
        self.today = START

    @initialize()
    def open(self) -> None:
        self.led = self.ground.begun(self.name)
        self.agent = Acting(AGENT_ACCOUNT, party_to=frozenset({self.led.key}))
        self.stranger = Acting("stranger", party_to=frozenset({self.led.other}))

    # --- what is there -----------------------------------------------------------------------

    @property
    def now(self) -> Found:
        return found(
            self.led.case,
            self.led.key,
            self.led.other,
            today=self.today,
            policy=self.ground.world.policy,
        )

    def take(self, step: str, acting: Acting, **more: object) -> int:
        given = {"form": self.led.form(step), "on": self.today, **more}
        return take_step(self.led.case, step, acting=acting, **self.ground.act(), **given)  # type: ignore[arg-type]

    def lawful(self, acting: Acting) -> list[str]:
        view = case_view(self.led.case, policy=self.ground.world.policy, on=self.today)
        actor = actor_in(acting, view.data.department, policy=self.ground.world.policy)
        return [one.step for one in options(view, actor, on=self.today) if one.refusal is None]

    def letters(self) -> list[LetterRow]:
        """Return the letters that wait for their service."""
        return [one for one in self.now.data.letters if one.served is None and not one.recalled]

    def maybe(self, act: Callable[[], object]) -> bool:
        """Try what may be lawful: it is done whole, or nothing of it is."""
        before = self.now.data
        done = True
        try:
            act()
        except Refused:
            done = False
        assert done or self.now.data == before
        return done

    def refused(self, act: Callable[[], object], *codes: str) -> None:
        """Try what is never lawful: nothing is done, and who tried is told why."""
        before = self.now.data
        with pytest.raises(Refused) as caught:
            act()
        assert self.now.data == before
        first = caught.value.faults[0]
        assert not codes or first.code in codes, first.line("en")
        for language in ("zh", "en"):
            assert first.line(language)

    def steps(self, *, party: bool) -> list[str]:
        procedure = self.now.folded.procedure
        return [
            one.id
            for one in procedure.steps.values()
            if one.id != "open" and procedure.roles[one.by].party is party
        ]
