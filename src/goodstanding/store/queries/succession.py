"""What the predecessors of an entity left to it: proposals for who decides, and for the entity."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.measures.succession import Left, left_behind
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.measures import taken_against
from goodstanding.store.queries.appraise_one import standing_records
from goodstanding.store.queries.archive import EntityView, archive, entity_by_key


@dataclass(frozen=True, slots=True)
class Inherited:
    """One thing that a predecessor left, and by which change of the two."""

    predecessor: str
    name: str
    change: str
    left: Left


def inherited(entity: EntityView, *, policy: Policy, on: date) -> tuple[Inherited, ...]:
    """Return what was left to an entity by those that a judgement says it comes from."""
    found: list[Inherited] = []
    for link in entity.links:
        before = entity_by_key(link.from_key) if link.to_key in entity.keys else None
        if before is None or before.number == entity.number or link.learnt_day > on:
            continue
        kept = [one for one in archive(before.number) if not one.erased]
        records = standing_records(kept, policy=policy, on=on)
        taken = [one.measure for each in taken_against(before.keys).values() for one in each]
        found += [
            Inherited(before.key, before.name or before.code, link.judgement, one)
            for one in left_behind(policy, link.judgement, records, taken, on=on)
        ]
    return tuple(found)
