"""`goodstanding client`: which departments' systems may ask the check desk over HTTP."""

import secrets
from datetime import datetime, timedelta

import click

from goodstanding.actions.checks.clients import issue, issued, revoke
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON, today
from goodstanding.core.basis.text import Text
from goodstanding.store.shelf import load_policy

SECRET_BYTES = 32
PER_MINUTE = 6_000
DAYS = 365
AS = click.option("--as", "officer", required=True, help="Who does it.")


@click.group(
    "client",
    epilog="\b\nExamples:\n"
    "  goodstanding client issue permits-2026 --office market_cases --purpose licensing --as he\n"
    "  goodstanding client revoke permits-2026 --why 'new key issued' --as he\n"
    "  goodstanding client list",
)
def command() -> None:
    """Issue and revoke the keys by which departments' systems ask the check desk."""


@command.command("issue")
@click.argument("name")
@click.option("--office", required=True, help="For which office of the packs it asks.")
@click.option("--purpose", "purposes", multiple=True, required=True, help="May be repeated.")
@click.option("--per-minute", default=PER_MINUTE, show_default=True, help="Questions a minute.")
@click.option("--until", "last_day", type=DAY, help="Last day. Default: a year from today.")
@AS
def issue_(
    name: str,
    office: str,
    purposes: tuple[str, ...],
    per_minute: int,
    last_day: datetime | None,
    officer: str,
) -> None:
    """Issue a key under NAME and print it, once: only its digest is kept."""
    on = today()
    shown = issue(
        name,
        office=office,
        purposes=purposes,
        per_minute=per_minute,
        last_day=last_day.date() if last_day else on + timedelta(days=DAYS),
        secret=secrets.token_urlsafe(SECRET_BYTES),
        actor=officer,
        on=on,
        policy=load_policy(),
    )
    click.echo(shown)
    out.print(
        say(
            Text(
                "以上密钥只显示这一次；请求头写 Authorization: Bearer 密钥",
                "This key is shown once; send it as Authorization: Bearer KEY",
            )
        ),
        highlight=False,
    )


@command.command("revoke")
@click.argument("name")
@click.option("--why", required=True, help="Why; it is kept.")
@AS
def revoke_(name: str, why: str, officer: str) -> None:
    """Let NAME ask no more, from its next question on."""
    revoke(name, actor=officer, why=why, on=today())
    out.print(say(Text(f"密钥 {name} 已撤销", f"The key {name} is revoked.")), highlight=False)


@command.command("list")
@JSON
def list_(json_wanted: bool) -> None:
    """List every key that was issued, ended ones too; secrets are not kept."""
    found = issued()
    if json_wanted:
        show_json(
            [
                {
                    "client": one.client,
                    "office": one.office,
                    "purposes": list(one.purposes),
                    "per_minute": one.per_minute,
                    "issued": one.issued.isoformat(),
                    "last_day": one.last_day.isoformat(),
                    "revoked": one.revoked.isoformat() if one.revoked else None,
                }
                for one in found
            ]
        )
        return
    headings = Text(
        "名称|办公室|目的|每分钟|发放|到期|撤销",
        "name|office|purposes|a minute|issued|ends|revoked",
    )
    table(
        say(Text("核查密钥", "Keys of the check desk")),
        say(headings).split("|"),
        [
            (
                one.client,
                one.office,
                ", ".join(one.purposes),
                one.per_minute,
                one.issued,
                one.last_day,
                one.revoked or "",
            )
            for one in found
        ],
    )
