"""`goodstanding replay`: an entity's page of an earlier day, byte for byte, for an audit."""

from datetime import datetime
from pathlib import Path

import click

from goodstanding.actions.checks.replay import replay
from goodstanding.actions.offices.account import proven
from goodstanding.cli.acting import Given, acted
from goodstanding.cli.show import out, say, show_json
from goodstanding.cli.show_case import DAY, JSON
from goodstanding.core.basis.text import Text


@click.command(
    "replay",
    epilog="\b\nExamples:\n"
    "  goodstanding replay cn-uscc:91990100MA0000015X 2026-05-25 --purpose dispute"
    " --as he --office legal_office --compare saved.json",
)
@click.argument("key")
@click.argument("shown", type=DAY, metavar="DAY")
@click.option("--purpose", required=True, help="For what: a purpose of the packs' list.")
@click.option("--policy", "rules", default="", help="Digest of the packs that the page names.")
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A page as data that somebody saved; exit code 1 where it differs.",
)
@click.option(
    "--password",
    prompt=True,
    hide_input=True,
    envvar="GOODSTANDING_PASSWORD",
    help="Of the account that acts; asked for.",
)
@acted
@JSON
def command(
    key: str,
    shown: datetime,
    purpose: str,
    rules: str,
    target: Path | None,
    compare: Path | None,
    password: str,
    given: Given,
    json_wanted: bool,
) -> None:
    """Show the page of KEY as data as it was answered at the end of DAY; logged before answered."""
    proven(given["acting"].account, password)
    found = replay(
        key,
        shown.date(),
        purpose=purpose,
        rules=rules,
        acting=given["acting"],
        on=given["on"],
        policy=given["policy"],
    )
    same = compare is None or compare.read_bytes() == found.content
    if target is not None:
        target.write_bytes(found.content)
    if json_wanted:
        said: dict[str, object] = {"sha256": found.digest, "policy": found.policy}
        show_json({**said, "lost": list(found.lost), "note": found.note, "same": same})
    else:
        if target is None and compare is None:
            click.echo(found.content.decode())
        words = Text(
            f"SHA-256 {found.digest}，规则包 {found.policy}，日志 {found.note}",
            f"SHA-256 {found.digest}, packs {found.policy}, note {found.note}",
        )
        out.print(say(words), markup=False, soft_wrap=True)
        if found.lost:
            gone = ", ".join(str(one) for one in found.lost)
            words = Text(
                f"不完整：当日的记录 {gone} 已依法删除",
                f"Not whole: records {gone} of that day were erased by law since",
            )
            out.print(say(words), markup=False)
        if compare is not None:
            words = (
                Text("逐字节一致", "The same, byte for byte")
                if same
                else Text("不一致", "Different")
            )
            out.print(say(words), markup=False)
    if not same:
        raise SystemExit(1)
