"""What a merger, division or conversion passes on: duties to perform, and no burden by itself."""

from dataclasses import replace
from datetime import date

import pytest

from goodstanding.core.measures.facts import InForce
from goodstanding.core.measures.succession import left_behind
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.succession_shape import CHANGES
from goodstanding.core.records.standing import as_record

ON = date(2026, 6, 1)


def measure(policy: Policy) -> InForce:
    """A measure that bars honours until 2027."""
    known = policy.measures["honours_limit"]
    anchor = next(iter(known.anchors))
    return InForce(
        id="market_regulation-2026-1/honours_limit",
        measure="honours_limit",
        anchor=anchor,
        addressee="cn-uscc:91990100000005012M",
        conduct="market_violation:1",
        body="honours_unit",
        starts=date(2026, 5, 22),
        ends=date(2027, 5, 22),
        review=None,
        decision="market_regulation-2026-1",
    )


@pytest.mark.parametrize("change", CHANGES)
def test_no_change_passes_a_measure_an_entry_or_a_grade_by_itself(
    policy: Policy, change: str
) -> None:
    """Whatever stands against the predecessor: by a decision anew, or not at all."""
    record = as_record(
        policy,
        id="7",
        record_type="serious_list",
        department="market_regulation",
        clock_day=date(2026, 4, 10),
        body_fields={"list": "market_regulation", "until_day": "2029-04-10"},
        on=ON,
    )
    left = left_behind(policy, change, [record], [measure(policy)], on=ON)
    assert {one.what for one in left} <= {"record", "measure"}
    assert {one.passes for one in left} == {"anew"}
    assert all(one.procedure in policy.procedures for one in left)
    grades = [one for one in policy.succession.values() if one.what == "grade"]
    assert [one.passes for one in grades] == ["never"]
    assert set(grades[0].changes) == set(CHANGES)


def test_what_is_owed_is_the_successors_to_perform(policy: Policy) -> None:
    """A fine that was not paid passes as a duty, with the rule and the basis that say so."""
    record = as_record(
        policy,
        id="8",
        record_type="administrative_penalty",
        department="market_regulation",
        clock_day=date(2026, 4, 2),
        body_fields={"procedure": "ordinary", "fine": "1200000", "kinds": "fine"},
        on=ON,
    )
    (left,) = left_behind(policy, "merger", [record], [], on=ON)
    assert (left.id, left.passes, left.procedure) == ("8", "duty", "")
    assert policy.source_of(left.basis)


def test_what_no_rule_names_does_not_pass(policy: Policy) -> None:
    """Silence of the packs passes nothing on."""
    bare = replace(policy, succession={})
    (left,) = left_behind(bare, "merger", [], [measure(policy)], on=ON)
    assert (left.passes, left.rule) == ("never", "")


def test_what_is_over_leaves_nothing(policy: Policy) -> None:
    """An ended measure is nobody's."""
    assert left_behind(policy, "merger", [], [measure(policy)], on=date(2027, 5, 23)) == ()
