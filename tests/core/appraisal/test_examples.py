"""Worked examples: what is met passes in silence, what is not is named with its place."""

import pytest
from tests.core.appraisal.cards import always, model, policy_of, record_type, rule

from goodstanding.core.appraisal.examples import run_examples
from goodstanding.core.basis.faults import Fault

GOOD = """\
examples:
  - id: one_fine
    title: {zh: 一次罚款, en: one fine}
    model: card
    day: "2026-11-01"
    entity: {class: "91"}
    records:
      - {id: r1, type: fine, day: "2026-03-02", fields: {amount: 500}}
    expect:
      score: 92
      grade: A
      next_change: "2027-03-02"
      lines:
        - {kind: start, where: start, points: 100, ends: none}
        - {kind: record, where: fines, points: -8, records: [r1], ends: "2027-03-02"}
"""


def run(text: str) -> tuple[Fault, ...]:
    card = model(rule("fines", points=always(-8), within_months=always(12)))
    policy = policy_of(record_type("fine", amount="money"), models=(card,))
    return run_examples(policy, {"examples/fines.yaml": text.encode()})


def test_an_example_that_is_met_is_silent() -> None:
    """Score, grade, next day of change and every line agree."""
    assert run(GOOD) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("score: 92", "score: 91", "APPRAISAL-E003"),
        ("grade: A", "grade: B", "APPRAISAL-E003"),
        ('next_change: "2027-03-02"', "next_change: none", "APPRAISAL-E003"),
        ("points: -8", "points: -9", "APPRAISAL-E003"),
        ("ends: none", 'ends: "2027-03-02"', "APPRAISAL-E003"),
        ("model: card", "model: other", "APPRAISAL-E004"),
        ("type: fine", "type: other", "APPRAISAL-E004"),
        ("amount: 500", "sum: 500", "APPRAISAL-E004"),
        ('class: "91"', 'class: "92"', "APPRAISAL-E001"),
        ("grade: A", "grades: A", "PACK-E009"),
    ],
)
def test_an_example_that_is_not_met_is_named(old: str, new: str, code: str) -> None:
    """One wrong word in an example is one named fault at its place in the file."""
    faults = run(GOOD.replace(old, new, 1))
    assert code in {fault.code for fault in faults}
    assert all(fault.where.startswith("examples/fines.yaml:") for fault in faults)


def test_a_missing_line_is_noticed() -> None:
    """Where lines are written, they are all of the lines."""
    faults = run(GOOD[: GOOD.rindex("        - {kind: record")])
    assert [fault.code for fault in faults] == ["APPRAISAL-E003"]


def test_days_in_examples_are_read_strictly() -> None:
    """A day that does not exist is a fault of the file's form."""
    assert run(GOOD.replace("2026-11-01", "2026-11-31"))[0].code.startswith("PACK-")
