"""`goodstanding case`: open a case, take its steps, serve its letters, see what is due."""

from datetime import datetime
from pathlib import Path

import click

from goodstanding.actions.cases import acts, handing
from goodstanding.actions.cases import serve as letters
from goodstanding.actions.cases.actor import Acting, actor_in
from goodstanding.actions.cases.reviewing import open_review
from goodstanding.cli.acting import Given, acted
from goodstanding.cli.case_evidence import attach_command, erase_command, evidence_command
from goodstanding.cli.case_letter import command as letter_command
from goodstanding.cli.case_list import due_command, list_command
from goodstanding.cli.looking import looks, reading
from goodstanding.cli.show import show_json
from goodstanding.cli.show_case import DAY, JSON, as_json, show_case, today
from goodstanding.store.queries import cases as queries
from goodstanding.store.shelf import load_policy

REASON = click.option("--reason", required=True, help="Why; it stays in the case.")
FORM = click.option(
    "--form",
    "forms",
    multiple=True,
    metavar="FIELD=VALUE",
    help="A field of the step's form; FIELD=@FILE reads a file; given twice, lines are joined.",
)
SEEN = click.option(
    "--seen", type=int, help="Last event you saw: refused where somebody was faster."
)


def read_form(forms: tuple[str, ...]) -> dict[str, str]:
    """Return the fields that were given, by id."""
    said: dict[str, str] = {}
    for one in forms:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{one!r}: FIELD=VALUE", param_hint="--form")
        if value.startswith("@"):
            value = Path(value[1:]).read_text(encoding="utf-8")
        said[name] = f"{said[name]}\n{value}" if name in said else value
    return said


def _told(case_id: int, given: Given, json_wanted: bool) -> None:
    """Print the case as it stands after an act, as who acted may read it."""
    view = reading(case_id, given["acting"], policy=given["policy"], on=given["on"])
    if json_wanted:
        show_json(as_json(view))
    else:
        show_case(view)


@click.group(
    "case",
    epilog="\b\nExamples:\n"
    "  goodstanding case open objection record:12 --as agent-1 --for cn-uscc:91990100MA0000015X"
    " --form claim=... --form ground=facts\n"
    "  goodstanding case due --as chen --office market_cases\n"
    "  goodstanding case take 1 acknowledge --as chen --office market_cases",
)
def command() -> None:
    """Open cases, take their steps, serve their letters, see what is due."""


command.add_command(letter_command)
command.add_command(attach_command)
command.add_command(evidence_command)
command.add_command(erase_command)
command.add_command(list_command)
command.add_command(due_command)


@command.command("open")
@click.argument("procedure")
@click.argument("about")
@FORM
@click.option("--contested", multiple=True, help="Account or unit that decided the act.")
@click.option("--department", default="", help="Whose case it is, where nothing else says so.")
@acted
@JSON
def open_case(
    procedure: str,
    about: str,
    forms: tuple[str, ...],
    contested: tuple[str, ...],
    department: str,
    given: Given,
    json_wanted: bool,
) -> None:
    """Open a case by PROCEDURE about KIND:ID, such as record:12 or entity:cn-uscc:9199..."""
    kind, _, named = about.partition(":")
    case_id = acts.open_case(
        procedure,
        kind,
        named,
        form=read_form(forms),
        contested=contested,
        department=department,
        **given,
    )
    _told(case_id, given, json_wanted)


@command.command("take")
@click.argument("case")
@click.argument("step")
@FORM
@SEEN
@acted
@JSON
def take(
    case: str,
    step: str,
    forms: tuple[str, ...],
    seen: int | None,
    given: Given,
    json_wanted: bool,
) -> None:
    """Take STEP in CASE (its id, or department-year-number)."""
    case_id = queries.case_id_of(case)
    acts.take_step(case_id, step, form=read_form(forms), seen=seen, **given)
    _told(case_id, given, json_wanted)


