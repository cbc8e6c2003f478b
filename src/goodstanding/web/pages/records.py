"""The records of an entity by kind, each with its source, its basis and how long it is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from goodstanding.core.appraisal.result import Line, LineKind
from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.procedures.forms import words_in_records
from goodstanding.store.queries.public_view import PublicRecord
from goodstanding.web.charts.timeline import Effect, Event, Lane, timeline
from goodstanding.web.pages.marks import mark_words
from goodstanding.web.pages.wording import (
    Fact,
    SourceNote,
    fact,
    headline,
    long_day,
    signed,
    source_note,
)

OPEN_AT_ONCE = 6
"""Records of one kind beyond these are folded away, in a part that opens without script."""
ORDER = {"adverse": 0, "favourable": 1, "neutral": 2}


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One record, ready to read."""

    anchor: str
    day: date
    day_words: str
    headline: str
    department: str
    facts: tuple[Fact, ...]
    shown: str
    disputed: bool
    self_declared: bool
    ended: bool
    severity: str
    worth: str
    flagged: bool
    changed_since: bool
    marks: tuple[str, ...]
    seq: int
    about: Literal["record", "list_entry"]
    """What a case about it calls it."""


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """The records of one kind; `effect` says whether the kind speaks for or against an entity."""

    anchor: str
    title: str
    effect: Literal["adverse", "neutral", "favourable"]
    effect_words: str
    basis: SourceNote
    first: tuple[RecordCard, ...]
    more: tuple[RecordCard, ...]

    @property
    def count(self) -> int:
        """How many records there are."""
        return len(self.first) + len(self.more)


def record_groups(
    records: Sequence[PublicRecord],
    worth: Mapping[str, int],
    *,
    model: Model | None,
    policy: Policy,
    on: date,
    language: Language,
) -> tuple[RecordGroup, ...]:
    """Return the records by kind; where a `model` graded, what a kind may do to the score."""
    groups = [
        _group(found, worth, model=model, policy=policy, on=on, language=language)
        for found in _by_kind(records)
    ]
    return tuple(groups)


def _by_kind(records: Sequence[PublicRecord]) -> list[list[PublicRecord]]:
    """Return the records of each kind, in the order of the page."""
    kinds: dict[str, list[PublicRecord]] = {}
    for record in records:
        kinds.setdefault(record.record_type.id, []).append(record)
    return sorted(
        kinds.values(),
        key=lambda found: (
            found[0].record_type.registers,
            ORDER[found[0].record_type.effect],
            found[0].record_type.id,
        ),
    )


def _group(
    found: list[PublicRecord],
    worth: Mapping[str, int],
    *,
    model: Model | None,
    policy: Policy,
    on: date,
    language: Language,
) -> RecordGroup:
    kind = found[0].record_type
    cards = tuple(
        _card(
            record,
            worth.get(record.standing.id, 0),
            policy=policy,
            on=on,
            language=language,
        )
        for record in found
    )
    words = {
        "adverse": _("may lower the score"),
        "favourable": _("may raise the score"),
        "neutral": _("may raise or lower the score")
        if model is not None and kind.id in _counted(model)
        else _("neither for nor against"),
    }
    return RecordGroup(
        anchor=f"kind-{kind.id}",
        title=kind.title.in_(language),
        effect=kind.effect,
        effect_words=words[kind.effect] if model is not None else "",
        basis=source_note(policy, kind.basis, language),
        first=cards[:OPEN_AT_ONCE],
        more=cards[OPEN_AT_ONCE:],
    )


def _counted(model: Model) -> set[str]:
    """Return the record types that rules of a model count."""
    return {rule.of for indicator in model.indicators for rule in indicator.rules}


def _card(
    record: PublicRecord, worth: int, *, policy: Policy, on: date, language: Language
) -> RecordCard:
    kind, standing = record.record_type, record.standing
    head = headline(kind.fields, dict(record.fields), language)
    severity = policy.severities.get(standing.severity)
    department = policy.departments.get(standing.department)
    return RecordCard(
        anchor=f"record-{standing.id}",
        day=standing.day,
        day_words=long_day(standing.day, language),
        headline=head.words,
        department=department.title.in_(language) if department else standing.department,
        facts=tuple(
            fact(
                kind.fields[name],
                words_in_records(policy, kind.fields[name], value).in_(language),
                language,
            )
            for name, value in record.fields
            if name != kind.clock and name not in head.said
        ),
        shown=_shown(record, language),
        disputed=standing.disputed,
        self_declared=kind.self_declared,
        ended=not standing.is_shown_on(on),
        severity=severity.title.in_(language) if severity else "",
        worth=signed(worth) if worth else "",
        flagged=bool(record.kept.flags),
        changed_since=record.changed_since,
        marks=tuple(mark_words(one) for one in record.kept.marks),
        seq=record.kept.seq,
        about="list_entry"
        if any(one.record_type == kind.id for one in policy.lists.values())
        else "record",
    )


def _shown(record: PublicRecord, language: Language) -> str:
    """Return until when the record is shown, in words."""
    until = record.standing.shown_until
    if until is not None:
        return _("shown until %(day)s") % {"day": long_day(until, language)}
    if record.record_type.publicity.always:
        return _("shown while it is held")
    return _("shown until it is ended")


def points_by_record(lines: Sequence[Line], *, kinds: tuple[LineKind, ...]) -> dict[str, int]:
    """Return what each record gave or took, over all lines of `kinds` that name it."""
    worth: dict[str, int] = {}
    for line in lines:
        if line.kind in kinds:
            for one in line.records:
                worth[one] = worth.get(one, 0) + line.points
    return worth


def _effect(points: int) -> Effect:
    if points == 0:
        return "neutral"
    return "favourable" if points > 0 else "adverse"


def record_timeline(
    records: Sequence[PublicRecord], worth: Mapping[str, int], *, on: date, language: Language
) -> tuple[str, str]:
    """Return the timeline for wide and for narrow screens; empty texts without records."""
    if not records:
        return "", ""
    lanes = tuple(
        Lane(
            label=found[0].record_type.title.in_(language),
            events=tuple(
                Event(
                    day=one.standing.day,
                    until=one.standing.shown_until,
                    effect=_effect(worth.get(one.standing.id, 0)),
                    disputed=one.standing.disputed,
                    self_declared=one.record_type.self_declared,
                )
                for one in found
            ),
        )
        for found in _by_kind(records)
    )
    title = _("Records in time")
    description = _("One row for each kind of record; the same records are listed below.")
    label = long_day(on, language)
    wide = timeline(
        lanes, on=on, on_label=label, title=title, description=description, variant="wide"
    )
    narrow = timeline(
        lanes, on=on, on_label=label, title=title, description=description, variant="narrow"
    )
    return wide, narrow
