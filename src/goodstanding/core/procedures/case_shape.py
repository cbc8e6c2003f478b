"""A case as frozen values: who acts, what happened, where it stands, and what comes of a step."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import get_args

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text
from goodstanding.core.basis.values import value
from goodstanding.core.policy.procedure_shape import Effect, Office, Procedure

HEARING_REQUESTED = "hearing:requested"
HEARING_HELD = "hearing:held"
HEARING_WAIVED = "hearing:waived"
MOVE_VERSION = "move_version"
DUTIES = frozenset(get_args(Office))


@dataclass(frozen=True, slots=True)
class Actor:
    """An account that acts. `id` names an account and never a subject.

    `offices`: words of offices and ids of units that it holds for this case · `party_to`: keys of
    entities for which it may speak · `deputy_for`: accounts in whose place it acts · `units`: a
    deputy's own, which give it no right here, and bar it where they are barred.
    """

    id: str
    offices: frozenset[str] = frozenset()
    party_to: frozenset[str] = frozenset()
    deputy_for: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    @property
    def persons(self) -> frozenset[str]:
        """Return everybody who acts when this account acts."""
        return self.deputy_for | {self.id}

    @property
    def duties(self) -> frozenset[str]:
        """Return what the actor's office may be in this case; a unit alone is no duty."""
        return self.offices & DUTIES

    @property
    def names(self) -> frozenset[str]:
        """Return every account and unit by whose bar the actor is barred."""
        return self.persons | self.offices | self.units


CLOCK = Actor("(clock)")
"""Takes the steps that a pack lets time itself take, and no other. No account can be called so."""
OUTCOME = Actor("(outcome)")
"""Takes the step by which a state is settled when the dispute that it belongs to is over."""
FILE = Actor("(file)")
"""Opens the redress of what a department's own file took back."""


@value
class Event:
    """One thing that happened in a case: a step, a service, a hearing, a move of version."""

    number: int
    step: str
    actor: str
    on: date
    form: Mapping[str, str] = field(default_factory=dict)
    deputy_for: str = ""
    """Accounts in whose place the actor acted, joined by ","."""

    @property
    def persons(self) -> frozenset[str]:
        """Return everybody who acted."""
        return frozenset(filter(None, (self.actor, *self.deputy_for.split(","))))


@dataclass(frozen=True, slots=True)
class Opening:
    """What is fixed when a case begins.

    `contested`: accounts and units that took part in the contested act · `barred`: accounts with a
    declared interest, or challenged with success (or their unit) · `challenged`: those on whose
    challenge nobody has ruled yet · `clock_day`: the day of the finding document.
    """

    id: str
    procedure: str
    version: date
    about_kind: str
    about_id: str
    subject: str
    contested: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    challenged: frozenset[str] = frozenset()
    clock_day: date | None = None


@value
class Stand:
    """Where a case stood after an event, and in which role the event's actor acted."""

    on: date
    state: str
    role: str = ""


@value
class Case:
    """A case as its events make it. Only `fold` builds one, anew with each event."""

    opening: Opening
    procedure: Procedure
    """The version under which it runs."""
    state: str
    events: tuple[Event, ...]
    trail: tuple[Stand, ...]
    """One for each event."""
    served: Mapping[str, date]
    """Letters by the day of their effective service."""

    @property
    def id(self) -> str:
        """Return the case's id."""
        return self.opening.id

    @property
    def version(self) -> date:
        """Return the day of the version under which it runs."""
        return self.procedure.version

    @property
    def subject(self) -> str:
        """Return the key of the entity that the case is about."""
        return self.opening.subject

    @property
    def opened(self) -> date:
        """Return the day on which it began."""
        return self.events[0].on


@dataclass(frozen=True, slots=True)
class Option:
    """A step that leaves the present state, and why it may not be taken (None: it may)."""

    step: str
    refusal: Fault | None


@value
class Outcome:
    """What a step makes: the event to append, effects to perform, letters to draft."""

    event: Event
    effects: tuple[Effect, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A time that runs: its last day, whether it is over, and how it was counted.

    `provisional`: the calendar of one of its years is not published · `paused`: it stands still,
    and `ends` is the day if it went on today.
    """

    deadline: str
    ends: date
    overdue: bool
    why: Text
    provisional: bool = False
    paused: bool = False
