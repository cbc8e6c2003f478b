"""What a merger, a division or a conversion passes on: as packs say it, for persons to decide."""

from dataclasses import dataclass
from typing import Literal, get_args

from goodstanding.core.basis.text import Text

Change = Literal["merger", "division", "conversion"]
Held = Literal["record", "measure", "grade"]
Passes = Literal["duty", "anew", "never"]
CHANGES: tuple[Change, ...] = get_args(Change)


@dataclass(frozen=True, slots=True)
class Succession:
    """What becomes of one kind of thing that stands against an entity that became another.

    `of`: record types or measures; none: all of them · `passes`: `duty`, what is owed is the
    successor's to perform, and no entry, measure or grade comes with it · `anew`, only by a notice
    and a decision of its own, by `procedure` · `never`.
    """

    id: str
    title: Text
    basis: str
    changes: tuple[Change, ...]
    what: Held
    of: tuple[str, ...]
    passes: Passes
    procedure: str = ""
