"""`goodstanding rebuild`: drop every derived table and bring it back from the ledger."""

import click

from goodstanding.actions.upkeep import digest, rebuild
from goodstanding.cli.show import counted, out, say, show_json
from goodstanding.core.basis.text import Text
from goodstanding.store.shelf import load_policy


@click.command(
    "rebuild",
    epilog="\b\nExamples:\n  goodstanding rebuild\n  goodstanding rebuild --json",
)
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def command(json_wanted: bool) -> None:
    """Drop every derived table and bring it back from the ledger.

    Entities, names, records in force, the queue and the search index come back to the same
    bytes. Standing grades are for a day: `goodstanding appraise` brings them back.
    """
    policy = load_policy()
    with counted(say(Text("重建", "Rebuilding"))) as told:
        entries = rebuild(policy=policy, progress=told)
    found = digest("derived")
    if json_wanted:
        show_json({"entries": entries, "digest": found})
    else:
        done = Text(
            "已由 {entries} 条台账条目重建；派生表摘要 {digest}\n"
            "等级请以 `goodstanding appraise` 重算",
            "Rebuilt from {entries} entries; digest of the derived tables: {digest}\n"
            "Bring the grades back by `goodstanding appraise`.",
        )
        out.print(say(done.filled(entries=entries, digest=found)), highlight=False, soft_wrap=True)
