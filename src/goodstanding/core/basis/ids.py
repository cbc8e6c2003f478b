"""Identifiers of organisations in China, and the numbers of natural persons that must not enter.

A check that fails is a flag and never a refusal: real codes exist that fail theirs. All functions
but `fold_code` and `mask_identity_numbers` expect a folded code.
"""

import re
import unicodedata
from datetime import date
from operator import getitem

from goodstanding.core.basis.divisions import ASSIGNED, PROVINCES

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: 31 characters, without I, O, S, V, Z."""
USCC_LENGTH = 18
REGNO_LENGTH = 15
FICTIONAL_DIVISION = "99"
"""No division begins so: the demonstration city's codes, which can belong to nobody, do."""
CHINESE_UNIFIED = "cn-uscc"
CHINESE_OLD = "cn-regno"
INDIVIDUAL_CLASS = "92"
"""Individual businesses: so close to a person that a grade would grade the person."""
FIRST_BIRTH_YEAR = 1900
LAST_BIRTH_YEAR = 2012
"""Numbers of younger people are not looked for: from about here on, the same eight digits are
far more often the date inside a decision's number (nobody under 14 may be punished)."""

_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _products(alphabet: str, weights: tuple[int, ...]) -> tuple[dict[str, int], ...]:
    """Return, for each position, what each character adds to the check sum."""
    return tuple(
        {character: value * weight for value, character in enumerate(alphabet)}
        for weight in weights
    )


_USCC_DIGITS = str.maketrans(USCC_ALPHABET, "0123456789abcdefghijklmnopqrstu")
"""Each character as the digit of its value, for numbers of base 34."""
USCC_TERMS = _products(USCC_ALPHABET, (*(pow(3, i, 31) for i in range(17)), 1))
"""What each character of a unified code adds, by its place; the sum is a multiple of 31."""
ORG_TERMS = (
    *_products(_ORG_ALPHABET, (3, 7, 9, 10, 5, 8, 4, 2)),
    {character: value for value, character in enumerate("0123456789X")},
)
"""The same of the organisation code inside it; the sum is a multiple of 11."""
_RESIDENT_TERMS = (
    *_products("0123456789", tuple(pow(2, 17 - i, 11) for i in range(17))),
    {character: value for value, character in enumerate("0123456789X")},
)
_USCC_SHAPE = re.compile(rf"[{USCC_ALPHABET}]{{18}}")
_INDIVIDUAL_SERIALS = frozenset("6789")
_OLD_NUMBER = re.compile(r"[0-9]{13}(?:[0-9]{2})?")
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def fold_code(text: str) -> str:
    """Return a code in upper case and normal width, without any white space."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return "".join(unicodedata.normalize("NFKC", text).translate(_UNSEEN).split()).upper()


def _adds_up(terms: tuple[dict[str, int], ...], code: str, modulus: int, remainder: int) -> bool:
    if len(code) != len(terms):
        return False
    try:
        return sum(map(getitem, terms, code)) % modulus == remainder
    except KeyError:
        return False


# --- the unified code and the organisation code inside it -----------------------------------


def uscc_shape(code: str) -> bool:
    """Return whether `code` is 18 characters of the unified code's alphabet."""
    return _USCC_SHAPE.fullmatch(code) is not None


def uscc_check(code: str) -> bool:
    """Return whether `code` is a unified code whose last character is right (GB 32100-2015)."""
    return uscc_shape(code) and _uscc_adds_up(code)


def _uscc_adds_up(code: str) -> bool:
    """Return whether a well-formed unified code adds up to a multiple of 31.

    The weights are the powers of 3. So is the worth of digits read backwards in base 34, for 34
    leaves 3: one conversion in place of eighteen products.
    """
    digits = code.translate(_USCC_DIGITS)
    return (int(digits[16::-1], 34) + int(digits[17], 34)) % 31 == 0


def uscc_with_check(first17: str) -> str:
    """Return the unified code that begins with these 17 characters."""
    if len(first17) != USCC_LENGTH - 1 or not uscc_shape(first17 + "0"):
        raise ValueError("17 characters of the unified code's alphabet are needed")
    return first17 + USCC_ALPHABET[-sum(map(getitem, USCC_TERMS, first17)) % 31]


def org_code_check(code9: str) -> bool:
    """Return whether a nine-character organisation code checks (GB 11714-1997).

    It is characters 9 to 17 of a unified code. 189 living codes of the register fail it.
    """
    return _adds_up(ORG_TERMS, code9, 11, 0)


def org_code_with_check(first8: str) -> str:
    """Return the organisation code that begins with these eight characters."""
    total = sum(map(getitem, ORG_TERMS, first8))
    return first8 + "0123456789X"[-total % 11]


def division_known(code6: str, *, fictional: bool = False) -> bool:
    """Return whether a division code begins like one that was ever assigned.

    `fictional`: the demonstration's own division, 99, counts as known too.
    """
    if fictional and code6.startswith(FICTIONAL_DIVISION):
        return True
    return code6[:4] in ASSIGNED


# --- old registration numbers ---------------------------------------------------------------


def regno_check(number15: str) -> bool:
    """Return whether an old 15-digit registration number checks (ISO 7064 MOD 11,10)."""
    if len(number15) != REGNO_LENGTH or not (number15.isascii() and number15.isdigit()):
        return False
    product = 10
    for digit in number15[:14]:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return (product + int(number15[14])) % 10 == 1


