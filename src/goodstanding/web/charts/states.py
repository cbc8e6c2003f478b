"""A procedure as a picture: its states from top to bottom, each step an arrow in a lane of its own.

The arrows carry the numbers under which the steps stand in words beneath.
"""

from dataclasses import dataclass
from typing import Literal

from goodstanding.web.charts.draw import (
    INK,
    LINE,
    QUIET,
    SMALL_SIZE,
    element,
    fit,
    label,
    number,
    picture,
)

ROW = 56
BOX = 34
SIZES = {"wide": (720, 300), "narrow": (342, 150)}


@dataclass(frozen=True, slots=True)
class Node:
    """A state: where a case begins, ends, or ends against the entity."""

    title: str
    end: bool = False
    adverse: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step from one state to another, by their places; `number` names it."""

    number: str
    start: int
    to: int
    party: bool = False
    """Whether the entity itself takes it."""


def states(
    nodes: tuple[Node, ...],
    arrows: tuple[Arrow, ...],
    *,
    title: str,
    description: str,
    variant: Literal["wide", "narrow"],
    name: str = "states",
) -> str:
    """Return the picture; short arrows lie next to the states, long ones outside."""
    width, box = SIZES[variant]
    height = ROW * len(nodes) + 4
    ordered = sorted(arrows, key=lambda one: (abs(one.start - one.to), one.start, one.number))
    room = (width - box - 42) / max(1, len(ordered))
    lanes = [
        part
        for place, one in enumerate(ordered)
        for part in _arrow(one, box + 30 + place * min(room, 40), place, len(ordered), box)
    ]
    return picture(
        *(part for place, one in enumerate(nodes) for part in _node(one, place, box)),
        *lanes,
        width=width,
        height=height,
        title=title,
        description=description,
        name=name,
        variant=variant,
    )


def _node(node: Node, place: int, box: int) -> list[str]:
    """Return a state's box: heavy where it ends, dashed where it ends against the entity."""
    y = place * ROW + 2
    frame = element(
        "rect",
        x=2,
        y=y,
        width=box - 4,
        height=BOX,
        rx=3,
        fill="#eef0ec",
        stroke=INK if node.end else QUIET,
        stroke_width=2.5 if node.end else 1,
        stroke_dasharray="5 3" if node.adverse else None,
        class_="state-end" if node.end else "state",
    )
    return [frame, label(fit(node.title, box - 20, SMALL_SIZE), 12, y + 22, size=SMALL_SIZE)]


def _arrow(arrow: Arrow, lane: float, place: int, count: int, box: int) -> list[str]:
    """Return one step: out of a box, along its lane, into another, with its number."""
    spread = (place + 1) / (count + 1) * (BOX - 8)
    y1 = arrow.start * ROW + 6 + spread
    y2 = arrow.to * ROW + 6 + spread
    if arrow.start == arrow.to:
        y1, y2 = arrow.start * ROW + 8, arrow.to * ROW + BOX - 6
    middle = (y1 + y2) / 2
    style = "route-party" if arrow.party else "route"
    path = f"M{number(box - 2)} {number(y1)} H{number(lane)} V{number(y2)} H{number(box + 5)}"
    head = f"M{number(box - 1)} {number(y2)} l7 -4 v8 z"
    return [
        element(
            "path",
            d=path,
            fill="none",
            stroke=QUIET,
            stroke_width=1.5,
            stroke_dasharray="4 2" if arrow.party else None,
            class_=style,
        ),
        element("path", d=head, fill=QUIET, class_="route-head"),
        element(
            "circle",
            cx=number(lane),
            cy=number(middle),
            r=9,
            fill="#fbfbf8",
            stroke=LINE,
            class_="route-number",
        ),
        label(arrow.number, lane, middle + 4, size=11, anchor="middle"),
    ]
