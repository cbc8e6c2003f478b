"""`goodstanding draft`: prepare steps, remark on them, return them, sign many with one receipt."""

import click

from goodstanding.actions.cases import drafts
from goodstanding.cli.acting import Given, acted
from goodstanding.cli.case import FORM, read_form
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import JSON
from goodstanding.core.basis.text import Text
from goodstanding.store.queries import cases as queries
from goodstanding.store.queries.drafts import Draft, drafts_of, waiting_drafts


@click.group(
    "draft",
    epilog="\b\nExamples:\n"
    "  goodstanding draft save 1 correct --form reasons=... --forward --as chen"
    " --office market_cases\n"
    "  goodstanding draft sign correct 1:17 2:18 --as lin --office market_decisions",
)
def command() -> None:
    """Prepare steps of cases for another's signature."""


@command.command("save")
@click.argument("case")
@click.argument("step")
@FORM
@click.option("--forward", is_flag=True, help="Put it forward for signature.")
@click.option("--legal", is_flag=True, help="Put it forward, to the legal reviewer first.")
@acted
@JSON
def save(
    case: str,
    step: str,
    forms: tuple[str, ...],
    forward: bool,
    legal: bool,
    given: Given,
    json_wanted: bool,
) -> None:
    """Keep a draft of STEP in CASE as it stands, holes and all."""
    case_id = queries.case_id_of(case)
    drafts.save_draft(
        case_id,
        step,
        form=read_form(forms),
        acting=given["acting"],
        on=given["on"],
        policy=given["policy"],
        forward=forward or legal,
        legal=legal,
    )
    _told(drafts_of([case_id]), json_wanted)


@command.command("remark")
@click.argument("case")
@click.argument("step")
@click.option("--words", required=True, help="What is to be said about it.")
@click.option("--return", "returned", is_flag=True, help="Who prepared it mends it first.")
@acted
@JSON
def remark(
    case: str, step: str, words: str, returned: bool, given: Given, json_wanted: bool
) -> None:
    """Remark on the draft of STEP in CASE, or return it."""
    case_id = queries.case_id_of(case)
    drafts.remark(
        case_id,
        step,
        words=words,
        acting=given["acting"],
        on=given["on"],
        policy=given["policy"],
        returned=returned,
    )
    _told(drafts_of([case_id]), json_wanted)


@command.command("sign")
@click.argument("step")
@click.argument("cases", nargs=-1, required=True, metavar="CASE:READ...")
@acted
@JSON
def sign(step: str, cases: tuple[str, ...], given: Given, json_wanted: bool) -> None:
    """Sign the drafts of STEP, each by itself, with one receipt.

    CASE:READ names a case and the number of the draft that was read, as `draft list` shows it:
    a draft that was changed since is refused, and so is one that nobody read.
    """
    read = {}
    for one in cases:
        case, _colon, number = one.rpartition(":")
        whole = not number.isascii() or not number.isdigit()
        read[queries.case_id_of(one if whole else case or one), step] = (
            0 if whole or not case else int(number)
        )
    numbers = [case_id for case_id, _step in read]
    receipt, lines = drafts.sign_many(
        [(one, step) for one in numbers],
        actings=dict.fromkeys(numbers, given["acting"]),
        read=read,
        on=given["on"],
        policy=given["policy"],
        seed=given["seed"],
    )
    if json_wanted:
        found = [
            {
                "case": one.case_id,
                "event": one.event,
                "refused": [fault.code for fault in one.faults],
            }
            for one in lines
        ]
        show_json({"receipt": receipt, "cases": found})
        return
    table(
        say(Text("签发回执 {n}", "Receipt {n} of what was signed")).format(n=receipt),
        say(Text("案件|事件|未签发的原因", "case|event|why not")).split("|"),
        [(one.case_id, one.event or "", " ".join(map(str, one.faults))) for one in lines],
    )


@command.command("list")
@JSON
def list_all(json_wanted: bool) -> None:
    """List every draft that was not signed yet."""
    _told(waiting_drafts(), json_wanted)


def _told(found: list[Draft], json_wanted: bool) -> None:
    if json_wanted:
        show_json(
            [
                {
                    "case": one.case_id,
                    "step": one.step,
                    "read": one.number,
                    "state": one.state,
                    "preparer": one.preparer,
                    "form": dict(one.form),
                    "remarks": [{"by": told.actor, "words": told.words} for told in one.remarks],
                }
                for one in found
            ]
        )
    elif not found:
        out.print(say(Text("没有拟稿", "No draft waits.")))
    else:
        table(
            say(Text("拟稿", "Drafts")),
            say(
                Text("案件|步骤|阅读编号|状态|拟稿人|日期", "case|step|read|stands|preparer|day")
            ).split("|"),
            [
                (one.case_id, one.step, one.number, one.state, one.preparer, one.day)
                for one in found
            ],
        )
