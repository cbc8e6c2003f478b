"""`goodstanding screen`: compare a file of names with the register."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import Any

import click

from goodstanding.cli.screen_draft import Draft, Header, drafted, sweep
from goodstanding.cli.show import err, language, out, progress, say
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.entities.faults_identity import OUTPUT_EXISTS
from goodstanding.core.entities.screening import STATES, Match, Screened, explanation
from goodstanding.store.queries.screen import LEAST_SCORE, MOST_MATCHES, register_state, screen
from goodstanding.store.queries.screen_file import Asked, Columns, read_names

COLUMNS = (
    "row", "asked_name", "asked_code", "state", "rank", "score", "key", "name", "matched", "why",
)  # fmt: skip
NOTHING_FOUND = 3
PIECE = 500
"""Rows that are kept together: a killed run loses no more."""
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
@click.option(
    "--out", "target", type=click.Path(path_type=Path), help="Write here; killed, it goes on."
)
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
    Given again after it was killed, the command goes on where it was, unless anything changed.
    """
    if target and target.exists():
        sweep(target)
        raise Refused(OUTPUT_EXISTS.at("--out", path=target))
    names = read_names(file, Columns(name_column, code_column), encoding=encoding)
    written = _json_piece if json_wanted else _csv_piece

    def pieces(done: int) -> Iterator[tuple[str, int, int]]:
        """Give the text of each piece of rows left, how many they are, how many found something."""
        with progress() as bar:
            task = bar.add_task(file.name, total=len(names), completed=done)
            rows = screen(names[done:], most=matches, least=least) if names[done:] else iter(())
            while piece := list(islice(rows, PIECE)):
                yield written(piece, done), len(piece), sum(bool(row.matches) for row in piece)
                done += len(piece)
                bar.advance(task, len(piece))

    begin, end = ("[", "\n]\n") if json_wanted else (_csv_line(COLUMNS), "")
    if target is None:
        found = 0
        sys.stdout.write(begin)
        for text, _, some in pieces(0):
            sys.stdout.write(text)
            found += some
        sys.stdout.write(end)
    else:
        header: Header = {
            "names": _digest(names),
            "register": register_state(),
            "asked": [matches, least, json_wanted, language()],
        }
        with drafted(target, header, begin=begin, end=end) as draft:
            _tell(draft)
            for text, rows, some in pieces(draft.rows):
                draft.add(text, rows=rows, found=some)
            found = draft.found
    told = Text("{all} 个名称，{found} 个有候选", "{all} names, {found} with matches")
    (out if target else err).print(say(told.filled(all=len(names), found=found)), highlight=False)
    if not found:
        sys.exit(NOTHING_FOUND)


def _digest(names: Iterable[Asked]) -> str:
    """Return a digest of what is asked, row by row."""
    total = sha256()
    for one in names:
        total.update(json.dumps(one).encode())
    return total.hexdigest()


def _tell(draft: Draft) -> None:
    """Say that an earlier run is gone on with, or that its answers are of no use."""
    if draft.rows:
        told = Text("接着上次，已完成 {rows} 行", "going on after {rows} rows of an earlier run")
        err.print(say(told.filled(rows=draft.rows)), highlight=False)
    elif draft.other:
        told = Text(
            "名单、选项、软件或登记内容已变，从头开始",
            "the file, the options, the software or the register changed: from the beginning",
        )
        err.print(say(told), highlight=False)


def _csv_line(cells: Iterable[object]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _csv_piece(rows: Iterable[Screened], done: int) -> str:
    """Return a line for each match, and one for each row without any."""
    del done
    sink = StringIO()
    lines = csv.writer(sink)
    for row in rows:
        head = [row.row, _guarded(row.name), _guarded(row.code), say(STATES[row.state])]
        for rank, match in enumerate(row.matches, start=1):
            names = [match.key, _guarded(match.name), _guarded(match.matched)]
            lines.writerow([*head, rank, match.score, *names, explanation(match, language())])
        if not row.matches:
            lines.writerow([*head, *[""] * (len(COLUMNS) - len(head))])
    return sink.getvalue()


def _guarded(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(GUARDED) else text


def _json_piece(rows: Iterable[Screened], done: int) -> str:
    """Return members of an array, an object for each row, one a line."""
    told = [
        {
            "row": row.row,
            "name": row.name,
            "code": row.code,
            "state": row.state,
            "matches": [_as_json(match) for match in row.matches],
        }
        for row in rows
    ]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, sort_keys=True) for one in told)
    return (",\n" if done else "\n") + lines


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
