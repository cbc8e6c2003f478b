"""Codes and numbers that are well made and can belong to nobody."""

from goodstanding.core.basis.ids import USCC_ALPHABET, org_code_with_check, uscc_with_check

DIVISIONS = {
    "990101": "澜东区",
    "990102": "澜西区",
    "990103": "雾湾区",
    "990104": "青屿区",
    "990121": "鹤汀县",
    "990122": "榴洲县",
}
"""Divisions of the city: no real division code begins with 99."""

THIRTEEN = 13
FIFTEEN = 15
"""How long registration numbers were until 2006, and until 2015."""
_DIGITS_STEP = 61_803_399
_LETTERS_STEP = 548_615_533
_LETTERS = len(USCC_ALPHABET) ** 6


def unified_code(entity_class: str, division: str, serial: int, *, lettered: bool) -> str:
    """Return the unified code of the `serial`-th entity: never the same one twice.

    `lettered`: the subject code begins with MA, as since 2015; else it is eight digits. Serials
    are spread by a step that has no factor in common with the range, so codes do not repeat.
    """
    if lettered:
        rest = serial * _LETTERS_STEP % _LETTERS
        letters = ""
        for _ in range(6):
            rest, digit = divmod(rest, len(USCC_ALPHABET))
            letters += USCC_ALPHABET[digit]
        subject = "MA" + letters
    else:
        subject = f"{serial * _DIGITS_STEP % 10**8:08d}"
    return uscc_with_check(entity_class + division + org_code_with_check(subject))


def failing(code: str) -> str:
    """Return the code with another last character: its check fails."""
    return code[:-1] + other_letter(code[-1])


def other_letter(letter: str) -> str:
    """Return the next character of the unified code's alphabet."""
    return USCC_ALPHABET[(USCC_ALPHABET.index(letter) + 1) % len(USCC_ALPHABET)]


def old_number(division: str, serial: int, *, digits: int) -> str:
    """Return a registration number as before 2015: 15 digits with a check digit, or 13."""
    if digits == THIRTEEN:
        return f"{division}{serial:07d}"
    body = f"{division}{serial:08d}"
    product = 10
    for digit in body:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return f"{body}{(1 - product) % 10}"


def identity_number(serial: int) -> str:
    """Return a number built like a resident's, that was never given to anyone.

    Area 710000 is not issued from, and the birth days are of 1900 to 1908, 75 years before the
    first numbers; its check digit is right, so that intake must detect it.
    """
    body = f"710000190{serial % 9}{1 + serial % 12:02d}{1 + serial % 28:02d}{serial % 1000:03d}"
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]
