"""Which organisation a record may mean whose code is damaged or missing: a ranking, no decision.

Evidence from the code and from the name is added up in whole points. A person reads the reasons
and decides; nothing here, and nothing that calls this, decides by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from goodstanding.core.basis import ids
from goodstanding.core.basis.text import Text
from goodstanding.core.entities.names import bigrams, core_name, fold_name, overlap

POINTS = {
    "same_code": 1000,
    "old_number": 950,
    "lookalike": 900,
    "one_character": 800,
    "exchanged": 800,
    "missing_character": 780,
    "extra_character": 780,
    "same_name": 500,
    "former_name": 450,
    "same_core": 350,
    "similar_name": 300,
}
"""What each reason is worth; `similar_name` is worth this times the common bigrams."""
REASONS: Mapping[str, Text] = {
    "same_code": Text("代码相同", "the same code"),
    "old_number": Text("原登记号相同", "the same old number"),
    "lookalike": Text("仅形近字符不同", "differs only in characters that look alike"),
    "one_character": Text("仅一个字符不同", "differs in one character"),
    "exchanged": Text("相邻两个字符颠倒", "two neighbours exchanged"),
    "missing_character": Text("缺一个字符", "one character is missing"),
    "extra_character": Text("多一个字符", "one character too many"),
    "same_name": Text("名称相同", "the same name"),
    "former_name": Text("与曾用名相同", "the same as a former name"),
    "same_core": Text("字号和行业相同", "the same name without place and legal form"),
    "similar_name": Text("名称相近", "a similar name"),
}
LEAST_OVERLAP = 400
"""Names with less in common, in per mille of their bigrams, are not called similar."""

_UNLAWFUL = str.maketrans("IOSZ", "1052")
"""Letters that no unified code has, each with the digit that it is mistaken for."""
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("B8", "D0", "Q0", "O0", "I1", "L1", "S5", "Z2", "G6", "UV", "VY", "MN", "T7", "7Y")
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entity that may be meant: its keys' codes and its folded names."""

    number: int
    key: str
    name: str
    codes: tuple[str, ...]
    """The codes of all keys that belong to it, the standing one first."""
    names: tuple[str, ...]
    """Folded names, the present one first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant, and why: reasons by their ids in `REASONS`."""

    number: int
    key: str
    name: str
    score: int
    reasons: tuple[str, ...]


def near_codes(code: str) -> dict[str, str]:
    """Return every lawful code that one slip turns into the folded `code`, with the slip's name.

    Slips: characters that look alike, one wrong character, two neighbours exchanged, one
    character missing or doubled. Lawful: a unified code or a 15-digit number that checks.
    """
    found: dict[str, str] = {}
    for near, slip in _slips(code):
        if near != code and (ids.uscc_check(near) or ids.regno_check(near)):
            better = POINTS[slip] > POINTS.get(found.get(near, ""), 0)
            if better:
                found[near] = slip
    return found


def _slips(code: str) -> Iterator[tuple[str, str]]:
    alphabet = _alphabet(code)
    if not alphabet:
        return
    lawful = code.translate(_UNLAWFUL)
    yield lawful, "lookalike"
    length = len(lawful)
    if length in {ids.USCC_LENGTH, ids.REGNO_LENGTH}:
        for at, was in enumerate(lawful):
            for other in alphabet:
                alike = frozenset((code[at], other)) in _ALIKE
                yield (
                    lawful[:at] + other + lawful[at + 1 :],
                    "lookalike" if alike else "one_character",
                )
            if at + 1 < length:
                yield lawful[:at] + lawful[at + 1] + was + lawful[at + 2 :], "exchanged"
    elif length in {ids.USCC_LENGTH - 1, ids.REGNO_LENGTH - 1}:
        for at in range(length + 1):
            for other in alphabet:
                yield lawful[:at] + other + lawful[at:], "missing_character"
    else:
        for at in range(length):
            yield lawful[:at] + lawful[at + 1 :], "extra_character"


def _alphabet(code: str) -> str:
    """Return the alphabet of the kind of code that `code` is nearest to by its length, or ""."""
    if abs(len(code) - ids.USCC_LENGTH) <= 1:
        return ids.USCC_ALPHABET
    if abs(len(code) - ids.REGNO_LENGTH) <= 1:
        return "0123456789"
    return ""


def rank(code: str, name: str, known: Iterable[Known], *, limit: int = 10) -> tuple[Candidate, ...]:
    """Return the entities for which anything speaks, best first; ties by entity number.

    `code` and `name` are as sent.
    """
    folded_code = ids.fold_code(code)
    near = near_codes(folded_code)
    meant = _Name(fold_name(name))
    candidates = []
    for entity in known:
        reasons = dict((*_code_evidence(folded_code, near, entity), *meant.evidence(entity)))
        if reasons:
            candidates.append(
                Candidate(
                    entity.number, entity.key, entity.name, sum(reasons.values()), tuple(reasons)
                )
            )
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.number))
    return tuple(candidates[:limit])


def _code_evidence(code: str, near: Mapping[str, str], entity: Known) -> Iterator[tuple[str, int]]:
    """Give the strongest thing that the code says for `entity`, if any."""
    said = [near[own] for own in entity.codes if own in near]
    if code and code in entity.codes:
        said.append("same_code" if code == entity.codes[0] else "old_number")
    if said:
        best = max(said, key=lambda reason: (POINTS[reason], reason))
        yield best, POINTS[best]


class _Name:
    """The name on a record, taken apart once for all entities that it is compared with."""

    def __init__(self, folded: str) -> None:
        self.folded = folded
        self.core = core_name(folded)
        self.pairs = frozenset(bigrams(folded))

    def evidence(self, entity: Known) -> Iterator[tuple[str, int]]:
        """Give the strongest thing that the name says for `entity`, if any."""
        if not self.folded or not entity.names:
            return
        if self.folded == entity.names[0]:
            yield "same_name", POINTS["same_name"]
        elif self.folded in entity.names:
            yield "former_name", POINTS["former_name"]
        elif any(self.core == core_name(name) for name in entity.names):
            yield "same_core", POINTS["same_core"]
        else:
            common = max(overlap(self.pairs, frozenset(bigrams(name))) for name in entity.names)
            if common >= LEAST_OVERLAP:
                yield "similar_name", POINTS["similar_name"] * common // 1000
