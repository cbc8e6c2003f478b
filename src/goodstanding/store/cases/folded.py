"""From a case's file to the case that its events make, by the version that it runs under."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import RETRACTED, Procedure, State
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Case, Event, Opening
from goodstanding.core.procedures.fold import fold
from goodstanding.core.procedures.silence import silent_mark
from goodstanding.store.cases.read import (
    CHALLENGE,
    COUNTER,
    ERASED,
    HAND_OVER,
    INTEREST,
    RULING,
    WITHIN,
    CaseData,
)
from goodstanding.store.cases.standing import Standing
from goodstanding.store.shelf import is_kept, policy_by_digest

ON_A_RECORD = ("record", "list_entry", RETRACTED)
"""What a case can be about that is an entry of the ledger."""
UPHELD, REFUSED = "upheld", "refused"
"""What can be ruled on a challenge."""
PAUSE, RESUME = "pause_disclosure", "resume_disclosure"
"""What a case did to a record that is not shown while it runs, and when it was shown again."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A case's file, the case it makes, and the rules it runs under."""

    data: CaseData
    case: Case
    procedure: Procedure
    policy: Policy

    @property
    def ended(self) -> bool:
        """Whether no step leaves its state."""
        return self.procedure.states[self.case.state].end

    @property
    def held_open(self) -> State | None:
        """Return the state whose protection lasts on: the end against the party is not served yet.

        An end that favours it, and one that no letter tells, is over at once.
        """
        places = [place for place, one in enumerate(self.case.events) if _step_of(self, one.step)]
        if not self.ended or len(places) < 2:  # noqa: PLR2004 (an opening and an end)
            return None
        step = self.procedure.steps[self.case.events[places[-1]].step]
        harms = self.procedure.states[step.to].adverse or any(
            EFFECTS[use.do].burdens for use in step.effects
        )
        if not harms or step.letter is None or step.letter in self.case.served:
            return None
        return self.procedure.states[self.case.trail[places[-1] - 1].state]

    @property
    def over(self) -> bool:
        """Whether it has ended, and what it kept from the party may come back."""
        return self.ended and self.held_open is None


@dataclass(frozen=True, slots=True)
class Raised:
    """A challenge: its event and day, accounts or a unit that it is against.

    `outcome`: "" until the event `ruling` (0 until then) has ruled on it.
    """

    number: int
    on: date
    whom: frozenset[str]
    outcome: str = ""
    ruling: int = 0


def _step_of(folded: Folded, step: str) -> bool:
    return step in folded.procedure.steps


def opening_of(data: CaseData) -> Opening:
    """Return what was fixed at the opening, and who was barred since."""
    raised = challenges_in(data)
    return Opening(
        id=data.reference,
        procedure=data.procedure,
        version=data.version,
        about_kind=data.about_kind,
        about_id=data.about_id,
        subject=data.subject,
        contested=data.contested,
        barred=data.interested
        | frozenset(one.form["account"] for one in data.events if one.step == INTEREST)
        | frozenset().union(*(one.whom for one in raised if one.outcome == UPHELD)),
        challenged=frozenset().union(*(one.whom for one in raised if not one.outcome)),
        clock_day=data.clock_day,
    )


def challenges_in(data: CaseData) -> tuple[Raised, ...]:
    """Return every challenge of a case, whom it is against, and what was ruled on it."""
    ruled = {
        one.form["challenge"]: (one.form["outcome"], one.number)
        for one in data.events
        if one.step == RULING
    }
    return tuple(
        Raised(
            one.number, one.day, whom_of(data, one.form["of"]), *ruled.get(str(one.number), ("", 0))
        )
        for one in data.events
        if one.step == CHALLENGE
    )


def whom_of(data: CaseData, of: str) -> frozenset[str]:
    """Return whom a challenge is against: who acted in an event, or all of a unit; none: nobody."""
    kind, _, named = of.partition(":")
    if kind == "office":
        return frozenset([named])
    acted = (one for one in data.events if str(one.number) == named and one.office)
    return frozenset(
        person
        for one in acted
        for person in (one.actor, *one.deputy_for.split(","), one.form.get("confirmed_by", ""))
        if person
    )


def contests_counter(data: CaseData, of: str) -> bool:
    """Return whether a challenge is against what a counter wrote down: also where it ended it."""
    return any(f"event:{one.number}" == of and one.step == COUNTER for one in data.events)


def fold_data(data: CaseData, *, policy: Policy) -> Folded:
    """Return the case that a file's events make.

    Where the packs of today no longer hold the version that the case runs under, those that were
    kept when it was opened do.
    """
    known = {one.version for one in policy.procedures.get(data.procedure, ())}
    if data.version not in known and is_kept(data.policy):
        policy = policy_by_digest(data.policy)
    events = [
        Event(place, one.step, one.actor, one.day, one.form, one.deputy_for)
        for place, one in enumerate(data.counted, start=1)
    ]
    case = fold(policy.procedures.get(data.procedure, ()), opening_of(data), events)
    return Folded(data, case, case.procedure, policy)


def disputes(procedure: Procedure) -> bool:
    """Return whether cases of a procedure contest something: somebody must stand outside it.

    A dated review contests nothing.
    """
    return not procedure.reviews and any(
        role.outside_contested for role in procedure.roles.values()
    )


def standing_of(folded: Folded) -> Standing:
    """Return what is derived of a case."""
    data, stands = folded.data, folded.procedure.states[folded.case.state]
    state = folded.held_open or stands
    record = int(data.about_id) if data.about_kind in ON_A_RECORD else None
    return Standing(
        case_id=data.id,
        state=folded.case.state,
        ended=stands.end,
        events=len(data.events),
        mark=mark_of(folded, state),
        disputes=state.mark is not None and disputes(folded.procedure),
        record=record,
        subject=data.subject,
        handler=handler_of(data),
    )


def mark_of(folded: Folded, state: State) -> str:
    """Return what every surface says of what a case is about, "" for nothing.

    Where the authority was silent beyond its time, that; it says more than the state.
    """
    return (silent_mark(folded.procedure, folded.case) or state.mark) if state.mark else ""


def handler_of(data: CaseData) -> str:
    """Return the officer who has the case: to whom it was last handed, else who first acted."""
    for event in reversed(data.events):
        if event.step == HAND_OVER:
            return event.form["to"]
    acted = (one for one in data.events if one.office and one.step not in WITHIN)
    return next((one.actor for one in acted if not one.step.startswith(ERASED)), "")
