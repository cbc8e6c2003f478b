"""`goodstanding appraise`: compute the grade of every entity for a day."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from django.conf import settings

from goodstanding.actions.grades.appraise import (
    MEMORY,
    THREADS,
    ModelResult,
    Wanted,
    appraise_population,
)
from goodstanding.actions.grades.compare import Compared, compare_populations
from goodstanding.cli.show import counted, out, say, show_json, table
from goodstanding.cli.show_compared import show_compared
from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model
from goodstanding.store.queries.figures import register_day
from goodstanding.store.shelf import load_policy

Told = Callable[[int, int], None]
COMPUTED = Text(
    "本次计算 {computed} 个主体；结果保存在 {folder}",
    "{computed} entities were computed; the standings are in {folder}",
)
FOLDER = click.Path(file_okay=False, path_type=Path)
COLUMNS = Text("等级|含义|主体数|占比", "grade|meaning|entities|share")


@click.command(
    "appraise",
    epilog="\b\nExamples:\n"
    "  goodstanding appraise\n"
    "  goodstanding appraise --on 2026-10-31 --model public_credit\n"
    "  goodstanding appraise --full --explain --memory 8GB\n"
    "  goodstanding appraise --copy country --out graded --on 2026-10-31\n"
    "  goodstanding appraise --compare other-packs\n"
    "  goodstanding appraise --json",
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day; without it today, in a demonstration its latest day.",
)
@click.option("--model", help="Only this appraisal model; all without it.")
@click.option(
    "--known-on",
    "known_day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="From what was known on this day; the register's grades stay as they are.",
)
@click.option("--full", is_flag=True, help="Compute everybody, not only whom something changed of.")
@click.option("--explain", is_flag=True, help="Also store the explanation of every grade.")
@click.option("--memory", default=MEMORY, show_default=True, help="Memory to keep within.")
@click.option("--threads", default=THREADS, show_default=True, type=click.IntRange(1))
@click.option("--engine", type=click.Choice(["duckdb", "spark"]), default="duckdb")
@click.option("--master", default="", help="Address of a Spark cluster, spark://...")
@click.option("--copy", type=FOLDER, help="A columnar copy that exists, instead of the ledger's.")
@click.option("--out", type=FOLDER, help="Where to write; the register's grades stay as they are.")
@click.option(
    "--compare",
    "other",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Packs to set beside ours: who gets which grade under each.",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(
    day: datetime | None,
    model: str | None,
    known_day: datetime | None,
    other: Path | None,
    *,
    json_wanted: bool,
    **more: Any,  # noqa: ANN401 (the fields of `Wanted`)
) -> None:
    """Compute the grade of every entity for a day, from the records that are known now.

    These are standing grades: derived, replaced by the next run, never issued to anybody. Only
    entities of which something changed since the last run are computed; a run that was killed
    goes on where it was.
    """
    policy = load_policy()
    wanted = Wanted(known_on=known_day.date() if known_day else None, **more)
    done: list[tuple[date, ModelResult]] = []
    compared: list[Compared] = []
    for name in [model] if model else sorted(policy.models):
        schemes = policy.models[name].schemes if name in policy.models else ("",)
        on = day.date() if day else register_day(policy, schemes[0], calendar=today())
        with counted(say(Text("评价", "Appraising")) + f" {name}") as told:

            def progress(_model: str, part: int, whole: int, told: Told = told) -> None:
                told(part, whole)

            if other is not None:
                compared += compare_populations(
                    on=on,
                    policy=policy,
                    other=load_policy(other),
                    wanted=wanted,
                    progress=progress,
                    model=name,
                )
                continue
            result = appraise_population(
                on=on, policy=policy, model=name, wanted=wanted, progress=progress
            )
            done += [(on, one) for one in result.models]
    if other is not None:
        show_compared(compared, policy, json_wanted=json_wanted)
    elif json_wanted:
        show_json(
            {"policy": policy.digest, "models": {one.model: _json(one, on) for on, one in done}}
        )
    else:
        for on, one in done:
            _show(one, policy.models[one.model], on)
        out.print(say(Text("依据的规则", "Rules")) + f": {policy.digest[:16]}…", highlight=False)


def _json(one: ModelResult, on: date) -> dict[str, object]:
    return {
        "day": on.isoformat(),
        "entities": one.entities,
        "grades": dict(one.grades),
        "computed": one.computed,
        "loaded": one.loaded,
        "folder": str(one.folder),
    }


def today() -> date:
    """Return today's day where the deployment is."""
    return datetime.now(ZoneInfo(settings.TIME_ZONE)).date()


def _show(result: ModelResult, model: Model, on: date) -> None:
    """Print how many entities have each grade under one model."""
    for words in result.why:
        out.print(say(words), highlight=False)
    titles = {grade.id: grade.title for grade in model.grades} | {NO_GRADE: model.no_grade}
    table(
        f"{say(model.title)} · {on} · {result.entities:,}",
        say(COLUMNS).split("|"),
        [
            (
                name,
                say(title),
                f"{result.grades.get(name, 0):,}",
                share(result.grades.get(name, 0), result.entities),
            )
            for name, title in titles.items()
        ],
    )
    out.print(
        say(COMPUTED).format(computed=f"{result.computed:,}", folder=result.folder),
        highlight=False,
        soft_wrap=True,
    )


def share(part: int, whole: int) -> str:
    """Return a share in percent with one digit, by whole numbers."""
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"
