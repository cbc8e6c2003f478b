"""`goodstanding removals`: who was told that a record is gone, and their acknowledgement."""

import csv
from datetime import datetime
from pathlib import Path

import click

from goodstanding.actions.cases.removals import acknowledge
from goodstanding.cli.acting import day_of_act
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON, today
from goodstanding.core.basis.text import Text
from goodstanding.store.queries.cases import removals

COLUMN = "record"


@click.group(
    "removals",
    epilog="\b\nExamples:\n"
    "  goodstanding removals list --department tax_bureau\n"
    "  goodstanding removals acknowledge 12 15 --department tax_bureau --as zhao\n"
    "  goodstanding removals acknowledge --file gone.csv --department tax_bureau --as zhao",
)
def command() -> None:
    """Show who owes word that a removed record is gone, and take that word."""


@command.command("list")
@click.option("--department", default="", help="Only this department's.")
@click.option("--all", "all_wanted", is_flag=True, help="Acknowledged ones too.")
@click.option("--on", "day", type=DAY, help="Late as of this day. Default: today.")
@click.option("--limit", default=200, show_default=True, type=click.IntRange(1, 100_000))
@JSON
def list_removals(
    department: str, all_wanted: bool, day: datetime | None, limit: int, json_wanted: bool
) -> None:
    """List receipts that are owed, the one that was due first first."""
    on = day.date() if day else today()
    found = removals(department=department, open_only=not all_wanted, limit=limit)
    if json_wanted:
        show_json(
            [
                {
                    "department": one.department,
                    "record": one.record,
                    "case": one.case_id,
                    "told": one.told.isoformat(),
                    "due": one.due.isoformat(),
                    "acknowledged": one.acknowledged.isoformat() if one.acknowledged else None,
                    "late": one.acknowledged is None and one.due < on,
                }
                for one in found
            ]
        )
        return
    if not found:
        out.print(say(Text("没有待确认的移除", "No removal awaits word.")))
        return
    headings = Text(
        "部门|记录|案件|告知|截止|确认|逾期", "department|record|case|told|due|acknowledged|late"
    )
    late = Text("逾期", "late")
    rows = [
        (
            one.department,
            one.record,
            one.case_id,
            one.told,
            one.due,
            one.acknowledged or "",
            say(late) if one.acknowledged is None and one.due < on else "",
        )
        for one in found
    ]
    table(say(Text("移除回执", "Removals")), say(headings).split("|"), rows)


@command.command("acknowledge")
@click.argument("records", type=int, nargs=-1)
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"CSV with a column `{COLUMN}`.",
)
@click.option("--department", required=True, help="Whose word it is.")
@click.option("--as", "officer", required=True, help="The officer who answers for it.")
@click.option("--on", "day", type=DAY, help="Day of the word. Default: today.")
@JSON
def acknowledge_removals(
    records: tuple[int, ...],
    file: Path | None,
    department: str,
    officer: str,
    day: datetime | None,
    json_wanted: bool,
) -> None:
    """Say that RECORDS are gone from the department's views and uses; all of them, or none."""
    named = [*records, *(_read(file) if file else ())]
    if not named:
        raise click.UsageError("name records, or give --file")
    on = day_of_act(day)
    closed = acknowledge(department, named, actor=officer, on=on)
    if json_wanted:
        show_json({"acknowledged": closed})
    else:
        out.print(say(Text("已确认 {n} 件", "{n} acknowledged").filled(n=closed)))


def _read(file: Path) -> list[int]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        found = [row.get(COLUMN) or "" for row in csv.DictReader(rows)]
    wrong = [one for one in found if not (one.isascii() and one.isdigit())]
    if wrong:
        raise click.BadParameter(f"{wrong[0]!r} is no record number", param_hint="--file")
    return [int(one) for one in found]
