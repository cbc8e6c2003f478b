"""Leads worked cases through the engine, and names every act that comes out otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.policy.procedure_shape import OPEN, Effect, Procedure, State
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import (
    CLOCK,
    OUTCOME,
    Actor,
    Case,
    Event,
    Opening,
    Outcome,
)
from goodstanding.core.procedures.deadlines import due
from goodstanding.core.procedures.engine import begin, take
from goodstanding.core.procedures.faults_procedures import NOT_GIVEN, WORKED_DIFFERS, WORKED_UNKNOWN
from goodstanding.core.procedures.fold import fold
from goodstanding.core.procedures.notes import hearing, serve
from goodstanding.core.procedures.silence import note_silence, silent_mark
from goodstanding.core.procedures.versions import in_force
from goodstanding.core.procedures.worked import (
    OFFICES,
    WorkedAct,
    WorkedCase,
    in_one,
    read_cases,
)

PARTY = "cn-uscc:91990100MA00000000"
SAMPLES = {"money": "100000", "number": "1"}


def run_cases(policy: Policy, files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Return what is wrong in files of worked cases, and every expectation that is not met."""
    faults: list[Fault] = []
    for file, data in sorted(files.items()):
        cases, wrong = read_cases(file, data)
        faults += wrong
        for one in cases:
            faults += work(one, policy)
    return tuple(faults)


def work(worked: WorkedCase, policy: Policy) -> Iterator[Fault]:
    """Yield where the engine says something else than a case; the first such act ends it."""
    first = worked.acts[0]
    procedure = in_force(policy, worked.procedure, first.on)
    if procedure is None:
        yield WORKED_UNKNOWN.at(worked.place, id=worked.id, name=worked.procedure)
        return
    led = _Led(worked, procedure, policy)
    for act in worked.acts:
        wrong = list(led.play(act))
        yield from wrong
        if wrong:
            return


