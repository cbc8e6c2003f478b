"""People, and a case led step by step through the engine, as a caller would."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from tests.packs.test_wrong_packs import files_of

from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.procedure_shape import OPEN, Effect, Procedure
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Actor, Case, Event, Opening
from goodstanding.core.procedures.deadlines import due
from goodstanding.core.procedures.engine import begin, take
from goodstanding.core.procedures.fold import fold
from goodstanding.core.procedures.notes import hearing, serve
from goodstanding.core.procedures.versions import in_force
from goodstanding.store.shelf import load_policy

RIGHT = Path(__file__).resolve().parents[2] / "packs" / "right"
FIRM = "cn-uscc:91990100MA00000000"
OTHER_FIRM = "cn-uscc:91990100MA00000001"
OFFICES = frozenset({"holding", "credit_office", "deciding", "legal_review", "receiving"})

ANNA = Actor("anna", OFFICES | {"unit-1"})
BO = Actor("bo", OFFICES | {"unit-2"})
CHEN = Actor("chen", OFFICES | {"unit-3"})
AGENT = Actor("agent", party_to=frozenset({FIRM}))
STRANGER = Actor("stranger", party_to=frozenset({OTHER_FIRM}))
DEPUTY_OF_ANNA = Actor("dan", OFFICES | {"unit-1"}, deputy_for=frozenset({"anna"}))


def small_policy() -> Policy:
    """Return the small right pack, with the calendar of the shipped packs."""
    policy, faults = join_drafts(
        [read_draft(files_of(RIGHT), folder="right")], mode="demonstration"
    )
    assert policy is not None, [fault.line("en") for fault in faults]
    return replace(policy, calendar=load_policy().calendar)


def filled(policy: Policy, procedure: Procedure, step: str) -> dict[str, str]:
    """Return a form that gives everything a step asks for."""
    found = procedure.steps.get(step)
    values = {"day": "2026-03-02", "money": "100000", "number": "1"}
    return {
        name: next(iter(policy.form_fields[name].choices), None)
        or values.get(policy.form_fields[name].kind, f"{name}...")
        for name in (found.needs if found else ())
    }


@dataclass
class Led:
    """A case that a test leads; each act is appended as the caller's transaction would."""

    policy: Policy
    opening: Opening
    events: list[Event] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """Return the case as its events make it."""
        return fold(self.policy.procedures[self.opening.procedure], self.opening, self.events)

    @property
    def procedure(self) -> Procedure:
        """Return the version under which it runs."""
        return self.case.procedure

    def take(
        self, step: str, actor: Actor, on: date, form: dict[str, str] | None = None
    ) -> tuple[Effect, ...]:
        """Take a step, with a full form unless another is given."""
        given = filled(self.policy, self.procedure, step) if form is None else form
        outcome = take(self.procedure, self.case, step, actor, given, on=on, policy=self.policy)
        self.events.append(outcome.event)
        self.effects += outcome.effects
        return outcome.effects

    def serve(self, letter: str, on: date, actor: Actor = ANNA, day: date | None = None) -> None:
        """Record that a letter was effectively served."""
        form = {"mode": "electronic", "day": (day or on).isoformat(), "proof": "receipt"}
        self.events.append(serve(self.procedure, self.case, letter, actor, form, on=on))

    def hearing(self, name: str, actor: Actor, on: date) -> None:
        """Record that a hearing was asked for, waived or held."""
        self.events.append(
            hearing(self.procedure, self.case, name, actor, {}, on=on, policy=self.policy)
        )

    def ends(self, on: date) -> dict[str, date]:
        """Return the last day of every time that runs on a day."""
        return {
            one.deadline: one.ends
            for one in due(self.procedure, self.case, on=on, policy=self.policy)
        }


def opened(policy: Policy, name: str, actor: Actor, on: date, **fixed: object) -> Led:
    """Return a case that an actor opened."""
    procedure = in_force(policy, name, on)
    assert procedure is not None
    opening = Opening(
        "case-1",
        name,
        procedure.version,
        procedure.about[0],
        "thing-1",
        FIRM,
        **fixed,  # type: ignore[arg-type]
    )
    led = Led(policy, opening)
    form = filled(policy, procedure, OPEN)
    outcome = begin(procedure, opening, actor, form, on=on, policy=policy)
    led.events.append(outcome.event)
    led.effects += outcome.effects
    return led
