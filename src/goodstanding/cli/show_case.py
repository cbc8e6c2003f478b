"""How the command line shows a case: for people in tables, for programs as JSON."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click
from django.conf import settings

from goodstanding.cli.show import language, out, say, table
from goodstanding.core.basis.text import Text
from goodstanding.core.procedures.case_shape import Option
from goodstanding.store.queries.cases import FAR, CaseView

DAY = click.DateTime(formats=["%Y-%m-%d"])
JSON = click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")


def today() -> date:
    """Return the deployment's calendar day."""
    return datetime.now(ZoneInfo(settings.TIME_ZONE)).date()


def as_json(view: CaseView, choices: Sequence[Option] | None = None) -> dict[str, object]:
    """Return a case as JSON values."""
    data = view.data
    told: dict[str, object] = {
        "case": data.id,
        "reference": data.reference,
        "procedure": data.procedure,
        "version": view.folded.case.version.isoformat(),
        "about": f"{data.about_kind}:{data.about_id}",
        "entity": data.subject,
        "opened": data.opened.isoformat(),
        "state": view.state,
        "ended": view.ended,
        "mark": view.mark,
        "remedy": view.remedy,
        "handler": view.handler,
        "events": [
            {
                "number": one.number,
                "step": one.step,
                "actor": one.actor,
                "office": one.office,
                "day": one.day.isoformat(),
                "form": dict(one.form),
            }
            for one in data.events
        ],
        "letters": [
            {
                "letter": one.id,
                "template": one.template,
                "number": f"{one.department}-{one.year}-{one.number}",
                "day": one.day.isoformat(),
                "served": one.served.day.isoformat() if one.served else None,
                "recalled": one.recalled,
            }
            for one in data.letters
        ],
        "effects": [
            {"effect": one.effect, "entry": one.entry, "event": one.event, **one.detail}
            for one in data.effects
        ],
        "due": [
            {"deadline": one.deadline, "ends": one.ends.isoformat(), "overdue": one.overdue}
            for one in view.due
        ],
    }
    if choices is not None:
        told["options"] = [
            {"step": one.step, "refusal": one.refusal.code if one.refusal else None}
            for one in choices
        ]
    return told


def show_case(
    view: CaseView, choices: Sequence[Option] | None = None, *, with_letters: bool = False
) -> None:
    """Print a case for people."""
    data = view.data
    lines = (
        (Text("程序", "procedure"), f"{say(view.title)} ({data.procedure}@{data.version})"),
        (Text("对象", "about"), f"{data.about_kind} {data.about_id}"),
        (Text("主体", "entity"), data.subject),
        (Text("状态", "stands at"), say(view.state_title)),
        (Text("承办人", "officer"), view.handler),
        (Text("救济", "remedy"), view.remedy),
    )
    title = f"{say(Text('案件', 'Case'))} {data.id} · {data.reference}"
    table(title, ["", ""], [(say(words), value) for words, value in lines])
    _show_events(view)
    _show_letters(view)
    _show_times(view)
    if choices is not None:
        _show_options(view, choices)
    for one in data.letters if with_letters else ():
        out.print(f"\n{one.department}-{one.year}-{one.number}", highlight=False)
        out.print(one.zh if language() == "zh" else one.en, highlight=False, markup=False)


def _show_events(view: CaseView) -> None:
    headings = Text("#|日期|事项|办理人|办公室", "#|day|event|by|office")
    rows = [
        (
            one.number,
            one.day,
            say(view.titles.get(one.step, _same(one.step))),
            one.actor,
            one.office,
        )
        for one in view.data.events
    ]
    table(say(Text("事项", "Events")), say(headings).split("|"), rows)


def _show_letters(view: CaseView) -> None:
    if not view.data.letters:
        return
    headings = Text("编号|文号|文书|日期|送达", "letter|number|what|day|served")
    recalled = say(Text("已撤回", "recalled"))
    rows = [
        (
            one.id,
            f"{one.department}-{one.year}-{one.number}",
            one.template,
            one.day,
            recalled if one.recalled else (one.served.day if one.served else ""),
        )
        for one in view.data.letters
    ]
    table(say(Text("文书", "Letters")), say(headings).split("|"), rows)


def _show_times(view: CaseView) -> None:
    if view.due:
        headings = Text("截止|期限|如何计算", "ends|time|how it was counted")
        rows = [
            (one.ends, say(view.titles.get(one.deadline, _same(one.deadline))), say(one.why))
            for one in view.due
        ]
        table(say(Text("期限", "Times")), say(headings).split("|"), rows)


def _show_options(view: CaseView, choices: Sequence[Option]) -> None:
    headings = Text("步骤|名称|能否办理", "step|name|may be taken")
    yes = Text("可以", "yes")
    rows = [
        (
            one.step,
            say(view.titles[one.step]),
            f"{one.refusal.code} {say(one.refusal.what)}" if one.refusal else say(yes),
        )
        for one in choices
    ]
    table(say(Text("现在可走的步骤", "What may be done now")), say(headings).split("|"), rows)


def show_list(found: Sequence[CaseView]) -> None:
    """Print cases for people."""
    if not found:
        out.print(say(Text("没有案件", "There is no case.")))
        return
    headings = Text(
        "#|编号|程序|主体|状态|最近截止|承办人", "#|number|procedure|entity|stands at|next|officer"
    )
    rows = [
        (
            one.data.id,
            one.data.reference,
            say(one.title),
            one.data.subject,
            say(one.state_title),
            "" if one.next_day == FAR else one.next_day,
            one.handler,
        )
        for one in found
    ]
    table(say(Text("案件", "Cases")), say(headings).split("|"), rows)


def _same(words: str) -> Text:
    return Text(words, words)
