"""`goodstanding permissions`: which acts are allowed in spite of measures, and until when."""

from datetime import datetime

import click

from goodstanding.cli.explain import find_entity
from goodstanding.cli.show import language, out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON, today
from goodstanding.core.basis.text import Text
from goodstanding.core.procedures.numbers import in_words
from goodstanding.store.queries.permits import running_permits
from goodstanding.store.shelf import load_policy

NONE = Text("没有正在适用的准许或者附条件解除。", "No permission or release runs.")
TITLE = Text("{day} 正在适用的准许和附条件解除", "Permissions and releases on {day}")
COLUMNS = Text(
    "主体|事项|起|至|决定|条件|不受其限制的措施",
    "entity|act|from|until|decision|condition|in spite of",
)


@click.command(
    "permissions",
    epilog="\b\nExamples:\n"
    "  goodstanding permissions --department market_regulation\n"
    "  goodstanding permissions --entity 91990100MA0000015X --on 2026-06-30",
)
@click.option("--entity", "named", default="", metavar="KEY", help="Only this entity's.")
@click.option("--department", default="", help="Only by decisions of this department.")
@click.option("--on", "day", type=DAY, help="On this day. Default: today.")
@JSON
def command(named: str, department: str, day: datetime | None, json_wanted: bool) -> None:
    """Show acts that are allowed in spite of a measure, the one that ends first first."""
    policy, on = load_policy(), day.date() if day else today()
    keys = find_entity(named, policy).keys if named else ()
    found = running_permits(
        policy=policy, on=on, keys=keys, departments={department} if department else None
    )
    if json_wanted:
        show_json(
            [
                {
                    "entity": one.subject,
                    "act": one.act,
                    "starts": one.starts.isoformat(),
                    "ends": one.ends.isoformat(),
                    "decision": one.decision,
                    "condition": one.condition.in_(language()) if one.condition else None,
                    "measures": [
                        {"measure": measure, "decision": decision}
                        for measure, decision in one.against
                    ],
                }
                for one in found
            ]
        )
        return
    if not found:
        out.print(say(NONE))
        return
    table(
        say(TITLE).format(day=on),
        say(COLUMNS).split("|"),
        [
            (
                one.entity or one.subject,
                say(policy.desk_acts[one.act].title) if one.act in policy.desk_acts else one.act,
                one.starts,
                one.ends,
                say(in_words(policy, one.decision)),
                one.condition.in_(language()) if one.condition else "",
                ", ".join(
                    say(policy.measures[measure].title) if measure in policy.measures else measure
                    for measure, _decision in one.against
                ),
            )
            for one in found
        ],
    )
