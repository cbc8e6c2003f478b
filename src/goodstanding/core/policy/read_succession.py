"""Reads what a merger, a division or a conversion passes on."""

from typing import cast, get_args

from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.read_lists import one, texts
from goodstanding.core.policy.read_values import basis
from goodstanding.core.policy.succession_shape import CHANGES, Change, Held, Passes, Succession


def succession(cursor: Cursor) -> tuple[str, Succession]:
    """Return what becomes of one kind of thing."""
    needed = ("id", "title", "basis", "changes", "what", "passes")
    keys = cursor.table(needed, ("of", "procedure"))
    found = Succession(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        changes=tuple(
            cast("Change", item.word(CHANGES)) for item in keys["changes"].items(least=1)
        ),
        what=cast("Held", keys["what"].word(get_args(Held))),
        of=texts(keys, "of"),
        passes=cast("Passes", keys["passes"].word(get_args(Passes))),
        procedure=one(keys, "procedure", Cursor.text, ""),
    )
    return found.id, found
