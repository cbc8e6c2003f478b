"""Finding an organisation by name, part of a name, sound, or code.

Only names and keys of organisations are looked through: no record, no person. Entities of a class
whose name search is off answer to their exact code alone.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.ids import fold_code
from goodstanding.core.entities.faults_identity import QUERY_TOO_LONG, TOO_MANY_HITS_ASKED
from goodstanding.core.entities.hits import Hit
from goodstanding.store.queries import search_names, search_rows
from goodstanding.store.queries.search_rows import Found

LONGEST_QUERY = 120
MOST_HITS = 100
LEAST_CODE_START = 6
"""Shorter beginnings of codes (a department, a class, a province) would list the register."""
_CODES = {"code": 1000, "old_code": 950, "code_start": 800}
_WHOLE_CODES = frozenset({"code", "old_code"})
_FORMER_LESS = 10
"""How much less a former name counts than the present one."""
_FORMER_NAME_LESS = 50
_BEARERS = 20
"""So many times the asked number of bearers are looked at, where names have many."""

Answer: TypeAlias = tuple[Found, str, int]
"""What was found, for which reason, and what the reason is worth."""


def search(text: str, *, limit: int = 20) -> tuple[Hit, ...]:
    """Return the entities that `text` may mean, best first, each once.

    Who gives a whole code that is known means it, and no name. Else exact names come first,
    present names before former ones; then cores, beginnings, parts, all words in any order, short
    forms, sounds; similar names only where nothing else answers. Among equals: shorter names, then
    by name and entity number, so that the order is total.
    """
    if len(text) > LONGEST_QUERY:
        raise Refused(QUERY_TOO_LONG.at("search", length=len(text), most=LONGEST_QUERY))
    if not 1 <= limit <= MOST_HITS:
        raise Refused(TOO_MANY_HITS_ASKED.at("search", limit=limit, most=MOST_HITS))
    answers = list(_by_code(fold_code(text), limit))
    if not any(reason in _WHOLE_CODES for _, reason, _ in answers):
        answers += _by_name(text, limit)
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
        reason = "code" if found.current else "old_code"
        yield found, reason, _CODES[reason]
    if len(code) >= LEAST_CODE_START:
        for found in search_rows.by_key_start(code, limit=limit):
            yield found, "code_start", _CODES["code_start"]


def _by_name(text: str, limit: int) -> Iterator[Answer]:
    """Give the bearers of the names that answer, the best names first, until there are enough."""
    ranked = search_names.names_for(text, most=limit)
    entities: set[int] = set()
    for at in range(0, len(ranked), limit):
        meant = {one.folded: one for one in ranked[at : at + limit]}
        for found in search_rows.bearers(meant, limit=limit * _BEARERS):
            name = meant[found.folded]
            entities.add(found.number)
            if found.current:
                yield found, name.reason, name.score
            elif name.reason == "name":
                yield found, "former_name", name.score - _FORMER_NAME_LESS
            else:
                yield found, name.reason, name.score - _FORMER_LESS
        if len(entities) >= limit:
            return
