"""Whom the rows of a piece are about: all codes of a column checked at once.

Plain unified codes that are all in order are known by sums over the whole column; of any other
row the law of one row's subject (`core/records/judge_subject.py`) is asked.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from goodstanding.core.basis.divisions import PROVINCES
from goodstanding.core.basis.ids import (
    CHINESE_OLD,
    CHINESE_UNIFIED,
    ORG_TERMS,
    USCC_ALPHABET,
    USCC_LENGTH,
    USCC_TERMS,
    division_known,
    may_hide_numbers,
    unified_flags,
)
from goodstanding.core.policy.layout_shape import SubjectColumns
from goodstanding.core.records.judge_subject import (
    MASK,
    NAME_MAX,
    SubjectError,
    SubjectReader,
    is_plain_code,
    subject_reader,
)
from goodstanding.store.stage.column_cells import may_name_a_person

_SHAPES = re.compile(rf"(?:[{USCC_ALPHABET}]{{{USCC_LENGTH}}}\n)*")
_PLAIN_OLD = re.compile(
    rf"[0-9]{{13}}|(?!{'|'.join(sorted(PROVINCES))})[0-9]{{15}}|[0-9]{{6}}[0-2][0-9]{{8}}"
)
"""An old number that can be no person's: of those with 15 digits, the seventh begins a year."""
_ORG = slice(8, 17)
_BEGINNING = itemgetter(slice(0, 6))


def _table(terms: Sequence[Mapping[str, int]], otherwise: int) -> NDArray[np.int32]:
    """Return what each byte adds to a check sum at each position."""
    table = np.full((len(terms), 256), otherwise, np.int32)
    for place, worth in enumerate(terms):
        for character, value in worth.items():
            table[place, ord(character)] = value
    return table


_SPOILS = 100_000
"""Added by a character that no code has there; the sum of all others stays far below it."""
_USCC_TABLE = _table(USCC_TERMS, _SPOILS)
_ORG_TABLE = _table(ORG_TERMS, _SPOILS)


class Subjects(NamedTuple):
    """The parts of a `Found`, each for all rows, and the places of rows that name nobody."""

    keys: list[str]
    as_sent: list[str]
    codes: list[str]
    names: list[str]
    flags: list[str]
    old_keys: list[str]
    nobody: set[int]


SubjectsReader = Callable[[Mapping[str, Sequence[str]], int], Subjects]
"""Takes a piece's columns, and how many rows it has."""


def subjects_reader(
    columns: SubjectColumns, *, empty: frozenset[str], fictional: bool
) -> SubjectsReader:
    """Return the reader of the subjects of a piece."""
    ask = subject_reader(columns, empty=empty, fictional=fictional)
    wanted = (columns.code, columns.name, columns.old_number, columns.counterpart)
    unified = columns.scheme == CHINESE_UNIFIED
    natural = frozenset(columns.natural_values)
    no_codes = frozenset(filter(is_plain_code, empty))

    def read(cells: Mapping[str, Sequence[str]], rows: int) -> Subjects:
        sent = {name: cells[name] for name in wanted if name and name in cells}
        nothing = [""] * rows
        codes = list(sent.get(columns.code, nothing))
        names = list(sent.get(columns.name or "", nothing))
        closer = _not_plain(codes) if unified else set(range(rows))
        if no_codes:
            closer |= _places(codes, no_codes.__contains__)
        closer |= _odd_names(names)
        old_keys = _old_keys(sent.get(columns.old_number or "", nothing), empty, closer)
        closer |= _places(sent.get(columns.counterpart or "", ()), natural.__contains__)
        if not empty.isdisjoint(map(str.strip, names)):
            names = ["" if name.strip() in empty else name for name in names]
        keys = [f"{CHINESE_UNIFIED}:{code}" for code in codes]
        found = Subjects(keys, list(keys), codes, names, [""] * rows, old_keys, set())
        for place in _odd_codes(codes, closer, fictional=fictional):
            found.flags[place] = "|".join(unified_flags(codes[place], fictional=fictional))
        for place in closer:
            _ask(found, place, ask, {name: column[place] for name, column in sent.items()})
        return found

    return read


def _ask(found: Subjects, place: int, ask: SubjectReader, cells: Mapping[str, str]) -> None:
    """Let the law of one row's subject say whom a row is about."""
    try:
        one = ask(cells)
    except SubjectError:
        found.nobody.add(place)
        return
    found.keys[place], found.as_sent[place] = one.key, one.as_sent
    found.codes[place], found.names[place] = one.code, one.name
    found.flags[place], found.old_keys[place] = "|".join(one.flags), one.old_key


def _old_keys(olds: Sequence[str], empty: frozenset[str], closer: set[int]) -> list[str]:
    """Return the key of each plain old number; add the places of those that are not plain."""
    if empty.issuperset(map(str.strip, set(olds))):
        return [""] * len(olds)
    keys = []
    for place, old in enumerate(olds):
        plain = _PLAIN_OLD.fullmatch(old) is not None and old not in empty
        keys.append(f"{CHINESE_OLD}:{old}" if plain else "")
        if not plain and old.strip() not in empty:
            closer.add(place)
    return keys


def _places(cells: Sequence[str], odd: Callable[[str], bool]) -> set[int]:
    """Return the places of cells that are odd; each distinct cell is looked at once."""
    found = {cell for cell in set(cells) if odd(cell.strip())}
    return {place for place, cell in enumerate(cells) if cell in found} if found else set()


def _not_plain(codes: list[str]) -> set[int]:
    """Return the places of codes that are not written as unified codes are, or look personal."""
    joined = "\n".join((*codes, ""))
    shaped = joined.count("\n") == len(codes) and _SHAPES.fullmatch(joined)
    if shaped and PROVINCES.isdisjoint({code[:2] for code in set(map(_BEGINNING, codes))}):
        return set()
    return {place for place, code in enumerate(codes) if not is_plain_code(code)}


def _odd_names(names: list[str]) -> set[int]:
    """Return the places of names that the law of a name may refuse."""
    joined = "\n".join(names)
    longest = max(map(len, names))
    if longest <= NAME_MAX and MASK not in joined and not may_name_a_person(joined):
        return set()
    return {
        place
        for place, name in enumerate(names)
        if len(name) > NAME_MAX or MASK in name or may_hide_numbers(name)
    }


def _odd_codes(codes: list[str], closer: set[int], *, fictional: bool) -> Iterable[int]:
    """Return the places of plain codes whose checks fail, or whose division is not known."""
    places = [place for place in range(len(codes)) if place not in closer] if closer else None
    plain = [codes[place] for place in places] if places is not None else codes
    if not plain:
        return ()
    signs = np.frombuffer("".join(plain).encode("ascii"), np.uint8).reshape(-1, USCC_LENGTH)
    inner = _sums(_ORG_TABLE, signs[:, _ORG])
    odd = (_sums(_USCC_TABLE, signs) % 31 != 0) | (inner % 11 != 0) | (inner >= _SPOILS)
    unknown = {
        start
        for start in set(map(_BEGINNING, plain))
        if not division_known(start[2:], fictional=fictional)
    }
    if unknown:
        odd |= np.fromiter((code[:6] in unknown for code in plain), bool, len(plain))
    found = np.flatnonzero(odd).tolist()
    return [places[one] for one in found] if places is not None else found


def _sums(table: NDArray[np.int32], signs: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return the check sum of every code."""
    total: NDArray[np.int32] = table[0][signs[:, 0]]
    for place in range(1, signs.shape[1]):
        total = total + table[place][signs[:, place]]
    return total
