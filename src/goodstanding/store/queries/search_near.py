"""Names near to what was asked, where no name contains it: short forms, slips, same sounds."""

from collections.abc import Iterator
from heapq import nlargest

from goodstanding.core.entities.hits import Meant
from goodstanding.core.entities.likeness import Ordered, in_order, likeness, ready
from goodstanding.core.entities.names import LONGEST
from goodstanding.core.entities.parts import take_apart
from goodstanding.core.entities.sounds import sounds
from goodstanding.core.entities.tokens import part_tokens, sound_tokens, start_token
from goodstanding.store.queries.search_rows import names_with

SHORT_FORM, SAME_SOUND, SIMILAR = (450, 490), (400, 449), (100, 399)
"""What the least and the most like name of each kind is worth."""
LEAST_LIKENESS = 300
_LOOK = 60
_COMPARED = 30
"""So many of each kind, those with the most characters in order, are compared part by part."""
_LONGEST_SHORT_FORM = 12
_TWO_GAPS = 8
"""In texts so long characters may have been dropped in two places."""
_SHORT_STEM = 10
_STRETCH = 3
"""So many characters at a time are left out of longer stems."""
_LEAST_PIECE = 2
_LEAST_TOKENS = 2


def near_names(folded: str) -> list[Meant]:
    """Return names that `folded` may stand for, best first; of slips only if no short form."""
    asked, shared = ready(folded), Ordered(folded)
    found: dict[str, Meant] = {}
    kinds = (
        ("short_form", SHORT_FORM, _short_forms),
        ("same_sound", SAME_SOUND, _same_sounds),
        ("similar", SIMILAR, _same_cores),
        ("similar", SIMILAR, _slips),
    )
    for reason, (least, most), kind in kinds:
        if any(one.reason == "short_form" for one in found.values()):
            break
        new = dict.fromkeys(name for name in kind(folded) if name not in found)
        for name in nlargest(_COMPARED, new, key=shared.share):
            alike = likeness(asked, ready(name)).score
            if reason != "similar" or alike >= LEAST_LIKENESS:
                found[name] = Meant(name, reason, least + (most - least) * alike // 1000)
    return sorted(found.values(), key=lambda one: (-one.score, len(one.folded), one.folded))


def _short_forms(folded: str) -> Iterator[str]:
    """Give names from which characters were dropped in one place, or else in two."""
    if not 2 * _LEAST_PIECE <= len(folded) <= _LONGEST_SHORT_FORM:
        return
    some = False
    for gaps in (1, 2) if len(folded) <= _TWO_GAPS else (1,):
        for pieces in _pieces(folded, gaps):
            wanted = [token for piece in pieces for token in part_tokens(piece)]
            for name in names_with([start_token(folded[:2]), *wanted], pieces, most=_LOOK):
                if in_order(folded, name) == len(folded):
                    some = True
                    yield name
        if some:
            return


def _pieces(folded: str, gaps: int) -> Iterator[list[str]]:
    """Give the ways to cut a text into pieces of two characters or more."""
    for at in range(_LEAST_PIECE, len(folded) - gaps * _LEAST_PIECE + 1):
        if gaps == 1:
            yield [folded[:at], folded[at:]]
        else:
            for rest in _pieces(folded[at:], gaps - 1):
                yield [folded[:at], *rest]


def _same_sounds(folded: str) -> Iterator[str]:
    """Give names that hold, before their form, the same sounds."""
    parts = take_apart(folded)
    heard = sounds(parts.stem)
    lengths = (len(folded) - 1, len(folded) + 1) if parts.form else (1, LONGEST)
    if len(heard) > 1:
        yield from names_with(sound_tokens(heard), most=_LOOK, lengths=lengths)


def _same_cores(folded: str) -> Iterator[str]:
    """Give names that begin with the core, itself or after other places."""
    core = take_apart(folded).core
    if len(core) > 1:
        begin = [start_token(core[:2]), *part_tokens(core)]
        yield from names_with(begin, [core], most=_LOOK)


def _slips(folded: str) -> Iterator[str]:
    """Give names that have all pairs but those around one stretch of characters.

    One wrong, missing or added character, or two neighbours exchanged, spoil three pairs at most.
    Of short stems every three are left out in turn, of longer ones a whole stretch. What ends in a
    legal form is a whole name: others as long as it, give or take one character, are looked at.
    """
    parts = take_apart(folded)
    stem = parts.stem
    lengths = (len(folded) - 1, len(folded) + 1) if parts.form else (1, LONGEST)
    size = len(stem)
    step = 1 if size <= _SHORT_STEM else _STRETCH
    for first in range(0, size - 1, step):
        for last in (first + step, first + step - 1):
            wanted = [
                stem[at : at + 2] for at in range(size - 1) if not first <= at + 1 <= last + 1
            ]
            if first > 1:
                wanted.append(start_token(stem[:2]))
            elif first == 1:
                wanted.append(start_token(stem[:1]))
            if len(wanted) >= _LEAST_TOKENS:
                yield from names_with(wanted, most=_LOOK, lengths=lengths)
                break