@command.command("review")
@click.argument("case")
@acted
@JSON
def review(case: str, given: Given, json_wanted: bool) -> None:
    """Open the dated review of what CASE decided, where it lasts until something is done."""
    case_id = open_review(queries.case_id_of(case), **given)
    _told(case_id, given, json_wanted)


@command.command("hearing")
@click.argument("case")
@click.argument("what", type=click.Choice(["requested", "waived", "held"]))
@FORM
@SEEN
@acted
@JSON
def hearing(
    case: str,
    what: str,
    forms: tuple[str, ...],
    seen: int | None,
    given: Given,
    json_wanted: bool,
) -> None:
    """Note that the party asks for a hearing or waives it, or that it was held."""
    case_id = queries.case_id_of(case)
    acts.note_hearing(case_id, what, form=read_form(forms), seen=seen, **given)
    _told(case_id, given, json_wanted)


@command.command("hand-over")
@click.argument("case")
@click.argument("to")
@REASON
@acted
@JSON
def hand_over(case: str, to: str, reason: str, given: Given, json_wanted: bool) -> None:
    """Hand CASE over to the account TO."""
    case_id = queries.case_id_of(case)
    handing.hand_over(case_id, to, reason=reason, **given)
    _told(case_id, given, json_wanted)


@command.command("bar")
@click.argument("case")
@click.argument("whom")
@REASON
@acted
@JSON
def bar(case: str, whom: str, reason: str, given: Given, json_wanted: bool) -> None:
    """Bar WHOM from CASE: a declared interest, or a challenge that was upheld."""
    case_id = queries.case_id_of(case)
    handing.declare_interest(case_id, whom, reason=reason, **given)
    _told(case_id, given, json_wanted)


@command.command("serve")
@click.argument("letter", type=int)
@click.option("--mode", required=True, type=click.Choice(letters.LADDER_OF_MODES))
@click.option("--recipient", required=True)
@click.option("--agent", default="", help="Who took it in the recipient's place.")
@click.option("--day", "when", type=DAY, help="When it arrived. Default: the day of the act.")
@click.option("--proof", required=True, help="Number of the slip, the read receipt, the notice.")
@click.option("--failed", is_flag=True, help="It did not arrive, or the notice only begins.")
@acted
@JSON
def serve(
    letter: int,
    mode: str,
    recipient: str,
    agent: str,
    when: datetime | None,
    proof: str,
    failed: bool,
    given: Given,
    json_wanted: bool,
) -> None:
    """Keep an attempt to serve LETTER; clocks run from the one that arrived."""
    letters.serve(
        letter,
        mode=mode,
        recipient=recipient,
        agent=agent,
        day=when.date() if when else given["on"],
        proof=proof,
        delivered=not failed,
        **given,
    )
    _told(queries.case_of(letter), given, json_wanted)


@command.command("recall")
@click.argument("letter", type=int)
@REASON
@acted
@JSON
def recall(letter: int, reason: str, given: Given, json_wanted: bool) -> None:
    """Take back the act whose LETTER has not left yet."""
    letters.recall(letter, reason=reason, **given)
    _told(queries.case_of(letter), given, json_wanted)


@command.command("show")
@click.argument("case")
@click.option("--on", "day", type=DAY, help="As of this day. Default: today.")
@looks
@click.option("--letters", "with_letters", is_flag=True, help="Print the letters too.")
@JSON
def show(
    case: str,
    day: datetime | None,
    looking: Acting,
    with_letters: bool,
    json_wanted: bool,
) -> None:
    """Show CASE as who looks may read it: its events, letters, times, and what they may do now."""
    policy, on = load_policy(), day.date() if day else today()
    view = reading(queries.case_id_of(case), looking, policy=policy, on=on)
    choices = queries.options(view, actor_in(looking, view.data.department, policy=policy), on=on)
    if json_wanted:
        show_json(as_json(view, choices))
    else:
        show_case(view, choices, with_letters=with_letters)
