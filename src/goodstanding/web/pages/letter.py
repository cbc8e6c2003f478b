"""A letter as it is sent: title and paragraphs, in the language of the page."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.cases_file import LetterRow


def paragraphs(letter: LetterRow, language: Language) -> list[list[str]]:
    """Return the letter and those enclosed, each as its lines: the first is the title."""
    return parts_of(letter.zh if language == "zh" else letter.en)


def parts_of(text: str) -> list[list[str]]:
    """Return a letter's words, and those enclosed, each as its lines."""
    parts = (part for part in text.split("\n\n\n") if part.strip())
    return [[line for line in part.split("\n\n") if line.strip()] for part in parts]


def mode_words(mode: str) -> str:
    """Return a mode of service in words."""
    return {
        "electronic": _("electronic"),
        "post": _("by post"),
        "in_person": _("in person"),
        "public_notice": _("by public notice"),
    }.get(mode, mode)


def mode_choices(modes: Sequence[str]) -> list[tuple[str, str]]:
    """Return the modes of service in words, in the order in which they are tried."""
    return [(mode, mode_words(mode)) for mode in modes]
