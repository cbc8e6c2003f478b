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
from goodstanding.store.queries.figures import register_day
from goodstanding.store.shelf import load_policy

COLUMNS = Text("等级|含义|主体数|占比", "grade|meaning|entities|share")


@click.command(
    "appraise",
    epilog="\b\nExamples:\n"
    "  goodstanding appraise\n"
    "  goodstanding appraise --on 2026-10-31 --model public_credit\n"
    "  goodstanding appraise --json",
)
@click.option(
    "--on",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day; without it today, in a demonstration its latest day.",
)
@click.option("--model", help="Only this appraisal model; all without it.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(day: datetime | None, model: str | None, json_wanted: bool) -> None:
    """Compute the grade of every entity for a day, from the records that are known now.

    These are standing grades: derived, replaced by the next run, never issued to anybody.
    """
    policy = load_policy()
    done: list[tuple[date, ModelResult]] = []
    for name in [model] if model else sorted(policy.models):
        schemes = policy.models[name].schemes if name in policy.models else ("",)
        on = day.date() if day else register_day(policy, schemes[0], calendar=today())
        with counted(say(Text("评价", "Appraising")) + f" {name}") as told:
            result = appraise_population(
                on=on,
                policy=policy,
                model=name,
                progress=lambda _model, part, whole, told=told: told(part, whole),  # type: ignore[misc]
            )
        done += [(on, one) for one in result.models]
    if json_wanted:
        show_json(
            {
                "policy": policy.digest,
                "models": {
                    one.model: {
                        "day": on.isoformat(),
                        "entities": one.entities,
                        "grades": dict(one.grades),
                    }
                    for on, one in done
                },
            }
        )
        return
    for on, one in done:
        _show(one, policy.models[one.model], on)
    out.print(say(Text("依据的规则", "Rules")) + f": {policy.digest[:16]}…", highlight=False)


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
