"""Names that sound as typed: pinyin in full, with or without spaces, or its first letters."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

from goodstanding.core.entities.hits import Meant
from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.parts import take_apart
from goodstanding.core.entities.sounds import MOST_CUTS, cuts, initials, sounds, spelling
from goodstanding.core.entities.tokens import initials_token, sound_start_token, sound_tokens
from goodstanding.store.queries.search_rows import names_with

CORE, START, PART, WORDS = 700, 650, 450, 430
"""What it is worth that a name's core, its beginning, a part, or all words sound as typed."""
INITIALS_CORE, INITIALS_START = 480, 440
LEAST_INITIALS, MOST_INITIALS = 2, 40
_LEAST_HEARD = 2
_RUNS = re.compile(r"[a-z]+|[^a-z]+")


def names_by_sound(text: str, *, most: int) -> Iterator[Meant]:
    """Give names that sound like a text with letters in it; a text without any gives none."""
    words = [fold_name(word) for word in spelling(text).split()]
    letters = "".join(words)
    if not any("a" <= one <= "z" for one in letters):
        return
    for way in islice(product(*(_ways(word) for word in words)), MOST_CUTS):
        heard = [syllable for word in way for syllable in word]
        if len(heard) >= _LEAST_HEARD:
            yield from _heard(heard, most)
            if len(way) > 1:
                yield from _in_any_order(way, most)
    if LEAST_INITIALS <= len(letters) <= MOST_INITIALS and letters.isascii():
        yield from _by_initials(letters, most)


def _ways(word: str) -> list[tuple[str, ...]]:
    """Return the ways to hear one word, of letters and characters; none where it is no pinyin."""
    runs = [
        cuts(run) if "a" <= run[0] <= "z" else (tuple(sounds(run)),) for run in _RUNS.findall(word)
    ]
    return [
        tuple(syllable for run in way for syllable in run)
        for way in islice(product(*runs), MOST_CUTS)
    ]


def _heard(heard: Sequence[str], most: int) -> Iterator[Meant]:
    """Give names in which these syllables follow each other, where they begin the name first."""
    begin = [sound_start_token(heard), *sound_tokens(heard)]
    for name in names_with(begin, most=most):
        parts, read = take_apart(name), sounds(name)
        ends = [
            start + len(heard)
            for start in parts.starts
            if read[start : start + len(heard)] == list(heard)
        ]
        if ends:
            yield Meant(name, "pinyin", CORE if parts.end in ends else START)
    for name in names_with(sound_tokens(heard), most=most):
        if _contains(sounds(name), heard):
            yield Meant(name, "pinyin", PART)


def _in_any_order(words: Sequence[Sequence[str]], most: int) -> Iterator[Meant]:
    """Give names in which every word is heard, in any order."""
    wanted = [token for word in words for token in sound_tokens(word)]
    for name in names_with(wanted, most=most):
        read = sounds(name)
        if all(_contains(read, word) for word in words):
            yield Meant(name, "pinyin", WORDS)


def _contains(read: Sequence[str], heard: Sequence[str]) -> bool:
    size = len(heard)
    return any(list(read[at : at + size]) == list(heard) for at in range(len(read) - size + 1))


def _by_initials(letters: str, most: int) -> Iterator[Meant]:
    """Give names of which the first letters, from the beginning or the core on, are these."""
    for name in names_with([initials_token(letters)], most=most):
        parts, own = take_apart(name), initials(sounds(name))
        starts = [start for start in parts.starts if own.startswith(letters, start)]
        if starts:
            whole = any(start + len(letters) == parts.end for start in starts)
            yield Meant(name, "initials", INITIALS_CORE if whole else INITIALS_START)
