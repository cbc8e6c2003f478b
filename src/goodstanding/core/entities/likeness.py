"""How alike two names of organisations are, in per mille, and what agrees and what differs.

The score is a sum of whole points for core, place and form, less for what tells two apart, so that
it can be told part by part. It ranks and explains; nothing decides by it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from goodstanding.core.basis.text import Text
from goodstanding.core.entities.names import LONGEST
from goodstanding.core.entities.parts import Parts, take_apart
from goodstanding.core.entities.sounds import sounds

Verdict = Literal["same", "sound", "part", "similar", "different", "absent"]
VERDICTS: Mapping[str, Text] = {
    "same": Text("相同", "the same"),
    "sound": Text("同音", "sounds the same"),
    "part": Text("一方包含另一方", "one contains the other"),
    "similar": Text("相近", "similar"),
    "different": Text("不同", "different"),
    "absent": Text("一方没有", "only one has it"),
}
PARTS: Mapping[str, Text] = {
    "core": Text("字号和行业", "core"),
    "place": Text("行政区划", "place"),
    "form": Text("组织形式", "form"),
    "number": Text("序号", "number"),
}
CORE, PLACE, FORM = 780, 140, 80
"""What each part is worth when it is the same; together 1000."""
_SOUND_LESS = 60
"""Per mille of the core that go when it only sounds the same."""
_PLACE = {"same": 1000, "absent": 700, "different": 0}
_FORM = {"same": 1000, "absent": 750, "different": 450}
_OTHER_NUMBER = 250
"""Points that go when both bear numbers, and other ones: the second shop is not the third."""
_LEAST_PART = 2
_NUMBER = re.compile(r"[0-9]+|(?<=第)[一二三四五六七八九十百]+")
_SIMILAR = 400
_ALL = 1000
_LEAST_SPELT = 800


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: `core`, `place`, `form`, `number` say what each part speaks for."""

    score: int
    core: Verdict
    common: int
    """How much of the cores is common, per mille."""
    place: Verdict
    form: Verdict
    number: Verdict


@dataclass(frozen=True, slots=True)
class Compared:
    """A name made ready to be compared with many."""

    parts: Parts
    core: str
    heard: tuple[str, ...]
    numbers: tuple[str, ...]


def ready(folded: str) -> Compared:
    """Take a folded name apart, once for all names that it is compared with."""
    parts = take_apart(folded[:LONGEST])
    core = parts.core
    return Compared(parts, core, tuple(sounds(core)), tuple(_NUMBER.findall(folded)))


def likeness(asked: Compared, known: Compared) -> Likeness:
    """Return how alike two names are. The order of the two makes no difference."""
    core, common = _core(asked, known)
    place = _place(asked.parts, known.parts)
    form = _form(asked.parts.form, known.parts.form)
    number: Verdict = "same" if asked.numbers == known.numbers else "absent"
    if asked.numbers and known.numbers and asked.numbers != known.numbers:
        number = "different"
    if asked.parts.folded == known.parts.folded:
        return Likeness(1000, "same", 1000, "same", "same", "same")
    score = (CORE * common + PLACE * _PLACE[place] * common // 1000 + FORM * _FORM[form]) // 1000
    if number == "different":
        score -= _OTHER_NUMBER
    return Likeness(min(999, max(0, score)), core, common, place, form, number)


def _core(asked: Compared, known: Compared) -> tuple[Verdict, int]:
    """Say how the cores agree, trying also those that begin before a place: 平安 is both."""
    if asked.core == known.core:
        return "same", 1000
    if asked.core.isascii() != known.core.isascii():
        return _spelt(asked, known)
    best = _common(asked.core, known.core)
    left, right = asked.parts, known.parts
    if len(left.starts) != len(right.starts):
        best = max(best, _common(left.stem, right.stem))
    if asked.heard == known.heard:
        return "sound", max(best, 1000 - _SOUND_LESS)
    shorter, longer = sorted((asked.core, known.core), key=len)
    if len(shorter) >= _LEAST_PART and shorter in longer:
        return "part", max(best, _contained(shorter, longer))
    return ("similar" if best >= _SIMILAR else "different"), best


def _spelt(left: Compared, right: Compared) -> tuple[Verdict, int]:
    """Compare a name in letters with one in characters by how that sounds, places and all."""
    letters, other = (left, right) if left.core.isascii() else (right, left)
    ways = ("".join(other.heard), "".join(sounds(other.parts.stem)))
    typed = (letters.core, letters.parts.stem)
    best = max(Ordered(one).share(way) for one in typed for way in ways)
    common = (1000 - _SOUND_LESS) * best // 1000
    return ("sound" if best == _ALL else "similar" if best >= _LEAST_SPELT else "different"), common


def _contained(shorter: str, longer: str) -> int:
    """Return what a core is worth that another contains: more when it begins it."""
    begun = 700 if longer.startswith(shorter) else 450
    return begun + (1000 - begun) * len(shorter) // len(longer)


def _common(left: str, right: str) -> int:
    """Return the longest common subsequence, twice, by both lengths; the first characters weigh.

    What tells organisations apart stands at the front of the core, what many share at its end.
    """
    common = Ordered(left).share(right)
    if left[:2] == right[:2]:
        return common
    if left[:1] == right[:1] or left[1:2] == right[1:2]:
        return common * 85 // 100
    if left[:2] == right[1::-1]:
        return common * 95 // 100
    return common * 6 // 10


def in_order(left: str, right: str) -> int:
    """Return the length of the longest common subsequence."""
    return Ordered(left).common(right)


class Ordered:
    """A text made ready to be compared with many by longest common subsequence.

    Bit-parallel, after Hyyrö: one step for each character of the other text.
    """

    def __init__(self, text: str) -> None:
        """Note at which places each character stands."""
        self.size = len(text)
        self._full = (1 << self.size) - 1
        self._places: dict[str, int] = {}
        for at, one in enumerate(text):
            self._places[one] = self._places.get(one, 0) | 1 << at

    def common(self, other: str) -> int:
        """Return how many characters both have in the same order."""
        row, places = self._full, self._places
        for one in other:
            if one in places:
                matched = row & places[one]
                row = (row + matched | row - matched) & self._full
        return self.size - row.bit_count()

    def share(self, other: str) -> int:
        """Return in per mille how much of both is common."""
        both = self.size + len(other)
        return 2000 * self.common(other) // both if both else 1000


def _place(left: Parts, right: Parts) -> Verdict:
    if left.places and right.places:
        return "same" if set(left.places) & set(right.places) else "different"
    if left.places or right.places:
        parts = left if left.places else right
        other = right if left.places else left
        return "same" if any(one in other.folded for one in parts.places) else "absent"
    return "same"


def _form(left: str, right: str) -> Verdict:
    if left == right:
        return "same"
    if not left or not right:
        return "absent"
    return "different"
