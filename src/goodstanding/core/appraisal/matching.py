"""Which records a rule, veto or need is about on a day, and until when each stays.

The matching records are those of the named type that the condition holds for, not after the day
asked about, younger than the window, and disclosed on that day. What may not be disclosed counts
nowhere, so the public explanation always sums.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.appraisal.next_change import earliest, pending
from goodstanding.core.basis.days import add_days, add_months
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.shape import Field
from goodstanding.core.policy.values_shape import Condition, Dated
from goodstanding.core.records.envelope import Record

RecordsByType = Mapping[str, Sequence[Record]]
"""Records by type, each type's in the order of `in_order`."""
FieldsByType = Mapping[str, Mapping[str, Field]]


@dataclass(frozen=True, slots=True)
class Match:
    """A matching record, and the first day on which it matches no longer (None: not known)."""

    record: Record
    gone: date | None


@dataclass(frozen=True, slots=True)
class Scene:
    """What every part of an evaluation looks at: the records, the fields of types, the day."""

    records: RecordsByType
    fields: FieldsByType
    on: date

    def candidates(self, of: str, when: Condition | None) -> Iterator[Record]:
        """Yield the records of a type that the condition holds for, of any day."""
        for record in self.records.get(of, ()):
            if record.shown and holds(
                when, record.fields, severity=record.severity, types=self.fields[of]
            ):
                yield record

    def matches(
        self, of: str, when: Condition | None, within_months: Dated[int] | None
    ) -> tuple[Match, ...]:
        """Return the matching records in order."""
        months = within_months.on(self.on) if within_months else None
        return tuple(
            Match(record, self._gone(record, months))
            for record in self.candidates(of, when)
            if record.day <= self.on
            and record.is_shown_on(self.on)
            and (months is None or add_months(record.day, months) > self.on)
        )

    def arrival(self, candidates: Iterable[Record]) -> date | None:
        """Return the first later day on which one of the candidates begins to match."""
        return earliest(
            pending(record.day, on=self.on)
            for record in candidates
            if record.is_shown_on(record.day)
        )

    def _gone(self, record: Record, months: int | None) -> date | None:
        """Return the first day after the window and the publicity of a record."""
        return earliest(
            (
                pending(add_months(record.day, months), on=self.on) if months else None,
                pending(add_days(record.shown_until, 1), on=self.on)
                if record.shown_until
                else None,
            )
        )


def in_order(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Return records by type, by day and then by id (a longer id of digits is a later one)."""
    found: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: (record.day, len(record.id), record.id)):
        found.setdefault(record.record_type, []).append(record)
    return found
