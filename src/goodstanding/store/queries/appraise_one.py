"""One entity's appraisal by the law, with every line, from what is or was known."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from goodstanding.core.appraisal.classes import is_graded
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import Appraisal
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record
from goodstanding.store.queries.archive import EntityView, RecordView, archive, entity_by_number


def appraise_entity(
    number: int, *, policy: Policy, on: date, known_on: date | None = None
) -> Appraisal | None:
    """Return the appraisal of an entity on a day, from the versions known on `known_on` (now).

    None: there is no such entity, no model appraises its scheme, or its class is off.
    """
    entity = entity_by_number(number)
    model = graded_by(entity, policy=policy, on=on) if entity else None
    if entity is None or model is None:
        return None
    records = standing_records(archive(number, known_on=known_on), policy=policy, on=on)
    return evaluate(
        model,
        records,
        policy=policy,
        on=on,
        entity_class=entity.entity_class,
        class_basis=settings.CLASS_92_BASIS,
    )


def graded_by(entity: EntityView, *, policy: Policy, on: date) -> Model | None:
    """Return the model that grades an entity on a day, or None.

    An entity whose archive was judged to be another's has nothing to be graded by.
    """
    model = policy.model_for(entity.scheme)
    if (
        model is None
        or entity.folded_into
        or not is_graded(
            model, entity.entity_class, policy=policy, on=on, class_basis=settings.CLASS_92_BASIS
        )
    ):
        return None
    return model


def standing_records(
    views: Sequence[RecordView], *, policy: Policy, on: date
) -> tuple[Record, ...]:
    """Return records as they stand on a day; one whose content was erased says nothing."""
    return tuple(
        as_record(
            policy,
            id=str(view.seq),
            record_type=view.record_type,
            department=view.department,
            clock_day=view.clock_day,
            body_fields=view.fields,
            on=on,
            disputed=view.disputed,
        )
        for view in views
        if not view.erased
    )
