"""The grade as a mark (letter and shape, tone last), and how many entities hold each grade."""

from dataclasses import dataclass

from goodstanding.web.charts.draw import INK, element, label, number, picture, words

SHAPES = ("circle", "square", "diamond", "hexagon")
FILLS = ("#1f6b4f", "#2b5f96", "#8a5a00", "#7d3560")
OUTLINES = {
    "square": "12,12 84,12 84,84 12,84",
    "diamond": "48,2 94,48 48,94 2,48",
    "hexagon": "26,8 70,8 92,48 70,88 26,88 4,48",
}


def place_of(rank: int, grades: int) -> int:
    """Return which of the four tones the grade of this rank (0: best) has."""
    return 0 if grades <= 1 else rank * (len(SHAPES) - 1) // (grades - 1)


def grade_mark(letter: str, place: int | None, *, title: str) -> str:
    """Return the mark of a grade; `place` None is "not enough data": an open, dashed ring."""
    if place is None:
        shape = element(
            "circle",
            cx=48,
            cy=48,
            r=42,
            fill="none",
            stroke="#5b656b",
            stroke_width=3,
            stroke_dasharray="6 6",
            class_="mark-none",
        )
        ink, style = INK, "ink"
    else:
        look = {"fill": FILLS[place], "class_": f"grade-{place}"}
        shape = (
            element("circle", cx=48, cy=48, r=46, **look)
            if place == 0
            else element("polygon", points=OUTLINES[SHAPES[place]], **look)
        )
        ink, style = "#ffffff", "on-tone"
    text = element(
        "text",
        words(letter),
        x=48,
        y=63,
        font_size=44,
        font_weight=600,
        text_anchor="middle",
        fill=ink,
        class_=style,
    )
    return element(
        "svg",
        element("title", words(title)),
        shape,
        text,
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 96 96",
        width=96,
        height=96,
        role="img",
        aria_label=title,
        class_="grade-mark",
    )


@dataclass(frozen=True, slots=True)
class Share:
    """How many hold a grade; `place` None: not enough data."""

    letter: str
    count: int
    place: int | None


def distribution(
    shares: tuple[Share, ...], *, title: str, description: str, name: str = "grades"
) -> str:
    """Return one bar of shares; letters stand under their part, so no colour is needed."""
    width, whole = 720, max(1, sum(share.count for share in shares))
    parts: list[str] = []
    x = 0.0
    for share in shares:
        wide = share.count / whole * width
        if share.count:
            parts.extend(_part(share, x, wide))
        x += wide
    return picture(
        *parts,
        width=width,
        height=64,
        title=title,
        description=description,
        name=name,
        variant="any",
    )


def _part(share: Share, x: float, wide: float) -> list[str]:
    """Return one part of the bar, with its letter where there is room."""
    none = share.place is None
    bar = element(
        "rect",
        x=number(x + 0.5),
        y=8,
        width=number(max(1.0, wide - 2)),
        height=24,
        fill="none" if none else FILLS[share.place or 0],
        stroke="#5b656b" if none else None,
        stroke_dasharray="4 3" if none else None,
        class_="mark-none" if none else f"grade-{share.place}",
    )
    if wide < 20:  # noqa: PLR2004 - a letter's room
        return [bar]
    return [bar, label(share.letter, x + wide / 2, 54, size=18, anchor="middle", bold=True)]
