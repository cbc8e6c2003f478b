"""What a condition says of a record, operator by operator."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.shape import Field, FieldKind
from goodstanding.core.policy.values_shape import All, Any_, Condition, Not, Op
from goodstanding.core.policy.values_shape import Test as Check

WORDS = Text("词", "word")
KINDS: dict[str, FieldKind] = {
    "note": "text",
    "day": "day",
    "one": "choice",
    "many": "choices",
    "number": "integer",
    "money": "money",
}
TYPES = {name: Field(name, kind, WORDS) for name, kind in KINDS.items()}
RECORD = {"note": "x", "day": "2026-02-28", "one": "a", "many": "a|b", "number": "7"}


def met(condition: Condition | None, fields: Mapping[str, str] = RECORD) -> bool:
    return holds(condition, fields, severity="general", types=TYPES)


@pytest.mark.parametrize(
    ("field", "op", "arguments", "expected"),
    [
        ("note", "is", ("x",), True),
        ("note", "is", ("y",), False),
        ("one", "in", ("b", "a"), True),
        ("many", "has", ("b", "c"), True),
        ("many", "has", ("c",), False),
        ("number", "at_least", ("7",), True),
        ("number", "at_least", ("8",), False),
        ("number", "at_most", ("7",), True),
        ("number", "at_most", ("6",), False),
        ("number", "between", ("7", "9"), True),
        ("number", "between", ("8", "9"), False),
        ("number", "is", ("07",), True),
        ("day", "between", ("2026-02-01", "2026-02-28"), True),
        ("day", "at_least", ("2026-03-01",), False),
        ("money", "present", (), False),
        ("money", "absent", (), True),
        ("note", "absent", (), False),
        ("severity", "is", ("general",), True),
        ("severity", "in", ("minor", "serious"), False),
    ],
)
def test_an_operator_says_what_it_promises(
    field: str, op: Op, arguments: tuple[str, ...], *, expected: bool
) -> None:
    """Each operator on each kind that it fits, on both sides of its edge."""
    assert met(Check(field, op, arguments)) is expected


@pytest.mark.parametrize("op", ["is", "in", "has", "at_least", "at_most", "between", "present"])
def test_a_test_of_a_missing_field_fails(op: Op) -> None:
    """What is not known is never held against an entity, whatever the operator."""
    assert met(Check("money", op, ("0", "0")), {}) is False
    assert met(Check("money", op, ("0", "0")), {"money": ""}) is False


def test_no_condition_holds_for_every_record() -> None:
    """A rule without `when` is about every record of its type."""
    assert met(None, {})


@given(st.integers(), st.integers(), st.integers())
def test_between_is_both_bounds(number: int, low: int, high: int) -> None:
    """`between` equals `at_least` and `at_most` together."""
    fields = {"number": str(number)}
    both = All((Check("number", "at_least", (str(low),)), Check("number", "at_most", (str(high),))))
    assert met(Check("number", "between", (str(low), str(high))), fields) == met(both, fields)


@given(st.booleans(), st.booleans())
def test_not_any_is_all_not(first: bool, second: bool) -> None:
    """The connectives keep the laws of logic."""
    parts = [Check("number", "present" if true else "absent") for true in (first, second)]
    assert met(Not(Any_(tuple(parts)))) == met(All(tuple(Not(part) for part in parts)))
