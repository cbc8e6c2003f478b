"""Days on which something may change: the earliest of several, and those that the policy sets.

A day at the calendar's end (`LAST_DAY`) stands for "never": day arithmetic stops there.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from goodstanding.core.basis.days import LAST_DAY
from goodstanding.core.policy.shape import Model, Policy, RecordType
from goodstanding.core.policy.values_shape import Dated


def earliest(days: Iterable[date | None]) -> date | None:
    """Return the earliest of the days that are known, or None."""
    return min((day for day in days if day is not None), default=None)


def pending(day: date, *, on: date) -> date | None:
    """Return `day` where it is still to come, or None: passed, or never."""
    return day if on < day < LAST_DAY else None


def policy_change(model: Model, policy: Policy, *, on: date) -> date | None:
    """Return the next day on which a dated value that the model uses changes, for any entity.

    That is a value of the model itself, or of the publicity of a record type that it counts:
    a record may be shown again, or no longer, from the day on which such a value starts.
    """
    dated = [*_model_values(model)]
    for name in counted_types(model):
        dated += _publicity_values(policy.record_types[name], policy)
    return earliest(day for values in dated for day in values.starts_after(on))


def counted_types(model: Model) -> tuple[str, ...]:
    """Return the record types that the model reads, in the order of its first use."""
    rules = [rule.of for indicator in model.indicators for rule in indicator.rules]
    return tuple(
        dict.fromkeys(
            [*rules, *(veto.of for veto in model.vetoes), *(need.of for need in model.needs)]
        )
    )


def _model_values(model: Model) -> Iterator[Dated[object]]:
    """Yield every dated value of a model."""
    holders: list[object] = [model, *model.grades, *model.vetoes, *model.needs]
    for indicator in model.indicators:
        holders += [indicator, *indicator.rules]
    for holder in holders:
        for name in getattr(type(holder), "__dataclass_fields__", ()):
            value = getattr(holder, name)
            if isinstance(value, Dated):
                yield value


def _publicity_values(record_type: RecordType, policy: Policy) -> Iterator[Dated[object]]:
    """Yield every dated value that decides how long records of a type are shown."""
    if record_type.publicity.months is not None:
        yield record_type.publicity.months  # type: ignore[misc]
    if record_type.publicity.by_severity:
        for case in record_type.severity:
            severity = policy.severities[case.severity]
            yield from (severity.published, severity.months_min, severity.months_max)  # type: ignore[misc]
