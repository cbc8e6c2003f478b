"""Reads what becomes of what rests on a record that is taken back."""

from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.grounds_shape import WAYS, GroundRule
from goodstanding.core.policy.read_values import basis


def ground_rule(cursor: Cursor) -> tuple[str, GroundRule]:
    """Return what one way of taking a record back opens."""
    keys = cursor.table(("id", "title", "basis", "part"), ("whole",))
    found = GroundRule(
        id=keys["id"].word(WAYS),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        part=keys["part"].id(),
        whole=keys["whole"].id() if "whole" in keys else "",
    )
    return found.id, found
