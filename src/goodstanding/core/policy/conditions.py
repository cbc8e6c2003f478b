"""What a condition says of one record: the only meaning of the closed list of operators."""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.policy.shape import Field, FieldKind
from goodstanding.core.policy.values_shape import All, Any_, Condition, Not, Test

ORDERED: tuple[FieldKind, ...] = ("integer", "money", "day")
SEVERITY = "severity"
"""The pseudo-field that holds the record's severity class."""


def holds(
    condition: Condition | None,
    fields: Mapping[str, str],
    *,
    severity: str,
    types: Mapping[str, Field],
) -> bool:
    """Return whether a record meets `condition` (None: every record does).

    `fields` are texts as the ledger keeps them; an empty text is a missing field.
    """
    if condition is None:
        return True
    if isinstance(condition, All):
        return all(holds(part, fields, severity=severity, types=types) for part in condition.parts)
    if isinstance(condition, Any_):
        return any(holds(part, fields, severity=severity, types=types) for part in condition.parts)
    if isinstance(condition, Not):
        return not holds(condition.part, fields, severity=severity, types=types)
    if condition.field == SEVERITY:
        return _meets(condition, severity, "choice")
    return _meets(condition, fields.get(condition.field, ""), types[condition.field].kind)


def _meets(test: Test, text: str, kind: FieldKind) -> bool:
    """Return whether one field's text meets one test."""
    if test.op == "absent" or not text:
        return test.op == "absent" and not text
    if test.op == "present":
        return True
    if test.op == "has":
        return not set(text.split("|")).isdisjoint(test.arguments)
    if kind not in ORDERED:
        return text in test.arguments
    number = ordinal(text, kind)
    arguments = [ordinal(word, kind) for word in test.arguments]
    if test.op in ("is", "in"):
        return number in arguments
    low = arguments[0] if test.op != "at_most" else number
    high = arguments[-1] if test.op != "at_least" else number
    return low <= number <= high


def ordinal(text: str, kind: FieldKind) -> int:
    """Return the number by which values of an ordered field compare."""
    return date.fromisoformat(text).toordinal() if kind == "day" else int(text)
