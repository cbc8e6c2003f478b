"""The words of an attached PDF, read by a child process with little memory and time."""

import subprocess
import sys
import tempfile
from pathlib import Path

import orjson

from goodstanding.store.files.limits import LIMITS

CHILD = Path(__file__).with_name("pdf_child.py")
"""Never imported: what it loads meets hostile files in a process of its own."""
END = b"end"
PAGES = 400
SIGNS = 100_000
"""Of one page."""
WAIT = 4
"""So many times its processor time a child may take by the clock."""


def pdf_pages(content: bytes) -> tuple[str, ...] | None:
    """Return what a PDF says of itself, then each page's words; None: it cannot be read whole."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        numbers = (LIMITS.child_memory_bytes, LIMITS.pdf_seconds, PAGES, SIGNS)
        try:
            done = subprocess.run(  # noqa: S603 - our own program and a path, no shell
                [sys.executable, "-I", str(CHILD), file.name, *map(str, numbers)],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=LIMITS.pdf_seconds * WAIT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
    lines = done.stdout.splitlines()
    if not lines or lines[-1] != END:
        return None
    return tuple(orjson.loads(one) for one in lines[:-1])


def words_of(content: bytes, sort: str) -> tuple[str, ...] | None:
    """Return the words of an attached file, page by page from 1; None: a picture, or unreadable."""
    if sort == "text/plain":
        return ("", content.decode("utf-8-sig"))
    return pdf_pages(content) if sort == "application/pdf" else None