def old_number_shape(code: str) -> bool:
    """Return whether `code` is 15 digits, or 13 as in the years before."""
    return _OLD_NUMBER.fullmatch(code) is not None


# --- keys and flags -------------------------------------------------------------------------


def chinese_key(code: str) -> str:
    """Return the subject key of a folded code, or "" where it is damaged."""
    if uscc_shape(code):
        return f"{CHINESE_UNIFIED}:{code}"
    if old_number_shape(code):
        return f"{CHINESE_OLD}:{code}"
    return ""


def code_flags(code: str, *, fictional: bool = False) -> tuple[str, ...]:
    """Return what is odd about a folded code that has a key; oddities refuse nothing."""
    if uscc_shape(code):
        return unified_flags(code, fictional=fictional)
    odd = len(code) == REGNO_LENGTH and not regno_check(code)
    return ("check_digit",) if odd else ()


def unified_flags(code: str, *, fictional: bool = False) -> tuple[str, ...]:
    """Return what is odd about a folded code that has the shape of a unified code."""
    flags: list[str] = []
    if not _uscc_adds_up(code):
        flags.append("check_digit")
    elif not org_code_check(code[8:17]):
        flags.append("org_check_digit")
    if not division_known(code[2:8], fictional=fictional):
        flags.append("unknown_division")
    return tuple(flags)


def entity_class(key: str) -> str:
    """Return the class that an entity's key tells, or "".

    It is the first two characters of a unified code. An old number of 15 digits has a serial
    that begins with 6 to 9 where it was given to an individual business (GS 15-2006).
    """
    scheme, _, code = key.partition(":")
    if scheme == CHINESE_OLD and len(code) == REGNO_LENGTH and code[6] in _INDIVIDUAL_SERIALS:
        return INDIVIDUAL_CLASS
    return code[:2] if scheme == CHINESE_UNIFIED else ""


def may_be_its_old_number(old_key: str, key: str) -> bool:
    """Return whether an old number may belong to a code: an individual's never to a company."""
    return entity_class(old_key) in ("", entity_class(key))


# --- numbers of natural persons: found to be refused or masked, never kept -------------------

_RESIDENT_18 = re.compile(r"[0-9]{17}[0-9X]")
_RESIDENT_15 = re.compile(r"[0-9]{15}")
_IN_TEXT = re.compile(
    r"(?<![0-9])[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9X](?![0-9])"
    r"|(?<![0-9A-Z])[0-9]{15}(?![0-9A-Z])",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"(?<![0-9A-Z.])(?:\+?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"
    r"(?![0-9A-Z]|\.[0-9]| ?[元万亿%])",
    re.IGNORECASE,
)
_MANY_DIGITS = re.compile(r"(?:[0-9０-９][ \u3000－-]?){10}[0-9０-９]")
"""Texts without this have nothing to hide: spares them the slower search."""
_ANNOUNCES_PHONE = frozenset("机话电系码号式:")
"""手机, 电话, 电, 联系, 号码, 机号, 方式: last characters before a telephone number."""
_SEPARATORS = str.maketrans("", "", " -")
_HALF_WIDTH = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def _birth_day(digits: str, last_year: int) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return FIRST_BIRTH_YEAR <= born.year <= last_year


def looks_like_resident_id(text: str, *, last_birth_year: int = LAST_BIRTH_YEAR) -> bool:
    """Return whether `text` is most likely a resident identity number of a natural person.

    18 characters: a province, a plausible birth day, the check of GB 11643 (MOD 11-2), and not at
    the same time a unified code that checks twice over and names a known division. 15 digits, as
    issued until 1999: a province and a birth day of 1930-1999, and not a registration number that
    checks.
    """
    code = fold_code(text)
    if code[:2] not in PROVINCES:
        return False
    if _RESIDENT_18.fullmatch(code):
        return (
            _birth_day(code[6:14], last_birth_year)
            and _adds_up(_RESIDENT_TERMS, code, 11, 1)
            and not (uscc_check(code) and org_code_check(code[8:17]) and division_known(code[2:8]))
        )
    return (
        _RESIDENT_15.fullmatch(code) is not None
        and code[6] >= "3"
        and _birth_day("19" + code[6:12], 1999)
        and not regno_check(code)
    )


def may_hide_numbers(text: str) -> bool:
    """Return whether `text` has so many digits in a row that a person's number may be in it."""
    return _MANY_DIGITS.search(text) is not None


def mask_identity_numbers(text: str, *, last_birth_year: int = LAST_BIRTH_YEAR) -> tuple[str, int]:
    """Return `text` with identity and mobile numbers starred out, and how many there were.

    The length stays. Numbers of decisions (第...号), amounts, unified codes and registration
    numbers stay readable.
    """
    if not may_hide_numbers(text):
        return text, 0
    plain = text if text.isascii() else text.translate(_HALF_WIDTH)
    spans = [
        match.span()
        for match in _IN_TEXT.finditer(plain)
        if looks_like_resident_id(match[0].translate(_SEPARATORS), last_birth_year=last_birth_year)
    ]
    spans += [
        match.span()
        for match in _MOBILE.finditer(plain)
        if not _numbers_a_document(plain, *match.span())
    ]
    masked = list(text)
    for start, end in spans:
        masked[start:end] = "*" * (end - start)
    return "".join(masked), len(spans)


def _numbers_a_document(plain: str, start: int, end: int) -> bool:
    """Return whether the number is followed by 号 and not announced as a telephone's."""
    return plain[end : end + 1] == "号" and plain[max(0, start - 1) : start] not in _ANNOUNCES_PHONE
