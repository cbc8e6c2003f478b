"""A folded name taken apart: places at its front, a core that tells it apart, a legal form.

"云岭市松风食品有限公司" is the place 云岭市, the core 松风食品 and the form 有限公司. Whether 平安
is a county or a firm nobody can tell by looking, so a core may begin at several characters.
"""

from collections import defaultdict
from typing import NamedTuple

from goodstanding.core.entities.forms import FORMS
from goodstanding.core.entities.places_table import PLACES

_PLACE_ENDS = "省市区县州盟旗镇乡"
_LONG_ENDS = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "新区")
_LONG_BEGIN = frozenset(long[0] for long in _LONG_ENDS)
_LEAST_PLACE = 2
"""At least two characters come before the character that ends a place."""
_LONGEST_PLACE = 8
LEAST_CORE = 2
MOST_PLACES = 3
_KNOWN = frozenset((*PLACES.split(), "中国"))
_SIZES: dict[str, tuple[int, ...]] = {}
"""How long the known places are that begin with a character, the longest first."""
_by_first: dict[str, set[int]] = defaultdict(set)
for _known in _KNOWN:
    _by_first[_known[0]].add(len(_known))
for _first, _sizes in _by_first.items():
    _SIZES[_first] = tuple(sorted(_sizes, reverse=True))


class Parts(NamedTuple):
    """A folded name and where its parts meet."""

    folded: str
    places: tuple[str, ...]
    """Places at the front without what only says their kind: 云岭 of 云岭市."""
    starts: tuple[int, ...]
    """Where the core may begin: 0, and behind each place."""
    end: int
    """Where the legal form begins."""

    @property
    def core(self) -> str:
        """Return what is left without the places and the form."""
        return self.folded[self.starts[-1] : self.end]

    @property
    def stem(self) -> str:
        """Return the name without its form."""
        return self.folded[: self.end]

    @property
    def form(self) -> str:
        """Return the legal form, or nothing."""
        return self.folded[self.end :]


def take_apart(folded: str) -> Parts:
    """Take a folded name apart; of what may be cut, two characters always stay."""
    end = form_start(folded)
    places: list[str] = []
    starts = [0]
    while len(places) < MOST_PLACES:
        short, behind = _place(folded, starts[-1], end)
        if not short:
            break
        places.append(short)
        starts.append(behind)
    return Parts(folded, tuple(places), tuple(starts), end)


def form_start(folded: str) -> int:
    """Return where the legal forms at the end of a name begin."""
    end = len(folded)
    cut = True
    while cut and end > LEAST_CORE:
        cut = False
        for form in FORMS.get(folded[end - 1], ()):
            if end - len(form) >= LEAST_CORE and folded.endswith(form, 0, end):
                end -= len(form)
                cut = True
                break
    return end


def _place(folded: str, at: int, end: int) -> tuple[str, int]:
    """Return the place that begins here, without its kind, and where it ends; or nothing."""
    most = end - LEAST_CORE
    for size in _SIZES.get(folded[at : at + 1], ()):
        known = folded[at : at + size]
        if known in _KNOWN and at + size <= most:
            return known, _behind_its_kind(folded, at + size, most)
    for place in range(at + _LEAST_PLACE, min(most, at + _LONGEST_PLACE)):
        if folded[place] in _PLACE_ENDS and folded[place - 1 : place + 1] != "超市":
            return folded[at:place], place + 1
    return "", at


def _behind_its_kind(folded: str, behind: int, most: int) -> int:
    """Return where the word ends that says of which kind the place before it is, if any."""
    if folded[behind : behind + 1] in _LONG_BEGIN:
        for long in _LONG_ENDS:
            if folded.startswith(long, behind) and behind + len(long) <= most:
                return behind + len(long)
    if behind < most and folded[behind] in _PLACE_ENDS:
        return behind + 1
    return behind
