"""`goodstanding city`: write what twelve departments of the fictional city would send."""

import random
from dataclasses import asdict
from pathlib import Path

import click

from goodstanding.cli.show import language, out, progress, say, show_json, table
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.demo.city import rates
from goodstanding.demo.city.faults_city import FOLDER_NOT_EMPTY
from goodstanding.demo.city.manifest import NAME, CityFile
from goodstanding.demo.city.write import Plan, files_expected, write_city


@click.command(
    "city",
    epilog="Examples:\n\n  goodstanding city --out var/city\n\n"
    "  goodstanding city --out /tmp/small --entities 600 --records 4800 --months 3",
)
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@click.option("--entities", default=rates.ENTITIES, show_default=True, help="Organisations.")
@click.option("--records", default=rates.RECORDS, show_default=True, help="Records of theirs.")
@click.option("--months", default=rates.MONTHS, show_default=True, help="Monthly batches.")
@click.option("--seed", default=rates.SEED, show_default=True, help="Same seed, same bytes.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest's figures as JSON.")
def command(
    *, folder: Path, entities: int, records: int, months: int, seed: int, as_json: bool
) -> None:
    """Write the files of the fictional city 临澜市 (Linlan), with real dirt.

    The folder's manifest.json says what every file's receipt must be.
    """
    plan = Plan(entities=entities, records=records, months=months, seed=seed).checked()
    if folder.is_dir() and any(folder.iterdir()) and not (folder / NAME).is_file():
        raise Refused(FOLDER_NOT_EMPTY.at(str(folder)))
    folder.mkdir(parents=True, exist_ok=True)
    files: list[CityFile] = []
    with progress() as shown:
        task = shown.add_task("city", total=files_expected(plan))
        for file in write_city(folder, plan, random.Random(seed)):  # noqa: S311 - no secret hangs on it
            files.append(file)
            shown.advance(task)
    if as_json:
        show_json(
            {"folder": str(folder), "files": len(files), **_sums(files), "plan": asdict(plan)}
        )
        return
    _show(folder, files)


SUMMARY_EN = "{files} files, {rows:,} rows, {records:,} records to come"
COUNTS = ("rows", "accepted", "flagged", "held", "refused", "withdrawn", "waiting")
HEADINGS = {
    "zh": ("部门", "文件", "行", "接收", "带标记", "已有", "退回", "撤下", "待认"),
    "en": ("department", "files", "rows", "taken", "flag", "held", "back", "gone", "wait"),
}


def _sums(files: list[CityFile]) -> dict[str, int]:
    return {name: sum(getattr(file, name) for file in files) for name in COUNTS}


def _show(folder: Path, files: list[CityFile]) -> None:
    tongue = language()
    departments = dict.fromkeys(file.department for file in files)
    rows = []
    for department in departments:
        own = [file for file in files if file.department == department]
        rows.append((department, len(own), *_sums(own).values()))
    title = Text(f"临澜市：{folder}", f"City of Linlan: {folder}")
    table(say(title), HEADINGS[tongue], rows)
    totals = _sums(files)
    words = Text("{files} 个文件，{rows:,} 行，应入档 {records:,} 条", SUMMARY_EN)
    counts = {"files": len(files), "rows": totals["rows"]}
    records = totals["accepted"] + totals["flagged"]
    out.print(say(words.filled(**counts, records=records)), highlight=False)
