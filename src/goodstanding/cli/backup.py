"""`goodstanding backup`: copy the database safely while it is in use."""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from django.conf import settings
from django.db import connection

from goodstanding.actions.upkeep import backup
from goodstanding.cli.show import counted, out, say, show_faults, show_json
from goodstanding.core.basis.text import Text


@click.command(
    "backup",
    epilog="\b\nExamples:\n  goodstanding backup\n"
    "  goodstanding backup --to /mnt/safe/register.sqlite3",
)
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; it must not exist. Default: a dated file in GOODSTANDING_HOME/backups.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(target: Path | None, json_wanted: bool) -> None:
    """Copy the database while it is in use, and verify the copy.

    Exit code 1 where the copy shows faults of the ledger; it is kept.
    """
    chosen = target or _dated()
    with counted(say(Text("备份", "Copying"))) as told:
        faults = backup(chosen, progress=told)
    if json_wanted:
        show_json({"file": str(chosen), "faults": [fault.line("en") for fault in faults]})
    else:
        show_faults(faults)
        done = Text("备份写入 {file}", "The backup is {file}")
        out.print(say(done.filled(file=chosen)), highlight=False, soft_wrap=True)
    if faults:
        sys.exit(1)


def _dated() -> Path:
    now = datetime.now(ZoneInfo(settings.TIME_ZONE))
    ending = "dump" if connection.vendor == "postgresql" else "sqlite3"
    folder: Path = settings.HOME / "backups"
    return folder / f"goodstanding-{now:%Y%m%d-%H%M%S}.{ending}"
