"""Which rewards an entity has on a day, from whom, and until when. It may decline each of them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.days import add_months
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.lists_shape import Reward
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.records.envelope import Record


@dataclass(frozen=True, slots=True)
class Earned:
    """A reward that an entity has: its basis, who gives it, its last day, the records behind it."""

    reward: str
    basis: str
    body: str
    until: date
    records: tuple[str, ...] = ()


def rewards_of(
    policy: Policy,
    model: Model,
    records: Sequence[Record],
    *,
    grade: str,
    graded: date,
    on: date,
    declined: Collection[str] = (),
    barred: Collection[str] = (),
) -> tuple[Earned, ...]:
    """Return the rewards of an entity, ordered by id.

    `graded`: the day on which the grade was given · `barred`: acts that a measure bars: what
    would ease them is suspended for as long.
    """
    grades = [one.id for one in model.grades]
    found = [
        earned
        for reward in policy.rewards.values()
        if reward.id not in declined and set(reward.acts).isdisjoint(barred)
        for earned in _earned(policy, reward, grades, records, grade=grade, graded=graded, on=on)
        if earned.until >= on
    ]
    return tuple(sorted(found, key=lambda one: one.reward))


def _earned(
    policy: Policy,
    reward: Reward,
    grades: Sequence[str],
    records: Sequence[Record],
    *,
    grade: str,
    graded: date,
    on: date,
) -> Iterator[Earned]:
    """Yield the reward once, where its grade or a record of its kind is held."""
    months = reward.months.on(on)
    if months is None:
        return
    if reward.grade:
        if grade in grades and grades.index(grade) <= grades.index(reward.grade) and graded <= on:
            yield Earned(reward.id, reward.basis, reward.body, add_months(graded, months))
        return
    types = policy.record_types[reward.of].fields
    held = [
        record
        for record in records
        if record.record_type == reward.of
        and record.day <= on
        and record.is_shown_on(on)
        and holds(reward.when, record.fields, severity=record.severity, types=types)
    ]
    if held:
        ends = [min(add_months(one.day, months), one.shown_until or date.max) for one in held]
        names = tuple(one.id for one in held)
        yield Earned(reward.id, reward.basis, reward.body, max(ends), names)
