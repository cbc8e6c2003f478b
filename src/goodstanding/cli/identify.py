"""`goodstanding identify`: records whose organisation is unclear, and judgements of who is who."""

import secrets
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

import click
from django.conf import settings

from goodstanding.actions.intake import identify
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.core.basis.text import Text
from goodstanding.core.entities.candidates import REASONS, Candidate
from goodstanding.core.entities.judgement_words import JUDGEMENTS
from goodstanding.core.entities.permitted import KINDS
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries import judged
from goodstanding.store.queries import waiting as queue
from goodstanding.store.queries.waiting import WaitingRecord
from goodstanding.store.shelf import load_policy

SEED_BYTES = 32
AS = click.option("--as", "officer", required=True, help="The officer who answers for it.")
REASON = click.option("--reason", required=True, help="What it rests on; it stays in the ledger.")
JSON = click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")


class Act(TypedDict):
    """What every act needs: who, why, the day, the rules, chance."""

    actor: str
    reason: str
    on: date
    policy: Policy
    seed: str


def _json(value: Any) -> dict[str, object]:  # noqa: ANN401 (any frozen dataclass)
    """Return a frozen dataclass as JSON values."""
    return {
        name: held.isoformat() if isinstance(held, date) else held
        for name, held in asdict(value).items()
    }


@click.group(
    "identify",
    epilog="\b\nExamples:\n"
    "  goodstanding identify list\n"
    "  goodstanding identify show 1204\n"
    "  goodstanding identify decide 1204 cn-uscc:91990100MA0000015X"
    " --as Zhang --reason 'licence copy'",
)
def command() -> None:
    """Show and decide records whose organisation is unclear.

    A record with only a name, or with a damaged code, waits here until an officer decides.
    """


@command.command("list", epilog="Example:\n\n  goodstanding identify list --limit 20")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--after", default=0, help="Start after this record (entry number).")
@JSON
def list_waiting(limit: int, after: int, json_wanted: bool) -> None:
    """List the records that wait, oldest first, each with its first candidate."""
    found = [
        (record, queue.candidates(record.seq, limit=1))
        for record in queue.waiting(limit, after=after)
    ]
    if json_wanted:
        show_json(
            [
                {**_json(record), "candidates": [_json(one) for one in best]}
                for record, best in found
            ]
        )
        return
    if not found:
        out.print(say(Text("没有待判定的记录", "No record waits.")))
        return
    title = Text("待判定：共 {n} 条", "Waiting: {n} in all").filled(n=queue.waiting_count())
    headings = Text(
        "记录|部门|类型|报送代码|报送名称|首选主体|理由",
        "record|department|type|code sent|name sent|first candidate|why",
    )
    rows = [
        (
            record.seq,
            record.department,
            record.record_type,
            record.code,
            record.name,
            *((best[0].name or best[0].key, _reasons(best[0])) if best else ("", "")),
        )
        for record, best in found
    ]
    table(say(title), say(headings).split("|"), rows)


@command.command("show", epilog="Example:\n\n  goodstanding identify show 1204")
@click.argument("seq", type=int)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100))
@JSON
def show(seq: int, limit: int, json_wanted: bool) -> None:
    """Show record SEQ that waits, and who may be meant, best first with the reasons."""
    record = queue.waiting_record(seq)
    found = queue.candidates(seq, limit=limit)
    if json_wanted:
        show_json({**_json(record), "candidates": [_json(one) for one in found]})
        return
    _show_record(record)
    headings = Text("标识|名称|分值|理由", "key|name|points|why")
    rows = [(one.key, one.name, one.score, _reasons(one)) for one in found]
    table(say(Text("可能的主体", "Who may be meant")), say(headings).split("|"), rows)
    advice = Text(
        "判定：goodstanding identify decide {n} 标识 --as 经办人 --reason 依据",
        "Decide: goodstanding identify decide {n} KEY --as OFFICER --reason TEXT",
    )
    out.print(say(advice.filled(n=seq)), highlight=False)


