"""SVG as text: escaped by construction, with presentation attributes only, so a strict CSP holds.

Classes only let the style sheet swap colours in the dark scheme; without a style sheet the
attributes alone give a readable picture.
"""

from dataclasses import dataclass
from html import escape

INK = "#1b2226"
QUIET = "#4c575d"
LINE = "#d4d8d4"
TEXT_SIZE = 14
SMALL_SIZE = 13
WIDE_FROM = 0x2E80
"""Characters from here on are as wide as the type is high."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour by its class, and the attribute that stands in for it without a style sheet."""

    name: str
    fill: str


ADDS = Tone("tone-adds", "#1f6b4f")
TAKES = Tone("tone-takes", "#8a4b12")
BOUND = Tone("tone-bound", "#4c575d")
PLAIN = Tone("tone-plain", "#5b656b")


def element(name: str, *children: str, **attributes: object) -> str:
    """Return one SVG element; `_` in attribute names is `-`, a trailing `_` is dropped.

    Attribute values are escaped here; children are elements or come from `words`.
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(children)}</{name}>" if children else f"<{name}{said}/>"


def words(text: str) -> str:
    """Return `text` escaped, as a child of an element."""
    return escape(text)


def label(
    text: str,
    x: float,
    y: float,
    *,
    size: int = TEXT_SIZE,
    anchor: str = "start",
    quiet: bool = False,
    bold: bool = False,
) -> str:
    """Return a line of text at (x, y)."""
    return element(
        "text",
        words(text),
        x=number(x),
        y=number(y),
        font_size=size,
        text_anchor=anchor,
        font_weight=600 if bold else None,
        fill=QUIET if quiet else INK,
        class_="ink-quiet" if quiet else "ink",
    )


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def width_of(text: str, size: int = TEXT_SIZE) -> float:
    """Return the estimated width of `text`: wide characters count 1 em, others 0.5."""
    return sum(size if ord(letter) >= WIDE_FROM else size * 0.5 for letter in text)


def fit(text: str, width: float, size: int = TEXT_SIZE) -> str:
    """Return `text`, shortened with an ellipsis where it is wider than `width`."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + "…", size) > width:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def hatch(pattern_id: str, tone: Tone) -> str:
    """Return a pattern of slanting lines: what is disputed."""
    return element(
        "pattern",
        element("rect", width=6, height=6, fill="#ffffff", class_="paper"),
        element("rect", width=3, height=6, fill=tone.fill, class_=tone.name),
        id=pattern_id,
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )


def picture(
    *children: str, width: int, height: int, title: str, description: str, name: str, variant: str
) -> str:
    """Return the whole picture with its title and description for those who cannot see it."""
    return element(
        "svg",
        element("title", words(title), id=f"{name}-{variant}-title"),
        element("desc", words(description), id=f"{name}-{variant}-desc"),
        *children,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_labelledby=f"{name}-{variant}-title",
        aria_describedby=f"{name}-{variant}-desc",
        class_=f"chart chart-{variant}",
    )
