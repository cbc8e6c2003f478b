"""`goodstanding explain`: how one entity's score adds up, and until when."""

from datetime import date, datetime

import click
from django.conf import settings

from goodstanding.cli.appraise import today
from goodstanding.cli.show import language, out, say, show_json, table
from goodstanding.core.appraisal.canonical import appraisal_body
from goodstanding.core.appraisal.explain import Explained, explain
from goodstanding.core.appraisal.faults_appraisal import NOT_APPRAISED, UNKNOWN_ENTITY
from goodstanding.core.appraisal.result import NO_GRADE, Appraisal
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.ids import fold_code
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.appraise_one import appraise_entity
from goodstanding.store.queries.archive import EntityView, entity_by_key
from goodstanding.store.queries.figures import register_day
from goodstanding.store.shelf import load_policy

COLUMNS = Text(
    "项目|分值|小计|记录|结束日|规则依据|数值依据",
    "item|points|sum|records|ends|rule rests on|number rests on",
)
DAY = click.DateTime(["%Y-%m-%d"])


@click.command(
    "explain",
    epilog="\b\nExamples:\n"
    "  goodstanding explain 91990100MA0000015X\n"
    "  goodstanding explain cn-uscc:91990100MA0000015X --on 2027-01-01\n"
    "  goodstanding explain 91990100MA0000015X --known-on 2026-06-30 --json",
)
@click.argument("key_or_code")
@click.option(
    "--on", "day", type=DAY, help="The day; without it today, in a demonstration its latest day."
)
@click.option("--known-on", "known", type=DAY, help="From what was known on that day.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(
    key_or_code: str, day: datetime | None, known: datetime | None, json_wanted: bool
) -> None:
    """Show how the score of the entity KEY_OR_CODE adds up, line by line, and until when.

    Each line names the article it rests on, whether that is law, a standard or a demonstration
    value, and the day on which it ends if nothing else changes.
    """
    policy = load_policy()
    entity = find_entity(key_or_code, policy)
    on = day.date() if day else register_day(policy, entity.scheme, calendar=today())
    known_on = known.date() if known else None
    appraisal = appraise_entity(entity.number, policy=policy, on=on, known_on=known_on)
    if appraisal is None:
        raise Refused(NOT_APPRAISED.at("entity", key=entity.key))
    if json_wanted:
        show_json(
            {
                "entity": {"key": entity.key, "name": entity.name},
                "known_on": known_on.isoformat() if known_on else None,
                "class_92_basis": settings.CLASS_92_BASIS,
                "appraisal": appraisal_body(appraisal),
            }
        )
        return
    _show(entity, appraisal, policy, known_on)


def find_entity(key_or_code: str, policy: Policy) -> EntityView:
    """Return the entity of a key, or of a code under any scheme that a model or layout names."""
    schemes = [layout.subject.scheme for layout in policy.layouts.values()]
    schemes += [scheme for model in policy.models.values() for scheme in model.schemes]
    code = fold_code(key_or_code)
    for key in (key_or_code, *(f"{scheme}:{code}" for scheme in dict.fromkeys(schemes))):
        entity = entity_by_key(key)
        if entity is not None:
            return entity
    raise Refused(UNKNOWN_ENTITY.at("entity", key=key_or_code))


def _show(entity: EntityView, appraisal: Appraisal, policy: Policy, known_on: date | None) -> None:
    """Print the waterfall and what limits the grade."""
    model = policy.models[appraisal.model]
    titles = {grade.id: grade.title for grade in model.grades} | {NO_GRADE: model.no_grade}
    table(
        f"{entity.name} {entity.key} · {say(model.title)} · {appraisal.day}",
        say(COLUMNS).split("|"),
        [_row(one) for one in explain(appraisal, policy)],
    )
    score = Text("得分 {score}，等级 {grade} {title}", "Score {score}, grade {grade} {title}")
    title = say(titles[appraisal.grade])
    out.print(
        say(score.filled(score=appraisal.score, grade=appraisal.grade, title=title)),
        highlight=False,
    )
    change = Text("下次可能变动：{day}", "Next possible change: {day}")
    out.print(say(change.filled(day=appraisal.next_change or "–")), highlight=False)
    if known_on:
        known = Text("依据 {day} 已知的记录", "From what was known on {day}")
        out.print(say(known.filled(day=known_on)), highlight=False)


def _row(one: Explained) -> tuple[object, ...]:
    """Return a line as cells."""
    shown = language()
    value = f"{one.value_basis.title.in_(shown)} ({one.value_basis.kind.in_(shown)})"
    rule = one.rule_basis.title.in_(shown) if one.rule_basis else ""
    counted = one.kind not in ("veto", "need")
    return (
        one.title.in_(shown) + (f" ({one.line.number})" if one.line.number else ""),
        f"{one.line.points:+d}" if counted else "",
        one.subtotal if counted else "",
        " ".join(one.line.records),
        one.ends or "",
        rule,
        value,
    )
