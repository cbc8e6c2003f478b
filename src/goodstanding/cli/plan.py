"""`goodstanding plan`: what an entity can do, from which day, and what it would change."""

from datetime import datetime

import click

from goodstanding.cli.appraise import today
from goodstanding.cli.explain import find_entity
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON
from goodstanding.core.appraisal.faults_appraisal import NOT_APPRAISED
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.restoration.plan_body import plan_body
from goodstanding.core.restoration.planner import GradeChange, Item
from goodstanding.store.queries.figures import register_day
from goodstanding.store.queries.planned import Planned, planned
from goodstanding.store.shelf import load_policy

COLUMNS = Text(
    "事项|可申请日|最迟决定日|届时等级|自行结束|适用规则",
    "what stands|apply from|decided by|grade then|ends by itself|rules",
)
KINDS = {
    "record": Text("记录", "record"),
    "list_entry": Text("名单", "list entry"),
    "measure": Text("措施", "measure"),
}


@click.command(
    "plan",
    epilog="\b\nExamples:\n"
    "  goodstanding plan 91990100MA0000015X\n"
    "  goodstanding plan 91990100MA0000015X --on 2026-09-15 --json\n"
    "  goodstanding plan 91990100MA0000015X --public",
)
@click.argument("key_or_code")
@click.option("--on", "day", type=DAY, help="The day; by default today.")
@click.option("--public", is_flag=True, help="From public records alone, as its page shows it.")
@JSON
def command(key_or_code: str, day: datetime | None, public: bool, json_wanted: bool) -> None:
    """Show what the entity KEY_OR_CODE can do to be restored, from which day, and what changes.

    Every grade is computed by the rules themselves, with and without what would be gone.
    """
    policy = load_policy()
    entity = find_entity(key_or_code, policy)
    shown = register_day(policy, entity.scheme, calendar=today())
    on = day.date() if day else shown
    found = planned(entity.key, policy=policy, on=on, today=shown, whole=not public)
    if found is None:
        raise Refused(NOT_APPRAISED.at("entity", key=entity.key))
    if json_wanted:
        body = plan_body(found.plan, policy)
        show_json({"key": entity.key, "name": entity.name, **body})
        return
    _show(found)


def _show(found: Planned) -> None:
    entity, plan = found.entity, found.plan
    rows = [
        (
            f"{say(KINDS[item.kind])} {_name(found, item)}",
            item.way.earliest or say(item.way.why),
            item.clocks.decided_by if item.clocks else "",
            _grades(item.change),
            item.ends or "",
            say(item.way.title),
        )
        for item in plan.items
    ]
    grade = f"{plan.grade} ({plan.score})" if plan.grade else ""
    table(f"{entity.name} {entity.key} · {plan.on} · {grade}", say(COLUMNS).split("|"), rows)
    if plan.together is not None:
        words = Text(
            "今天可办的全部获准：{change}（{day}）",
            "If all that is open today is granted: {change} on {day}",
        )
        said = words.filled(change=_grades(plan.together), day=plan.together.day)
        out.print(say(said), highlight=False)


def _name(found: Planned, item: Item) -> str:
    record = found.records.get(item.id)
    return record.natural_key if record else item.id


def _grades(change: GradeChange | None) -> str:
    if change is None:
        return ""
    (grade, score), (after, then) = change.before, change.after
    return f"{grade} ({score}) -> {after} ({then})"
