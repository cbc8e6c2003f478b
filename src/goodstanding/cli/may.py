"""`goodstanding may`: may an entity do an act today, and why; for one, or for a file of many."""

import csv
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path

import click

from goodstanding.actions.checks.desk import Checked, check
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON, today
from goodstanding.core.basis.text import Text
from goodstanding.core.measures.asked import Question, key_of
from goodstanding.core.measures.may import Because
from goodstanding.core.policy.shape import Policy
from goodstanding.store.shelf import load_policy

MOST = 100_000
VERDICTS = {
    "yes": Text("可以", "yes"),
    "considered": Text("可以，审慎考虑", "yes, to be weighed"),
    "conditional": Text("附条件可以", "yes, on conditions"),
    "no": Text("不可以", "no"),
    "unknown": Text("本册没有该主体", "not in the register"),
}
COLUMNS = ("entity", "act", "answer", "until", "next_change", "measures", "basis", "decisions")


@click.command(
    "may",
    epilog="\b\nExamples:\n"
    "  goodstanding may 91990100MA0000015X bidding --purpose 'tender T-12' --as he"
    " --department permits_office\n"
    "  goodstanding may --file bidders.csv --act bidding --purpose 'tender T-12' --as he"
    " --out answers.csv",
)
@click.argument("entity", required=False)
@click.argument("act", required=False)
@click.option("--purpose", required=True, help="Why it is asked; logged before the answer.")
@click.option("--as", "officer", required=True, help="Who asks.")
@click.option("--department", default="", help="For which department; it is told of errors.")
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"CSV with columns `entity` and, without --act, `act`; up to {MOST} rows.",
)
@click.option("--act", "act_for_all", default="", help="The act that the whole file asks about.")
@click.option(
    "--out", "target", type=click.Path(dir_okay=False, path_type=Path), help="CSV to write."
)
@click.option("--on", "day", type=DAY, help="On this day. Default: today.")
@JSON
def command(
    entity: str | None,
    act: str | None,
    purpose: str,
    officer: str,
    department: str,
    file: Path | None,
    act_for_all: str,
    target: Path | None,
    day: datetime | None,
    json_wanted: bool,
) -> None:
    """Say whether ENTITY may do ACT, on what it rests and until when.

    Only measures that were decided and served against the entity itself bar an act. Every
    question is logged with its purpose before it is answered.
    """
    policy = load_policy()
    on = day.date() if day else today()
    if file is not None:
        questions = list(_questions(file, act_for_all))
    elif entity and (act or act_for_all):
        questions = [Question(key_of(entity), act or act_for_all)]
    else:
        raise click.UsageError("name ENTITY and ACT, or give --file")
    found = check(
        questions, actor=officer, purpose=purpose, department=department, on=on, policy=policy
    )
    if json_wanted:
        show_json([_row(one) for one in found])
    elif file is not None:
        _write(found, target)
    else:
        _show(found[0], policy)


def _questions(file: Path, act: str) -> Iterator[Question]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        reader = csv.DictReader(rows)
        names = reader.fieldnames or []
        if "entity" not in names or not (act or "act" in names):
            raise click.BadParameter("needs the columns entity and act", param_hint="--file")
        for number, row in enumerate(reader, start=1):
            if number > MOST:
                raise click.BadParameter(f"more than {MOST} rows", param_hint="--file")
            entity = key_of(row["entity"] or "", f"{file.name}: {number}")
            yield Question(entity, act or (row["act"] or "").strip())


def _row(one: Checked) -> dict[str, str]:
    """Return an answer as texts."""
    answer = one.answer
    reasons = answer.reasons if answer else ()
    return {
        "entity": one.question.entity,
        "act": one.question.act,
        "answer": one.verdict,
        "until": answer.ends.isoformat() if answer and answer.ends else "",
        "next_change": answer.next_change.isoformat() if answer and answer.next_change else "",
        "measures": "|".join(reason.measure for reason in reasons),
        "basis": "|".join(dict.fromkeys(reason.basis for reason in reasons)),
        "decisions": "|".join(dict.fromkeys(reason.decision for reason in reasons)),
    }


def _write(found: list[Checked], target: Path | None) -> None:
    chosen = target.open("w", encoding="utf-8", newline="") if target else nullcontext(sys.stdout)
    with chosen as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\r\n" if target else "\n")
        writer.writeheader()
        writer.writerows(_row(one) for one in found)


def _lifted(reason: Because) -> Text:
    """Return under which decision the act is allowed all the same, until when, on what terms."""
    if not reason.lifted_by:
        return reason.condition or Text("", "")
    until = reason.lifted_until or "-"
    zh, en = (reason.condition.zh, reason.condition.en) if reason.condition else ("", "")
    return Text(
        f"不可以，但凭 {reason.lifted_by} 准予至 {until}" + (f"：{zh}" if zh else ""),
        f"no, but permitted until {until} under {reason.lifted_by}" + (f": {en}" if en else ""),
    )


def _show(one: Checked, policy: Policy) -> None:
    act = policy.desk_acts[one.question.act].title
    title = f"{one.question.entity} · {say(act)}: {say(VERDICTS[one.verdict])}"
    if one.answer is None or not one.answer.reasons:
        out.print(title, highlight=False)
        return
    headings = Text("措施|依据|决定|自|至|条件", "measure|basis|decision|from|until|condition")
    rows = [
        (
            say(reason.title),
            reason.basis,
            reason.decision,
            reason.starts,
            reason.ends or reason.review or "",
            say(_lifted(reason)),
        )
        for reason in one.answer.reasons
    ]
    table(title, say(headings).split("|"), rows)
