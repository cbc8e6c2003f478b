"""A long answer written piece by piece beside its place, so that a killed run can go on.

The draft is a line that says what it answers, then a line for each finished piece. A line that a
kill tore is dropped; where the first line differs from what is asked now, the draft is thrown away.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO

from goodstanding.core.basis.faults import Refused
from goodstanding.core.entities.faults_identity import OUTPUT_BUSY, OUTPUT_EXISTS

Header = dict[str, object]


@dataclass(slots=True)
class Draft:
    """What is finished of an answer, and where more of it goes."""

    file: IO[bytes]
    rows: int = 0
    """Rows that are answered."""
    found: int = 0
    """How many of them have matches."""
    other: bool = False
    """Whether a draft of something else was thrown away."""

    def add(self, text: str, *, rows: int, found: int) -> None:
        """Keep one more piece; it is on the disk when this returns."""
        self.rows += rows
        self.found += found
        piece = {"rows": self.rows, "found": self.found, "text": text}
        self.file.write(json.dumps(piece).encode() + b"\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def texts(self) -> Iterator[str]:
        """Give the finished pieces in order."""
        self.file.seek(0)
        next(self.file, b"")
        for line in self.file:
            yield json.loads(line)["text"]


@contextmanager
def drafted(target: Path, header: Header, *, begin: str, end: str) -> Iterator[Draft]:
    """Give the draft of `target`, with what an earlier run finished of the same answer.

    The target takes its name when the caller is done: `begin`, all pieces, `end`. One that is
    there is never written over. Where the caller fails, finished pieces stay for the next run.
    """
    path = _path(target)
    with path.open("a+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(OUTPUT_BUSY.at("--out", path=target)) from None
        if not os.fstat(file.fileno()).st_nlink:
            # Who held it before us has just ended and taken it away.
            raise Refused(OUTPUT_BUSY.at("--out", path=target))
        draft = _taken_up(file, header)
        try:
            yield draft
            _put_in_place(chain([begin], draft.texts(), [end]), path.with_suffix(".whole"), target)
            path.unlink()
        except BaseException:
            if not draft.rows:
                path.unlink()
            raise


def sweep(target: Path) -> None:
    """Take away what a run left that was killed just after its output took its name."""
    path = _path(target)
    path.unlink(missing_ok=True)
    path.with_suffix(".whole").unlink(missing_ok=True)


def _path(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _taken_up(file: IO[bytes], header: Header) -> Draft:
    """Read what is finished of this answer; throw away a torn line, or all of another answer."""
    draft = Draft(file)
    file.seek(0)
    first = file.readline()
    own = json.dumps(header, sort_keys=True).encode() + b"\n"
    if first != own:
        draft.other = first.endswith(b"\n")
        file.truncate(0)
        file.write(own)
        return draft
    whole = file.tell()
    for line in file:
        if not line.endswith(b"\n"):
            break
        piece = json.loads(line)
        draft.rows, draft.found = piece["rows"], piece["found"]
        whole += len(line)
    file.truncate(whole)
    return draft


def _put_in_place(texts: Iterable[str], whole: Path, target: Path) -> None:
    try:
        with whole.open("w", encoding="utf-8", newline="") as sink:
            sink.writelines(texts)
            sink.flush()
            os.fsync(sink.fileno())
        os.link(whole, target)
    except FileExistsError:
        raise Refused(OUTPUT_EXISTS.at("--out", path=target)) from None
    finally:
        whole.unlink(missing_ok=True)