def _show_record(record: WaitingRecord) -> None:
    lines = (
        (Text("部门 / 类型", "department / type"), f"{record.department} / {record.record_type}"),
        (Text("报送代码", "code sent"), record.code),
        (Text("报送名称", "name sent"), record.name),
        (Text("知悉日", "learnt"), record.learnt_day),
    )
    title = f"{say(Text('记录', 'Record'))} {record.seq}"
    table(title, ["", ""], [(say(words), value) for words, value in lines])


def _reasons(candidate: Candidate) -> str:
    return say(Text("；", "; ")).join(say(REASONS[reason]) for reason in candidate.reasons)


@command.command("judgements", epilog="Example:\n\n  goodstanding identify judgements")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000))
@click.option("--by", "actor", default="", help="Only this actor's, as shown in the list.")
@JSON
def list_judgements(limit: int, actor: str, json_wanted: bool) -> None:
    """List the latest judgements and whether each still stands."""
    found = judged.judgements(limit, actor=actor)
    if json_wanted:
        show_json([_json(one) for one in found])
        return
    headings = Text(
        "编号|日期|判定|从|到|作出者|理由|撤销者",
        "number|day|judgement|from|to|by|reason|undone by",
    )
    rows = [
        (
            one.seq,
            one.learnt_day,
            say(JUDGEMENTS[one.judgement]),
            one.from_key or one.record_seq or one.undoes,
            one.to_key,
            one.actor,
            one.reason,
            one.undone_by or "",
        )
        for one in found
    ]
    table(say(Text("判定", "Judgements")), say(headings).split("|"), rows)


@command.command(
    "decide",
    epilog="Example:\n\n  goodstanding identify decide 1204 cn-uscc:91990100MA0000015X"
    " --as Zhang --reason 'licence copy on file'",
)
@click.argument("seq", type=int)
@click.argument("key")
@AS
@REASON
@JSON
def decide(seq: int, key: str, officer: str, reason: str, json_wanted: bool) -> None:
    """Give the waiting record SEQ to the entity with KEY."""
    _done(identify.decide(seq, key, **_act(officer, reason)), json_wanted=json_wanted)


@command.command(
    "judge",
    epilog="Example:\n\n  goodstanding identify judge old_number cn-regno:990100000000015"
    " cn-uscc:91990100MA0000015X --as Zhang --reason 'certificate of change'",
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("from_key")
@click.argument("to_key")
@AS
@REASON
@JSON
def judge(
    *, kind: str, from_key: str, to_key: str, officer: str, reason: str, json_wanted: bool
) -> None:
    """Judge how FROM_KEY belongs to TO_KEY.

    same, old_number and reissued_code move the records of FROM_KEY into the archive of TO_KEY;
    merger, division and conversion link the two and move nothing.
    """
    _done(identify.judge(kind, from_key, to_key, **_act(officer, reason)), json_wanted=json_wanted)


@command.command(
    "undo",
    epilog="Example:\n\n  goodstanding identify undo 1310 --as Zhang --reason 'wrong firm'",
)
@click.argument("seq", type=int)
@AS
@REASON
@JSON
def undo(seq: int, officer: str, reason: str, json_wanted: bool) -> None:
    """Take judgement SEQ back; what was known in between stays known."""
    _done(identify.undo(seq, **_act(officer, reason)), json_wanted=json_wanted)


def _act(officer: str, reason: str) -> Act:
    """Return what an act of today needs."""
    return {
        "actor": f"officer:{officer.strip()}" if officer.strip() else "",
        "reason": reason,
        "on": datetime.now(ZoneInfo(settings.TIME_ZONE)).date(),
        "policy": load_policy(),
        "seed": secrets.token_hex(SEED_BYTES),
    }


def _done(seq: int, *, json_wanted: bool) -> None:
    if json_wanted:
        show_json({"judgement": seq})
        return
    text = Text(
        "已记入台账：{seq}。撤销：goodstanding identify undo {seq} --as 经办人 --reason 依据",
        "In the ledger: {seq}. Undo: goodstanding identify undo {seq} --as OFFICER --reason TEXT",
    )
    out.print(say(text.filled(seq=seq)), highlight=False)
