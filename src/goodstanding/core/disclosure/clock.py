"""Whether a record is disclosed, and until which day: the publicity clock.

The clock starts on the record type's clock day, the day of the document that made the finding.
Where the law changed, the milder of what held on that day and what holds on the day asked about
decides, so a new law shortens old publicity and never lengthens it.
"""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from goodstanding.core.basis.days import add_months
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.shape import Policy, RecordType, Severity
from goodstanding.core.policy.values_shape import Dated

T = TypeVar("T", bool, int)


def severity_of(record_type: RecordType, fields: Mapping[str, str]) -> str:
    """Return the severity class of a record: its first case that holds, "" where none does."""
    for case in record_type.severity:
        if holds(case.when, fields, severity="", types=record_type.fields):
            return case.severity
    return ""


def shown(
    policy: Policy,
    record_type: RecordType,
    fields: Mapping[str, str],
    severity: str,
    clock_day: date,
    *,
    on: date,
) -> tuple[bool, date | None]:
    """Return whether the record may be disclosed at all, and its last day (None: open).

    A last day before `on` means that publicity is over; the caller compares.
    """
    if record_type.openness != "public" or (
        record_type.hidden_when is not None
        and holds(record_type.hidden_when, fields, severity=severity, types=record_type.fields)
    ):
        return False, None
    publicity = record_type.publicity
    if publicity.by_severity:
        return _by_severity(policy.severities.get(severity), clock_day, on)
    if publicity.months is not None:
        return _for_months(publicity.months, clock_day, on)
    last = fields.get(publicity.until_field or "", "")
    return True, date.fromisoformat(last) if last else None


def _by_severity(severity: Severity | None, clock_day: date, on: date) -> tuple[bool, date | None]:
    """Return publicity by severity class; a class that is not published now or then is hidden."""
    published = _both(severity.published, clock_day, on) if severity else []
    if severity is None or not published or not all(published):
        return False, None
    return _for_months(severity.months_max, clock_day, on)


def _for_months(months: Dated[int], clock_day: date, on: date) -> tuple[bool, date | None]:
    """Return publicity for the milder number of months; none in force: not disclosed."""
    values = _both(months, clock_day, on)
    return (True, add_months(clock_day, min(values))) if values else (False, None)


def _both(dated: Dated[T], clock_day: date, on: date) -> list[T]:
    """Return the values in force on the clock day and on the day asked about."""
    return [value for value in (dated.on(clock_day), dated.on(on)) if value is not None]
