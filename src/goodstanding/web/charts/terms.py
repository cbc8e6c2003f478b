"""Terms of like cases on a line of months: one bar for each term, above what the rules allow.

The same counts stand in words beside it.
"""

from collections.abc import Mapping

from goodstanding.web.charts.draw import (
    ADDS,
    LINE,
    PLAIN,
    QUIET,
    SMALL_SIZE,
    element,
    label,
    number,
    picture,
)

WIDTH, HEIGHT = 342, 132
LEFT, RIGHT, FLOOR = 10, 332, 92
TALLEST = 62
YEAR = 12
MARKS = 6


def terms(
    counts: Mapping[int, int],
    allowed: tuple[int, int] | None,
    *,
    title: str,
    description: str,
    name: str,
) -> str:
    """Return the picture. `allowed`: the fewest and the most months that the rules allow."""
    months = [one for one in counts if one]
    last = max([*months, allowed[1] if allowed else YEAR, YEAR])
    most = max([counts[one] for one in months], default=1)

    def x(month: float) -> float:
        return LEFT + (RIGHT - LEFT) * month / last

    parts = [element("line", x1=LEFT, x2=RIGHT, y1=FLOOR, y2=FLOOR, stroke=LINE, class_="hairline")]
    if allowed:
        first, end = x(allowed[0] if allowed[0] > 1 else 0), x(allowed[1])
        band = {"fill": ADDS.fill, "class_": ADDS.name}
        parts.append(
            element(
                "rect", x=number(first), y=FLOOR + 3, width=number(end - first), height=5, **band
            )
        )
    for month in sorted(months):
        high = TALLEST * counts[month] / most
        wide = {"fill": PLAIN.fill, "class_": PLAIN.name}
        at = min(max(x(month), LEFT + 5), RIGHT - 5)
        parts.append(
            element(
                "rect",
                x=number(at - 5),
                y=number(FLOOR - high),
                width=10,
                height=number(high),
                **wide,
            )
        )
        parts.append(label(str(counts[month]), at, FLOOR - high - 5, size=12, anchor="middle"))
    step = YEAR * max(1, -(-last // (YEAR * MARKS)))
    for month in range(0, last + 1, step):
        at = x(month)
        anchor = "start" if month == 0 else "end" if month == last else "middle"
        parts.append(
            element("line", x1=number(at), x2=number(at), y1=FLOOR + 9, y2=FLOOR + 14, stroke=QUIET)
        )
        parts.append(label(str(month), at, FLOOR + 29, size=SMALL_SIZE, anchor=anchor, quiet=True))
    return picture(
        *parts,
        width=WIDTH,
        height=HEIGHT,
        title=title,
        description=description,
        name=name,
        variant="any",
    )
