"""The burden of an entity in sum: what stands against it on a day, by category and by act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.measures.facts import InForce
from goodstanding.core.policy.shape import Policy


@dataclass(frozen=True, slots=True)
class Burden:
    """What stands on a day.

    `acts`: the measures that bar each act · `conducts`: how many measures rest on each conduct ·
    `last`: the latest known end (None: none stands, or one lasts until performance) · `reviews`:
    the next reviews of those without a known end.
    """

    count: int
    categories: Mapping[str, int]
    acts: Mapping[str, tuple[str, ...]]
    conducts: Mapping[str, int]
    last: date | None
    reviews: tuple[date, ...]


def burden(policy: Policy, entity: str, measures: Sequence[InForce], *, on: date) -> Burden:
    """Return the burden of one entity in sum; what is suspended or another's is no burden."""
    stands = [one for one in measures if one.addressee == entity and one.stands_on(on)]
    categories: dict[str, int] = {}
    conducts: dict[str, int] = {}
    acts: dict[str, tuple[str, ...]] = {}
    for one in stands:
        known = policy.measures.get(one.measure)
        anchor = known.anchors.get(one.anchor) if known else None
        category = known.category if known else "-"
        categories[category] = categories.get(category, 0) + 1
        conducts[one.conduct] = conducts.get(one.conduct, 0) + 1
        for act in anchor.acts if anchor and anchor.force == "bar" else ():
            acts[act] = (*acts.get(act, ()), one.id)
    ends = [one.ends for one in stands if one.ends is not None]
    return Burden(
        count=len(stands),
        categories=categories,
        acts=acts,
        conducts=conducts,
        last=max(ends) if ends and len(ends) == len(stands) else None,
        reviews=tuple(sorted(one.review for one in stands if one.ends is None and one.review)),
    )
