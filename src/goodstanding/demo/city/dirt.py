"""Real dirt, dealt from a deck so that its rates are exact, and what must become of each row."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from goodstanding.demo.city import rates
from goodstanding.demo.city.chance import Chance, below, one_of, shuffle
from goodstanding.demo.city.codes import identity_number, other_letter
from goodstanding.demo.city.sheets import Sheet

CLEAN = ""
REFUSED_KINDS = frozenset(
    {
        "natural_person",
        "identity_number_in_text",
        "identity_number_as_code",
        "impossible_day",
        "missing_required",
    }
)
_UNTELLABLE = frozenset({"code_short", "code_bad_letter", "code_mistyped", "name_only"})
"""Kinds that a sheet keyed by the subject does not get: its rows could not be told apart."""
_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY"}
_NEVER_LETTERS = "IOSVZ"
"""Letters that no unified code holds: misread digits."""
_MISTYPED_AT = 12


class Fate(NamedTuple):
    """What the receipt must count a row as, and whether it waits for a person."""

    outcome: str
    waits: bool = False


ACCEPTED = Fate("accepted")
FLAGGED = Fate("flagged")
REFUSED = Fate("refused")
WAITS = Fate("flagged", waits=True)


def deal(chance: Chance) -> Iterator[str]:
    """Deal cards for ever: each deck holds every kind of dirt exactly as often as it should."""
    deck = [kind for kind, cards in rates.DIRT.items() for _ in range(cards)]
    deck += [CLEAN] * (rates.DECK - len(deck))
    while True:
        shuffle(chance, deck)
        yield from deck


@dataclass(slots=True)
class Brush:
    """Puts dirt on cells."""

    chance: Chance
    persons: int = 0

    def kind_for(self, kind: str, sheet: Sheet) -> str:
        """Return the kind that this sheet can bear instead of `kind`."""
        if sheet.keyed_by_subject and kind in _UNTELLABLE:
            return CLEAN
        if kind == "natural_person" and sheet.party < 0:
            return "identity_number_as_code"
        if kind == "identity_number_in_text" and sheet.text < 0:
            return "missing_required"
        return kind

    def put(self, kind: str, sheet: Sheet, cells: list[str], own: Fate) -> Fate:
        """Change `cells` and return their fate; `own` is the fate of the clean row."""
        if kind.startswith("day_"):
            cells[sheet.day] = _day_text(kind, cells[sheet.day])
            return own
        if kind == "empty_word":
            self._empty_word(sheet, cells)
            return own
        if kind in REFUSED_KINDS:
            self._spoil(kind, sheet, cells)
            return REFUSED
        return self._subject(kind, sheet, cells, own)

    def _empty_word(self, sheet: Sheet, cells: list[str]) -> None:
        for place in sheet.optional:
            if not cells[place]:
                cells[place] = one_of(self.chance, rates.EMPTY_WORDS)

    def _spoil(self, kind: str, sheet: Sheet, cells: list[str]) -> None:
        self.persons += 1
        number = identity_number(self.persons)
        if kind == "natural_person":
            cells[sheet.party] = "自然人"
            cells[sheet.name], cells[sheet.code] = "虚构自然人", ""
            if sheet.old_number >= 0:
                cells[sheet.old_number] = ""
        elif kind == "identity_number_in_text":
            cells[sheet.text] += f"，身份证号{number}"
        elif kind == "identity_number_as_code":
            cells[sheet.code] = number
        elif kind == "impossible_day":
            cells[sheet.day] = f"{cells[sheet.day][:4]}-02-30"
        else:
            cells[sheet.required] = ""

    def _subject(self, kind: str, sheet: Sheet, cells: list[str], own: Fate) -> Fate:
        code = cells[sheet.code]
        old = cells[sheet.old_number] if sheet.old_number >= 0 else ""
        place = 8 + below(self.chance, 9)
        match kind:
            case "code_lower":
                cells[sheet.code] = code.lower()
            case "code_full_width":
                cells[sheet.code] = code.translate(_FULL_WIDTH)
            case "code_spaced":
                cells[sheet.code] = f"{code[:8]} {code[8:]} "
            case "code_mistyped" if own is ACCEPTED:
                wrong = other_letter(code[_MISTYPED_AT])
                cells[sheet.code] = code[:_MISTYPED_AT] + wrong + code[_MISTYPED_AT + 1 :]
                return FLAGGED
            case "code_short" | "code_bad_letter":
                letter = "" if kind == "code_short" else one_of(self.chance, _NEVER_LETTERS)
                cells[sheet.code] = code[:place] + letter + code[place + 1 :]
                return FLAGGED if old else WAITS
            case "old_number_only" if old:
                cells[sheet.code] = ""
                return ACCEPTED
            case "name_only":
                cells[sheet.code] = ""
                if old:
                    cells[sheet.old_number] = ""
                return WAITS
        return own


def _day_text(kind: str, iso: str) -> str:
    """Return the day as other software writes it."""
    year, month, day = iso.split("-")
    if kind == "day_slashes":
        return f"{year}/{int(month)}/{int(day)}"
    if kind == "day_chinese":
        return f"{year}年{int(month)}月{int(day)}日"
    if kind == "day_compact":
        return year + month + day
    if kind == "day_full_width":
        return iso.translate(_FULL_WIDTH)
    return f"{iso} 00:00:00"
