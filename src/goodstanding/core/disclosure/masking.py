"""Names and numbers of natural persons, starred out of a text before it is kept or published.

Which words are names somebody must say: no machine tells a name from a word. Numbers are found.
"""

import re
from collections.abc import Iterable, Mapping

from goodstanding.core.basis.ids import mask_identity_numbers

SEPARATORS = re.compile(r"[\n,，、;；|]+")
APART = re.compile(r"(?<=[0-9０-９])\s+(?=[0-9０-９XxＸｘ])")
"""Blanks between two digits."""
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
        found = _pattern(name)
        text = found.sub(_stars, text) if found else text
    return mask_identity_numbers(text)[0]


def names_found(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these names a text holds, as `masked` finds them."""
    return tuple(one for one in names if (found := _pattern(one)) and found.search(text))


def numbers_found(text: str) -> int:
    """Return how many identity and mobile numbers a text holds, also with blanks between digits.

    Blanks are what a page's layout leaves; so a few numbers more may be told than there are.
    """
    return max(mask_identity_numbers(one)[1] for one in (text, APART.sub("", text)))


def unfit(fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields that still hold an identity or mobile number: they cannot be published."""
    return tuple(name for name, text in fields.items() if mask_identity_numbers(text)[1])


def _pattern(name: str) -> re.Pattern[str] | None:
    """Return what finds a name, whatever blanks stand between its letters; None: too short."""
    letters = [re.escape(one) for one in name if not one.isspace()]
    if len(letters) < SHORTEST:
        return None
    return re.compile(r"\s*".join(letters), re.IGNORECASE)


def _stars(found: re.Match[str]) -> str:
    return "*" * len(found[0])
