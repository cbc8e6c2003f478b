"""Draws how cost grows over the scales of the country, from `bench/country.json`, as SVG."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.measure import Row

Place = Callable[[float], float]
WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 720, 400, 70, 30, 20, 50
LINES = (("grades_s", "grades", "#0b6e4f"), ("explained_s", "with explanations", "#b3541e"))
SOURCE = Path(__file__).parent / "country.json"
TARGET = Path(__file__).parents[1] / "docs" / "country-cost.svg"


def chart(rows: Sequence[Row]) -> str:
    """Return the picture: records across, seconds up, both by powers of ten."""
    records = [one["records"] for one in rows]
    seconds = [one[name] for one in rows for name, _, _ in LINES]
    across = (math.floor(math.log10(min(records))), math.ceil(math.log10(max(records) + 1)))
    up = (math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds) + 0.001)))

    def x(value: float) -> float:
        share = (math.log10(value) - across[0]) / max(1, across[1] - across[0])
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        share = (math.log10(value) - up[0]) / max(1, up[1] - up[0])
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    parts = [*grid(across, up, x, y)]
    for nth, (name, title, colour) in enumerate(LINES):
        points = " ".join(f"{x(one['records'])},{y(one[name])}" for one in rows)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        )
        for one in rows:
            at = f'cx="{x(one["records"])}" cy="{y(one[name])}"'
            parts.append(
                f'<circle {at} r="4" fill="{colour}"><title>{title}, scale {one["scale"]:g}:'
                f" {one[name]:,} s for {one['records']:,} records</title></circle>"
            )
        parts.append(text(LEFT + 12, TOP + 8 + 20 * nth, title, colour))
    label = "Seconds to durable grades by number of records, both axes by powers of ten"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
    ground = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    return "\n".join([f'{head} aria-label="{label}">', ground, *parts, "</svg>"]) + "\n"


def grid(across: tuple[int, int], up: tuple[int, int], x: Place, y: Place) -> list[str]:
    """Return the lines of the powers of ten, with their figures."""
    parts = []
    for power in range(across[0], across[1] + 1):
        at = x(10**power)
        parts.append(f'<path d="M{at} {TOP}V{HEIGHT - BOTTOM}" stroke="#d8d8d8" stroke-width="1"/>')
        parts.append(text(at, HEIGHT - BOTTOM + 18, f"{10**power:,}", anchor="middle"))
    for power in range(up[0], up[1] + 1):
        at = y(10**power)
        parts.append(f'<path d="M{LEFT} {at}H{WIDTH - RIGHT}" stroke="#d8d8d8" stroke-width="1"/>')
        parts.append(text(LEFT - 8, at + 4, f"{10.0**power:g} s", anchor="end"))
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "records", anchor="middle"))
    return parts


def text(x: float, y: float, words: str, colour: str = "#333333", *, anchor: str = "start") -> str:
    """Return some words of the picture."""
    place = f'x="{x}" y="{y}" text-anchor="{anchor}"'
    return f'<text {place} fill="{colour}" font-family="sans-serif" font-size="12">{words}</text>'


def main() -> None:
    """Draw it."""
    TARGET.write_text(chart(json.loads(SOURCE.read_text(encoding="utf-8"))), encoding="utf-8")


if __name__ == "__main__":
    main()
