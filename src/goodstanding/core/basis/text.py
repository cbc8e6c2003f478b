"""A term in the two languages that every word shown to people must have."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, Language] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese (`zh`) and English (`en`)."""

    zh: str
    en: str

    def in_(self, language: Language) -> str:
        """Return the words in `language`."""
        return self.zh if language == "zh" else self.en

    def filled(self, **values: object) -> "Text":
        """Return both texts with `{name}` places filled; a value that is a `Text` by language."""
        zh = {
            name: value.zh if isinstance(value, Text) else value for name, value in values.items()
        }
        en = {
            name: value.en if isinstance(value, Text) else value for name, value in values.items()
        }
        return Text(self.zh.format(**zh), self.en.format(**en))


def joined(found: Iterable[Text]) -> Text:
    """Return several terms as one list in words, each once; a dash where there is none."""
    terms = tuple(dict.fromkeys(found))
    if not terms:
        return Text("-", "-")
    return Text("、".join(one.zh for one in terms), ", ".join(one.en for one in terms))
