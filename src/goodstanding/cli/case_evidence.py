"""`goodstanding case attach|evidence|erase-file`: files as evidence."""

from pathlib import Path

import click
from rich.markup import escape

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.evidence import attach, erase_file
from goodstanding.actions.cases.file_look import looked
from goodstanding.cli.acting import Given, acted
from goodstanding.cli.looking import is_party, looks, reading
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import JSON, today
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.procedures.evidence import FILE_MOST
from goodstanding.core.procedures.faults_evidence import FILE_ERASED, NO_FILE
from goodstanding.store.queries import cases as queries
from goodstanding.store.queries.cases_file import content_of, files_for
from goodstanding.store.shelf import load_policy


@click.command("attach")
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", "names", multiple=True, help="A person's name that must be covered in it.")
@click.option("--reviewed", is_flag=True, help="You looked through it, pictures and scans too.")
@acted
@JSON
def attach_command(
    case: str,
    file: Path,
    names: tuple[str, ...],
    reviewed: bool,
    given: Given,
    json_wanted: bool,
) -> None:
    """Attach FILE to CASE: PDF, PNG, JPEG or plain text by its content, up to 4 MB.

    An officer's file is refused where it holds a listed name, and where a number in it looks
    like a person's. Pictures and scans cannot be read: they are taken with `--reviewed` alone.
    """
    with file.open("rb") as opened:
        content = opened.read(FILE_MOST + 1)
    number = attach(
        queries.case_id_of(case),
        content,
        name=file.name,
        names="\n".join(names),
        reviewed=reviewed,
        **given,
    )
    officer = bool(given["acting"].office)
    unread = looked(content).unread if officer else ()
    if json_wanted:
        show_json({"file": number} | ({"unread": unread} if officer else {}))
    else:
        said = Text("已附上，引用时写 [{n}]", "Attached; cite it as [{n}]")
        out.print(say(said).format(n=number), markup=False)
        if unread is None or unread:
            said = Text(
                "其中有图像或读不出文字的页，请自行查看有无个人信息",
                "It has pictures or pages without readable words: look through them yourself",
            )
            out.print(say(said), markup=False)


@click.command("evidence")
@click.argument("case")
@click.option("--file", "number", type=int, help="Write this file instead of the list.")
@click.option("--out", "target", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
@looks
@JSON
def evidence_command(
    case: str, number: int | None, target: Path | None, looking: Acting, json_wanted: bool
) -> None:
    """List the files attached to CASE that who looks may read, or write one."""
    if (number is None) != (target is None):
        raise click.UsageError("--file NUMBER --out FILE")
    case_id = queries.case_id_of(case)
    view = reading(case_id, looking, policy=load_policy(), on=today())
    data, party = view.data, is_party(view, looking)
    files = files_for(view.folded.data, party=party)
    if target is not None:
        found = next((one for one in files if one.number == number), None)
        if found is None:
            raise Refused(NO_FILE.at(data.reference, number=number))
        content = content_of(found)
        if content is None:
            raise Refused(FILE_ERASED.at(data.reference, number=number))
        target.write_bytes(content)
        out.print(say(Text(f"已写入 {target}", f"Written: {target}")), markup=False)
    elif json_wanted:
        show_json(
            [
                {
                    "file": one.number,
                    "event": one.event,
                    "name": one.name,
                    "type": one.sort,
                    "size": one.size,
                    "sha256": one.digest,
                    "by": one.actor,
                    "office": one.office,
                    "day": one.day.isoformat(),
                    "erased": one.erased,
                }
                for one in files
            ]
        )
    else:
        headings = Text(
            "编号|文件名|类型|字节|SHA-256|附上者|日期|已删除",
            "file|name|type|octets|SHA-256|by|day|erased",
        )
        table(
            say(Text("证据文件", "Evidence files")),
            say(headings).split("|"),
            [
                (
                    one.number,
                    escape(one.name),
                    one.sort,
                    one.size,
                    one.digest,
                    one.actor,
                    one.day,
                    say(Text("是", "yes")) if one.erased else "",
                )
                for one in files
            ],
        )


@click.command("erase-file")
@click.argument("case")
@click.argument("number", type=int)
@click.option("--reason", required=True, help="The law that demands it; it stays in the case.")
@acted
@JSON
def erase_command(case: str, number: int, reason: str, given: Given, json_wanted: bool) -> None:
    """Erase what file NUMBER of CASE holds; its name, size and SHA-256 stay."""
    event = erase_file(queries.case_id_of(case), number, reason=reason, **given)
    if json_wanted:
        show_json({"event": event})
    else:
        said = Text("内容已删除，事件 {n}", "Erased by event {n}")
        out.print(say(said).format(n=event))
