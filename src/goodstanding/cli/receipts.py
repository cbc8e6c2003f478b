"""`goodstanding receipts`: what was received, and the release of a batch that waits."""

from dataclasses import asdict
from datetime import datetime
from zoneinfo import ZoneInfo

import click
from django.conf import settings

from goodstanding.actions.intake.release import discard, release
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.receipt import Receipt
from goodstanding.store.queries import batches
from goodstanding.store.shelf import load_policy

COUNTS = {
    "rows": Text("行数", "rows"),
    "accepted": Text("接受", "accepted"),
    "flagged": Text("接受并标记", "accepted with a flag"),
    "held": Text("已持有", "held already"),
    "refused": Text("拒绝", "refused"),
    "withdrawn": Text("撤下", "withdrawn"),
}
LISTED = ("rows", "refused", "withdrawn")
"""The counts that a list of many batches has room for."""
STATES = {
    "sealed": Text("已入台账", "in the ledger"),
    "held": Text("待放行：撤下过多", "waits for an officer: it would withdraw too much"),
}


def as_json(receipt: Receipt) -> dict[str, object]:
    """Return a receipt as JSON values."""
    return {**asdict(receipt), "learnt_day": receipt.learnt_day.isoformat()}


def show_receipt(receipt: Receipt, policy: Policy) -> None:
    """Print a receipt for people, with the first refused rows and what to do about them."""
    state = say(STATES[receipt.state])
    title = f"{say(Text('回执', 'Receipt'))} {receipt.batch} · {receipt.name} · {state}"
    table(title, ["", ""], _lines(receipt))
    if receipt.state == "held":
        advice = Text(
            "核对后放行：goodstanding receipts release {n} --as 经办人",
            "Look at it, then: goodstanding receipts release {n} --as OFFICER",
        )
        out.print(say(advice.filled(n=receipt.batch)), highlight=False)
    rows = batches.first_rejects(receipt, policy)
    if rows:
        headings = Text("行|代码|列|原因", "row|code|column|reason")
        title = say(Text("最先被拒绝的行", "First refused rows"))
        table(title, say(headings).split("|"), [list(row.values()) for row in rows])
        advice = Text(
            "改正 {path} 中的单元格后，以新的批次名重新报送该文件",
            "Mend the cells in {path} and send that file under a new batch name.",
        )
        path = settings.HOME / str(receipt.rejects)
        out.print(say(advice.filled(path=path)), highlight=False, soft_wrap=True)


def _lines(receipt: Receipt) -> list[tuple[str, object]]:
    head = [
        (
            say(Text("部门 / 版式", "department / layout")),
            f"{receipt.department} / {receipt.layout}",
        ),
        (say(Text("接收日", "received")), receipt.learnt_day),
    ]
    counted = [(say(words), getattr(receipt, name)) for name, words in COUNTS.items()]
    digests = [
        ("SHA-256 " + say(Text("文件", "file")), receipt.file_digest),
        ("SHA-256 " + say(Text("各行", "rows")), receipt.rows_digest),
    ]
    return [*head, *counted, *digests]


@click.group(
    "receipts",
    epilog="\b\nExamples:\n"
    "  goodstanding receipts list\n"
    "  goodstanding receipts show 12\n"
    "  goodstanding receipts release 12 --as 'Officer Chen'",
)
def command() -> None:
    """List batches and their receipts; release a held one."""


@command.command("list")
@click.option("--department", default="", help="Only this department's.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def list_receipts(department: str, limit: int, json_wanted: bool) -> None:
    """List the latest receipts."""
    found = batches.receipts(department=department, limit=limit)
    if json_wanted:
        show_json([as_json(receipt) for receipt in found])
        return
    headings = [
        "#",
        say(Text("接收日", "received")),
        say(Text("批次", "batch")),
        *(say(COUNTS[name]) for name in LISTED),
        say(Text("状态", "state")),
    ]
    rows = [
        [
            one.batch,
            one.learnt_day,
            one.name,
            *(getattr(one, name) for name in LISTED),
            say(STATES[one.state]),
        ]
        for one in found
    ]
    table(say(Text("回执", "Receipts")), headings, rows)


@command.command("show", epilog="Example:\n\n  goodstanding receipts show 12")
@click.argument("batch", type=int)
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def show(batch: int, json_wanted: bool) -> None:
    """Show one batch's receipt."""
    receipt = batches.receipt(batch)
    if json_wanted:
        show_json(as_json(receipt))
    else:
        show_receipt(receipt, load_policy())


@command.command("release", epilog="Example:\n\n  goodstanding receipts release 12 --as Zhang")
@click.argument("batch", type=int)
@click.option("--as", "officer", required=True, help="The officer who answers for it.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def release_batch(batch: int, officer: str, json_wanted: bool) -> None:
    """Let a batch that waits into the ledger, as of today."""
    policy = load_policy()
    today = datetime.now(ZoneInfo(settings.TIME_ZONE)).date()
    receipt = release(batch, actor=f"officer:{officer}", on=today, policy=policy)
    if json_wanted:
        show_json(as_json(receipt))
    else:
        show_receipt(receipt, policy)


@command.command("discard", epilog="Example:\n\n  goodstanding receipts discard 12 --as Zhang")
@click.argument("batch", type=int)
@click.option("--as", "officer", required=True, help="The officer who answers for it.")
def discard_batch(batch: int, officer: str) -> None:
    """Drop a batch that waits; its sender may use the name again."""
    discard(batch, actor=f"officer:{officer}")
