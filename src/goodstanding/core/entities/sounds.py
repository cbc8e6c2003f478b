"""How a name sounds, in pinyin without tones: one reading for each character, `lv` for lü.

Letters typed in place of characters are cut into syllables here too.
"""

import re
from collections.abc import Iterable, Sequence

from goodstanding.core.entities.sounds_pairs_table import PAIRS
from goodstanding.core.entities.sounds_table import READINGS

_READ: dict[str, str] = {}
for _group in re.finditer(r"([a-z]+)([^a-z ]+)", READINGS):
    _READ.update(dict.fromkeys(_group[2], _group[1]))
_OTHERWISE: dict[str, tuple[str, str]] = {}
for _entry in PAIRS.split(";"):
    if _entry.strip():
        _sounds, _, _pairs = _entry.partition(":")
        _left, _right = _sounds.split()
        _OTHERWISE.update(dict.fromkeys(_pairs.split(","), (_left, _right)))
_SPELT = frozenset(_READ)
_FIRST_LETTERS = {ord(_one): _sound[0] for _one, _sound in _READ.items()}
_READ_OTHERWISE = frozenset(_pair[0] for _pair in _OTHERWISE)

SYLLABLES = frozenset(_READ.values()) - {"m", "n", "ng", "hm"}
_LONGEST_SYLLABLE = 6
MOST_CUTS = 4
"""Ways of cutting one run of letters that are looked at: fangan is fan gan and fang an."""
_SPELT_OTHERWISE = str.maketrans({"ü": "v", "'": None, "’": None, "-": None})


def sounds(folded: str) -> list[str]:
    """Return the syllable of each character of a folded name; letters and the rest stand as is."""
    read = list(map(_READ.get, folded, folded))
    if not _READ_OTHERWISE.isdisjoint(folded):
        for at in range(len(folded) - 1):
            if folded[at : at + 2] in _OTHERWISE:
                read[at : at + 2] = _OTHERWISE[folded[at : at + 2]]
    return read


def read_alone(pairs: Iterable[str]) -> bool:
    """Return whether no pair is read otherwise than its characters are one by one."""
    return _OTHERWISE.keys().isdisjoint(pairs)


def are_spelt(folded: str) -> bool:
    """Return whether pinyin spells every character."""
    return _SPELT.issuperset(folded)


def initials_alone(folded: str) -> str:
    """Return the first letters of the syllables of a name of which all pairs are read alone."""
    return folded.translate(_FIRST_LETTERS)


def initials(read: Sequence[str]) -> str:
    """Return the first letters of syllables: `hgtx` of hai ge tong xin."""
    return "".join([one[0] for one in read])


def spelling(text: str) -> str:
    """Return letters as pinyin is spelt here: lü is lv, apostrophes and hyphens are dropped."""
    return text.lower().translate(_SPELT_OTHERWISE)


def cuts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to cut a run of letters into whole syllables, the fewest first.

    "haigetongxin" has one, "xian" two (xian, xi an), "hgtx" none.
    """
    found: dict[int, list[tuple[str, ...]]] = {0: [()]}
    for end in range(1, len(letters) + 1):
        ways = [
            (*way, letters[start:end])
            for start in range(max(0, end - _LONGEST_SYLLABLE), end)
            if letters[start:end] in SYLLABLES
            for way in found.get(start, ())
        ]
        ways.sort(key=lambda way: (len(way), tuple(-len(one) for one in way)))
        found[end] = ways[:MOST_CUTS]
    return tuple(found[len(letters)]) if letters else ()
