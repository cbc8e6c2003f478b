"""`goodstanding screen`: compare a file of names with the register."""

import csv
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from goodstanding.cli.show import err, language, out, progress, say
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.entities.faults_identity import OUTPUT_EXISTS
from goodstanding.core.entities.screening import STATES, Match, Screened, explanation
from goodstanding.store.queries.screen import LEAST_SCORE, MOST_MATCHES, screen
from goodstanding.store.queries.screen_file import Columns, read_names

COLUMNS = (
    "row", "asked_name", "asked_code", "state", "rank", "score", "key", "name", "matched", "why",
)  # fmt: skip
NOTHING_FOUND = 3
GUARDED = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula, at the beginning of a cell."""


@click.command(
    "screen",
    epilog="\b\nExamples:\n"
    "  goodstanding screen suppliers.csv --out screened.csv\n"
    "  goodstanding screen list.csv --encoding gb18030 --name-column 企业名称 --json\n\n"
    "\b\nExit codes: 0 something was found, 1 refused, 3 nothing found.",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", "target", type=click.Path(path_type=Path), help="Write here, whole or not.")
@click.option("--name-column", default="", help="The column of names (default: name, 名称 ...).")
@click.option("--code-column", default="", help="The column of codes (default: code, 代码 ...).")
@click.option("--encoding", default="utf-8", type=click.Choice(["utf-8", "gb18030"]))
@click.option("--matches", default=5, show_default=True, type=click.IntRange(1, MOST_MATCHES))
@click.option("--least", default=LEAST_SCORE, show_default=True, type=click.IntRange(0, 1000))
@click.option("--json", "json_wanted", is_flag=True, help="Write JSON instead of CSV.")
def command(
    file: Path,
    target: Path | None,
    name_column: str,
    code_column: str,
    encoding: str,
    matches: int,
    least: int,
    json_wanted: bool,
) -> None:
    """Compare each name in FILE with the register: the best matches, each with why.

    FILE is CSV with a header, a column of names and perhaps one of codes, at most 100,000 rows.
    The answer is in its order. Organisations only: rows with a person's number are not compared.
    """
    if target and target.exists():
        raise Refused(OUTPUT_EXISTS.at("--out", path=target))
    names = read_names(file, Columns(name_column, code_column), encoding=encoding)
    found = 0
    with progress() as bar, _whole_or_not(target) as sink:
        task = bar.add_task(file.name, total=len(names))

        def counted(rows: Iterable[Screened]) -> Iterator[Screened]:
            nonlocal found
            for row in rows:
                found += bool(row.matches)
                bar.advance(task)
                yield row

        write: Callable[[IO[str], Iterable[Screened]], None]
        write = _write_json if json_wanted else _write_csv
        write(sink, counted(screen(names, most=matches, least=least)))
    told = Text("{all} 个名称，{found} 个有候选", "{all} names, {found} with matches")
    (out if target else err).print(say(told.filled(all=len(names), found=found)), highlight=False)
    if not found:
        sys.exit(NOTHING_FOUND)


@contextmanager
def _whole_or_not(target: Path | None) -> Iterator[IO[str]]:
    """Give where to write; a file takes its name only when everything is in it."""
    if target is None:
        yield sys.stdout
        return
    handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(handle, "w", encoding="utf-8", newline="") as sink:  # noqa: PTH123
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        os.link(draft, target)
    except FileExistsError:
        raise Refused(OUTPUT_EXISTS.at("--out", path=target)) from None
    finally:
        Path(draft).unlink(missing_ok=True)


def _write_csv(sink: IO[str], rows: Iterable[Screened]) -> None:
    """Write a line for each match, and one for each row without any."""
    lines = csv.writer(sink)
    lines.writerow(COLUMNS)
    for row in rows:
        head = [row.row, _guarded(row.name), _guarded(row.code), say(STATES[row.state])]
        for rank, match in enumerate(row.matches, start=1):
            names = [match.key, _guarded(match.name), _guarded(match.matched)]
            lines.writerow([*head, rank, match.score, *names, explanation(match, language())])
        if not row.matches:
            lines.writerow([*head, *[""] * (len(COLUMNS) - len(head))])


def _guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(GUARDED) else text


def _write_json(sink: IO[str], rows: Iterable[Screened]) -> None:
    """Write an array with an object for each row, one a line."""
    sink.write("[")
    for at, row in enumerate(rows):
        told = {
            "row": row.row,
            "name": row.name,
            "code": row.code,
            "state": row.state,
            "matches": [_as_json(match) for match in row.matches],
        }
        sink.write((",\n" if at else "\n") + json.dumps(told, ensure_ascii=False, sort_keys=True))
    sink.write("\n]\n")


def _as_json(match: Match) -> dict[str, Any]:
    alike = match.likeness
    return {
        "key": match.key,
        "name": match.name,
        "matched": match.matched,
        "score": match.score,
        "code": match.code,
        "core": alike.core,
        "core_common": alike.common,
        "place": alike.place,
        "form": alike.form,
        "number": alike.number,
        "why": {"zh": explanation(match, "zh"), "en": explanation(match, "en")},
    }
