"""Names of organisations in the form in which they are compared; what is shown stays as sent."""

import unicodedata

from goodstanding.core.entities.script import SIMPLER

_UNSEEN = dict.fromkeys(
    code
    for first, last in (
        (0x0000, 0x001F),
        (0x007F, 0x009F),
        (0x00AD, 0x00AD),
        (0x061C, 0x061C),
        (0x180B, 0x180E),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0xD800, 0xDFFF),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
    )
    for code in range(first, last + 1)
    if not chr(code).isspace()
)
"""Controls, joiners and halves of pairs: nobody sees them, and databases refuse some."""
_UNSEEN_OR_OLD = {**_UNSEEN, **SIMPLER}
_PUNCTUATION = dict.fromkeys(
    map(ord, "()[]{}<>〈〉《》「」『』【】〔〕〖〗·・•‧∙⋅.,，。、;:!?'\"“”‘’`´&-‐‑‒–—_/\\|*#")
)

LONGEST = 300
"""Folding can make a name longer (㍿ becomes four characters); this much of it is compared."""

_FORMS = (
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "有限合伙",
    "普通合伙",
    "特殊普通合伙",
    "农民专业合作社",
    "专业合作社",
    "合作社",
    "联合社",
    "个体工商户",
    "个人独资企业",
    "分公司",
    "总公司",
    "公司",
    "分店",
    "商行",
    "经营部",
    "incorporated",
    "corporation",
    "limited",
    "company",
    "corp",
    "inc",
    "llc",
    "ltd",
    "co",
)
_FORMS_LONGEST_FIRST = tuple(sorted(_FORMS, key=lambda form: (-len(form), form)))
_PLACE_ENDS = "省市区县州盟旗镇乡"
_LEAST_PLACE = 2
"""At least two characters come before the character that ends a place."""
_LONGEST_PLACE = 8
_LEAST_CORE = 2


def fold_name(name: str) -> str:
    """Return the form of a name that search compares.

    Full and half width, case, white space, brackets, middle dots and other punctuation make no
    difference; traditional characters fold to simplified ones. A name made of nothing else folds
    to its NFKC form, so that no name folds to nothing.
    """
    normal = unicodedata.normalize("NFKC", name).lower().translate(_UNSEEN_OR_OLD)
    seen = "".join(normal.split())
    return (seen.translate(_PUNCTUATION) or seen)[:LONGEST]


def bigrams(folded: str) -> tuple[str, ...]:
    """Return the distinct pairs of neighbouring characters, sorted; a single character as it is."""
    if len(folded) < 2:  # noqa: PLR2004 (a pair)
        return (folded,) if folded else ()
    return tuple(sorted({folded[at : at + 2] for at in range(len(folded) - 1)}))


def core_name(folded: str) -> str:
    """Return a folded name without the legal forms at its end and the places at its front.

    "宁海市青石区云杉食品有限公司" becomes "云杉食品". Serves to rank candidates only: what is cut
    must leave at least two characters, else it stays.
    """
    return _without_places(_without_forms(folded))


def _without_forms(folded: str) -> str:
    while True:
        for form in _FORMS_LONGEST_FIRST:
            if folded.endswith(form) and len(folded) - len(form) >= _LEAST_CORE:
                folded = folded[: -len(form)]
                break
        else:
            return folded


def _without_places(folded: str) -> str:
    while True:
        ends = [
            at
            for at in range(_LEAST_PLACE, min(len(folded) - _LEAST_CORE, _LONGEST_PLACE))
            if folded[at] in _PLACE_ENDS and folded[at - 1 : at + 1] != "超市"
        ]
        if not ends:
            return folded
        folded = folded[ends[0] + 1 :]


def halves(core: str) -> tuple[str, ...]:
    """Return the first and the last half of a core name, of two characters at least.

    Who mistypes one character leaves one half whole: names with either half are worth comparing.
    """
    if len(core) < _LEAST_CORE:
        return ()
    half = max(_LEAST_CORE, len(core) // 2)
    return tuple(dict.fromkeys((core[:half], core[-half:])))


def overlap(left: frozenset[str], right: frozenset[str]) -> int:
    """Return in per mille how much of two sets of bigrams is common (Dice, rounded down)."""
    both = len(left) + len(right)
    return 2000 * len(left & right) // both if both else 0
