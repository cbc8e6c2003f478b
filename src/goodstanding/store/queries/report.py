"""What a special report says of an entity: the public records, and summary penalties apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.days import add_months
from goodstanding.core.policy.rights_shape import ClockId
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record
from goodstanding.store.accounts import ENTITY
from goodstanding.store.cases.notes import REPORT, Note, notes_about
from goodstanding.store.models import Account
from goodstanding.store.queries.agents import mandated_keys
from goodstanding.store.queries.appraise_one import standing_records
from goodstanding.store.queries.archive import EntityView, RecordView, archive
from goodstanding.store.queries.public_view import PublicRecord, public_records

OWN = "own"
"""The purpose of an entity that asks about itself."""
SPECIAL: ClockId = "special_report"
PROCEDURE, SUMMARY = "procedure", "summary"


@dataclass(frozen=True, slots=True)
class SpecialReport:
    """A report as of a day. `summary`: penalties by summary procedure; none of them ever counts.

    `asked`: who asked for such a report and why, for the entity itself alone.
    """

    entity: EntityView
    on: date
    public: tuple[PublicRecord, ...]
    summary: tuple[tuple[RecordView, Record], ...]
    asked: tuple[Note, ...] = ()


def report_on(entity: EntityView, *, whole: bool, on: date, policy: Policy) -> SpecialReport:
    """Return what a special report says; a penalty older than the packs' time is not in it.

    `whole`: with who asked before.
    """
    public = public_records(entity.number, policy=policy, on=on, today=on)
    shown = {one.kept.seq for one in public}
    within = policy.within(SPECIAL, on=on)
    kept = tuple(one for one in archive(entity.number) if not one.erased)
    pairs = zip(kept, standing_records(kept, policy=policy, on=on), strict=True)
    summary = tuple(
        (view, record)
        for view, record in pairs
        if view.seq not in shown
        and _is_summary(policy, record)
        and record.day <= on
        and within is not None
        and on <= add_months(record.day, within.count)
    )
    asked = notes_about(REPORT, list(entity.keys), ended=False) if whole else []
    return SpecialReport(entity, on, public, summary, tuple(asked))


def _is_summary(policy: Policy, record: Record) -> bool:
    """Return whether a record is of a public type and says that it was a summary procedure."""
    known = policy.record_types.get(record.record_type)
    return (
        known is not None and known.openness == "public" and record.fields.get(PROCEDURE) == SUMMARY
    )


def speaks_for(login: str, keys: Sequence[str], *, on: date) -> bool:
    """Return whether an account speaks for one of an entity's keys on a day."""
    groups = [f"{ENTITY}{key}" for key in keys]
    given = Account.objects.filter(login=login, is_active=True)
    return given.filter(groups__name__in=groups).exists() or (
        given.exists() and not set(keys).isdisjoint(mandated_keys(login, on=on))
    )
