"""`goodstanding country`: write a whole country as a columnar copy, to measure the machine."""

import time
from datetime import date, datetime
from pathlib import Path

import click

from goodstanding.cli.show import counted, out, say, show_json
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.demo.country.faults_country import OUT_OF_RANGE
from goodstanding.demo.country.plan import ENTITIES, RECORDS_PER_ENTITY, SEED
from goodstanding.demo.country.write import write_country
from goodstanding.store.shelf import load_policy

ON = "2026-10-31"
SCALE_MIN, SCALE_MAX = 0.00001, 1.0
DONE = Text(
    "{entities:,} 个主体，{live:,} 条有效记录，另有 {displaced:,} 条被更正；"
    "{bytes:,} MB，{seconds:.0f} 秒",
    "{entities:,} entities, {live:,} live records and {displaced:,} corrected ones; "
    "{bytes:,} MB, {seconds:.0f} s",
)


@click.group()
def command() -> None:
    r"""Write a generated country: 180 million entities and 1.8 billion records at scale 1.

    \b
    Example:
      goodstanding country write var/country --scale 0.01
    """


@command.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--scale", default=0.01, show_default=True, help="1 is the whole country.")
@click.option("--seed", default=SEED, show_default=True, help="Same seed, same rows.")
@click.option("--records", default=RECORDS_PER_ENTITY, show_default=True, help="Of each entity.")
@click.option("--on", "day", default=ON, show_default=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--threads", default=2, show_default=True, help="Rows do not depend on it.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def write(
    *,
    folder: Path,
    scale: float,
    seed: int,
    records: int,
    day: datetime,
    threads: int,
    as_json: bool,
) -> None:
    """Write a country into FOLDER as a columnar copy, or go on with one that was begun.

    It is marked as generated: there is no ledger behind it, and no name or code in it.
    """
    if not SCALE_MIN <= scale <= SCALE_MAX:
        raise Refused(OUT_OF_RANGE.at("--scale", value=scale, least=SCALE_MIN, most=SCALE_MAX))
    began = time.perf_counter()
    on: date = day.date()
    with counted(say(Text("生成全国数据", "Writing the country"))) as told:
        written = write_country(
            folder,
            seed=seed,
            entities=max(1, round(ENTITIES * scale)),
            records_per_entity=records,
            policy=load_policy(),
            on=on,
            threads=threads,
            progress=told,
        )
    seconds = time.perf_counter() - began
    figures = {
        "entities": written.entities,
        "records": written.records,
        "live": written.live,
        "bytes": written.bytes,
    }
    if as_json:
        show_json({"folder": str(folder), "seconds": round(seconds, 1), **figures})
        return
    shown = {**figures, "bytes": written.bytes >> 20, "displaced": written.records - written.live}
    out.print(say(DONE).format(**shown, seconds=seconds), highlight=False)
