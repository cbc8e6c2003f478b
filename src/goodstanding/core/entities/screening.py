"""What screening says of one name: the entities that it may mean, each with an explained score."""

from dataclasses import dataclass
from typing import Literal

from goodstanding.core.basis.text import Language, Text
from goodstanding.core.entities.likeness import PARTS, VERDICTS, Likeness

CodeVerdict = Literal["same", "old", "different", "absent"]
CODES = {
    "same": Text("代码相同", "the same code"),
    "old": Text("是其原代码", "a former code of it"),
    "different": Text("代码不同", "another code"),
    "absent": Text("", ""),
}
State = Literal["found", "none", "empty", "person"]
STATES = {
    "found": Text("有候选主体", "candidates"),
    "none": Text("没有相近的主体", "nothing alike"),
    "empty": Text("没有名称", "no name"),
    "person": Text("含自然人号码，未比对", "holds a person's number; not compared"),
}
SAME_CODE, OLD_CODE = 900, 880
"""A code that agrees gives so many points; the name adds a tenth of its own."""
OTHER_CODE = 150
"""Points that go when both have codes, and other ones."""
_BEST = 1000


@dataclass(frozen=True, slots=True)
class Match:
    """An entity that a screened name may mean: `matched` is its name that was compared."""

    number: int
    key: str
    name: str
    matched: str
    score: int
    code: CodeVerdict
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Screened:
    """One row of a screened file, numbers of persons starred out, and its matches, best first."""

    row: int
    name: str
    code: str
    state: State
    matches: tuple[Match, ...] = ()


def score_of(likeness: Likeness, code: CodeVerdict) -> int:
    """Return the score of a match, 0 to 1000, of its name's likeness and its code."""
    if code in {"same", "old"}:
        return min(_BEST, (SAME_CODE if code == "same" else OLD_CODE) + likeness.score // 10)
    return max(0, likeness.score - (OTHER_CODE if code == "different" else 0))


def explanation(match: Match, language: Language) -> str:
    """Return in words what agrees and what differs."""
    told = [CODES[match.code].in_(language)]
    verdicts = (
        ("core", match.likeness.core),
        ("place", match.likeness.place),
        ("form", match.likeness.form),
        ("number", match.likeness.number),
    )
    for part, verdict in verdicts:
        if part == "number" and verdict != "different":
            continue
        words = f"{PARTS[part].in_(language)}: {VERDICTS[verdict].in_(language)}"
        if part == "core" and verdict in {"part", "similar", "sound"}:
            words += f" ({match.likeness.common // 10}%)"
        told.append(words)
    return ("；" if language == "zh" else "; ").join(one for one in told if one)
