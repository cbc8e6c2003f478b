"""How the text of one cell becomes the text of one field: days, amounts, numbers, choices.

A reader of cells returns the field's text or raises `CellError`; no float is ever made.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY
from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.ids import mask_identity_numbers
from goodstanding.core.policy.bounds import field_most
from goodstanding.core.policy.layout_shape import Column, Unit
from goodstanding.core.policy.shape import Field
from goodstanding.core.records.faults_intake import (
    CONTROL_CHARACTER,
    DETENTION,
    IDENTITY_IN_TEXT,
    NOT_A_CHOICE,
    NOT_A_DAY,
    NOT_A_NUMBER,
    NOT_EXACT,
)

CellReader = Callable[[str], str]
QUOTED_MAX = 40
"""As much of a refused value as a fault repeats, after masking."""
DIGITS_MAX = 15
"""Numbers stay far below 2^53, whatever is added up."""
DETENTION_WORDS = frozenset({"行政拘留", "拘留"})
"""A penalty that the law knows for natural persons only."""
FEN_DIGITS: Mapping[Unit, int] = {"yuan": 2, "wan_yuan": 6, "fen": 0, "one": 0}
"""By how many decimal places an amount in that unit is finer than one fen."""

_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月|(\d{2}))(\d{1,2})日?"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_COMPACT_LENGTH = 8
_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?", re.ASCII)
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class CellError(Exception):
    """The cell cannot be used; says why, with the values of the fault's places."""

    def __init__(self, kind: FaultKind, **values: str) -> None:
        """Say which fault it is; `values` fill its places."""
        super().__init__(kind.code)
        self.kind = kind
        self.values = values


def quoted(text: str) -> str:
    """Return as much of a refused value as may be repeated, numbers of persons starred out."""
    masked, _ = mask_identity_numbers(_CONTROL.sub("?", text))
    return masked if len(masked) <= QUOTED_MAX else masked[:QUOTED_MAX] + "…"


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


@lru_cache(maxsize=8192)
def read_day(text: str) -> str:
    """Return the day that `text` names as an ISO day; a time of day is dropped.

    Read are 2026-1-5, 2026/01/05, 2026.1.5, 20260105, 2026年1月5日 and ISO with a time.
    """
    match = _DAY.fullmatch(_plain(text))
    if match is None:
        raise CellError(NOT_A_DAY, value=quoted(text))
    year, *months, last = match.groups()
    month = next(found for found in months if found)
    if months[-1] and match.end(7) != _COMPACT_LENGTH:
        raise CellError(NOT_A_DAY, value=quoted(text))
    try:
        day = date(int(year), int(month), int(last))
    except ValueError:
        raise CellError(NOT_A_DAY, value=quoted(text)) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CellError(NOT_A_DAY, value=quoted(text))
    return day.isoformat()


def read_integer(text: str) -> str:
    """Return the whole number that `text` writes."""
    plain = _plain(text)
    if _INTEGER.fullmatch(plain) is None or len(plain) > DIGITS_MAX:
        raise CellError(NOT_A_NUMBER, value=quoted(text))
    return str(int(plain))


def amount_reader(unit: Unit) -> CellReader:
    """Return the reader of amounts in `unit`; it gives whole fen, exactly."""
    places = FEN_DIGITS[unit]

    def read_amount(text: str) -> str:
        match = _AMOUNT.fullmatch(_plain(text))
        if match is None:
            raise CellError(NOT_A_NUMBER, value=quoted(text))
        whole = match[1].replace(",", "")
        decimals = match[2] or ""
        if decimals[places:].strip("0"):
            raise CellError(NOT_EXACT, value=quoted(text))
        fen = whole + decimals[:places].ljust(places, "0")
        if len(fen.lstrip("0")) > DIGITS_MAX:
            raise CellError(NOT_A_NUMBER, value=quoted(text))
        return str(int(fen))

    return read_amount


def at_most(read: CellReader, most: int) -> CellReader:
    """Return a reader of numbers that refuses what is greater than the pack's proof assumes."""

    def read_bounded(text: str) -> str:
        number = read(text)
        if abs(int(number)) > most:
            raise CellError(NOT_A_NUMBER, value=quoted(text))
        return number

    return read_bounded


def has_control(text: str) -> bool:
    """Return whether `text` holds a character that nobody can see or type."""
    return not text.isprintable() and _CONTROL.search(text) is not None


def read_text(text: str) -> str:
    """Return `text`, refused where it holds the number of a natural person."""
    if has_control(text):
        raise CellError(CONTROL_CHARACTER)
    if mask_identity_numbers(text)[1]:
        raise CellError(IDENTITY_IN_TEXT)
    return text


def choice_reader(known: Mapping[str, str]) -> CellReader:
    """Return the reader of one word of a closed list."""

    def read_choice(text: str) -> str:
        found = known.get(text)
        if found is None:
            if text in DETENTION_WORDS:
                raise CellError(DETENTION)
            raise CellError(NOT_A_CHOICE, value=quoted(text), known=quoted("、".join(known)))
        return found

    return read_choice


def choices_reader(known: Mapping[str, str], split: str | None) -> CellReader:
    """Return the reader of several words of a closed list; each is kept once, in order."""
    read_choice = choice_reader(known)

    @lru_cache(maxsize=1024)
    def read_choices(text: str) -> str:
        words = text.split(split) if split else [text]
        found = {read_choice(word.strip()): None for word in words if word.strip()}
        return "|".join(sorted(found))

    return read_choices


def cell_reader(column: Column, field: Field) -> CellReader:
    """Return the reader of a column's cells into `field`.

    A column without a map may send the field's own ids.
    """
    known = column.map or {choice: choice for choice in field.choices}
    match field.kind:
        case "day":
            return read_day
        case "integer":
            return at_most(read_integer, field_most(field))
        case "money":
            return at_most(amount_reader(column.unit), field_most(field))
        case "choice":
            return choice_reader(known)
        case "choices":
            return choices_reader(known, column.split)
        case "text":
            return choice_reader(known) if column.map else read_text
