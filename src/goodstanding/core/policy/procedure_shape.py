"""What a procedure file says, as frozen values: states, steps, who may act, and by when.

A procedure is law in small steps. Guards are no expressions: a step says which letter must have
been served, which time must be over and what must be given, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.effects_shape import EFFECTS

About = Literal[
    "record",
    "list_entry",
    "measure",
    "grade",
    "refusal",
    "pledge",
    "restoration",
    "annulment",
    "retracted",
    "case",
    "entity",
]
"""What a case can be about. `annulment`: the case that found a record, listing or act wrong;
`retracted`: the version of a record that its department's own file took back."""
RETRACTED: About = "retracted"
Office = Literal["holding", "credit_office", "deciding", "legal_review", "receiving"]
PeriodUnit = Literal["days", "working_days", "months", "day_of_next_month"]
FirstDay = Literal["next", "same"]
Roll = Literal["forward", "none"]
WhileDisputed = Literal["keep", "pause", "hide"]
FormKind = Literal["text", "day", "choice", "evidence", "money", "number"]
Term = Literal["from_list", "from_measure", "from_matter"]
Until = Literal["performance", "correction", "restoration"]
MatterTime = Literal["papers", "check"]
WORDS: frozenset[FormKind] = frozenset({"text", "evidence"})
"""Kinds of form fields that take any words."""
ABOUT: tuple[About, ...] = get_args(About)
STATES_MOST = 8
STEPS_MOST = 12
SERVE = "serve:"
"""Begins the name of a service's event; the letter ends it."""
LAPSE = "lapse:"
"""Begins the name of the event that notes what silence owes; the deadline ends it."""
OPEN = "open"
"""The step by which a case begins; it comes from no state."""
OUTCOME_DOCUMENT = "outcome_document"
"""The form field that holds what another authority or a court decided."""
REASONS = "reasons"
"""The form field without which nothing adverse is decided."""
PROTECT, END_PROTECTION = "protect", "end_protection"
OUTSIDE_REMEDIES = ("reconsideration", "litigation")
"""Remedies that lie with another authority or a court, besides procedures of the packs."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing that a step asks for. `money` is an integer number of fen, `day` an ISO day."""

    id: str
    kind: FormKind
    title: Text
    choices: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Role:
    """Who may act: an office or the party itself, and whom the law keeps out.

    `not_same_as`: roles in which the same person may not have acted in this case ·
    `outside_contested`: nobody who took part in the contested act.
    """

    id: str
    title: Text
    office: Office | None = None
    party: bool = False
    not_same_as: tuple[str, ...] = ()
    outside_contested: bool = False


def kept_apart(roles: Mapping[str, Role]) -> Mapping[str, frozenset[str]]:
    """Return each role with those in which the same person may not act: it holds both ways."""
    return {
        role.id: frozenset(
            other.id
            for other in roles.values()
            if other.id in role.not_same_as or role.id in other.not_same_as
        )
        for role in roles.values()
    }


@dataclass(frozen=True, slots=True)
class Lasting:
    """When what began with an adverse end is over.

    A `term` that another entry of the packs fixes, or `until` something is done, and then with a
    review every `review_months`.
    """

    term: Term | None = None
    until: Until | None = None
    review_months: int | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a case can stand. `mark` is shown on every surface while it stands there.

    `settled_by`: the step that is taken when the last case of a procedure of `settled_after` about
    the same thing is over. `redress`: the procedure that makes good what was found wrong here.
    """

    id: str
    title: Text
    start: bool = False
    end: bool = False
    adverse: bool = False
    mark: str | None = None
    remedy: str | None = None
    lasts: Lasting | None = None
    settled_by: str | None = None
    settled_after: tuple[str, ...] = ()
    redress: str | None = None


@dataclass(frozen=True, slots=True)
class After:
    """What must be over before a step: all that is named here, and nothing else.

    `served`: that letter is served · `answered_or_expired`: the party answered in that time, or
    it ran out · `expired`: its last day is over · `reached`: its last day has come · `heard`: the
    hearing that the letter offered was held, was waived, or was not asked for in that time.
    """

    served: str | None = None
    answered_or_expired: str | None = None
    expired: str | None = None
    reached: str | None = None
    heard: bool = False
    times: tuple[tuple[str, bool], ...] = field(init=False, repr=False, compare=False)
    """The times that are named, each with whether an answer ends it early."""
    nothing: bool = field(init=False, repr=False, compare=False)
    """Nothing is named: most steps come after nothing."""

    def __post_init__(self) -> None:
        """Work out once what every act would else ask anew."""
        named = ((self.answered_or_expired, True), (self.expired, False), (self.reached, False))
        times = tuple((name, early) for name, early in named if name is not None)
        object.__setattr__(self, "times", times)
        object.__setattr__(self, "nothing", not (self.served or times or self.heard))


@dataclass(frozen=True, slots=True)
class EffectUse:
    """One effect of a step. `of`: the procedure that `open_case` opens."""

    do: str
    of: str | None = None
    while_disputed: WhileDisputed | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What is to be done. `waits_for`: only when that letter has been served."""

    do: str
    of: str | None = None
    while_disputed: WhileDisputed | None = None
    waits_for: str | None = None


