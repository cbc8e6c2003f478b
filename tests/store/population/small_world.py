"""A card of two rules and a copy of some hundred records: enough to run, refresh and kill."""

from datetime import date, timedelta
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)

from tests.core.appraisal.cards import always, model, policy_of, record_type, rule
from tests.store.population.small_copy import BITS, SmallCopy

from goodstanding.core.policy.shape import Decay, Policy, Step

FIRST, LATER = date(2026, 10, 31), date(2026, 11, 30)
ENTITIES = (4 << BITS) - 1
"""Four buckets: four steps, where a step is one bucket."""


def small_policy(points: int = -30) -> Policy:
    """Return a policy with fines that fade and praise that is counted."""
    card = model(
        rule(
            "fines",
            points=always(points),
            within_months=always(24),
            decay=always((Decay(6, 75), Decay(12, 50))),
        ),
        rule("praise", form="count", of="praise", steps=always((Step(1, 5), Step(3, 12)))),
    )
    types = (record_type("fine", amount="money"), record_type("praise", kind="choice"))
    return policy_of(*types, models=(card,))


def small_copy(folder: Path, policy: Policy, *, seed: int = 1) -> SmallCopy:
    """Write a copy of everybody's records."""
    chance = Random(seed)  # noqa: S311 (test data)
    copy = SmallCopy(folder, policy)
    for number in range(1, ENTITIES + 1):
        copy.open(number, "92" if number % 11 == 0 else "91")
        more(copy, chance, 6, own=number)
    copy.flush()
    return copy


def more(copy: SmallCopy, chance: Random, times: int, own: int = 0) -> None:
    """Add records, of one key or of any."""
    for _ in range(times):
        key = own or chance.randrange(1, ENTITIES + 1)
        day = FIRST - timedelta(days=chance.randrange(900))
        if chance.randrange(2):
            copy.add(key, "fine", day, {"amount": str(chance.randrange(1000))})
        else:
            copy.add(key, "praise", day, {"kind": chance.choice("abc")})
