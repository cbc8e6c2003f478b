"""What a name is found by: pairs of characters, how it begins, how that sounds.

Every token comes from the folded name alone, so that an index can be emptied of a name again.
Pairs are as they are; other kinds begin with a sign that tells them apart:

    松风        a pair anywhere in the name
    ^松 ^松风    a character, a pair, with which the name or its core begins
    ~song~feng  two syllables anywhere in the name
    *song~feng  two syllables with which the name or its core begins
    =sf =sfs... the first letters of 2, 3, 4, 6 syllables from where the name or its core begins
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from operator import add

from goodstanding.core.entities.forms import FORMS
from goodstanding.core.entities.names import bigrams
from goodstanding.core.entities.parts import take_apart
from goodstanding.core.entities.sounds import (
    are_spelt,
    initials,
    initials_alone,
    read_alone,
    sounds,
)

EDITION = 2
"""Raise it whenever folding or tokens change: an index of another edition must be made again."""
INITIALS = (2, 3, 4, 6)
"""Of so many syllables the first letters are indexed."""

_REMEMBERED = 100_000
"""Pairs whose tokens are kept at hand: names share nine tenths of theirs."""
_WRITTEN_BEGINS = 2
"""So many tokens say how a name begins in characters; one more, if it is spelt, how it sounds."""
_ENOUGH = 2
_OF_FORMS = frozenset(
    token
    for forms in FORMS.values()
    for form in forms
    if are_spelt(form)
    for token in (
        *map(add, form, form[1:]),
        *(f"~{left}~{right}" for left, right in pairwise(sounds(form))),
    )
)


def tokens(folded: str) -> list[str]:
    """Return all tokens of a folded name; one that stands twice in it may come twice."""
    pairs = list(map(add, folded, folded[1:]))
    starts = take_apart(folded).starts
    if read_alone(pairs):
        found = list(chain.from_iterable(map(_of_pair, pairs))) or [folded]
        begins = [_of_begin(folded[start : start + 2]) for start in starts]
        letters = initials_alone(folded)
    else:
        read = sounds(folded)
        found = pairs + _heard_pairs(folded, read)
        begins = [_begin(folded[start : start + 2], read[start : start + 2]) for start in starts]
        letters = initials(read)
    for start, begin in zip(starts, begins, strict=True):
        found += begin
        if len(begin) > _WRITTEN_BEGINS:
            own = "=" + letters[start : start + INITIALS[-1]]
            found += [own[: size + 1] for size in INITIALS if size < len(own)]
    return found


@lru_cache(maxsize=_REMEMBERED)
def _of_pair(pair: str) -> tuple[str, ...]:
    """Return the tokens of a pair, wherever no pair of the name is read otherwise."""
    return (pair, *_heard_pairs(pair, sounds(pair)))


@lru_cache(maxsize=_REMEMBERED)
def _of_begin(begin: str) -> tuple[str, ...]:
    """Return the tokens of a pair with which a name or core begins, in such a name."""
    return _begin(begin, sounds(begin))


def _heard_pairs(folded: str, read: Sequence[str]) -> list[str]:
    """Return what every pair sounds like of which pinyin spells both characters."""
    return [
        f"~{read[at]}~{read[at + 1]}"
        for at in range(len(folded) - 1)
        if are_spelt(folded[at : at + 2])
    ]


def _begin(begin: str, read: Sequence[str]) -> tuple[str, ...]:
    """Return how a name or core begins: its character, its pair and, if spelt, their sound."""
    written = ("^" + begin[:1], "^" + begin)
    if len(begin) > 1 and are_spelt(begin):
        return (*written, f"*{read[0]}~{read[1]}")
    return written


def telling(wanted: Iterable[str]) -> list[str]:
    """Return the tokens worth asking for, sorted: without those of legal forms, if enough are left.

    Half of all names have 有限 and 公司; asking for them costs most and tells least.
    """
    every = sorted(set(wanted))
    kept = [token for token in every if token not in _OF_FORMS]
    return kept if len(kept) >= _ENOUGH else every


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
