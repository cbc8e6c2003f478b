"""How the command line shows things: faults, tables, progress. Chinese with `LANG=zh_...`."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Language, Text

out = Console()
err = Console(stderr=True)


def language() -> Language:
    """Return the reader's language: Chinese where the locale says so, else English."""
    for name in ("GOODSTANDING_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def say(text: Text) -> str:
    """Return `text` in the reader's language."""
    return text.in_(language())


def show_faults(faults: Iterable[Fault]) -> None:
    """Print faults to standard error, one a line."""
    for fault in faults:
        err.print(fault.line(language()), highlight=False, markup=False, soft_wrap=True)


def show_json(value: object) -> None:
    """Print `value` as JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table that people can read."""
    shown = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        shown.add_column(column, overflow="fold")
    for row in rows:
        shown.add_row(*(str(cell) for cell in row))
    out.print(shown)


def progress() -> Progress:
    """Return a progress display for long work (silent where nobody watches)."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=err,
        transient=False,
        disable=not err.is_terminal,
    )


@contextmanager
def counted(description: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar for one piece of work that tells how much is done, and of how much."""
    with progress() as bar:
        task = bar.add_task(description, total=None)

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield told
