"""What a pack says, as frozen values: the shapes that `read.py` builds and all rooms use.

What all of them are made of, dated values and conditions, is in `values_shape.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.calendar_shape import CalendarDay
from goodstanding.core.policy.grounds_shape import GroundRule
from goodstanding.core.policy.guarded_shape import AuditPurpose, Guarded, NameMarks, Subscription
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.lists_shape import (
    CheckPurpose,
    ConductKind,
    DesignationList,
    DeskAct,
    Measure,
    Reward,
)
from goodstanding.core.policy.procedure_shape import WORDS, FormField, Period, Procedure
from goodstanding.core.policy.retraction_shape import Retraction
from goodstanding.core.policy.rights_shape import (
    Alert,
    Clock,
    ClockId,
    Letter,
    OfficeEntry,
    PledgeMatter,
    PledgeType,
    Regime,
    Remedy,
    Slot,
)
from goodstanding.core.policy.succession_shape import Succession
from goodstanding.core.policy.values_shape import Condition, Dated

BasisKind = Literal["law", "standard", "demonstration"]
Openness = Literal["public", "shared", "authorised"]
FieldKind = Literal["text", "day", "choice", "choices", "integer", "money"]
Effect = Literal["adverse", "neutral", "favourable"]


@dataclass(frozen=True, slots=True)
class Source:
    """A legal text, a standard, or (shown as such) a demonstration value's origin."""

    id: str
    kind: BasisKind
    title: Text
    issuer: Text
    number: str
    start: date
    until: date | None = None
    articles: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Department:
    """A body that reports what it decided."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class DirectoryClass:
    """One class of the directory of what may be collected; what is not here is refused."""

    id: str
    title: Text
    basis: str


# --- the directory of record types ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record type. `money` is an integer number of fen, `day` an ISO day."""

    id: str
    kind: FieldKind
    title: Text
    required: bool = False
    choices: Mapping[str, Text] = field(default_factory=dict)
    openness: Openness = "public"
    most: int | None = None
    """The greatest number that intake admits; None: the default of `bounds.field_most`."""


@dataclass(frozen=True, slots=True)
class SeverityCase:
    """The severity class of a record that meets `when` (None: every other record)."""

    severity: str
    when: Condition | None
    basis: str | None = None
    """What places such records in this class; None: what the record type rests on."""


@dataclass(frozen=True, slots=True)
class Publicity:
    """How long a record is shown: exactly one of the four is set.

    `by_severity`: the months of its severity class from its clock day · `months`: that many from
    its clock day · `until_field`: to the day in that field (inclusive), open where it is empty ·
    `always`: while it is held.
    """

    by_severity: bool = False
    months: Dated[int] | None = None
    until_field: str | None = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class RecordType:
    """One entry of the directory: what may be collected, and what becomes of it."""

    id: str
    directory: str
    title: Text
    basis: str
    openness: Openness
    effect: Effect
    clock: str
    fields: Mapping[str, Field]
    publicity: Publicity
    severity: tuple[SeverityCase, ...] = ()
    self_declared: bool = False
    registers: bool = False
    """Registry rows: they say name, class, status and old numbers of the entity itself."""
    prompts_only: bool = False
    """Tips and complaints: they may prompt a check, and are evidence of nothing."""
    hidden_when: Condition | None = None
    """Records that meet this are no longer disclosed, and so carry no points: annulled ones."""
    retraction: Retraction | None = None


@dataclass(frozen=True, slots=True)
class Severity:
    """A severity class and its publicity clock, in months from the finding document."""

    id: str
    title: Text
    published: Dated[bool]
    months_min: Dated[int]
    months_max: Dated[int]


# --- the appraisal model --------------------------------------------------------------------

Form = Literal["each", "count", "sum", "latest", "days_since"]


@dataclass(frozen=True, slots=True)
class Decay:
    """From `after_months` after the clock day on, `percent` (0-100) of the points count."""

    after_months: int
    percent: int


