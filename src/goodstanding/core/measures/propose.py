"""Which lists the records of an entity propose it for: evidence for an officer, never a decision.

A proposal rests on records that are shown, of the keeper's own department, not past the limit of
their conduct. Minor records, complaints and tips propose nothing: `packs check` refuses that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.days import add_months
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.lists_shape import Criterion, DesignationList
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record

LASTED = "lasted"
"""Stands for a criterion where a grey state lasted too long."""


@dataclass(frozen=True, slots=True)
class ListProposal:
    """A list, the criterion that its records meet, and those records."""

    list: str
    criterion: str
    conduct: str
    basis: str
    records: tuple[str, ...]


def list_proposals(
    policy: Policy, records: Sequence[Record], *, on: date
) -> tuple[ListProposal, ...]:
    """Return what the records of one entity propose on a day, in the order of the lists."""
    found: list[ListProposal] = []
    for entry in policy.lists.values():
        if entry.statable and not _stands(entry, records, on):
            found += _by_criteria(policy, entry, records, on)
        if entry.leads_to is not None:
            found += _by_lasting(policy, entry, records, on)
    return tuple(sorted(found, key=lambda one: (one.list, one.criterion)))


def _by_criteria(
    policy: Policy, entry: DesignationList, records: Sequence[Record], on: date
) -> Iterator[ListProposal]:
    """Yield a proposal for every criterion that enough records meet."""
    keeper = policy.offices[entry.keeper].department
    for criterion in entry.criteria:
        months = _window(policy, criterion, on)
        types = policy.record_types[criterion.of].fields
        met = [
            record
            for record in records
            if record.record_type == criterion.of
            and keeper
            and record.department == keeper
            and record.day <= on
            and record.is_shown_on(on)
            and not record.disputed
            and (months is None or add_months(record.day, months) >= on)
            and holds(criterion.when, record.fields, severity=record.severity, types=types)
        ]
        if len(met) >= criterion.at_least:
            yield ListProposal(
                entry.id,
                criterion.id,
                criterion.conduct,
                criterion.basis,
                tuple(record.id for record in met),
            )


def _window(policy: Policy, criterion: Criterion, on: date) -> int | None:
    """Return how old a record may be: the criterion's window or the conduct's limit, if less."""
    known = policy.conducts[criterion.conduct].limit_months.on(on)
    window = criterion.within_months.on(on) if criterion.within_months else None
    return min((one for one in (known, window) if one is not None), default=None)


def _by_lasting(
    policy: Policy, entry: DesignationList, records: Sequence[Record], on: date
) -> Iterator[ListProposal]:
    """Yield the list to which a grey state leads because it lasted."""
    leads = entry.leads_to
    months = leads.after_months.on(on) if leads else None
    target = policy.lists.get(leads.list) if leads else None
    if leads is None or months is None or target is None or _stands(target, records, on):
        return
    lasted = tuple(
        record.id
        for record in records
        if _is_of(entry, record)
        and record.is_shown_on(on)
        and not record.disputed
        and add_months(record.day, months) <= on
    )
    if lasted:
        basis = leads.after_months.entry_on(on)
        yield ListProposal(
            target.id, LASTED, entry.conducts[0], basis.basis if basis else entry.basis, lasted
        )


def _stands(entry: DesignationList, records: Sequence[Record], on: date) -> bool:
    """Return whether the entity is on a list already."""
    return any(
        _is_of(entry, record) and record.day <= on and record.is_shown_on(on) for record in records
    )


def _is_of(entry: DesignationList, record: Record) -> bool:
    """Return whether a record of the ledger is an entry of a list."""
    return (
        bool(entry.record_type)
        and record.record_type == entry.record_type
        and (not entry.choice or entry.choice in record.fields.values())
    )
