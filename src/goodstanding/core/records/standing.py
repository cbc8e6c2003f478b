"""From what the ledger keeps to what the evaluator reads: a record as it stands on a day."""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.disclosure.clock import severity_of, shown
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record

STATUS = "status"
DISPUTED = "disputed"


def as_record(
    policy: Policy,
    *,
    id: str,  # noqa: A002 (the record's own word)
    record_type: str,
    department: str,
    clock_day: date,
    body_fields: Mapping[str, str],
    on: date,
    disputed: bool = False,
) -> Record:
    """Return the record with its severity and publicity on the day `on`.

    A record whose type the policy's directory no longer holds is not shown, so it carries no
    points: what is not in the directory may not count. `disputed`: a running case says so; the
    department's own row may say so too.
    """
    known = policy.record_types.get(record_type)
    if known is None:
        return Record(id, record_type, department, clock_day, dict(body_fields), shown=False)
    severity = severity_of(known, body_fields)
    is_shown, until = shown(policy, known, body_fields, severity, clock_day, on=on)
    return Record(
        id=id,
        record_type=record_type,
        department=department,
        day=clock_day,
        fields=dict(body_fields),
        severity=severity,
        shown=is_shown,
        shown_until=until,
        disputed=disputed or body_fields.get(STATUS) == DISPUTED,
    )
