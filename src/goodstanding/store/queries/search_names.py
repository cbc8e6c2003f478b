"""Which indexed names a question may mean: asked class by class, ranked by one hand.

The index says which names have all of some tokens, the shortest first; here it is said what they
answer, and how well. Both databases give the same names, so ranking is the same too.
"""

from collections.abc import Iterable, Iterator

from goodstanding.core.entities.hits import Meant
from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.parts import take_apart
from goodstanding.core.entities.tokens import part_tokens, start_token
from goodstanding.store.queries.search_near import near_names
from goodstanding.store.queries.search_rows import is_indexed, names_with, names_with_parts
from goodstanding.store.queries.search_sound import names_by_sound

LEAST_LOOKED_AT = 100
"""Names looked at per question and class, or twice what was asked for, if that is more."""
SCORES = {
    "name": 1000,
    "core_name": 900,
    "name_start": 800,
    "core_start": 800,
    "name_part": 600,
    "words": 500,
}


def names_for(text: str, *, most: int) -> list[Meant]:
    """Return the names that `text` may mean, best first, in total order.

    A vaguer class is asked only where those before gave fewer than `most` names.
    """
    folded = fold_name(text)
    if not folded:
        return []
    best: dict[str, Meant] = {}
    for found in _classes(text, folded, max(LEAST_LOOKED_AT, 2 * most)):
        for one in found:
            if one.folded not in best or best[one.folded].score < one.score:
                best[one.folded] = one
        if len(best) >= most:
            break
    else:
        if not best:
            best = {one.folded: one for one in near_names(folded)}
    return sorted(best.values(), key=lambda one: (-one.score, len(one.folded), one.folded))


def _classes(text: str, folded: str, look: int) -> Iterator[Iterable[Meant]]:
    """Give one class of answers after another, the next only when it is wanted."""
    yield [_as("name", folded)] if is_indexed(folded) else []
    yield _starting(folded, look)
    yield [_as("name_part", one) for one in names_with_parts([folded], most=look)]
    words = [word for word in map(fold_name, text.split()) if word]
    if len(words) > 1:
        yield [_as("words", one) for one in names_with_parts(words, most=look)]
    yield names_by_sound(text, most=look)


def _starting(folded: str, look: int) -> Iterator[Meant]:
    """Give names that begin so, themselves or after their places, and say where."""
    begin = [start_token(folded[:2]), *part_tokens(folded)]
    for name in names_with(begin, [folded], most=look):
        parts = take_apart(name)
        starts = [start for start in parts.starts if name.startswith(folded, start)]
        if not starts:
            continue
        if any(start + len(folded) == parts.end for start in starts):
            yield _as("core_name", name)
        else:
            yield _as("name_start" if starts[0] == 0 else "core_start", name)


def _as(reason: str, folded: str) -> Meant:
    return Meant(folded, reason, SCORES[reason])
