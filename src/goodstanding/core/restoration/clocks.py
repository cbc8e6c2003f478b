"""By when an application is accepted, decided and answered if it is filed on a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from goodstanding.core.basis.text import Text
from goodstanding.core.disclosure.working_days import is_working_day
from goodstanding.core.policy.procedure_shape import Deadline, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import last_day
from goodstanding.core.procedures.versions import in_force

PROCEDURE = "restoration"


@dataclass(frozen=True, slots=True)
class Clock:
    """The last day of one time of the procedure; `provisional` where a calendar is awaited."""

    deadline: str
    title: Text
    basis: str
    ends: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Clocks:
    """All times of an application that is filed on `filed`, none of which pauses."""

    filed: date
    clocks: tuple[Clock, ...]
    decided_by: date
    """The last day of deciding where nothing is extended."""


def next_working_day(policy: Policy, day: date) -> date:
    """Return the day, or the next one on which offices work."""
    while not is_working_day(policy, day):
        day += timedelta(days=1)
    return day


def clocks_from(policy: Policy, day: date) -> Clocks:
    """Return by when what is filed on a day is answered; a day off counts as the next."""
    filed = next_working_day(policy, day)
    procedure = in_force(policy, PROCEDURE, filed)
    if procedure is None:
        return Clocks(filed, (), filed)
    opened = [
        _clock(policy, one, filed) for one in procedure.deadlines.values() if one.starts == "opened"
    ]
    steps = [
        _clock(policy, one, begun)
        for one in procedure.deadlines.values()
        if (begun := _taken_by(procedure, one, opened)) is not None
    ]
    found = tuple(sorted([*opened, *steps], key=lambda one: (one.ends, one.deadline)))
    return Clocks(filed, found, min((one.ends for one in steps), default=filed))


def _taken_by(procedure: Procedure, deadline: Deadline, opened: list[Clock]) -> date | None:
    """Return by when the step is taken from which a time runs, or None where it is another."""
    what, _, of = deadline.starts.partition(":")
    step = procedure.steps.get(of) if what == "step" else None
    if step is None:
        return None
    before = [
        one.ends
        for one in opened
        if not set(procedure.deadlines[one.deadline].during).isdisjoint(step.comes_from)
    ]
    return min(before, default=None)


def _clock(policy: Policy, deadline: Deadline, begun: date) -> Clock:
    """Return the last day of one time."""
    ends, provisional = last_day(policy, deadline.within, begun)
    return Clock(deadline.id, deadline.title, deadline.basis, ends, provisional)
