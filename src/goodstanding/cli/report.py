"""`goodstanding report`: an entity's public records, or its special report for those entitled."""

from datetime import datetime

import click

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.checks.special_report import special_report
from goodstanding.cli.appraise import today
from goodstanding.cli.explain import find_entity
from goodstanding.cli.show import language, out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.figures import register_day
from goodstanding.store.queries.public_view import public_records
from goodstanding.store.queries.report import SpecialReport
from goodstanding.store.shelf import load_policy

NEVER = Text(
    "简易程序处罚：从不扣分，也不引起列入名单",
    "summary penalty: never counts, leads to no list",
)
SHOWN = Text("公开记录", "public record")


@click.command(
    "report",
    epilog="\b\nExamples:\n"
    "  goodstanding report 91990100MA0000015X\n"
    "  goodstanding report 91990100MA0000015X --special --as agent-1\n"
    "  goodstanding report 91990100MA0000015X --special --as chen --office market_cases"
    " --purpose tender",
)
@click.argument("key_or_code")
@click.option("--special", is_flag=True, help="With summary penalties; who asks is logged first.")
@click.option("--as", "account", default="", help="The account that asks.")
@click.option("--office", default="", help="In which office of the packs.")
@click.option("--purpose", default="", help="For what: a purpose of the packs' list.")
@click.option("--on", "day", type=DAY, help="The day; by default today.")
@JSON
def command(
    key_or_code: str,
    special: bool,
    account: str,
    office: str,
    purpose: str,
    day: datetime | None,
    json_wanted: bool,
) -> None:
    """Show the records of the entity KEY_OR_CODE.

    The special report also shows penalties by summary procedure, marked as never counting. The
    entity itself may have it, and officers for a purpose of the list; each request is logged.
    """
    policy = load_policy()
    entity = find_entity(key_or_code, policy)
    on = day.date() if day else register_day(policy, entity.scheme, calendar=today())
    if special:
        acting = Acting(account, office)
        found = special_report(entity, acting=acting, purpose=purpose, on=on, policy=policy)
    else:
        shown = public_records(entity.number, policy=policy, on=on, today=on)
        found = SpecialReport(entity, on, shown, ())
    rows = _rows(found, policy)
    if json_wanted:
        asked = [
            {"day": one.day.isoformat(), "office": one.office, "purpose": one.said["purpose"]}
            for one in found.asked
        ]
        said = {"key": entity.key, "name": entity.name, "on": on.isoformat()}
        show_json({**said, "special": special, "records": rows, "asked": asked})
        return
    headings = Text("类别|部门|日期|文号|说明", "type|department|day|number|note")
    table(
        f"{entity.name} {entity.key} · {on}",
        say(headings).split("|"),
        [(*list(row.values())[:-1], say(SHOWN if row["counts"] else NEVER)) for row in rows],
    )
    for one in found.asked:
        who = policy.offices[one.office].title if one.office in policy.offices else Text("-", "-")
        asked_by = Text("{day} 查询：{who}，{why}", "asked on {day}: {who}, {why}")
        out.print(
            say(asked_by).format(day=one.day, who=say(who), why=one.said["purpose"]),
            highlight=False,
        )


def _rows(found: SpecialReport, policy: Policy) -> list[dict[str, object]]:
    """Return the records, public ones first, then those that never count."""
    both = [(one.kept, True) for one in found.public]
    both += [(view, False) for view, _record in found.summary]
    return [
        {
            "type": policy.record_types[view.record_type].title.in_(language()),
            "department": _department(policy, view.department),
            "day": view.clock_day.isoformat(),
            "number": view.natural_key,
            "counts": public,
        }
        for view, public in both
    ]


def _department(policy: Policy, department: str) -> str:
    """Return what a department is called, or its id where the packs do not say."""
    found = policy.departments.get(department)
    return say(found.title) if found else department
