"""`goodstanding office`: deputies, absences, interests; hand-overs, challenges, rulings."""

from datetime import datetime

import click

from goodstanding.actions.cases import file as case_file
from goodstanding.actions.cases import handing
from goodstanding.actions.counter.filing import file_at_counter
from goodstanding.actions.counter.identity import Seen
from goodstanding.actions.counter.running_case import act_at_counter
from goodstanding.actions.offices import notes
from goodstanding.cli.acting import Given, acted
from goodstanding.cli.case import FORM, REASON, read_form
from goodstanding.cli.seen import identity
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON, today
from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text
from goodstanding.store.queries import cases as queries
from goodstanding.store.queries.office import PRINCIPAL, members, notes_that_stand
from goodstanding.store.shelf import load_policy

FROM = click.option("--from", "first", type=DAY, required=True, help="First day.")
TO = click.option("--to", "last", type=DAY, required=True, help="Last day; it belongs to it.")


@click.group(
    "office",
    epilog="\b\nExamples:\n"
    "  goodstanding office list\n"
    "  goodstanding office deputy wu chen market_cases --from 2026-05-06 --to 2026-05-15"
    " --reason leave --as chen\n"
    "  goodstanding office interest chen cn-uscc:91990100MA0000015X --reason kin --as chen",
)
def command() -> None:
    """Say who stands in for whom, who is away, who has an interest, and who has a case."""


def _noted(number: int, json_wanted: bool) -> None:
    if json_wanted:
        show_json({"note": number})
    else:
        out.print(say(Text("已登记，编号 {n}", "Noted under {n}")).format(n=number))


@command.command("list")
@click.option("--on", "day", type=DAY, help="As of this day. Default: today.")
@JSON
def list_all(day: datetime | None, json_wanted: bool) -> None:
    """List who holds which office, who is away and stood in for, and the notes that stand."""
    policy, on = load_policy(), day.date() if day else today()
    people, found = members(policy, on=on), notes_that_stand(on=on)
    if json_wanted:
        show_json(
            {
                "members": [
                    {
                        "account": one.login,
                        "offices": list(one.offices),
                        "away_until": one.away_until.isoformat() if one.away_until else None,
                        "deputies": list(one.deputies),
                    }
                    for one in people
                ],
                "notes": [
                    {
                        "note": one.id,
                        "kind": one.kind,
                        "account": one.account,
                        "for": one.said.get(PRINCIPAL, ""),
                        "office": one.office,
                        "entity": one.subject,
                        "first": one.first_day.isoformat() if one.first_day else None,
                        "last": one.last_day.isoformat() if one.last_day else None,
                        "reason": one.said.get("reason", ""),
                        "by": one.actor,
                    }
                    for one in found
                ],
            }
        )
        return
    headings = Text("账号|机构|不在岗至|代理人", "account|offices|away until|deputies")
    table(
        say(Text("机构人员", "Officers")),
        say(headings).split("|"),
        [
            (one.login, ", ".join(one.offices), one.away_until or "", ", ".join(one.deputies))
            for one in people
        ],
    )
    headings = Text("编号|类别|账号|代替|主体|起|止", "note|kind|account|for|entity|first|last")
    table(
        say(Text("登记", "Notes")),
        say(headings).split("|"),
        [
            (
                one.id,
                one.kind,
                one.account,
                one.said.get(PRINCIPAL, ""),
                one.subject,
                one.first_day or "",
                one.last_day or "",
            )
            for one in found
        ],
    )


@command.command("deputy")
@click.argument("deputy")
@click.argument("principal")
@click.argument("unit")
@FROM
@TO
@REASON
@acted
@JSON
def deputy(
    deputy: str,
    principal: str,
    unit: str,
    first: datetime,
    last: datetime,
    reason: str,
    given: Given,
    json_wanted: bool,
) -> None:
    """Let DEPUTY stand in for PRINCIPAL in UNIT from a day to a day."""
    number = notes.appoint_deputy(
        deputy,
        principal,
        unit,
        first=first.date(),
        last=last.date(),
        reason=reason,
        acting=given["acting"],
        on=given["on"],
        policy=given["policy"],
    )
    _noted(number, json_wanted)


@command.command("absent")
@click.argument("whom")
@FROM
@TO
@REASON
@acted
@JSON
def absent(
    whom: str, first: datetime, last: datetime, reason: str, given: Given, json_wanted: bool
) -> None:
    """Note that WHOM is away; no case goes to them in those days."""
    number = notes.note_absence(
        whom,
        first=first.date(),
        last=last.date(),
        reason=reason,
        acting=given["acting"],
        on=given["on"],
        policy=given["policy"],
    )
    _noted(number, json_wanted)


@command.command("interest")
@click.argument("whom")
@click.argument("entity")
@REASON
@acted
@JSON
def interest(whom: str, entity: str, reason: str, given: Given, json_wanted: bool) -> None:
    """Declare that WHOM has an interest in ENTITY: barred from all its cases."""
    number = notes.declare_interest_in(
        entity,
        whom,
        reason=reason,
        acting=given["acting"],
        on=given["on"],
        policy=given["policy"],
    )
    _noted(number, json_wanted)