@dataclass(frozen=True, slots=True)
class ProcedureStep:
    """One step: from which states to which, by whom, with what, after what, and its effects.

    `needed`: the fields that it needs · `gives`: the effects as cases get them. Both follow from
    the rest, and are worked out once.
    """

    id: str
    title: Text
    comes_from: tuple[str, ...]
    to: str
    by: str
    needs: tuple[str, ...] = ()
    after: After = field(default_factory=After)
    letter: str | None = None
    effects: tuple[EffectUse, ...] = ()
    needed: frozenset[str] = field(init=False, repr=False, compare=False)
    gives: tuple[Effect, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Let what burdens wait for the service of the step's letter."""
        object.__setattr__(self, "needed", frozenset(self.needs))
        waits = waiting(self)
        gives = tuple(
            Effect(use.do, use.of, use.while_disputed, self.letter if use in waits else None)
            for use in self.effects
        )
        object.__setattr__(self, "gives", gives)


def waiting(step: ProcedureStep) -> tuple[EffectUse, ...]:
    """Return the effects of a step that wait for the service of its letter.

    What burdens, and what tells or counts it: nothing is enforced, told or counted before. And what
    is said in public of what the letter says.
    """
    burdens = any(EFFECTS[use.do].burdens for use in step.effects)
    return tuple(
        use
        for use in step.effects
        if EFFECTS[use.do].burdens or EFFECTS[use.do].tells or (burdens and EFFECTS[use.do].follows)
    )


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, or a day of the next month: unit, first day, and what of a day off."""

    count: int
    unit: PeriodUnit
    first_day: FirstDay
    roll: Roll


@dataclass(frozen=True, slots=True)
class Lapse:
    """What follows where a time ran out: a flag and who is told, or a step that harms nobody.

    `mark`, `effects`: what silence owes the party besides a flag, until somebody decides. The case
    stays where it stands: nothing is decided by it.
    """

    flag: str | None = None
    tell: str | None = None
    take: str | None = None
    mark: str | None = None
    effects: tuple[EffectUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time that runs while a case stands in some states.

    `starts`: opened, entered, clock_day, served:<letter>, step:<step>, or given:<field>, the day
    that a form gave · `answered_by`: steps of the party that end the waiting early · `matter`: of
    the matter that the case names, the time for its deferred papers or its check goes before
    `within`; where it defers no papers, no time for them runs.
    """

    id: str
    title: Text
    basis: str
    during: tuple[str, ...]
    within: Period
    starts: str
    pauses: tuple[str, ...] = ()
    answered_by: tuple[str, ...] = ()
    lapse: Lapse | None = None
    matter: MatterTime | None = None
    begins: tuple[str, str, str] = field(init=False, repr=False, compare=False)
    """What `starts` says, of which letter or step, and the event that this is."""

    def __post_init__(self) -> None:
        """Take `starts` apart once."""
        what, _, of = self.starts.partition(":")
        object.__setattr__(self, "begins", (what, of, f"{SERVE}{of}" if what == "served" else of))


def lifts_at_end(procedure: "Procedure", deadline: Deadline) -> bool:
    """Return whether a time, when it is over, takes a step that lifts a protection."""
    taken = procedure.steps.get(deadline.lapse.take or "") if deadline.lapse else None
    return taken is not None and any(use.do == END_PROTECTION for use in taken.effects)


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure, in force from the day `version` until the next one."""

    id: str
    version: date
    about: tuple[About, ...]
    title: Text
    basis: str
    roles: Mapping[str, Role]
    states: Mapping[str, State]
    steps: Mapping[str, ProcedureStep]
    deadlines: Mapping[str, Deadline]
    transitions: tuple[str, ...] = ()
    """The articles that bring running cases under this version, even where it is harsher."""
    reviews: bool = False
    """Its cases are the dated reviews of what lasts until something is done."""
    apart: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)
    """Each role with those that the same person may not act in besides."""
    heard: tuple[ProcedureStep, ...] = field(init=False, repr=False, compare=False)
    """The steps before which a hearing is offered."""

    def __post_init__(self) -> None:
        """Work out once what every act would else ask anew."""
        object.__setattr__(self, "apart", kept_apart(self.roles))
        heard = tuple(step for step in self.steps.values() if step.after.heard)
        object.__setattr__(self, "heard", heard)

    @property
    def key(self) -> str:
        """Return what names this version among all."""
        return f"{self.id}@{self.version.isoformat()}"

    @property
    def start(self) -> str:
        """Return the state in which a case begins."""
        return next(state.id for state in self.states.values() if state.start)