@dataclass(frozen=True, slots=True)
class Step:
    """From `at_least` on, the number is worth `points`."""

    at_least: int
    points: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a card.

    form `each`: every matching record carries `points` (or `points_by_value` of `field`), after
    `grace_days`, through `decay`, while it is younger than `within_months`.
    forms `count`, `sum` (of `field`), `days_since` (the latest matching record's clock day): one
    number, worth the points of its step; `latest` (value of `field` in the latest matching
    record): worth `points_by_value`, or its step where the field is a number.
    Where no record matches, `count` and `sum` are 0; `latest` and `days_since` give `none_points`.
    `floor` and `cap` bound the rule's sum from below and above.
    """

    id: str
    title: Text
    form: Form
    of: str
    basis: str
    when: Condition | None = None
    field: str | None = None
    points: Dated[int] | None = None
    points_by_value: Dated[Mapping[str, int]] | None = None
    steps: Dated[tuple[Step, ...]] | None = None
    none_points: Dated[int] | None = None
    within_months: Dated[int] | None = None
    grace_days: Dated[int] | None = None
    decay: Dated[tuple[Decay, ...]] | None = None
    floor: Dated[int] | None = None
    cap: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """A first-level indicator: rules, and bounds of their sum."""

    id: str
    title: Text
    rules: tuple[Rule, ...]
    floor: Dated[int] | None = None
    cap: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class Veto:
    """A limit of the grade: at most `at_most` while a matching record stands.

    It stands while it is younger than `within_months` (None: while it is shown).
    """

    id: str
    title: Text
    of: str
    basis: str
    at_most: Dated[str]
    when: Condition | None = None
    within_months: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What must be known before a grade is given: a number from records, at least `at_least`.

    form `count`: matching records · `days_since_first`: days since the earliest matching
    record's clock day (0 where there is none).
    """

    id: str
    title: Text
    form: Literal["count", "days_since_first"]
    of: str
    at_least: Dated[int]
    when: Condition | None = None
    within_months: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the least score that earns it (the last grade has no least score)."""

    id: str
    title: Text
    at_least: Dated[int] | None


@dataclass(frozen=True, slots=True)
class Model:
    """An appraisal model: start, indicators, bounds, vetoes, needs, grades (best first).

    `method` names the frozen evaluator (`card_v1`). `schemes`: the identifier schemes of the
    entities it appraises; `classes_off`: classes that get no grade unless a deployment names a
    dated legal basis.
    """

    id: str
    method: str
    title: Text
    basis: str
    schemes: tuple[str, ...]
    classes_off: tuple[str, ...]
    start: Dated[int]
    indicators: tuple[Indicator, ...]
    grades: tuple[Grade, ...]
    no_grade: Text
    needs: tuple[Need, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    floor: Dated[int] | None = None
    cap: Dated[int] | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """One pack as its files say it."""

    id: str
    version: str
    title: Text
    owner: Text
    requires: tuple[str, ...]
    digest: str
    sources: Mapping[str, Source] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    directory: Mapping[str, DirectoryClass] = field(default_factory=dict)
    record_types: Mapping[str, RecordType] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    models: Mapping[str, Model] = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    calendar: tuple[CalendarDay, ...] = ()
    form_fields: Mapping[str, FormField] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    """By id and version: `objection@2026-04-01`."""
    conducts: Mapping[str, ConductKind] = field(default_factory=dict)
    desk_acts: Mapping[str, DeskAct] = field(default_factory=dict)
    check_purposes: Mapping[str, CheckPurpose] = field(default_factory=dict)
    lists: Mapping[str, DesignationList] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    rewards: Mapping[str, Reward] = field(default_factory=dict)
    pledge_types: Mapping[str, PledgeType] = field(default_factory=dict)
    matters: Mapping[str, PledgeMatter] = field(default_factory=dict)
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    offices: Mapping[str, OfficeEntry] = field(default_factory=dict)
    slots: Mapping[str, Slot] = field(default_factory=dict)
    letters: Mapping[str, Letter] = field(default_factory=dict)
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    alerts: Mapping[str, Alert] = field(default_factory=dict)
    succession: Mapping[str, Succession] = field(default_factory=dict)
    grounds: Mapping[str, GroundRule] = field(default_factory=dict)
    guarded: Mapping[str, Guarded] = field(default_factory=dict)
    audit_purposes: Mapping[str, AuditPurpose] = field(default_factory=dict)
    subscriptions: Mapping[str, Subscription] = field(default_factory=dict)
    name_marks: Mapping[str, NameMarks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """All packs of a deployment, joined: ids are unique over all packs.

    `digest` covers the rules of every pack (the packs' digests, sorted by id).
    """

    packs: Mapping[str, Pack]
    digest: str
    sources: Mapping[str, Source]
    departments: Mapping[str, Department]
    directory: Mapping[str, DirectoryClass]
    record_types: Mapping[str, RecordType]
    severities: Mapping[str, Severity]
    models: Mapping[str, Model]
    layouts: Mapping[str, Layout]
    calendar: Mapping[date, CalendarDay]
    form_fields: Mapping[str, FormField] = field(default_factory=dict)
    procedures: Mapping[str, tuple[Procedure, ...]] = field(default_factory=dict)
    """All versions of each procedure, the earliest first."""
    conducts: Mapping[str, ConductKind] = field(default_factory=dict)
    desk_acts: Mapping[str, DeskAct] = field(default_factory=dict)
    check_purposes: Mapping[str, CheckPurpose] = field(default_factory=dict)
    lists: Mapping[str, DesignationList] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    rewards: Mapping[str, Reward] = field(default_factory=dict)
    pledge_types: Mapping[str, PledgeType] = field(default_factory=dict)
    matters: Mapping[str, PledgeMatter] = field(default_factory=dict)
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    offices: Mapping[str, OfficeEntry] = field(default_factory=dict)
    slots: Mapping[str, Slot] = field(default_factory=dict)
    letters: Mapping[str, Letter] = field(default_factory=dict)
    remedies: Mapping[str, Remedy] = field(default_factory=dict)
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    alerts: Mapping[str, Alert] = field(default_factory=dict)
    succession: Mapping[str, Succession] = field(default_factory=dict)
    grounds: Mapping[str, GroundRule] = field(default_factory=dict)
    guarded: Mapping[str, Guarded] = field(default_factory=dict)
    audit_purposes: Mapping[str, AuditPurpose] = field(default_factory=dict)
    subscriptions: Mapping[str, Subscription] = field(default_factory=dict)
    name_marks: Mapping[str, NameMarks] = field(default_factory=dict)
    worded: frozenset[str] = field(init=False, repr=False, compare=False)
    """The form fields that take any words: they follow from `form_fields`, worked out once."""

    def __post_init__(self) -> None:
        """Work out what every form would else ask anew."""
        worded = frozenset(one.id for one in self.form_fields.values() if one.kind in WORDS)
        object.__setattr__(self, "worded", worded)

    def within(self, clock: ClockId, *, on: date) -> Period | None:
        """Return how long a time that no procedure states is on a day, or None."""
        found = self.clocks.get(clock)
        return found.within.on(on) if found else None

    def source_of(self, basis: str) -> Source:
        """Return the source that a basis reference names."""
        return self.sources[basis.partition("#")[0]]

    def model_for(self, scheme: str) -> Model | None:
        """Return the model that appraises entities of `scheme`, or None."""
        for model in self.models.values():
            if scheme in model.schemes:
                return model
        return None