@command.command("end")
@click.argument("note", type=int)
@REASON
@acted
@JSON
def end(note: int, reason: str, given: Given, json_wanted: bool) -> None:
    """End a deputy, an absence or an interest before its day."""
    number = notes.end_note(
        note, reason=reason, acting=given["acting"], on=given["on"], policy=given["policy"]
    )
    _noted(number, json_wanted)


@command.command("hand-over")
@click.argument("to")
@click.argument("cases", nargs=-1, required=True)
@REASON
@acted
@JSON
def hand_over(
    to: str, cases: tuple[str, ...], reason: str, given: Given, json_wanted: bool
) -> None:
    """Hand CASES over to the account TO, each by itself, with one receipt."""
    numbers = [queries.case_id_of(one) for one in cases]
    receipt, lines = handing.hand_over_many(numbers, to, reason=reason, **given)
    if json_wanted:
        show_json(
            {
                "receipt": receipt,
                "cases": [
                    {"case": one.case_id, "event": one.event, "refused": _codes(one.faults)}
                    for one in lines
                ],
            }
        )
        return
    table(
        say(Text("移交回执 {n}", "Receipt {n} of a hand-over")).format(n=receipt),
        say(Text("案件|事件|未移交的原因", "case|event|why not")).split("|"),
        [(one.case_id, one.event or "", " ".join(map(str, one.faults))) for one in lines],
    )


def _codes(faults: tuple[Fault, ...]) -> list[str]:
    return [one.code for one in faults]


@command.command("challenge")
@click.argument("case")
@click.argument("of")
@REASON
@acted
@JSON
def challenge(case: str, of: str, reason: str, given: Given, json_wanted: bool) -> None:
    """Challenge, for the entity, OF (event:3 or office:ID) in CASE; they wait for the ruling."""
    number = handing.challenge(queries.case_id_of(case), of, reason=reason, **given)
    _noted(number, json_wanted)


@command.command("rule")
@click.argument("case")
@click.argument("number", type=int)
@click.argument("outcome", type=click.Choice(["upheld", "refused"]))
@REASON
@acted
@JSON
def rule(
    case: str, number: int, outcome: str, reason: str, given: Given, json_wanted: bool
) -> None:
    """Rule on the challenge of event NUMBER in CASE."""
    case_id = queries.case_id_of(case)
    event = handing.rule(case_id, number, upheld=outcome == "upheld", reason=reason, **given)
    _noted(event, json_wanted)


@command.command("counter")
@click.argument("procedure")
@click.argument("about")
@click.option("--paper", required=True, help="Number of the paper and of the authority.")
@identity
@FORM
@acted
@JSON
def counter(
    procedure: str,
    about: str,
    paper: str,
    seen: Seen,
    forms: tuple[str, ...],
    given: Given,
    json_wanted: bool,
) -> None:
    """File by PROCEDURE what the entity brought to the counter about KIND:ID."""
    kind, _, named = about.partition(":")
    case_id = file_at_counter(
        procedure, kind, named, paper=paper, seen=seen, form=read_form(forms), **given
    )
    if json_wanted:
        show_json({"case": case_id})
    else:
        out.print(say(Text("已登记为案件 {n}", "Filed as case {n}")).format(n=case_id))


@command.command("counter-step")
@click.argument("case")
@click.argument("step")
@click.option("--paper", required=True, help="Number of the paper and of the authority.")
@identity
@FORM
@acted
@JSON
def counter_step(
    case: str,
    step: str,
    paper: str,
    seen: Seen,
    forms: tuple[str, ...],
    given: Given,
    json_wanted: bool,
) -> None:
    """Take STEP of the party in CASE from paper, for one that cannot sign in."""
    case_id, form = queries.case_id_of(case), read_form(forms)
    event = act_at_counter(case_id, step, paper=paper, seen=seen, form=form, **given)
    _noted(event, json_wanted)


@command.command("withhold")
@click.argument("case")
@click.argument("part")
@click.argument("ground")
@REASON
@acted
@JSON
def withhold(
    case: str, part: str, ground: str, reason: str, given: Given, json_wanted: bool
) -> None:
    """Withhold PART (record:12, event:3/evidence) of CASE from its party on GROUND."""
    case_id = queries.case_id_of(case)
    event = case_file.withhold(case_id, part, ground, reason=reason, **given)
    _noted(event, json_wanted)


@command.command("open-part")
@click.argument("case")
@click.argument("part")
@REASON
@acted
@JSON
def open_part(case: str, part: str, reason: str, given: Given, json_wanted: bool) -> None:
    """Open PART of CASE, which was withheld, to its party."""
    event = case_file.open_part(queries.case_id_of(case), part, reason=reason, **given)
    _noted(event, json_wanted)
