"""`goodstanding dump`: the canonical dump, or its digest."""

from pathlib import Path
from typing import Literal

import click

from goodstanding.actions.upkeep import PARTS, digest, dump
from goodstanding.cli.show import out, show_json


@click.command(
    "dump",
    epilog="\b\nExamples:\n  goodstanding dump\n  goodstanding dump --part derived --json\n"
    "  goodstanding dump --out register.jsonl",
)
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), help="File.")
@click.option("--part", "part", type=click.Choice(PARTS), default="all", show_default=True)
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(
    target: Path | None, part: Literal["all", "ledger", "derived"], json_wanted: bool
) -> None:
    """Print the digest of the canonical dump; with --out, write the dump.

    Two databases that say the same have the same digest, on SQLite and on PostgreSQL.
    """
    if target:
        with target.open("wb") as file:
            file.writelines(dump(part))
    found = digest(part)
    if json_wanted:
        show_json({"part": part, "digest": found, "file": str(target) if target else None})
    else:
        out.print(found, highlight=False)
