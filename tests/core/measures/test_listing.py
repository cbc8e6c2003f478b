"""What a list asks of an entry: its keeper, its conduct, its measures, its term, its law."""

from dataclasses import replace
from datetime import date

import pytest

from goodstanding.actions.cases.corrections import until_field
from goodstanding.core.measures.listing import Listing, keeper_of, listing_faults
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import end_of

ON = date(2026, 5, 6)
MARKET = Listing("l01_market", "market_regulation", "food", ("honours_limit",), 36)


def codes(policy: Policy, said: Listing, on: date = ON) -> list[str]:
    """Return the codes of what is wrong."""
    return [fault.code for fault in listing_faults(policy, said, "case", on=on)]


def test_an_entry_within_its_lists_rule_passes(policy: Policy) -> None:
    """Promise: a list's own department enters it, on its conduct, with its measures, in its term.

    Every list that can be entered, so that no rule of a shipped list contradicts itself.
    """
    assert codes(policy, MARKET) == []
    for one in policy.lists.values():
        if one.statable and one.record_type:
            on = max(ON, policy.source_of(one.basis).start)
            longest = one.term or one.review_months
            months = longest.on(on) if longest else None
            department = keeper_of(policy, one)
            for conduct in one.conducts:
                said = Listing(one.id, department, conduct, one.measures, months)
                assert codes(policy, said, on) == [], one.id


@pytest.mark.parametrize("name", ["g01_abnormal", "g02_individual_mark", "g03_social_abnormal"])
def test_a_grey_state_can_be_entered_and_ends_on_a_day(policy: Policy, name: str) -> None:
    """Promise: each state of abnormal operation has a record of its own, over when it is mended."""
    found = policy.lists[name]
    record_type = policy.record_types[found.record_type]
    (said,) = [one for one in policy.lists.values() if one.record_type == record_type.id]
    assert said == found
    assert record_type.effect == "adverse"
    until = until_field(record_type)
    assert until is not None
    assert not record_type.fields[until].required
    assert record_type.retraction is not None
    assert record_type.id in next(
        one.of for one in policy.regimes.values() if one.basis == "ndrc-order-36"
    )


def test_a_tax_violator_is_published_by_the_fifteenth_of_the_next_month(policy: Policy) -> None:
    """Promise: counted from service, as the order of the tax administration has it."""
    publication = policy.lists["l03_tax"].publication
    assert publication is not None
    assert end_of(policy, publication.within, date(2026, 9, 30)) == date(2026, 10, 15)
    assert end_of(policy, publication.within, date(2026, 10, 1)) == date(2026, 11, 15)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"list": "l99_unknown"}, "MEASURE-E040"),
        ({"list": ""}, "MEASURE-E040"),
        ({"list": "l02_judgments"}, "MEASURE-E041"),
        ({"list": "g06_tax_state"}, "MEASURE-E041"),
        ({"department": "tax_bureau"}, "MEASURE-E042"),
        ({"conduct": "wages"}, "MEASURE-E043"),
        ({"measures": ("honours_limit", "posts_limit")}, "MEASURE-E044"),
        ({"months": 37}, "MEASURE-E045"),
    ],
)
def test_what_breaks_the_lists_rule_is_refused_with_that_rule(
    policy: Policy, change: dict[str, str], code: str
) -> None:
    """Promise: each rule of a list refuses by its own code, with a basis, in both languages."""
    assert codes(policy, replace(MARKET, **change)) == [code]
    (fault,) = listing_faults(policy, replace(MARKET, **change), "case", on=ON)
    assert fault.basis
    assert fault.line("zh") != fault.line("en")


def test_a_list_is_entered_only_while_its_law_is_in_force(policy: Policy) -> None:
    """Promise: before the order behind a list is law, nobody is entered on it."""
    finance = Listing("l13_finance", "elsewhere", "finance", ("entry_limit",), 36)
    assert codes(policy, finance, date(2026, 9, 30)) == ["MEASURE-E003"]
    assert codes(policy, finance, date(2026, 10, 1)) == []