class _Led:
    """A case that is led act by act; nothing is written anywhere."""

    def __init__(self, worked: WorkedCase, procedure: Procedure, policy: Policy) -> None:
        self.worked, self.procedure, self.policy = worked, procedure, policy
        self.opening = Opening(
            worked.id,
            procedure.id,
            procedure.version,
            worked.about,
            "1",
            PARTY,
            contested=frozenset(worked.contested),
            clock_day=worked.acts[0].on,
        )
        self.events: tuple[Event, ...] = ()

    @property
    def case(self) -> Case:
        """Return the case as its events make it."""
        return fold(self.policy.procedures[self.procedure.id], self.opening, self.events)

    def play(self, act: WorkedAct) -> Iterator[Fault]:
        """Do one act, and yield what came of it otherwise than expected."""
        found: dict[str, str] = {}
        for who, code in act.kept_out.items():
            said = self.refusal(replace(act, who=who), self.form(act))
            if said != code:
                yield self.differs(act, f"not {who}", code, said)
        if act.kind == "do" and act.gives is not None and "refused" not in act.expected:
            for name in act.gives:
                lacking = {key: value for key, value in self.form(act).items() if key != name}
                said = self.refusal(act, lacking)
                if said != NOT_GIVEN.code:
                    yield self.differs(act, f"gives {name}", NOT_GIVEN.code, said)
        try:
            outcome = self.outcome(act, self.form(act))
        except Refused as refused:
            found["refused"] = refused.faults[0].code
            outcome = None
        if outcome is not None:
            self.events = (*self.events, outcome.event)
            found["writes"] = ", ".join(outcome.letters)
            found["does"] = ", ".join(effect_words(one) for one in outcome.effects)
        found |= self.seen(act.on)
        expected = {"refused": "", **act.expected}
        for what, text in expected.items():
            if found.get(what, "") != text:
                yield self.differs(act, what, text, found.get(what, ""))

    def seen(self, on: date) -> dict[str, str]:
        """Return where the case stands and which times run."""
        if not self.events:
            return {}
        case = self.case
        runs = due(self.procedure, case, on=on, policy=self.policy)
        lapses = {
            one.deadline: self.procedure.deadlines[one.deadline].lapse
            for one in runs
            if one.overdue
        }
        state = self.procedure.states[case.state]
        if state.mark and (silent := silent_mark(self.procedure, case)):
            state = replace(state, mark=silent)
        return {
            "stands": state_words(state),
            "due": in_one((one.deadline, one.ends.isoformat()) for one in runs),
            "late": in_one(
                (name, (lapse.tell or lapse.take or "-") if lapse else "-")
                for name, lapse in lapses.items()
            ),
        }

    def refusal(self, act: WorkedAct, form: Mapping[str, str]) -> str:
        """Return the code that stands against an act, or nothing."""
        try:
            self.outcome(act, form)
        except Refused as refused:
            return refused.faults[0].code
        return ""

    def outcome(self, act: WorkedAct, form: Mapping[str, str]) -> Outcome | None:
        """Return what an act makes, or refuse it."""
        actor, on, policy = self.actor(act.who), act.on, self.policy
        if act.kind == "do" and act.of == OPEN:
            return begin(self.procedure, self.opening, actor, form, on=on, policy=policy)
        if act.kind == "do":
            return take(self.procedure, self.case, act.of, actor, form, on=on, policy=policy)
        if act.kind == "serve":
            said = {"mode": "post", "day": on.isoformat(), "proof": "slip"}
            return Outcome(serve(self.procedure, self.case, act.of, actor, said, on=on))
        if act.kind == "hearing":
            name = f"hearing:{act.of}"
            event = hearing(self.procedure, self.case, name, actor, {}, on=on, policy=policy)
            return Outcome(event)
        if act.kind == "lapse":
            return note_silence(self.procedure, self.case, act.of, on=on, policy=policy)
        return None

    def actor(self, who: str) -> Actor:
        """Return a person of the case: an officer of every office, the party, or time itself."""
        if who == "clock":
            return CLOCK
        if who == "outcome":
            return OUTCOME
        if self.worked.people.get(who) == "party":
            return Actor(who, party_to=frozenset({PARTY}))
        return Actor(who, OFFICES)

    def form(self, act: WorkedAct) -> dict[str, str]:
        """Return a form with what an act gives, or with all that its step asks for."""
        step = self.procedure.steps.get(act.of) if act.kind == "do" else None
        needs = step.needs if step else ()
        found = {}
        for name in needs if act.gives is None else act.gives:
            field = self.policy.form_fields.get(name)
            choice = next(iter(field.choices), None) if field else None
            kind = field.kind if field else ""
            day = act.on.isoformat() if kind == "day" else ""
            found[name] = choice or day or SAMPLES.get(kind, f"{name}.")
        return found

    def differs(self, act: WorkedAct, what: str, expected: str, found: str) -> Fault:
        """Return the fault of one expectation."""
        return WORKED_DIFFERS.at(
            act.place, id=self.worked.id, what=what, expected=expected or "-", found=found or "-"
        )


def effect_words(effect: Effect) -> str:
    """Return an effect as worked cases name it: what, of what, how while disputed, waiting or not.

    A star stands behind what waits for the service of the step's letter.
    """
    name = f"{effect.do}:{effect.of}" if effect.of else effect.do
    said = f"{name} {effect.while_disputed}" if effect.while_disputed else name
    return f"{said}*" if effect.waits_for else said


def state_words(state: State) -> str:
    """Return a state with all that it says: adverse, mark, remedy, when it is over, its redress."""
    lasts = state.lasts
    over = (lasts.term or f"{lasts.until} {lasts.review_months}") if lasts else None
    adverse = "adverse" if state.adverse else None
    settled = f"{state.settled_by}:{'|'.join(state.settled_after)}" if state.settled_by else None
    redress = f"redress:{state.redress}" if state.redress else None
    words = (state.id, adverse, state.mark, state.remedy, over, settled, redress)
    return " ".join(word for word in words if word)
