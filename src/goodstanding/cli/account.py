"""`goodstanding account`: who may sign in, in which offices, for which entities."""

import click

from goodstanding.actions.offices.account import close_account, set_account
from goodstanding.cli.show import out, say
from goodstanding.core.basis.text import Text
from goodstanding.store.shelf import load_policy


@click.group(
    "account",
    epilog="\b\nExamples:\n"
    "  goodstanding account set chen --office market_cases\n"
    "  goodstanding account set agent-1 --for cn-uscc:91990100MA0000015X",
)
def command() -> None:
    """Make, change and close accounts of officers and of those who speak for an entity."""


@command.command("set")
@click.argument("login")
@click.option("--office", "offices", multiple=True, help="An office of the packs; may be repeated.")
@click.option("--for", "keys", multiple=True, metavar="KEY", help="Speaks for this entity.")
@click.option("--name", default="", help="What pages call the account: a post, not a person.")
@click.option("--name-en", default="", help="The same in English.")
@click.option("--keep-password", is_flag=True, help="Change all but the password.")
@click.password_option(
    "--password", required=False, prompt_required=False, help="Asked for where it is not given."
)
def set_(
    login: str,
    offices: tuple[str, ...],
    keys: tuple[str, ...],
    name: str,
    name_en: str,
    keep_password: bool,
    password: str | None,
) -> None:
    """Make LOGIN, or change it; offices and entities are those given now, and no others."""
    if password is None and not keep_password:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    set_account(
        login,
        password=password,
        offices=offices,
        keys=keys,
        name=name,
        name_en=name_en,
        policy=load_policy(),
    )
    out.print(say(Text(f"账号 {login} 已保存", f"Account {login} is kept.")), highlight=False)


@command.command("close")
@click.argument("login")
def close(login: str) -> None:
    """Let LOGIN sign in no more; what it did stays under its name."""
    close_account(login)
    out.print(say(Text(f"账号 {login} 已停用", f"Account {login} is closed.")), highlight=False)
