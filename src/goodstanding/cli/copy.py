"""`goodstanding copy`: keep the columnar copy of the ledger, and look at it."""

import secrets
import sys

import click

from goodstanding.actions.grades.copy import (
    CopyStatus,
    compact_copy,
    copy_folder,
    copy_status,
    sync_copy,
    verify_copy,
)
from goodstanding.cli.show import counted, out, say, show_faults, show_json, table
from goodstanding.core.basis.text import Text
from goodstanding.store.shelf import load_policy


@click.group(
    "copy",
    epilog="\b\nExamples:\n"
    "  goodstanding copy sync\n"
    "  goodstanding copy status\n"
    "  goodstanding copy verify",
)
def command() -> None:
    """Keep the columnar copy, by which everybody is appraised; the ledger stays the truth.

    The copy is in GOODSTANDING_HOME/copy. Removing that folder loses nothing.
    """


@command.command(
    "sync",
    epilog="\b\nExamples:\n  goodstanding copy sync\n  goodstanding copy sync --rebuild",
)
@click.option("--rebuild", is_flag=True, help="Make the copy anew, whatever is there.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def sync(*, rebuild: bool, json_wanted: bool) -> None:
    """Add to the copy what the ledger holds beyond it."""
    with counted(say(Text("更新列式副本", "Copying"))) as told:
        found = sync_copy(policy=load_policy(), rebuild=rebuild, progress=told)
    _show(found, json_wanted=json_wanted)


@command.command("compact", epilog="\b\nExample:\n  goodstanding copy compact")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def compact(*, json_wanted: bool) -> None:
    """Merge small files, and file records under the entity that owns them now."""
    with counted(say(Text("合并文件", "Compacting"))) as told:
        found = compact_copy(progress=told)
    _show(found, json_wanted=json_wanted)


def _show(found: CopyStatus, *, json_wanted: bool) -> None:
    told = {
        "last_entry": found.last_seq,
        "entities": found.entities,
        "files": found.files,
        "bytes": found.bytes,
    }
    if json_wanted:
        show_json(told)
        return
    done = Text(
        "列式副本到第 {last_entry} 条，主体 {entities} 个，文件 {files} 个，{bytes} 字节",
        "The copy holds entries up to {last_entry}: {entities} entities, {files} files,"
        " {bytes} bytes.",
    )
    out.print(say(done.filled(**told)), highlight=False)


@command.command("status", epilog="\b\nExit codes: 0 level, 1 an erasure was not followed.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def status(*, json_wanted: bool) -> None:
    """Show how far the copy is behind the ledger, and whether an erasure waits."""
    found = copy_status()
    told = {
        "last_entry": found.last_seq,
        "ledger_last_entry": found.ledger_seq,
        "behind": found.ledger_seq - found.last_seq,
        "day": found.day.isoformat() if found.day else None,
        "entities": found.entities,
        "records": found.records,
        "files": found.files,
        "bytes": found.bytes,
        "files_to_sweep": found.retired,
        "waiting_erasures": list(found.waiting_erasures),
    }
    if json_wanted:
        show_json(told)
    else:
        titles = say(TITLES).split("|")
        shown = [value for name, value in told.items() if name != "waiting_erasures"]
        shown.append(", ".join(map(str, found.waiting_erasures)) or "–")
        table(str(copy_folder()), ["", ""], zip(titles, shown, strict=True))
    if found.waiting_erasures:
        sys.exit(1)


TITLES = Text(
    "副本最后一条|台账最后一条|落后|最后知悉日|主体|记录（各版本）|文件|字节|待清除的文件|未跟上的删除",
    "last entry copied|last entry of the ledger|behind|last day of knowledge|entities"
    "|records, all versions|files|bytes|files to sweep|erasures not followed",
)


@command.command(
    "verify",
    epilog="\b\nExamples:\n  goodstanding copy verify\n  goodstanding copy verify --sample 5000\n\n"
    "\b\nExit codes: 0 whole, 1 faults were found.",
)
@click.option("--sample", default=500, show_default=True, help="Records compared field by field.")
@click.option("--seed", help="Choose the same sample again; without it, chance does.")
@click.option("--json", "json_wanted", is_flag=True, help="Print JSON.")
def verify(sample: int, seed: str | None, *, json_wanted: bool) -> None:
    """Compare the copy's files with its manifest, and both with the ledger.

    Tells every fault and mends nothing.
    """
    chosen = seed or secrets.token_hex(4)
    with counted(say(Text("核验列式副本", "Verifying the copy"))) as told:
        faults = verify_copy(seed=chosen, sample=sample, progress=told)
    if json_wanted:
        show_json({"seed": chosen, "faults": [fault.line("en") for fault in faults]})
    elif faults:
        show_faults(faults)
    else:
        whole = Text("列式副本与台账一致（抽样种子 {seed}）", "The copy is whole (sample {seed}).")
        out.print(say(whole.filled(seed=chosen)), highlight=False)
    if faults:
        sys.exit(1)
