"""What a name is found by: pairs of characters, how it begins, how that sounds.

Every token comes from the folded name alone, so that an index can be emptied of a name again.
Pairs are as they are; other kinds begin with a sign that tells them apart:

    松风        a pair anywhere in the name
    ^松 ^松风    a character, a pair, with which the name or its core begins
    ~song~feng  two syllables anywhere before the legal form
    *song~feng  two syllables with which the name or its core begins
    =sf =sfs... the first letters of 2, 3, 4, 6 syllables from where the name or its core begins
"""

from collections.abc import Sequence
from itertools import pairwise

from goodstanding.core.entities.names import bigrams
from goodstanding.core.entities.parts import take_apart
from goodstanding.core.entities.sounds import has_sound, initials, sounds

EDITION = 2
"""Raise it whenever folding or tokens change: an index of another edition must be made again."""
INITIALS = (2, 3, 4, 6)
"""Of so many syllables the first letters are indexed."""


def tokens(folded: str) -> list[str]:
    """Return all tokens of a folded name, each once."""
    parts = take_apart(folded)
    found = dict.fromkeys(bigrams(folded))
    read = sounds(folded)
    heard = [sound if has_sound(one) else "" for one, sound in zip(folded, read, strict=True)]
    for at in range(parts.end - 1):
        if heard[at] and heard[at + 1]:
            found[f"~{heard[at]}~{heard[at + 1]}"] = None
    letters = initials(read)
    for start in parts.starts:
        found[start_token(folded[start : start + 1])] = None
        found[start_token(folded[start : start + 2])] = None
        pair = heard[start : start + 2]
        if all(pair) and len(pair) > 1:
            found[f"*{pair[0]}~{pair[1]}"] = None
            for count in INITIALS:
                if start + count <= len(letters):
                    found["=" + letters[start : start + count]] = None
    return list(found)


def start_token(begin: str) -> str:
    """Return the token of names that begin with this character or pair."""
    return "^" + begin


def part_tokens(part: str) -> list[str]:
    """Return the tokens that every name has that contains this part of two characters or more."""
    return list(bigrams(part)) if len(part) > 1 else []


def sound_tokens(syllables: Sequence[str]) -> list[str]:
    """Return the tokens of names in which these syllables follow each other."""
    return [f"~{left}~{right}" for left, right in pairwise(syllables)]


def sound_start_token(syllables: Sequence[str]) -> str:
    """Return the token of names that begin with the first two of these syllables."""
    return f"*{syllables[0]}~{syllables[1]}"


def initials_token(letters: str) -> str:
    """Return the token of names that begin with the most of these first letters."""
    most = max((count for count in INITIALS if count <= len(letters)), default=0)
    return "=" + letters[:most] if most else ""
