"""Finding an organisation by name, part of a name, or code.

Only names and keys of organisations are looked through: no record, no person. Entities of a class
whose name search is off answer to their exact code alone.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.ids import fold_code
from goodstanding.core.entities.faults_identity import QUERY_TOO_LONG, TOO_MANY_HITS_ASKED
from goodstanding.core.entities.hits import Hit
from goodstanding.core.entities.names import bigrams, core_name, fold_name, halves, overlap
from goodstanding.store.queries import search_rows
from goodstanding.store.queries.search_rows import Found

LONGEST_QUERY = 120
MOST_HITS = 100
LEAST_CODE_START = 6
"""Shorter beginnings of codes (a department, a class, a province) would list the register."""
LEAST_OVERLAP = 300
"""Names with less in common, in per mille of their bigrams, are not called similar."""

Answer: TypeAlias = tuple[Found, str, int]
"""What was found, for which reason, and what the reason is worth."""

_SCORES = {
    "code": 1000,
    "old_code": 950,
    "name": 1000,
    "former_name": 950,
    "code_start": 800,
    "name_start": 800,
    "name_part": 600,
    "words": 500,
}
_FORMER_LESS = 10
"""How much less a former name counts than the present one."""
_SIMILAR_FROM, _SIMILAR_TO = 100, 400


def search(text: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Return the entities that `text` may mean, best first, each once.

    Exact codes and names come first, present names before former ones; then beginnings, parts,
    all words in any order; similar names only where nothing else answers. Among equals: present
    names, shorter names, then by name and entity number, so that the order is total.
    """
    if len(text) > LONGEST_QUERY:
        raise Refused(QUERY_TOO_LONG.at("search", length=len(text), most=LONGEST_QUERY))
    if not 1 <= limit <= MOST_HITS:
        raise Refused(TOO_MANY_HITS_ASKED.at("search", limit=limit, most=MOST_HITS))
    folded = fold_name(text)
    answers = [*_by_code(fold_code(text), limit), *_by_name(folded, limit)]
    if len({found.number for found, _, _ in answers}) < limit:
        answers += _by_words(text, limit)
    if not answers:
        answers += _similar(folded)
    return _ranked(answers)[:limit]


def _ranked(answers: Iterable[Answer]) -> tuple[Hit, ...]:
    """Return each entity once, by its best answer, in total order."""
    best: dict[int, tuple[tuple[int, bool, int, str, int], Answer]] = {}
    for answer in answers:
        found, _, score = answer
        order = (-score, not found.current, len(found.folded), found.folded, found.number)
        if found.number not in best or order < best[found.number][0]:
            best[found.number] = (order, answer)
    return tuple(
        Hit(found.number, found.key, found.name, found.matched, score, reason)
        for _, (found, reason, score) in sorted(best.values())
    )


def _by_code(code: str, limit: int) -> Iterator[Answer]:
    """Give the bearers of this code, and of codes that begin so."""
    if not code.isascii() or not code.replace("-", "").isalnum():
        return
    for found in search_rows.by_key(code, limit=limit):
        yield _scored(found, "code" if found.current else "old_code")
    if len(code) >= LEAST_CODE_START:
        for found in search_rows.by_key_start(code, limit=limit):
            yield _scored(found, "code_start")


def _by_name(folded: str, limit: int) -> Iterator[Answer]:
    """Give the bearers of this name, of names that begin so, and of names that contain it."""
    if not folded:
        return
    for found in search_rows.by_name(folded, limit=limit):
        yield _scored(found, "name" if found.current else "former_name")
    for found in search_rows.by_name_start(folded, limit=limit):
        yield _scored(found, "name_start")
    for found in search_rows.by_parts([folded], limit=limit):
        yield _scored(found, "name_part")


def _by_words(text: str, limit: int) -> Iterator[Answer]:
    """Give names that contain every word of a text of several words, in any order."""
    words = [word for word in map(fold_name, text.split()) if word]
    if len(words) > 1:
        for found in search_rows.by_parts(words, limit=limit):
            yield _scored(found, "words")


def _scored(found: Found, reason: str) -> Answer:
    former = reason in {"name_start", "name_part", "words"} and not found.current
    return found, reason, _SCORES[reason] - (_FORMER_LESS if former else 0)


def _similar(folded: str) -> Iterator[Answer]:
    """Give names that have one half of the asked core name in full and enough of the whole."""
    core = core_name(folded)
    asked, asked_core = frozenset(bigrams(folded)), frozenset(bigrams(core))
    for half in halves(core):
        for found in search_rows.by_parts([half], limit=search_rows.MOST_LOOKED_AT):
            common = max(
                overlap(asked, frozenset(bigrams(found.folded))),
                overlap(asked_core, frozenset(bigrams(core_name(found.folded)))),
            )
            if common >= LEAST_OVERLAP:
                score = _SIMILAR_FROM + (_SIMILAR_TO - _SIMILAR_FROM) * common // 1000
                yield found, "similar", score
