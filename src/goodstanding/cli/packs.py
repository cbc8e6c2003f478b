"""`goodstanding packs`: check, test, list, show, draw and start packs."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from goodstanding.cli.show import language, out, say, show_faults, show_json, table
from goodstanding.core.appraisal.examples import read_examples, run_examples
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.bounds import EXACT, RECORD_LIMIT, score_bounds, widest
from goodstanding.core.policy.card_words import CardRow, card_rows
from goodstanding.core.policy.join import MODES
from goodstanding.core.policy.scaffold import scaffold
from goodstanding.core.policy.shape import Pack, Policy
from goodstanding.core.procedures.diagram import lines, mermaid
from goodstanding.core.procedures.versions import in_force
from goodstanding.core.procedures.work_cases import run_cases
from goodstanding.core.procedures.worked import read_cases
from goodstanding.store.faults_shelf import FOLDER_TAKEN, NO_MODEL, NO_PROCEDURE
from goodstanding.store.shelf import PackFiles, load_policy, pack_files, packs_folder

FOLDER = click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.group()
def command() -> None:
    r"""Check, test, list, show and start packs.

    FOLDER is a folder of packs, or one pack; without it, the deployment's packs are meant
    (GOODSTANDING_PACKS, or the packs that came along).

    \b
    Examples:
      goodstanding packs check my-packs --mode production
      goodstanding packs test
      goodstanding packs show public_credit
      goodstanding packs diagram objection
    """


@command.command()
@FOLDER
@click.option("--mode", type=click.Choice(MODES), help="Check as for this mode.")
@JSON
def check(folder: Path | None, mode: str | None, as_json: bool) -> None:
    r"""Find every fault of every file, and prove the bounds of every sum.

    \b
    goodstanding packs check
    goodstanding packs check my-packs --mode production
    """
    try:
        policy = load_policy(folder, mode=mode)
    except Refused as refused:
        _fail(refused.faults, as_json=as_json)
    if as_json:
        show_json({"policy": policy.digest, "faults": [], "models": _bounds(policy)})
        return
    table(
        say(Text("规则包没有问题", "No faults")),
        [say(Text("规则包", "Pack")), *(say(title) for _, title in COUNTED)],
        ([pack.id, *(len(getattr(pack, key)) for key, _ in COUNTED)] for pack in _packs(policy)),
    )
    table(
        say(
            Text(f"每个主体至多 {RECORD_LIMIT} 条记录", f"At most {RECORD_LIMIT} records an entity")
        ),
        [
            say(Text("模型", "Model")),
            say(Text("最低分", "Least score")),
            say(Text("最高分", "Greatest score")),
            say(Text("中间值至多", "Any sum at most")),
            say(Text("小于 2^53", "Below 2^53")),
        ],
        (
            [row["model"], row["low"], row["high"], row["widest"], row["widest"] < EXACT]
            for row in _bounds(policy)
        ),
    )


@command.command()
@FOLDER
@JSON
def test(folder: Path | None, as_json: bool) -> None:
    r"""Work through the examples and the cases beside the packs.

    \b
    goodstanding packs test
    goodstanding packs test my-packs
    """
    policy = load_policy(folder)
    packs = pack_files(folder or packs_folder())
    files, led = dict(_beside(packs, "examples/")), dict(_beside(packs, "cases/"))
    faults = (*run_examples(policy, files), *run_cases(policy, led))
    if faults:
        _fail(faults, as_json=as_json)
    count = sum(len(read_examples(path, data)[0]) for path, data in files.items())
    cases = sum(len(read_cases(path, data)[0]) for path, data in led.items())
    if as_json:
        show_json({"examples": count, "cases": cases, "faults": []})
        return
    out.print(
        say(
            Text(
                f"{count} 个示例、{cases} 个案例全部符合。",
                f"All {count} examples and {cases} worked cases hold.",
            )
        )
    )


@command.command("list")
@FOLDER
@JSON
def list_(folder: Path | None, as_json: bool) -> None:
    r"""List the packs and what they hold.

    \b
    goodstanding packs list --json
    """
    policy = load_policy(folder)
    if as_json:
        show_json(
            [
                {
                    "id": pack.id,
                    "version": pack.version,
                    "digest": pack.digest,
                    **{key: sorted(getattr(pack, key)) for key, _ in COUNTED},
                }
                for pack in _packs(policy)
            ]
        )
        return
    table(
        say(Text("规则包", "Packs")),
        [
            say(Text("标识", "Id")),
            say(Text("版本", "Version")),
            say(Text("名称", "Title")),
            *(say(title) for _, title in COUNTED),
        ],
        (
            [pack.id, pack.version, say(pack.title)]
            + [len(getattr(pack, key)) for key, _ in COUNTED]
            for pack in _packs(policy)
        ),
    )


@command.command()
@click.argument("model")
@click.option("--packs", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@JSON
def show(model: str, folder: Path | None, as_json: bool) -> None:
    r"""Show a card as a table: what counts, how much, since when, on what basis.

    \b
    goodstanding packs show public_credit
    """
    policy = load_policy(folder)
    found = policy.models.get(model)
    if found is None:
        raise Refused(NO_MODEL.at(model, known=", ".join(policy.models)))
    rows = tuple(card_rows(found, policy))
    if as_json:
        show_json(
            [
                {
                    "part": row.part,
                    "rule": row.rule,
                    "value": row.value.en,
                    "from": row.start.isoformat(),
                }
                | {"basis": row.basis, "kind": row.kind}
                for row in rows
            ]
        )
        return
    table(
        say(found.title),
        [
            say(Text("规则", "Rule")),
            say(Text("内容", "Values")),
            say(Text("自", "From")),
            say(Text("依据", "Basis")),
        ],
        _grouped(rows),
    )
    table(
        say(Text("依据", "Sources")),
        [say(Text("标识", "Id")), say(Text("种类", "Kind")), say(Text("名称", "Title"))],
        sorted({(row.basis, row.kind, say(row.source)) for row in rows}),
    )


@command.command()
@click.argument("procedure")
@click.option("--packs", "folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="In force then; else latest.")
@click.option("--mermaid", "as_mermaid", is_flag=True, help="Print a Mermaid state diagram.")
def diagram(procedure: str, folder: Path | None, day: datetime | None, as_mermaid: bool) -> None:
    r"""Show a procedure: its states, steps, who acts, after what, and by when.

    \b
    goodstanding packs diagram objection
    goodstanding packs diagram objection --mermaid
    """
    policy = load_policy(folder)
    versions = policy.procedures.get(procedure, ())
    found = in_force(policy, procedure, day.date()) if day else (versions or (None,))[-1]
    if found is None:
        raise Refused(NO_PROCEDURE.at(procedure, known=", ".join(sorted(policy.procedures)) or "-"))
    if as_mermaid:
        print(mermaid(found, language()))
        return
    for line in lines(found, policy, language()):
        out.print(line, markup=False, highlight=False, soft_wrap=True)


@command.command()
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("packs"),
    show_default=True,
    help="Folder of packs in which the new pack's folder is made.",
)
def new(name: str, folder: Path) -> None:
    r"""Start a pack that passes `check` and `test` at once.

    \b
    goodstanding packs new harbour --folder my-packs
    """
    files = scaffold(name)
    target = folder / name
    if target.exists():
        raise Refused(FOLDER_TAKEN.at(str(target)))
    for path, data in files.items():
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    out.print(
        say(
            Text(
                f"已写出 {len(files)} 个文件。接着运行：",
                f"Wrote {len(files)} files. Next:",
            )
        )
    )
    out.print(f"  goodstanding packs check {folder}", markup=False, highlight=False)
    out.print(f"  goodstanding packs test {folder}", markup=False, highlight=False)


COUNTED = (
    ("sources", Text("依据", "Sources")),
    ("departments", Text("部门", "Departments")),
    ("record_types", Text("记录类型", "Record types")),
    ("layouts", Text("文件格式", "Layouts")),
    ("models", Text("模型", "Models")),
    ("procedures", Text("程序", "Procedures")),
)


def _grouped(rows: Sequence[CardRow]) -> Iterator[tuple[str, str, str, str]]:
    """Yield rows that people can read: a rule is named once, where its values begin."""
    said = ""
    for row in rows:
        name = f"{row.part}: {say(row.title)}"
        yield "" if name == said else name, say(row.value), str(row.start), row.basis
        said = name


def _packs(policy: Policy) -> list[Pack]:
    """Return the packs by id."""
    return [policy.packs[name] for name in sorted(policy.packs)]


def _bounds(policy: Policy) -> list[dict[str, Any]]:
    """Return how far the scores and sums of each model can go."""
    return [
        dict(zip(("low", "high"), score_bounds(model), strict=True))
        | {"model": model.id, "records": RECORD_LIMIT, "widest": widest(model, policy.record_types)}
        for model in policy.models.values()
    ]


def _beside(packs: PackFiles, folder: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of one folder of all packs."""
    for pack, files in packs.items():
        for path, data in files.items():
            if path.startswith(folder):
                yield f"{pack}/{path}", data


def _fail(faults: Sequence[Fault], *, as_json: bool) -> NoReturn:
    """Show faults and leave with exit code 1."""
    if as_json:
        show_json(
            {
                "faults": [
                    {"code": fault.code, "where": fault.where}
                    | {"what": say(fault.what), "next": say(fault.next)}
                    for fault in faults
                ]
            }
        )
    else:
        show_faults(faults)
        out.print(say(Text(f"共 {len(faults)} 处。", f"{len(faults)} in all.")))
    raise click.exceptions.Exit(1)
