"""What is to be written: how many entities and records, and which numbers each bucket takes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.country import lives
from goodstanding.demo.country.faults_country import OTHER_DIRECTORY, OUT_OF_RANGE

ENTITIES = 180_000_000
RECORDS_PER_ENTITY = 10
SEED = 7
BITS = 18
"""A bucket holds so many entity numbers, as a power of two; the copy's own figure."""
BUCKETS_A_PART = 4
"""A part is what is written at once: what a killed run loses at most, for each thread."""
NUMBERS_A_FILE = 1 << 26
"""Sequence numbers kept for one record type of one bucket."""
MILLION = 1_000_000
ALL_ACTIVITY = 10 * 256
"""Ten tenths for all 256 shares."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what is written."""

    seed: int
    entities: int
    records_per_entity: int
    on: date
    policy: str
    bits: int = BITS

    def checked(self, policy: Policy) -> "Plan":
        """Return the plan where it can be written under a policy, or refuse."""
        limits = {
            "entities": (self.entities, 1, 10 * ENTITIES),
            "records_per_entity": (self.records_per_entity, 2, 50),
            "bits": (self.bits, 4, BITS),
        }
        faults = [
            OUT_OF_RANGE.at(name, value=value, least=least, most=most)
            for name, (value, least, most) in limits.items()
            if not least <= value <= most
        ]
        for name, life in lives.LIVES.items():
            known = policy.record_types.get(name)
            missing = [field for field in life.fields if known and field not in known.fields]
            if known is None or missing:
                faults.append(OTHER_DIRECTORY.at(name, missing=", ".join(missing) or name))
        if faults:
            raise Refused(*faults)
        return self

    @property
    def buckets(self) -> int:
        """Return how many buckets there are: entities are numbered from 1."""
        return (self.entities >> self.bits) + 1

    @property
    def parts(self) -> tuple[range, ...]:
        """Return the buckets of each part."""
        return tuple(
            range(first, min(first + BUCKETS_A_PART, self.buckets))
            for first in range(0, self.buckets, BUCKETS_A_PART)
        )

    def span(self, bucket: int) -> tuple[int, int]:
        """Return the first entity number of a bucket, and the one after its last."""
        return max(1, bucket << self.bits), min(self.entities + 1, (bucket + 1) << self.bits)

    def first_seq(self, bucket: int, record_type: str) -> int:
        """Return the number before the first of a record type in a bucket."""
        place = list(lives.LIVES).index(record_type)
        return (bucket * len(lives.LIVES) + place) * NUMBERS_A_FILE

    def as_json(self) -> dict[str, object]:
        """Return the plan as it is kept beside the parts."""
        return {**asdict(self), "on": self.on.isoformat()}


def rates(records_per_entity: int) -> Mapping[str, tuple[int, int]]:
    """Return, for each record type, the records of a million individuals and of a million others.

    They are so many at an activity of ten tenths; so scaled that all entities together have
    `records_per_entity` on average: each has one first registration, and a share in the rest.
    """
    usual = {
        name: (
            life.individual * weight(lives.ACTIVITY_INDIVIDUAL, steady=life.steady),
            life.other * weight(lives.ACTIVITY_OTHER, steady=life.steady),
        )
        for name, life in lives.LIVES.items()
    }
    individuals = lives.INDIVIDUALS_OF_65536
    of_all = sum(
        one * individuals + other * ((1 << 16) - individuals) for one, other in usual.values()
    )
    wanted = (records_per_entity - 1) * MILLION * ALL_ACTIVITY << 16
    return {
        name: (life.individual * wanted // of_all, life.other * wanted // of_all)
        for name, life in lives.LIVES.items()
    }


def weight(activity: Mapping[int, int], *, steady: bool) -> int:
    """Return the mean of an activity times `ALL_ACTIVITY`."""
    return ALL_ACTIVITY if steady else sum(tenths * share for tenths, share in activity.items())
