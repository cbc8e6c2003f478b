"""Rewards come with a grade or a record, end by themselves, and may be declined."""

from datetime import date

from tests.core.measures.shipped import policy

from goodstanding.core.measures.rewards import Earned, rewards_of
from goodstanding.core.records.standing import as_record

DAY = date(2026, 6, 1)
GRADED = date(2026, 1, 5)
MODEL = policy().models["public_credit"]
TAX_A = as_record(
    policy(),
    id="t",
    record_type="tax_grade",
    department="tax_bureau",
    clock_day=date(2026, 4, 30),
    body_fields={"grade": "A", "year": "2025"},
    on=DAY,
)


def earned(grade: str, on: date = DAY, **more: tuple[str, ...]) -> dict[str, Earned]:
    found = rewards_of(policy(), MODEL, [TAX_A], grade=grade, graded=GRADED, on=on, **more)
    return {one.reward: one for one in found}


def test_the_best_grade_has_what_the_second_has_and_more() -> None:
    """A has all of B's; C and "not enough data" have only what their records bring."""
    assert set(earned("B")) < set(earned("A"))
    assert set(earned("C")) == set(earned("N")) == {"tax_a"}


def test_a_reward_ends_by_itself() -> None:
    """Twelve months after the grade was given, its last day included."""
    assert earned("A")["green_channel"].until == date(2027, 1, 5)
    assert "green_channel" in earned("A", on=date(2027, 1, 5))
    assert "green_channel" not in earned("A", on=date(2027, 1, 6))
    assert "green_channel" not in earned("A", on=date(2026, 1, 4))
    assert earned("N")["tax_a"].until == date(2027, 4, 30)


def test_a_reward_may_be_declined_and_is_suspended_by_a_ban() -> None:
    """What is declined is gone; what would ease a barred act is suspended."""
    assert "green_channel" not in earned("A", declined=("green_channel",))
    assert "bid_deposit" not in earned("A", barred=("bidding",))
    assert "green_channel" in earned("A", barred=("bidding",))
