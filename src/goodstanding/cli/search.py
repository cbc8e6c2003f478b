"""`goodstanding search`: find an entity by name, part of a name, or code."""

import sys
from dataclasses import asdict

import click

from goodstanding.cli.show import out, say, show_json, table
from goodstanding.core.basis.text import Text
from goodstanding.core.entities.hits import REASONS
from goodstanding.store.queries.search import MOST_HITS
from goodstanding.store.queries.search import search as find

NOTHING_FOUND = 3


@click.command(
    "search",
    epilog="\b\nExamples:\n"
    "  goodstanding search 松风食品\n"
    "  goodstanding search 91990100MA0000015X --json\n\n"
    "\b\nExit codes: 0 found, 1 refused, 3 nothing found.",
)
@click.argument("text")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, MOST_HITS))
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(text: str, limit: int, json_wanted: bool) -> None:
    """Find an entity by TEXT: a name, a part of one, a code, or the first six of its characters.

    Individual businesses (class 92) are found by their whole code only.
    """
    hits = find(text, limit=limit)
    if json_wanted:
        show_json([asdict(hit) for hit in hits])
    elif hits:
        headings = Text("标识|名称|命中内容|命中方式", "key|name|what matched|how")
        table(
            text,
            say(headings).split("|"),
            [(hit.key, hit.name, hit.matched, say(REASONS[hit.reason])) for hit in hits],
        )
    else:
        out.print(say(Text("没有找到主体", "No entity was found.")))
    if not hits:
        sys.exit(NOTHING_FOUND)
