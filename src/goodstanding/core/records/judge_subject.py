"""Whom a row is about: its subject key, what is odd about it, and the bar against persons."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from goodstanding.core.basis.divisions import PROVINCES
from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.ids import (
    CHINESE_OLD,
    CHINESE_UNIFIED,
    chinese_key,
    code_flags,
    fold_code,
    looks_like_resident_id,
    mask_identity_numbers,
    old_number_shape,
    unified_flags,
    uscc_shape,
)
from goodstanding.core.policy.layout_shape import SubjectColumns
from goodstanding.core.records.cells import CellError
from goodstanding.core.records.faults_intake import (
    IDENTITY_IN_TEXT,
    MASKED,
    NATURAL_PERSON,
    NO_SUBJECT,
    NOT_A_CODE,
    PERSONAL_NUMBER_AS_CODE,
    TOO_LONG,
)

CODE_MAX = 80
MEMORY = 16_384
"""So many codes are remembered, before all of them are forgotten."""
NAME_MAX = 300
MASK = "**"
"""No code or name of an organisation holds this; our own mask does."""
OTHER_SCHEMES = {"us-chicago-licence": re.compile(r"[0-9]{1,15}")}
"""Schemes besides the Chinese ones, and the form of their folded codes."""


class Found(NamedTuple):
    """The subject of a row.

    `key` is "" where a person must decide; `as_sent` stands for the subject in natural keys then.
    `old_key` is set where a well-formed old number came beside a well-formed unified code.
    """

    key: str
    as_sent: str
    code: str
    name: str
    flags: tuple[str, ...]
    old_key: str = ""


class SubjectError(CellError):
    """The row names no organisation that may be a subject; says which column."""

    def __init__(self, kind: FaultKind, column: str | None, **values: str) -> None:
        """Say which fault it is, and in which column."""
        super().__init__(kind, **values)
        self.column = column or ""


SubjectReader = Callable[[Mapping[str, str]], Found]


def subject_reader(
    columns: SubjectColumns, *, empty: frozenset[str], fictional: bool
) -> SubjectReader:
    """Return the reader of a row's subject. `fictional`: division 99 counts as known."""
    natural = frozenset(columns.natural_values)
    identify = (
        partial(_identify_chinese, fictional=fictional)
        if columns.scheme == CHINESE_UNIFIED
        else partial(_identify_other, columns=columns, form=OTHER_SCHEMES[columns.scheme])
    )

    def cell(cells: Mapping[str, str], column: str | None) -> str:
        raw = cells.get(column, "") if column else ""
        return "" if raw.strip() in empty else raw

    plain = _PlainCodes(fictional=fictional) if columns.scheme == CHINESE_UNIFIED else None

    def read_subject(cells: Mapping[str, str]) -> Found:
        if columns.counterpart and cells.get(columns.counterpart, "").strip() in natural:
            raise SubjectError(NATURAL_PERSON, columns.counterpart)
        code = cell(cells, columns.code)
        name = cell(cells, columns.name)
        old = cell(cells, columns.old_number) if columns.old_number else ""
        if plain is not None and not old and (known := plain[code]):
            _check_name(columns, name)
            key, flags = known
            return Found(key, key, code, name, flags)
        _check_parts(columns, code, name, old)
        if not (code or name or old):
            raise SubjectError(NO_SUBJECT, columns.code)
        return identify(code, name, old)

    return read_subject


class _PlainCodes(dict[str, "tuple[str, tuple[str, ...]] | None"]):
    """The key of each plain code, and what is odd about it; None for what needs a closer look."""

    def __init__(self, *, fictional: bool) -> None:
        super().__init__()
        self.fictional = fictional

    def __missing__(self, code: str) -> "tuple[str, tuple[str, ...]] | None":
        known = None
        if is_plain_code(code):
            known = f"{CHINESE_UNIFIED}:{code}", unified_flags(code, fictional=self.fictional)
        elif len(code) > CODE_MAX:
            return None
        if len(self) >= MEMORY:
            self.clear()
        self[code] = known
        return known


def is_plain_code(code: str) -> bool:
    """Return whether a unified code needs no closer look: it is written as codes are.

    Nor does it begin as a natural person's number could. So are nearly all, which spares them the
    folding and the search for what else they may be.
    """
    return uscc_shape(code) and code[:2] not in PROVINCES


def _identify_chinese(code: str, name: str, old: str, *, fictional: bool) -> Found:
    """Return the subject by its unified code, else by its old number; else it waits."""
    folded, folded_old = fold_code(code), fold_code(old) if old else ""
    key = chinese_key(folded)
    old_key = f"{CHINESE_OLD}:{folded_old}" if old_number_shape(folded_old) else ""
    if key:
        both = old_key if uscc_shape(folded) else ""
        return Found(key, key, code, name, code_flags(folded, fictional=fictional), both)
    flags = ("code_damaged",) if code else ("no_code",)
    if old_key:
        odd = (*flags, *code_flags(folded_old, fictional=fictional)) if code else ()
        return Found(old_key, old_key, code or old, name, odd)
    return Found("", folded or folded_old or name.strip(), code or old, name, flags)


def _identify_other(
    code: str, name: str, old: str, *, columns: SubjectColumns, form: re.Pattern[str]
) -> Found:
    """Return the subject by the one code that its scheme has."""
    del old
    folded = fold_code(code)
    if not folded:
        return Found("", name.strip(), "", name, ("no_code",))
    if form.fullmatch(folded) is None:
        raise SubjectError(NOT_A_CODE, columns.code, scheme=columns.scheme)
    key = f"{columns.scheme}:{folded}"
    return Found(key, key, code, name, ())


def _check_parts(columns: SubjectColumns, code: str, name: str, old: str) -> None:
    """Refuse numbers of natural persons, masks, and what is too long to be a code or a name."""
    parts = ((columns.code, code), (columns.old_number, old))
    for column, text in parts:
        if not text:
            continue
        if len(text) > CODE_MAX:
            raise SubjectError(TOO_LONG, column, limit=str(CODE_MAX))
        if looks_like_resident_id(text) or (
            chinese_key(fold_code(text)) == "" and mask_identity_numbers(text)[1]
        ):
            raise SubjectError(PERSONAL_NUMBER_AS_CODE, column)
        if MASK in text:
            raise SubjectError(MASKED, column)
    _check_name(columns, name)


def _check_name(columns: SubjectColumns, name: str) -> None:
    if len(name) > NAME_MAX:
        raise SubjectError(TOO_LONG, columns.name, limit=str(NAME_MAX))
    if mask_identity_numbers(name)[1]:
        raise SubjectError(IDENTITY_IN_TEXT, columns.name)
    if MASK in name:
        raise SubjectError(MASKED, columns.name)
