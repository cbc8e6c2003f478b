"""The benches of procedures and of the check desk measure what they say they measure."""

import pytest
from bench.bars import BARS
from bench.check_desk import rows
from bench.lead import act_once, lead, lead_kept, opening
from bench.measure import KEYS
from bench.story import NAME, OPENINGS, ORDER, procedure, stories, wrong_acts

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.shelf import load_policy


@pytest.fixture(scope="module")
def shipped() -> Policy:
    return load_policy()


def test_every_case_is_led_to_its_end(shipped: Policy) -> None:
    """Each story ends in the listing, served, by nine acts; written and read it is the same."""
    known, fixed = procedure(shipped), opening(shipped, 1)
    every = stories(shipped)
    assert len(every) == OPENINGS
    for acts in every:
        case = lead(shipped, known, fixed, acts)
        assert (case.state, len(case.events)) == ("listed", len(ORDER))
        assert set(case.served) == {"list_pre_notice", "list_decision"}
        assert lead_kept(shipped, known, fixed, acts) == case
    assert known.id == NAME


def test_what_both_sides_must_refuse_is_refused(shipped: Policy) -> None:
    """A stranger, the same person, a day too early, an empty form: never an event."""
    known, fixed = procedure(shipped), opening(shipped, 1)
    (acts,) = stories(shipped, 1)
    for place in range(1, len(acts)):
        before = lead(shipped, known, fixed, acts[:place]).events
        for wrong in wrong_acts(acts, place):
            with pytest.raises(Refused):
                act_once(shipped, known, fixed, before, wrong)


def test_the_check_desk_is_measured_on_listed_entities() -> None:
    """The smallest run gives every row of the desk, its bars among them; nothing is timed."""
    found = rows(register=12, listed=1, asked=10, repeat=1)
    assert all(tuple(one) == KEYS for one in found)
    assert {name for name in BARS if name.startswith("check, ")} <= {one["name"] for one in found}
