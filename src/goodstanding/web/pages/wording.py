"""How days, amounts, fields and sources are written for readers, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import BasisKind, Field, Policy

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MINUS = "−"


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a rule or a record's kind rests: the text in words, and what sort of text it is."""

    citation: str
    kind: BasisKind
    kind_word: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a record, ready to read."""

    label: str
    value: str
    numeric: bool = False


def long_day(day: date, language: Language) -> str:
    """Return a day in words: 2 March 2026 / 2026年3月2日."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, language: Language) -> str:
    """Return a day for narrow places: 2 Mar 2026 / 2026-03-02."""
    if language == "zh":
        return day.isoformat()
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def signed(points: int) -> str:
    """Return points with their sign, a true minus included; 0 has none."""
    if points == 0:
        return "0"
    return f"+{points:,}" if points > 0 else f"{MINUS}{-points:,}"


def source_note(policy: Policy, basis: str, language: Language) -> SourceNote:
    """Return the note of a basis `source-id#article`: title, number, article.

    A demonstration's number says nothing but "demonstration", which its kind says already.
    """
    source = policy.source_of(basis)
    article = basis.partition("#")[2]
    named = source.articles.get(article)
    title = source.title.in_(language)
    if source.number and source.kind != "demonstration":
        title = f"{title} {source.number}"
    parts = [title, named.in_(language) if named else article]
    kinds = {"law": _("law"), "standard": _("standard"), "demonstration": _("demonstration")}
    return SourceNote(
        citation=("，" if language == "zh" else ", ").join(part for part in parts if part),
        kind=source.kind,
        kind_word=kinds[source.kind],
    )


def fact(field: Field, value: str, language: Language) -> Fact:
    """Return a field's label and its value in words."""
    return Fact(
        label=field.title.in_(language),
        value=value_words(field, value, language),
        numeric=field.kind in ("money", "integer"),
    )


def value_words(field: Field, value: str, language: Language) -> str:
    """Return a field's text as people read it; what cannot be read is shown as it is."""
    if field.kind in ("choice", "choices"):
        parts = [_choice(field, part, language) for part in value.split("|")]
        return ("、" if language == "zh" else ", ").join(parts)
    if field.kind == "money" and _is_number(value):
        return money(int(value), language)
    if field.kind == "day":
        return day_words(value, language)
    return value


def money(fen: int, language: Language) -> str:
    """Return an amount of fen in yuan."""
    sign = MINUS if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    amount = f"{sign}{yuan:,}.{rest:02d}"
    return f"{amount} 元" if language == "zh" else f"CNY {amount}"


@dataclass(frozen=True, slots=True)
class Headline:
    """What a record says in a few words, and the fields that said it."""

    words: str
    said: tuple[str, ...]


def headline(
    fields: Mapping[str, Field], values: Mapping[str, str], language: Language
) -> Headline:
    """Return a record's first choices in words, else its first field."""
    there = [name for name in fields if values.get(name)]
    chosen = [name for name in there if fields[name].kind in ("choice", "choices")]
    said = [name for name in chosen if name != "status"][:2] or there[:1]
    words = " · ".join(value_words(fields[name], values[name], language) for name in said)
    return Headline(words, tuple(said))


def _choice(field: Field, value: str, language: Language) -> str:
    title = field.choices.get(value)
    return title.in_(language) if title else value


def _is_number(value: str) -> bool:
    return value.removeprefix("-").isdecimal()


def day_words(value: str, language: Language) -> str:
    """Return an ISO day in words; what is none stays as it is."""
    try:
        return long_day(date.fromisoformat(value), language)
    except ValueError:
        return value
