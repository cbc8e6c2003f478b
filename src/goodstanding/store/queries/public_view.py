"""What anyone may see of an entity: the state on a day, less what may not be shown today.

The one place where disclosure is applied for readers: the page and its JSON twin both read this.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings

from goodstanding.core.appraisal.classes import is_graded, is_in_force
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import Appraisal
from goodstanding.core.basis.ids import INDIVIDUAL_CLASS
from goodstanding.core.entities.judgements import Link
from goodstanding.core.policy.shape import Model, Policy, RecordType
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record
from goodstanding.store.queries import apologies as apologised
from goodstanding.store.queries.apologies import Apology
from goodstanding.store.queries.archive import EntityView, RecordView, archive, entity_by_key

WhyNoGrade = Literal["", "class", "model"]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A record that anyone may see: as kept, as it stands on the day, and its public fields."""

    kept: RecordView
    standing: Record
    record_type: RecordType
    fields: tuple[tuple[str, str], ...]
    changed_since: bool = False
    """The department has stated the record anew since the day shown."""


@dataclass(frozen=True, slots=True)
class PublicView:
    """One entity on one day, for anyone.

    `on`: the day shown · `today`: the day whose disclosure rules bind · `ahead`: `on` lies after
    today, so this is what the rules will say if nothing new is recorded · `known`: the register
    knew of the entity on that day. `why_no_grade` is "" where `appraisal` is there.
    """

    entity: EntityView
    on: date
    today: date
    known: bool
    records: tuple[PublicRecord, ...]
    model: Model | None
    appraisal: Appraisal | None
    why_no_grade: WhyNoGrade
    links: tuple[Link, ...] = ()
    """Connections with other entities that this page may name."""
    apologies: tuple[Apology, ...] = ()
    """For what was shown here wrongly; it says nothing of what that was but its kind."""

    @property
    def ahead(self) -> bool:
        """Whether the day shown lies after today."""
        return self.on > self.today


def public_view(key: str, *, policy: Policy, on: date, today: date) -> PublicView | None:
    """Return what anyone may see today of the entity's state on `on`; None: no such entity."""
    entity = entity_by_key(key)
    if entity is None:
        return None
    return view_of(
        entity,
        public_records(entity.number, policy=policy, on=on, today=today),
        policy=policy,
        on=on,
        today=today,
        apologies=apologised.apologies(entity.keys, on=on, today=today),
    )


def view_of(
    entity: EntityView,
    records: tuple[PublicRecord, ...],
    *,
    policy: Policy,
    on: date,
    today: date,
    apologies: tuple[Apology, ...],
) -> PublicView:
    """Return the view of an entity with the records that may be shown."""
    model = policy.model_for(entity.scheme)
    why = _why_no_grade(entity, model, policy=policy, on=on)
    known = entity.first_day is None or entity.first_day <= on
    appraisal = None
    if model is not None and not why and known:
        appraisal = evaluate(
            model,
            [record.standing for record in records],
            policy=policy,
            on=on,
            entity_class=entity.entity_class,
            class_basis=settings.CLASS_92_BASIS,
        )
    return PublicView(
        entity=entity,
        on=on,
        today=today,
        known=known,
        records=records,
        model=model,
        appraisal=appraisal,
        why_no_grade=why,
        links=tuple(link for link in entity.links if _may_be_named(link, entity, policy, on=today)),
        apologies=apologies,
    )


def _why_no_grade(
    entity: EntityView, model: Model | None, *, policy: Policy, on: date
) -> WhyNoGrade:
    """Return why an entity of this class and scheme has no grade, or ""."""
    if model is None:
        return "model"
    graded = is_graded(
        model, entity.entity_class, policy=policy, on=on, class_basis=settings.CLASS_92_BASIS
    )
    return "" if graded else "class"


def _may_be_named(link: Link, entity: EntityView, policy: Policy, *, on: date) -> bool:
    """Return whether a page may name the other end of a link.

    An individual business is found by its exact code only, so no other page leads to it.
    """
    other = entity_by_key(link.to_key if link.from_key in entity.keys else link.from_key)
    return (
        other is None
        or other.entity_class != INDIVIDUAL_CLASS
        or is_in_force(settings.CLASS_92_BASIS, policy, on=on)
    )


def public_records(
    number: int, *, policy: Policy, on: date, today: date
) -> tuple[PublicRecord, ...]:
    """Return the versions known on `on` of the records that may be shown today, latest first.

    What was withdrawn, restored, moved to another entity or ran out since `on` is in force no
    more today: it is not shown again by asking for an earlier day.
    """
    now = {_key(kept): kept for kept in archive(number) if _open(policy, kept, on=today)}
    then = now.values() if on >= today else archive(number, known_on=on)
    found = [
        _public(policy, kept, on=on, changed_since=now[_key(kept)].seq != kept.seq)
        for kept in then
        if _key(kept) in now and _open(policy, kept, on=today)
    ]
    return tuple(sorted(found, key=lambda one: (one.standing.day, one.kept.seq), reverse=True))


def shown_records(
    kept: Iterable[RecordView], *, policy: Policy, on: date
) -> tuple[PublicRecord, ...]:
    """Return those of some records that may be shown on a day, latest first."""
    found = [
        _public(policy, one, on=on, changed_since=False)
        for one in kept
        if _open(policy, one, on=on)
    ]
    return tuple(sorted(found, key=lambda one: (one.standing.day, one.kept.seq), reverse=True))


def _key(kept: RecordView) -> Key:
    return (kept.department, kept.record_type, kept.natural_key)


def _open(policy: Policy, kept: RecordView, *, on: date) -> bool:
    """Return whether a version may be shown to anyone on `on`: closed unless the directory says."""
    record_type = policy.record_types.get(kept.record_type)
    if record_type is None or record_type.openness != "public" or kept.erased:
        return False
    return _standing(policy, kept, on=on).is_shown_on(on)


def _public(policy: Policy, kept: RecordView, *, on: date, changed_since: bool) -> PublicRecord:
    record_type = policy.record_types[kept.record_type]
    fields = tuple(
        (name, kept.fields[name])
        for name, field in record_type.fields.items()
        if field.openness == "public" and kept.fields.get(name)
    )
    return PublicRecord(kept, _standing(policy, kept, on=on), record_type, fields, changed_since)


def _standing(policy: Policy, kept: RecordView, *, on: date) -> Record:
    return as_record(
        policy,
        id=str(kept.seq),
        record_type=kept.record_type,
        department=kept.department,
        clock_day=kept.clock_day,
        body_fields=kept.fields,
        on=on,
        disputed=kept.disputed,
    )
