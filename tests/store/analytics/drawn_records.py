"""Random populations for a card: records on and around every boundary that the card may have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random  # noqa: TID251 (seeded)

from tests.store.analytics.drawn_cards import MONTHS, TYPES
from tests.store.analytics.drawn_conditions import FIELDS, pool_of

from goodstanding.core.basis.days import months_before
from goodstanding.core.disclosure.clock import severity_of, shown
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.records.envelope import Record
from goodstanding.store.analytics.port import Portion

RECORDS_MAX = 10
UNLISTED = "long ago"
"""A word that an older pack knew."""


@dataclass(frozen=True)
class Row:
    """A current record as a database would give it."""

    entity: int
    seq: int
    record_type: str
    day: date
    fields: Mapping[str, str]


def draw_rows(chance: Random, on: date, *, entities: int) -> tuple[Row, ...]:
    """Return the records of a population; entity 1 has none."""
    rows = []
    seq = 0
    for entity in range(2, entities + 1):
        for _ in range(chance.randint(1, RECORDS_MAX)):
            seq += 1
            rows.append(
                Row(entity, seq, chance.choice(TYPES), _day(chance, on), _fields(chance, on))
            )
    return tuple(rows)


def _day(chance: Random, on: date) -> date:
    """Return a clock day at a boundary, in the future, or anywhere."""
    way = chance.randrange(6)
    if way == 0:
        return on + timedelta(days=chance.choice((-1, 0, 1, 2, 60)))
    if way == 1:
        return on - timedelta(days=chance.randrange(1500))
    if way == 2:
        return on - timedelta(days=chance.choice((1, 30, 31, 100, 200, 300)))
    edge = months_before(on, chance.choice(MONTHS))
    return edge + timedelta(days=chance.choice((-1, 0, 0, 1)))


def _fields(chance: Random, on: date) -> dict[str, str]:
    """Return fields of which each may be missing, empty, or of a word that no list holds."""
    found = {}
    for name in FIELDS:
        way = chance.randrange(8)
        if way == 0:
            continue
        pool = pool_of(name, on)
        if way == 1:
            found[name] = ""
        elif name == "kinds":
            more = [UNLISTED] if way == 2 else []
            found[name] = "|".join(chance.sample(pool, chance.randint(1, 3)) + more)
        elif name == "kind" and way == 2:
            found[name] = UNLISTED
        else:
            found[name] = chance.choice(pool)
    return found


def as_of(row: Row, policy: Policy, *, on: date, disputed: bool = False) -> Record:
    """Return the record as it stands on a day."""
    record_type = policy.record_types[row.record_type]
    severity = severity_of(record_type, row.fields)
    is_shown, until = shown(policy, record_type, row.fields, severity, row.day, on=on)
    return Record(
        id=str(row.seq),
        record_type=row.record_type,
        department="court",
        day=row.day,
        fields=row.fields,
        severity=severity,
        shown=is_shown,
        shown_until=until,
        disputed=disputed,
    )


@dataclass(frozen=True)
class MemoryReader:
    """Gives drawn rows to an engine, in small portions."""

    rows: Sequence[Row]
    count: int

    def entities(self, model: Model, *, class_is_on: bool) -> Iterator[Portion]:
        """Yield every entity."""
        del model, class_is_on
        yield [(number,) for number in range(1, self.count + 1)]

    def records(self, record_type: str, fields: Sequence[str]) -> Iterator[Portion]:
        """Yield the rows of a type."""
        found = [
            (row.entity, row.seq, row.day.isoformat(), *(row.fields.get(name) for name in fields))
            for row in self.rows
            if row.record_type == record_type
        ]
        for start in range(0, len(found), 500):
            yield found[start : start + 500]
