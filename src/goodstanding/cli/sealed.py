"""`goodstanding sealed`: the sealed store, opened by two officers who each type their password.

What is sealed is read from standard input or a prompt: a word of the command line would stay in
the history of the shell.
"""

import sys
from datetime import date, datetime

import click

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.offices import sealed as store
from goodstanding.actions.offices.access_pattern import open_access
from goodstanding.actions.offices.account import proven
from goodstanding.actions.offices.two_persons import agree, ask
from goodstanding.cli.acting import Given, acted, day_of_act
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON, today
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import case_id_of

PASSWORD = click.option(
    "--password",
    prompt=True,
    hide_input=True,
    envvar="GOODSTANDING_PASSWORD",
    help="Of the account that acts; asked for.",
)


def proven_in(given: Given, password: str) -> tuple[Acting, date, Policy]:
    """Return who acts on which day by which rules, where the password is theirs."""
    proven(given["acting"].account, password)
    return given["acting"], given["on"], given["policy"]


@click.group(
    "sealed",
    epilog="\b\nExamples:\n"
    "  goodstanding sealed put 12 --kind informant --as chen --office market_cases\n"
    "  goodstanding sealed ask 12 --kind informant --purpose answer_owed --reason ..."
    " --as chen --office market_cases\n"
    "  goodstanding sealed agree 41 --as lin --office market_decisions\n"
    "  goodstanding sealed open 42 --as chen --office market_cases",
)
def command() -> None:
    """Seal what a matter needs of a person; two officers open it, and its day erases it."""


@command.command("key")
def key() -> None:
    """Print a new key for GOODSTANDING_SEALED_KEYS; keep it apart from backups."""
    click.echo(store.new_key())


@command.command("put")
@click.argument("case")
@click.option("--kind", required=True, help="What it is: a kind of the packs' list.")
@PASSWORD
@acted
def put(case: str, kind: str, password: str, given: Given) -> None:
    """Seal for CASE what is typed, or comes by standard input."""
    proven(given["acting"].account, password)
    words = click.prompt("", prompt_suffix="> ") if sys.stdin.isatty() else sys.stdin.read()
    last = store.seal(case_id_of(case), kind, words, **given)
    said = Text("已封存，{day} 之后删除", "Sealed; erased after {day}")
    out.print(say(said).format(day=last), markup=False)


@command.command("ask")
@click.argument("case")
@click.option("--kind", required=True, help="What is to be opened: a kind of the packs' list.")
@click.option("--purpose", required=True, help="For what: a purpose of that kind.")
@click.option("--reason", required=True)
@click.option("--about", default="", help="The account, where its look-ups are to be opened.")
@PASSWORD
@acted
def ask_(
    case: str, kind: str, purpose: str, reason: str, about: str, password: str, given: Given
) -> None:
    """Ask to open what is sealed for CASE; another officer must agree."""
    acting, on, policy = proven_in(given, password)
    number = ask(
        case_id_of(case),
        kind,
        purpose,
        reason=reason,
        about=about,
        acting=acting,
        on=on,
        policy=policy,
    )
    said = Text("申请编号 {n}，须由另一名有权人员同意", "Request {n}; another officer must agree")
    out.print(say(said).format(n=number), markup=False)


@command.command("agree")
@click.argument("request", type=int)
@PASSWORD
@acted
def agree_(request: int, password: str, given: Given) -> None:
    """Agree to REQUEST of another officer."""
    acting, on, policy = proven_in(given, password)
    number = agree(request, acting=acting, on=on, policy=policy)
    said = Text("同意编号 {n}，由申请人拆封一次", "Agreement {n}; who asked may open it once")
    out.print(say(said).format(n=number), markup=False)


@command.command("open")
@click.argument("agreement", type=int)
@PASSWORD
@acted
@JSON
def open_(agreement: int, password: str, given: Given, json_wanted: bool) -> None:
    """Open what AGREEMENT is about, once; the opening is logged before it is read."""
    acting, on, policy = proven_in(given, password)
    words = store.open_sealed(agreement, acting=acting, on=on, policy=policy)
    if json_wanted:
        show_json({"words": list(words)})
        return
    for one in words:
        click.echo(one)


@command.command("lookups")
@click.argument("agreement", type=int)
@click.option("--from", "first", type=DAY, required=True, help="The first day.")
@PASSWORD
@acted
@JSON
def lookups(
    agreement: int, first: datetime, password: str, given: Given, json_wanted: bool
) -> None:
    """Show what the account of AGREEMENT looked up since a day; logged before it is read."""
    acting, on, policy = proven_in(given, password)
    found = open_access(agreement, first=first.date(), acting=acting, on=on, policy=policy)
    rows = [(one.day.isoformat(), one.what, one.entity, one.purpose) for one in found]
    if json_wanted:
        show_json(
            [dict(zip(("day", "what", "entity", "purpose"), one, strict=True)) for one in rows]
        )
        return
    headings = Text("日期|事项|主体|目的", "day|what|entity|purpose")
    table("", say(headings).split("|"), rows)


@command.command("erase")
@click.option("--as", "account", required=True, help="The account that acts, or a timer's name.")
@click.option("--on", "day", type=DAY, help="Day of the act; in a demonstration only.")
def erase(account: str, day: datetime | None) -> None:
    """Erase all that is past its day. Run it daily."""
    on = day_of_act(day) if day else today()
    count = store.erase_past(actor=account, on=on, today=today())
    said = Text("已删除 {n} 项", "Erased: {n}")
    out.print(say(said).format(n=count), markup=False)
