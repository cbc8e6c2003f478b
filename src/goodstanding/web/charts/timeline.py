"""Records on a line of years: when each happened, and until when it is shown."""

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
    Tone,
    element,
    fit,
    hatch,
    label,
    number,
    picture,
    width_of,
)

Effect = Literal["adverse", "neutral", "favourable"]
TOP = 32
LANE = 48
SIZES = {"wide": 720, "narrow": 342}


@dataclass(frozen=True, slots=True)
class Event:
    """One record: its day, the last day on which it is shown, and how it is marked."""

    day: date
    until: date | None
    effect: Effect
    disputed: bool = False
    self_declared: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The records of one kind."""

    label: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Places days between `first` and `last`."""

    first: date
    last: date
    right: int

    def x(self, day: date) -> float:
        """Return where `day` lies, inside the picture."""
        inside = min(max(day, self.first), self.last)
        whole = max(1, (self.last - self.first).days)
        return 8 + (inside - self.first).days / whole * (self.right - 16)


def timeline(
    lanes: tuple[Lane, ...],
    *,
    on: date,
    on_label: str,
    title: str,
    description: str,
    variant: Literal["wide", "narrow"],
    name: str = "timeline",
) -> str:
    """Return the picture: one lane for each kind of record, a line at the day `on`."""
    width = SIZES[variant]
    height = TOP + LANE * len(lanes) + 28
    axis = _axis(lanes, on, width)
    rows = [
        part
        for place, lane in enumerate(lanes)
        for part in _lane(lane, axis, TOP + place * LANE, on, f"{name}-{variant}")
    ]
    return picture(
        element("defs", hatch(f"{name}-{variant}-hatch", TAKES)),
        *_years(axis, height - 28),
        *_today(axis, on, on_label, height),
        *rows,
        width=width,
        height=height,
        title=title,
        description=description,
        name=name,
        variant=variant,
    )


def _axis(lanes: tuple[Lane, ...], on: date, width: int) -> Axis:
    """Return an axis of whole years that holds every event and its last day, within reason."""
    days = [event.day for lane in lanes for event in lane.events] + [on]
    ends = [event.until for lane in lanes for event in lane.events if event.until]
    last = min(max([*days, *ends]).year + 1, on.year + 4)
    return Axis(date(min(days).year, 1, 1), date(max(last, on.year + 1), 1, 1), width)


def _years(axis: Axis, bottom: int) -> list[str]:
    """Return hairlines and names of years, as many as have room."""
    years = axis.last.year - axis.first.year
    stride = max(1, -(-years * 48 // (axis.right - 16)))
    parts = []
    for year in range(axis.first.year, axis.last.year + 1, stride):
        x = number(axis.x(date(year, 1, 1)))
        parts.append(element("line", x1=x, x2=x, y1=24, y2=bottom, stroke=LINE, class_="hairline"))
        room = axis.right - float(x) - 3
        if year < axis.last.year and room > width_of(str(year), SMALL_SIZE) + 8:
            parts.append(label(str(year), float(x) + 3, 18, size=SMALL_SIZE, quiet=True))
    return parts


def _today(axis: Axis, on: date, on_label: str, height: int) -> list[str]:
    """Return the line at the day that the page shows, with its name beneath."""
    x = axis.x(on)
    anchor = "end" if x > axis.right / 2 else "start"
    shift = -4 if anchor == "end" else 4
    return [
        element(
            "line",
            x1=number(x),
            x2=number(x),
            y1=24,
            y2=height - 8,
            stroke=QUIET,
            stroke_width=1.5,
            stroke_dasharray="2 3",
            class_="joint",
        ),
        label(on_label, x + shift, height - 10, size=SMALL_SIZE, anchor=anchor, quiet=True),
    ]


def _lane(lane: Lane, axis: Axis, top: int, on: date, pattern: str) -> list[str]:
    """Return a lane: its name, and each record as a mark with the time it is shown."""
    middle = top + 32
    parts = [
        element(
            "rect",
            x=6,
            y=top + 2,
            width=number(min(width_of(lane.label) + 8, axis.right - 12)),
            height=20,
            fill="#fbfbf8",
            class_="paper",
        ),
        label(fit(lane.label, axis.right - 16), 8, top + 16),
        element(
            "line",
            x1=8,
            x2=axis.right - 8,
            y1=middle,
            y2=middle,
            stroke=LINE,
            class_="hairline",
        ),
    ]
    for event in lane.events:
        tone = _tone(event)
        if event.until is not None and event.until > event.day:
            x1, x2 = axis.x(event.day), axis.x(event.until)
            parts.append(
                element(
                    "rect",
                    x=number(x1),
                    y=middle - 2,
                    width=number(max(1.0, x2 - x1)),
                    height=4,
                    fill=tone.fill,
                    fill_opacity=0.35,
                    class_=tone.name,
                )
            )
    parts.extend(_mark(event, axis.x(event.day), middle, on, pattern) for event in lane.events)
    return parts


def _tone(event: Event) -> Tone:
    return {"adverse": TAKES, "favourable": ADDS}.get(event.effect, PLAIN)


def _mark(event: Event, x: float, y: float, on: date, pattern: str) -> str:
    """Return the mark: diamond adverse, disc favourable, square neutral; open: self-declared."""
    ended = event.until is not None and event.until < on
    tone = PLAIN if ended else _tone(event)
    fill: str | None = tone.fill
    style: str | None = tone.name
    stroke: str | None = None
    if event.disputed:
        fill, style, stroke = f"url(#{pattern}-hatch)", None, tone.fill
    elif event.self_declared:
        fill, style, stroke = "#ffffff", "mark-open", tone.fill
    look: dict[str, object] = {
        "fill": fill,
        "stroke": stroke,
        "stroke_width": 1.5 if stroke else None,
        "class_": style,
    }
    if event.effect == "favourable":
        return element("circle", cx=number(x), cy=number(y), r=6, **look)
    turn = f"rotate(45 {number(x)} {number(y)})" if event.effect == "adverse" else None
    return element(
        "rect", x=number(x - 5), y=number(y - 5), width=10, height=10, transform=turn, **look
    )
