"""Names compared with the register: for each one the best matches, in the order of the file."""

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import islice

from django.db import connection, transaction

from goodstanding.core.basis.ids import fold_code, looks_like_resident_id, mask_identity_numbers
from goodstanding.core.entities.likeness import Compared, Ordered, likeness, ready
from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.screening import CodeVerdict, Match, Screened, score_of
from goodstanding.store.dialect import among_texts, listed
from goodstanding.store.queries.screen_file import Asked
from goodstanding.store.queries.screen_index import NameIndex
from goodstanding.store.queries.search_rows import Found, bearers, schemes
from goodstanding.store.queries.search_sound import names_by_sound

LEAST_SCORE = 550
"""Matches with less are not told unless they are asked for."""
MOST_MATCHES = 20
_EDITION = 1
"""Raise it whenever other matches or scores come of the same register: no draft outlives that."""
_TOGETHER = 500
"""Rows whose entities are read together."""
_LOOK = 50
_COMPARED = 16
"""Of the names that share pairs those with the most characters in order are compared by parts."""
_BEARERS = 20_000
_SOUNDS = 20
_READ = 20_000


def read_index() -> NameIndex:
    """Return the index of all names that search may find, in the order of the search index."""
    return NameIndex(_all_names())


def register_state() -> list[object]:
    """Return what changes whenever the register, or how it is compared, may answer otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(seq), 0) FROM ledger_entry")
        (last,) = cursor.fetchone()
        cursor.execute("SELECT edition, mark FROM search_state ORDER BY id")
        return [_EDITION, connection.vendor, last, *map(list, cursor.fetchall())]


def _all_names() -> Iterator[str]:
    after = -1
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT id, folded FROM search_name WHERE id > %s ORDER BY id LIMIT %s",
                [after, _READ],
            )
            rows = cursor.fetchall()
            if not rows:
                return
            yield from (folded for _, folded in rows)
            after = rows[-1][0]


def screen(
    names: Iterable[Asked],
    *,
    most: int = 5,
    least: int = LEAST_SCORE,
    index: NameIndex | None = None,
) -> Iterator[Screened]:
    """Give what was found for each name, in their order, from one state of the register.

    Names are found by their pairs of characters, letters alone by sound; of those the most alike
    are given. A name with a person's number is not compared and its number is starred out.
    """
    with transaction.atomic():
        held = index or read_index()
        rows = iter(names)
        while piece := list(islice(rows, _TOGETHER)):
            yield from _piece(piece, held, most, least)


def _piece(rows: Sequence[Asked], index: NameIndex, most: int, least: int) -> Iterator[Screened]:
    """Find the names for some rows, then read the bearers of all of them at once."""
    asked: dict[int, Compared] = {}
    meant: dict[int, list[str]] = {}
    for row in rows:
        folded = fold_name(row.name)
        if folded and not _personal(row):
            asked[row.row] = ready(folded)
            meant[row.row] = _names_near(row.name, folded, asked[row.row], index, most)
    wanted = sorted({name for names in meant.values() for name in names})
    by_name: dict[str, list[Found]] = {}
    for at in range(0, len(wanted), _TOGETHER):
        for found in bearers(wanted[at : at + _TOGETHER], limit=_BEARERS):
            by_name.setdefault(found.folded, []).append(found)
    clean = [row for row in rows if not _personal(row)]
    by_code = _by_codes(clean)
    comparable = {name: ready(name) for name in by_name}
    for row in rows:
        if _personal(row):
            yield _starred(row)
            continue
        matches = _matches(row, asked.get(row.row), meant.get(row.row, ()), by_name, comparable)
        matches += _by_code(asked.get(row.row), by_code.get(fold_code(row.code), ()))
        yield _screened(row, matches, most, least)


def _personal(row: Asked) -> bool:
    """Return whether a row holds a number of a natural person."""
    return looks_like_resident_id(row.code) or bool(
        mask_identity_numbers(row.name)[1] or mask_identity_numbers(row.code)[1]
    )


def _starred(row: Asked) -> Screened:
    code = "*" * len(row.code) if looks_like_resident_id(row.code) else row.code
    return Screened(
        row.row, mask_identity_numbers(row.name)[0], mask_identity_numbers(code)[0], "person"
    )


def _names_near(name: str, folded: str, asked: Compared, index: NameIndex, most: int) -> list[str]:
    """Return the names worth comparing; the exact one alone where one match is wanted."""
    exact = [folded] if index.holds(folded) else []
    if exact and most == 1:
        return exact
    near = index.near(folded, most=_LOOK)
    if len(near) > _COMPARED:
        near = nlargest(_COMPARED, near, key=Ordered(asked.parts.folded).share)
    if not exact and folded.isascii():
        near += [one.folded for one in islice(names_by_sound(name, most=_SOUNDS), _SOUNDS)]
    return list(dict.fromkeys([*exact, *near]))


def _matches(
    row: Asked,
    asked: Compared | None,
    meant: Iterable[str],
    by_name: dict[str, list[Found]],
    comparable: dict[str, Compared],
) -> list[Match]:
    if asked is None:
        return []
    code = fold_code(row.code)
    matches = []
    for name in meant:
        found_here = by_name.get(name, ())
        if found_here:
            alike = likeness(asked, comparable[name])
        for found in found_here:
            own = found.key.partition(":")[2]
            verdict: CodeVerdict = "absent"
            if code:
                verdict = "same" if own == code else "different"
            score = score_of(alike, verdict)
            matches.append(
                Match(found.number, found.key, found.name, found.matched, score, verdict, alike)
            )
    return matches


def _by_code(asked: Compared | None, owners: Iterable[tuple[int, str, str, bool]]) -> list[Match]:
    """Return the bearers of the code itself, whatever their names."""
    matches = []
    for number, key, name, standing in owners:
        alike = likeness(asked or ready(""), ready(fold_name(name)))
        verdict: CodeVerdict = "same" if standing else "old"
        matches.append(Match(number, key, name, name, score_of(alike, verdict), verdict, alike))
    return matches


def _by_codes(rows: Iterable[Asked]) -> dict[str, list[tuple[int, str, str, bool]]]:
    """Return the entities of all codes of some rows: number, key, name, whether it stands."""
    codes = sorted({fold_code(row.code) for row in rows if row.code})
    if not codes:
        return {}
    keys = [f"{scheme}:{code}" for scheme in schemes() for code in codes]
    found: dict[str, list[tuple[int, str, str, bool]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.key, e.number, e.key, e.name FROM key_owner k JOIN entity e"
            f" ON e.number = k.entity WHERE {among_texts('k.key')} ORDER BY k.key",
            [listed(keys)],
        )
        for key, number, own, name in cursor.fetchall():
            code = str(key).partition(":")[2]
            found.setdefault(code, []).append((number, own, name, key == own))
    return found


def _screened(row: Asked, matches: list[Match], most: int, least: int) -> Screened:
    """Keep each entity once, by its best match, and the best of them in total order."""
    best: dict[int, Match] = {}
    for match in matches:
        held = best.get(match.number)
        if match.score >= least and (held is None or held.score < match.score):
            best[match.number] = match
    kept = sorted(best.values(), key=lambda one: (-one.score, len(one.matched), one.number))[:most]
    if kept:
        return Screened(row.row, row.name, row.code, "found", tuple(kept))
    return Screened(row.row, row.name, row.code, "none" if row.name or row.code else "empty")
