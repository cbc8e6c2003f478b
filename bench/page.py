"""Writes the generated parts of `docs/benchmarks.md`: the table of bars and that of the country.

python -m bench.page           after `make bench` and `make bench-country`
python -m bench.page --check   ends with 1 where the page is not what the figures say
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.bars import BARS, verdict
from bench.chart import TARGET, chart
from bench.measure import Row

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
COUNTRY_HEAD = (
    "| scale | entities | records | written | grades | with explanations | records/s"
    " | peak memory | copy | grades | evidence |"
)
NOTHING = "Not measured yet.\n"


def bars_table(rows: Sequence[Row]) -> str:
    """Return the bars as a table; a loss is marked."""
    if not rows:
        return NOTHING
    lines = ["| bar | ours | theirs | ratio | asked | | beside |", "|---|--:|--:|--:|--:|---|---|"]
    for one in rows:
        asked = BARS.get(one["name"])
        said = {"lost": "**lost**", "met": "met", "": ""}[verdict(one["name"], one["ratio"])]
        lines.append(
            f"| {one['name']} | {one['ours']:g} {one['unit']} | {one['peer']:g} {one['unit']}"
            f" | {one['ratio']:g} | {f'{asked:.3g}' if asked else ''} | {said}"
            f" | {one['peer_name']} |"
        )
    loads: dict[str, None] = dict.fromkeys(one["workload"] for one in rows)
    return "\n".join([*lines, "", "Measured on:", "", *(f"- {load}" for load in loads)]) + "\n"


def country_table(rows: Sequence[Row]) -> str:
    """Return how cost grows, as a table and a picture."""
    if not rows:
        return NOTHING
    lines = [
        COUNTRY_HEAD,
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {one['scale']:g} | {one['entities']:,} | {one['records']:,} | {one['write_s']:,} s"
        f" | {one['grades_s']:,} s | {one['explained_s']:,} s | {one['grades_records_s']:,}"
        f" | {max(one['grades_peak_mb'], one['explained_peak_mb']):,} MB | {one['copy_mb']:,} MB"
        f" | {one['grades_mb']:,} MB | {one['evidence_mb']:,} MB |"
        for one in rows
    ]
    picture = f"![Seconds to durable grades by number of records]({TARGET.name})"
    return "\n".join([*lines, "", picture]) + "\n"


def filled(page: str, name: str, content: str) -> str:
    """Return a page with new content between the marks of a part."""
    begin, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not pattern.search(page):
        sys.exit(f"{PAGE.name} has no part {name!r}")
    return pattern.sub(lambda _: f"{begin}\n{content}{end}", page)


def read(name: str) -> list[Row]:
    """Return rows that were measured, none where nothing was."""
    path = HERE / name
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return rows


def main() -> None:
    """Write the page and the picture, or check the page."""
    page = PAGE.read_text(encoding="utf-8")
    country = read("country.json")
    written = filled(page, "bars", bars_table(read("latest.json")))
    written = filled(written, "country", country_table(country))
    if "--check" in sys.argv:
        sys.exit(int(written != page))
    PAGE.write_text(written, encoding="utf-8")
    if country:
        TARGET.write_text(chart(country), encoding="utf-8")


if __name__ == "__main__":
    main()
