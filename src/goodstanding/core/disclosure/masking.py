"""Names and numbers of natural persons, starred out of a text before it is kept or published.

Which words are names somebody must say: no machine tells a name from a word. Numbers are found.
"""

import re
from collections.abc import Iterable, Mapping

from goodstanding.core.basis.ids import mask_identity_numbers

SEPARATORS = re.compile(r"[\n,，、;；|]+")
SHORTEST = 2
"""A name of one character would star out words."""


def names_in(said: str) -> tuple[str, ...]:
    """Return the names that a declaration lists, the longest first."""
    found = {one.strip() for one in SEPARATORS.split(said)}
    return tuple(sorted((one for one in found if len(one) >= SHORTEST), key=lambda x: (-len(x), x)))


def masked(text: str, names: Iterable[str] = ()) -> str:
    """Return a text with these names, identity and mobile numbers starred out; its length stays.

    A name is found whatever blanks stand between its letters, and in any case of them.
    """
    for name in names:
        letters = [re.escape(one) for one in name if not one.isspace()]
        if len(letters) >= SHORTEST:
            text = re.sub(r"\s*".join(letters), _stars, text, flags=re.IGNORECASE)
    return mask_identity_numbers(text)[0]


def unfit(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields that still hold an identity or mobile number: they cannot be published."""
    return tuple(name for name, text in fields.items() if mask_identity_numbers(text)[1])


def _stars(found: re.Match[str]) -> str:
    return "*" * len(found[0])
