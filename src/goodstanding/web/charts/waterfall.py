"""The grade as a waterfall: where the score starts, what added, what took away, and until when.

The bands of the grades lie behind the bars, so that the eye sees how far the score is from the
next grade. The same numbers stand in the table beneath (`pages/grade.py` makes both).
"""

from dataclasses import dataclass
from typing import Literal

from goodstanding.web.charts.draw import (
    ADDS,
    BOUND,
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
)

StepKind = Literal["start", "points", "bound", "total"]
TOP = 32
FOOT = 24
WIDE = 720
NARROW = 342


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: from `before` to `after`; `note` says until when."""

    kind: StepKind
    label: str
    before: int
    after: int
    note: str = ""
    disputed: bool = False

    @property
    def points(self) -> int:
        """What the step adds (below zero: takes)."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Band:
    """The scores from `at_least` on (None: from the lowest) earn the grade `letter`."""

    letter: str
    at_least: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """Places scores on the horizontal line."""

    low: int
    high: int
    left: float
    right: float

    def x(self, score: int) -> float:
        """Return where `score` lies, inside the picture."""
        share = (min(max(score, self.low), self.high) - self.low) / max(1, self.high - self.low)
        return self.left + share * (self.right - self.left)


def waterfall(
    steps: tuple[Step, ...],
    bands: tuple[Band, ...],
    *,
    title: str,
    description: str,
    name: str = "waterfall",
    narrow: bool = False,
) -> str:
    """Return the picture; `narrow` puts the words above the bars, for phones."""
    width = NARROW if narrow else WIDE
    tops = _tops(steps, narrow=narrow)
    height = tops[-1] + FOOT
    left, right = (2, width - 2) if narrow else (256, width - 184)
    scale = Scale(*_range(steps), left=left, right=right)
    variant = "narrow" if narrow else "wide"
    bars = [
        part
        for step, top in zip(steps, tops, strict=False)
        for part in _row(step, scale, top, narrow=narrow, pattern=f"{name}-{variant}")
    ]
    return picture(
        element("defs", hatch(f"{name}-{variant}-hatch", TAKES)),
        *_bands(bands, scale, height),
        *bars,
        width=width,
        height=height,
        title=title,
        description=description,
        name=name,
        variant=variant,
    )


def _tops(steps: tuple[Step, ...], *, narrow: bool) -> list[int]:
    """Return where each row begins, and where the last one ends."""
    tops = [TOP]
    for step in steps:
        row = (72 if step.note else 56) if narrow else 32
        tops.append(tops[-1] + row)
    return tops


def _range(steps: tuple[Step, ...]) -> tuple[int, int]:
    """Return the least and greatest score to show, with some air on both sides."""
    scores = [step.after for step in steps] + [
        step.before for step in steps if step.kind != "start"
    ]
    low, high = min(scores), max(scores)
    air = max(4, (high - low) // 8)
    return low - air, high + air


def _bands(bands: tuple[Band, ...], scale: Scale, height: int) -> list[str]:
    """Return the grades' bands: alternating grounds, a hairline at each least score."""
    parts: list[str] = []
    upper = scale.high
    for place, band in enumerate(bands):
        lower = scale.low if band.at_least is None else max(scale.low, band.at_least)
        if lower >= upper:
            continue
        x1, x2 = scale.x(lower), scale.x(upper)
        parts.append(
            element(
                "rect",
                x=number(x1),
                y=0,
                width=number(x2 - x1),
                height=height - FOOT,
                fill="#eef0ec" if place % 2 else "#f6f7f4",
                class_=f"band-{place % 2}",
            )
        )
        if x2 - x1 >= 16:  # noqa: PLR2004 - one letter's room
            parts.append(label(band.letter, (x1 + x2) / 2, 20, anchor="middle", quiet=True))
        if lower > scale.low:
            parts.append(
                label(f"{lower:,}", x1, height - 6, size=SMALL_SIZE, anchor="middle", quiet=True)
            )
        upper = lower
    return parts


def _row(step: Step, scale: Scale, top: int, *, narrow: bool, pattern: str) -> list[str]:
    """Return the parts of one step: words, bar, points, note."""
    points = f"{step.points:+d}".replace("-", "−") if _moves(step) else f"{step.after}"
    bold = not _moves(step)
    if narrow:
        bar = _bar(step, scale, top + 22, 12, pattern)
        return [
            label(fit(step.label, 262), 2, top + 14, bold=bold),
            label(points, NARROW - 2, top + 14, anchor="end", bold=True),
            *bar,
            label(fit(step.note, 330, SMALL_SIZE), 2, top + 51, size=SMALL_SIZE, quiet=True),
        ]
    return [
        label(fit(step.label, 240), 0, top + 21, bold=bold),
        *_bar(step, scale, top + 8, 16, pattern),
        label(points, WIDE - 136, top + 21, anchor="end", bold=True),
        label(fit(step.note, 124, SMALL_SIZE), WIDE - 124, top + 21, size=SMALL_SIZE, quiet=True),
    ]


def _moves(step: Step) -> bool:
    return step.kind in ("points", "bound")


def _bar(step: Step, scale: Scale, top: int, height: int, pattern: str) -> list[str]:
    """Return the bar of a step, or the mark of a score."""
    if not _moves(step):
        x = scale.x(step.after)
        return [
            element(
                "rect",
                x=number(x - 2),
                y=top - 2,
                width=4,
                height=height + 4,
                fill=PLAIN.fill,
                class_="tone-mark",
            )
        ]
    x1, x2 = sorted((scale.x(step.before), scale.x(step.after)))
    tone = _tone(step)
    open_bar = step.kind == "bound"
    fill = f"url(#{pattern}-hatch)" if step.disputed else tone.fill
    style = None if step.disputed else tone.name
    rect = element(
        "rect",
        x=number(x1),
        y=top,
        width=number(max(2.0, x2 - x1)),
        height=height,
        fill="none" if open_bar else fill,
        stroke=tone.fill if open_bar or step.disputed else None,
        stroke_width=1.5 if open_bar or step.disputed else None,
        stroke_dasharray="4 3" if open_bar else None,
        class_="bar-bound" if open_bar else style,
    )
    x = scale.x(step.before)
    joint = element(
        "line",
        x1=number(x),
        x2=number(x),
        y1=top - 6,
        y2=top + height,
        stroke=QUIET,
        stroke_width=1,
        class_="joint",
    )
    return [joint, rect]


def _tone(step: Step) -> Tone:
    if step.kind == "bound":
        return BOUND
    return ADDS if step.points >= 0 else TAKES
