"""What follows from conduct, as data: lists, grey states, measures, rewards, and their words.

All of them are closed: what is not here may not be done to an entity. Every number that decides
is `Dated` and has a basis; what targets persons can never be executed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import Period, WhileDisputed
from goodstanding.core.policy.values_shape import Condition, Dated

ListKind = Literal["serious", "grey"]
ListDomain = Literal["life_health", "competition_order", "public_duties", "national_defence"]
"""The closed set of four: harm to life and health; disruption of competition or order; refusal of
duties that judgments or authorities impose; refusal of national-defence duties."""
Reach = Literal["national", "local"]
ExitStart = Literal["decided", "performed", "published"]
ExitNeed = Literal[
    "corrected",
    "performed",
    "harm_removed",
    "pledge",
    "no_new_case",
    "no_restriction_running",
    "reorganisation",
]
Category = Literal["I", "II", "III"]
"""I: lessens rights or adds duties by statute · II: management · III: decided by market bodies."""
Target = Literal["organisation", "person"]
Executable = Literal["here", "elsewhere", "never"]
"""here: the check desk answers by it · elsewhere: another body acts by itself · never: it would
reach a natural person."""
Force = Literal["bar", "weigh", "burden"]
"""bar: the act is refused · weigh: it is considered · burden: a duty, no act is touched."""
Reason = Literal["law", "unverified", "another_system", "persons"]
LIST_DOMAINS: tuple[ListDomain, ...] = get_args(ListDomain)
EXIT_NEEDS: tuple[ExitNeed, ...] = get_args(ExitNeed)
CATEGORIES: tuple[Category, ...] = get_args(Category)


@dataclass(frozen=True, slots=True)
class ConductKind:
    """A kind of conduct. Measures name the kinds that they are related to.

    `limit_months`: facts older than this support nothing (None: no value in force).
    """

    id: str
    title: Text
    basis: str
    limit_months: Dated[int]


@dataclass(frozen=True, slots=True)
class DeskAct:
    """One act about which the check desk answers "may this entity do it": a closed list."""

    id: str
    title: Text
    basis: str


@dataclass(frozen=True, slots=True)
class CheckPurpose:
    """A purpose for which a department's system may ask the check desk, and about which acts."""

    id: str
    title: Text
    acts: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition on records that may lead to a list: `at_least` of them within `within_months`.

    A criterion only proposes; whether the conduct was grave is found by an officer.
    """

    id: str
    of: str
    conduct: str
    basis: str
    when: Condition | None = None
    at_least: int = 1
    within_months: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class EarlyExit:
    """From when, counted from what, and under which conditions an entry may end early."""

    after_months: Dated[int]
    starts: ExitStart
    needs: tuple[ExitNeed, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class LeadsTo:
    """The list to which a grey state leads when it lasts, by that list's own procedure."""

    list: str
    after_months: Dated[int]


@dataclass(frozen=True, slots=True)
class ListPublication:
    """Where and by when an entry is published, and what becomes of it while disputed."""

    within: Period
    while_disputed: WhileDisputed
    basis: str


@dataclass(frozen=True, slots=True)
class DesignationList:
    """A list of serious untrustworthiness, or a lighter (grey) state.

    `statable`: whether its rule can be stated here; if not, `why_not` says why, and nobody can be
    proposed for it. `finding`: what an officer must find besides the criteria. It ends by `term`
    in months, or when the duty is `until_performed` with a review every `review_months`.
    `record_type` and `choice`: the records of the ledger by which an entry is known.
    """

    id: str
    number: str
    kind: ListKind
    title: Text
    keeper: str
    basis: str
    statable: bool
    reach: Reach = "national"
    domains: tuple[ListDomain, ...] = ()
    why_not: Reason | None = None
    note: Text | None = None
    conducts: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    finding: Text | None = None
    procedure: str = ""
    term: Dated[int] | None = None
    until_performed: bool = False
    review_months: Dated[int] | None = None
    early_exit: EarlyExit | None = None
    leads_to: LeadsTo | None = None
    publication: ListPublication | None = None
    measures: tuple[str, ...] = ()
    record_type: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One legal ground of a measure: for which conduct, by whom, how long at most.

    `months_max`: None where it lasts until performance; then `review_months` says how often it is
    reviewed. `classes`: severity classes of conduct for which it is allowed.
    """

    id: str
    title: Text
    basis: str
    conducts: tuple[str, ...]
    classes: tuple[str, ...]
    bodies: tuple[str, ...]
    force: Force
    acts: tuple[str, ...] = ()
    months_min: Dated[int] | None = None
    months_max: Dated[int] | None = None
    review_months: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One item of the closed list of measures."""

    id: str
    number: str
    title: Text
    content: Text
    basis: str
    category: Category
    target: Target
    executable: Executable
    procedure: str = ""
    while_disputed: WhileDisputed = "pause"
    anchors: Mapping[str, Anchor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reward:
    """What good standing brings: its content, who gives it, for how long; it may be declined.

    `of` and `when`: the records that a holder has; `grade`: the worst grade that has it.
    """

    id: str
    title: Text
    content: Text
    basis: str
    body: str
    months: Dated[int]
    acts: tuple[str, ...] = ()
    grade: str = ""
    of: str = ""
    when: Condition | None = None
