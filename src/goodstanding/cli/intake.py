"""`goodstanding intake`: take in a department's file and print its receipt."""

import secrets
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from django.conf import settings

from goodstanding.actions.intake.receive import receive
from goodstanding.cli.receipts import as_json, show_receipt
from goodstanding.cli.show import progress, show_json
from goodstanding.core.basis.faults import Refused
from goodstanding.core.records.faults_intake import DAY_NOT_YOURS
from goodstanding.store.shelf import load_policy

REFUSED_ROWS = 3
HELD = 4
SEED_BYTES = 32


@click.command(
    "intake",
    epilog="\b\nExamples:\n"
    "  goodstanding intake penalties-2026-03.csv --as market_regulation\n"
    "  goodstanding intake list.csv --as registry_office --rows 1204 --json\n\n"
    "\b\nExit codes: 0 all rows taken or held already, 1 the file was refused,\n"
    "3 some rows were refused (see the rejects file), 4 the batch waits for an officer.",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--as", "department", required=True, help="The department that sends the file.")
@click.option("--layout", help="Its layout, where the department has several that fit.")
@click.option("--name", help="The sender's name of the batch (default: the file's name).")
@click.option("--rows", type=click.IntRange(0), help="How many data rows there must be.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of receipt; in demonstration mode only.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print the receipt as JSON.")
def command(
    file: Path,
    department: str,
    layout: str | None,
    name: str | None,
    rows: int | None,
    on: datetime | None,
    json_wanted: bool,
) -> None:
    """Take in FILE: judge each row, keep the good ones, write the others into a rejects file.

    The same file sent again changes nothing and gives the same receipt.
    """
    if on and settings.MODE != "demonstration":
        raise Refused(DAY_NOT_YOURS.at("--on"))
    today = on or datetime.now(ZoneInfo(settings.TIME_ZONE))
    policy = load_policy()
    with progress() as bar:
        tasks = {"read": bar.add_task(file.name, total=None), "seal": bar.add_task("", total=None)}

        def told(what: str, done: int, total: int) -> None:
            description = file.name if what == "read" else "seal"
            bar.update(tasks[what], description=description, completed=done, total=total)

        receipt = receive(
            file,
            department=department,
            layout=layout,
            name=name,
            on=today.date(),
            actor=f"department:{department}",
            policy=policy,
            seed=secrets.token_hex(SEED_BYTES),
            rows=rows,
            progress=told,
        )
    if json_wanted:
        show_json(as_json(receipt))
    else:
        show_receipt(receipt, policy)
    if receipt.state == "held":
        sys.exit(HELD)
    if receipt.refused:
        sys.exit(REFUSED_ROWS)
