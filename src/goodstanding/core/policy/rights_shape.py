"""What entities may ask for and are told, as data: pledges, restoration regimes, offices, letters.

`PledgeMatter` says where a pledge may stand for papers, and where never; `Regime` by which rules
a finding of a certain day is restored; `Letter` the words of a notice, part of them protected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.lists_shape import ExitNeed
from goodstanding.core.policy.procedure_shape import Office, Period
from goodstanding.core.policy.values_shape import Condition, Dated

Never = Literal[
    "national_security", "public_safety", "finance", "environment", "health", "life_property"
]
"""Why a matter is closed to pledges."""
SlotKind = Literal["text", "day", "lines"]
LetterKind = Literal["notice", "decision", "receipt", "request"]
NEVER: tuple[Never, ...] = get_args(Never)
ClockId = Literal[
    "public_notice",
    "acknowledge_removal",
    "review_ahead",
    "like_cases",
    "special_report",
    "apology",
    "challenge_ruling",
]
"""How long a public notice stands before it counts as served; by when a department acknowledges
that a record is gone; how far back like cases and a special report go; how long an apology stands
where the wrong was shown; by when a challenge is ruled on. No procedure states them."""
CLOCKS: tuple[ClockId, ...] = get_args(ClockId)
DUTIES: tuple[Office, ...] = get_args(Office)
MATTER = "matter"
"""The form field that names a matter of pledges, whose own times its case keeps to."""


@dataclass(frozen=True, slots=True)
class PledgeType:
    """One of the seven types of pledges: the letter of its words, the procedure by which it runs.

    `classes`: the kinds of bodies (of a code's first two places) that may make it; none: any.
    """

    id: str
    title: Text
    basis: str
    letter: str
    procedure: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a matter asks for; `deferred`: by when it may follow, if it may."""

    id: str
    title: Text
    deferred: Period | None = None


@dataclass(frozen=True, slots=True)
class MatterCheck:
    """By when after the grant it is checked whether all that was pledged is so."""

    within: Period
    basis: str


@dataclass(frozen=True, slots=True)
class PledgeMatter:
    """A matter in which a pledge is asked for: allowed, or never and why.

    Whoever broke a pledge, or is on a serious list, may not pledge until restored.
    """

    id: str
    title: Text
    basis: str
    department: str
    pledge: bool
    never: Never | None = None
    types: tuple[str, ...] = ()
    papers: Mapping[str, Paper] = field(default_factory=dict)
    check: MatterCheck | None = None


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules by which findings of some days are restored.

    `decided_from`, `decided_until`: the findings that it reaches · `applies_from`,
    `applies_until`: when one may apply under it · `closed_when`: by record type, findings for
    which it knows no early exit · `only_when`: by record type, the findings that speak against an
    entity at all; there is nothing to restore of others. The months are those of the severity
    class in force on `applies_from`.
    """

    id: str
    title: Text
    basis: str
    of: tuple[str, ...]
    why: Text
    needs: tuple[ExitNeed, ...]
    decided_from: date
    applies_from: date
    decided_until: date | None = None
    applies_until: date | None = None
    closed_when: Mapping[str, Condition] = field(default_factory=dict)
    only_when: Mapping[str, Condition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office of a deployment: its duties in procedures, and whose department it belongs to.

    `superior`: the office that is told of lapses, and alerted about state bodies.
    """

    id: str
    title: Text
    duties: tuple[Office, ...]
    department: str = ""
    superior: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time that acts need and no procedure states, by the day from which it is in force."""

    id: str
    title: Text
    within: Dated[Period]


@dataclass(frozen=True, slots=True)
class Alert:
    """Who above a body is told of what is decided against it: its superior, its personnel office.

    `classes`: kinds of unified codes (the first two characters) · `of`, `when`: what its
    registration must say · `tells`: offices, each by a letter of its own. It is about an
    organisation that another one answers for, and names nobody.
    """

    id: str
    title: Text
    basis: str
    tells: tuple[str, ...]
    letter: str
    classes: tuple[str, ...] = ()
    of: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A named place of letters; one id has one meaning in all of them."""

    id: str
    kind: SlotKind
    title: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; what is `protected` is law and may not be edited by a drafter."""

    id: str
    text: Text
    protected: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter in two languages; `authentic` names the version that decides."""

    id: str
    kind: LetterKind
    title: Text
    basis: str
    authentic: Literal["zh", "en"]
    slots: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    encloses: tuple[str, ...] = ()
    """Letters that are served together with it: a decision with its restoration notice."""
    serve_within: Period | None = None
    """By when after it was signed it must be served."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """A remedy with an authority or a court outside: until when after service, and where."""

    id: str
    title: Text
    basis: str
    within: Period
    forum: Text
