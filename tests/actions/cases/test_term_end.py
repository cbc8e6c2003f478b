"""Promises at the end of a term: a listing is gone by itself, and who had it says so."""

from datetime import date

import pytest
from tests.actions.case_world import OBJECTOR, REVIEWER, World, build
from tests.actions.cases.test_case import file, served, step
from tests.actions.cases.test_designation import OUTSIDE, OUTSIDE_TOO, ready

from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.cases.removals import acknowledge
from goodstanding.actions.cases.term_end import receipts_at_term
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.targets import held
from goodstanding.store.queries.cases import removals

KEEPER = "market_regulation"


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A listing of 24 months that was served on 22 May 2026."""
    del database
    world = build(policy)
    case, form = ready(world, months="24")
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    return world


def entry_and_last_day() -> tuple[int, date]:
    """Return the entry that the case wrote, and its last day."""
    (entry,) = [one.entry for one in file(1).effects if one.effect == "enter_list"]
    assert entry is not None
    found = held(entry)
    assert found is not None
    return entry, date.fromisoformat(found.fields["until_day"])


def test_departments_owe_word_from_the_day_after_its_last(world: World) -> None:
    """Not on the last day; then every department but the keeper, once, by a day of the packs."""
    entry, last = entry_and_last_day()
    assert receipts_at_term(on=last, policy=world.policy) == ()
    after = date.fromordinal(last.toordinal() + 1)
    assert receipts_at_term(on=after, policy=world.policy, department="labour_office") == ()
    assert receipts_at_term(on=after, policy=world.policy) == (entry,)
    assert receipts_at_term(on=after, policy=world.policy) == ()
    owed = [one for one in removals() if one.record == entry]
    assert {one.department for one in owed} == set(world.policy.departments) - {KEEPER}
    assert all(one.due > after for one in owed)
    acknowledge("court", [entry], actor="officer-he", on=after)
    assert "court" not in {one.department for one in removals() if one.record == entry}


def test_what_left_the_list_before_is_not_told_again(world: World) -> None:
    """Who was told when an objection removed it owes nothing more when its term would be over."""
    entry, last = entry_and_last_day()
    objection = open_case(
        "objection",
        "list_entry",
        str(entry),
        acting=OBJECTOR,
        form={"claim": "认错", "ground": "identity"},
        on=date(2026, 5, 26),
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, objection, "acknowledge", OUTSIDE, date(2026, 5, 27))
    right = {"finding": "wrong", "reasons": "主体认错"}
    step(world, objection, "remove", OUTSIDE_TOO, date(2026, 5, 28), right)
    told = removals()
    assert held(entry) is None
    assert receipts_at_term(on=date(last.year + 1, 1, 1), policy=world.policy) == ()
    assert removals() == told
