"""Ways out on a line of years: how long each thing stands, when one can apply, when it is decided.

A way that is open begins at today. The same days stand in the table beneath.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodstanding.web.charts.draw import (
    ADDS,
    LINE,
    PLAIN,
    QUIET,
    SMALL_SIZE,
    TAKES,
    element,
    fit,
    label,
    number,
    picture,
    width_of,
)
from goodstanding.web.charts.timeline import Axis

TOP = 32
LANE = 56
FOOT = 20
SIZES = {"wide": 720, "narrow": 342}
YEARS = 4
LETTER = 20


@dataclass(frozen=True, slots=True)
class WayOut:
    """One thing that stands against an entity.

    `opens`: the first day to apply (None: no way out) · `decided`: by when, if one applies then ·
    `ends`: its last day by itself · `letter`: the grade that it leads to, "" where it stays.
    """

    label: str
    opens: date | None
    decided: date | None
    ends: date | None
    letter: str = ""


def ways_out(
    ways: tuple[WayOut, ...],
    *,
    on: date,
    on_label: str,
    title: str,
    description: str,
    variant: Literal["wide", "narrow"],
    name: str = "ways",
) -> str:
    """Return the picture: one lane for each thing, today at its left edge."""
    width = SIZES[variant]
    height = TOP + LANE * len(ways) + FOOT
    axis = Axis(on, _last(ways, on), width)
    lanes = [
        part for place, way in enumerate(ways) for part in _lane(way, axis, TOP + place * LANE, on)
    ]
    return picture(
        *_years(axis, height - FOOT, on_label),
        *lanes,
        width=width,
        height=height,
        title=title,
        description=description,
        name=name,
        variant=variant,
    )


def _last(ways: tuple[WayOut, ...], on: date) -> date:
    """Return the first day of the year after the last one shown, within reason."""
    days = [day for way in ways for day in (way.opens, way.decided, way.ends) if day is not None]
    year = min(max([on, *days]).year, on.year + YEARS)
    return date(year + 1, 1, 1)


def _years(axis: Axis, bottom: int, on_label: str) -> list[str]:
    """Return today's line and the hairlines of the years, named where there is room."""
    left = axis.x(axis.first)
    parts = [
        element(
            "line",
            x1=number(left),
            x2=number(left),
            y1=24,
            y2=bottom,
            stroke=QUIET,
            stroke_width=1.5,
            stroke_dasharray="2 3",
            class_="joint",
        ),
        label(on_label, left, 18, size=SMALL_SIZE, quiet=True),
    ]
    taken = left
    for year in range(axis.first.year + 1, axis.last.year + 1):
        x = axis.x(date(year, 1, 1))
        parts.append(
            element(
                "line",
                x1=number(x),
                x2=number(x),
                y1=24,
                y2=bottom,
                stroke=LINE,
                class_="hairline",
            )
        )
        if x >= taken and axis.right - x > width_of(str(year), SMALL_SIZE) + 8:
            parts.append(label(str(year), x + 3, bottom + 14, size=SMALL_SIZE, quiet=True))
            taken = x + width_of(str(year), SMALL_SIZE) + 12
    return parts


def _lane(way: WayOut, axis: Axis, top: int, on: date) -> list[str]:
    """Return a lane: the name; the time it stands; the window of an application; what comes."""
    middle = top + 36
    left = axis.x(on)
    ends = axis.right - 8 if way.ends is None else axis.x(way.ends)
    parts = [
        element(
            "rect",
            x=6,
            y=top + 4,
            width=number(min(width_of(way.label) + 8, axis.right - 12)),
            height=20,
            fill="#fbfbf8",
            class_="paper",
        ),
        label(fit(way.label, axis.right - 20), 8, top + 18),
        _band(left, ends, middle, 6, TAKES.fill, TAKES.name, 0.4),
    ]
    if way.ends is not None and way.ends <= axis.last:
        parts.append(
            element(
                "rect",
                x=number(ends - 1.5),
                y=middle - 8,
                width=3,
                height=16,
                fill=PLAIN.fill,
                class_=PLAIN.name,
            )
        )
    if way.opens is None or way.opens >= axis.last:
        return parts
    opens = axis.x(max(way.opens, on))
    decided = axis.x(way.decided) if way.decided else opens
    parts.append(_band(opens, max(decided, opens + 2), middle, 6, ADDS.fill, ADDS.name, 1))
    parts.append(
        element(
            "rect",
            x=number(opens - 5),
            y=middle - 5,
            width=10,
            height=10,
            transform=f"rotate(45 {number(opens)} {number(middle)})",
            fill="#ffffff",
            stroke=ADDS.fill,
            stroke_width=2,
            class_="mark-way",
        )
    )
    if way.decided is not None:
        at = max(decided, opens + 14)
        parts.append(
            element(
                "circle", cx=number(at), cy=number(middle), r=6, fill=ADDS.fill, class_=ADDS.name
            )
        )
        if way.letter and axis.right - at > LETTER:
            parts.append(label(way.letter, at + 10, middle + 5, bold=True))
    return parts


def _band(x1: float, x2: float, y: float, high: int, fill: str, style: str, opacity: float) -> str:
    return element(
        "rect",
        x=number(x1),
        y=number(y - high / 2),
        width=number(max(1.0, x2 - x1)),
        height=high,
        fill=fill,
        fill_opacity=None if opacity == 1 else opacity,
        class_=style,
    )
