"""`goodstanding appraise`: compute the grade of every entity for a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import click
from django.conf import settings

from goodstanding.actions.appraise import ModelResult, appraise_population
from goodstanding.cli.show import counted, out, say, show_json, table
from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model
from goodstanding.store.shelf import load_policy

COLUMNS = Text("等级|含义|主体数|占比", "grade|meaning|entities|share")


@click.command(
    "appraise",
    epilog="\b\nExamples:\n"
    "  goodstanding appraise\n"
    "  goodstanding appraise --on 2026-10-31 --model public_credit\n"
    "  goodstanding appraise --json",
)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day; today without it.")
@click.option("--model", help="Only this appraisal model; all without it.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(day: datetime | None, model: str | None, json_wanted: bool) -> None:
    """Compute the grade of every entity for a day, from the records that are known now.

    These are standing grades: derived, replaced by the next run, never issued to anybody.
    """
    policy = load_policy()
    on = day.date() if day else today()
    with counted(say(Text("评价", "Appraising"))) as told:
        result = appraise_population(
            on=on,
            policy=policy,
            model=model,
            progress=lambda _model, done, total: told(done, total),
        )
    if json_wanted:
        show_json(
            {
                "day": on.isoformat(),
                "policy": result.policy,
                "models": {
                    one.model: {"entities": one.entities, "grades": dict(one.grades)}
                    for one in result.models
                },
            }
        )
        return
    for one in result.models:
        _show(one, policy.models[one.model], on)
    out.print(say(Text("依据的规则", "Rules")) + f": {result.policy[:16]}…", highlight=False)


def today() -> date:
    """Return today's day where the deployment is."""
    return datetime.now(ZoneInfo(settings.TIME_ZONE)).date()


def _show(result: ModelResult, model: Model, on: date) -> None:
    """Print how many entities have each grade under one model."""
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


def share(part: int, whole: int) -> str:
    """Return a share in percent with one digit, by whole numbers."""
    if not whole:
        return "–"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10} %"
