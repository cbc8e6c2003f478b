"""Rows of a file as the stage keeps them: judged here and now, or ahead by another process.

Judging needs no database, so a process of its own can do it while the file before is sealed. It
leaves the rows in a file that says for which ticket they hold; under any other ticket, or where
that process was killed, the rows are judged anew. What comes out is the same either way.
"""

import marshal
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from goodstanding.core.basis.canon import keyed
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy
from goodstanding.store.files.read import open_source
from goodstanding.store.files.source import in_pieces
from goodstanding.store.stage.beside import CHUNK, judged_beside
from goodstanding.store.stage.piece_judge import piece_judge
from goodstanding.store.stage.row_judge import Ticket
from goodstanding.store.stage.rows import Staged


class JudgedFile(NamedTuple):
    """A file's columns, its judged rows in chunks, and how many of its bytes are behind us."""

    columns: tuple[str, ...]
    chunks: Generator[list[Staged], None, None]
    position: Callable[[], int]


def batch_seed(seed: str, layout: Layout, name: str, file_digest: str) -> str:
    """Return the seed of one batch, from which the salts of its rows are derived."""
    identity = f"{layout.department}|{layout.id}|{name}|{file_digest}"
    return keyed(seed.encode(), identity.encode())


def judge_file(
    source: Path, ticket: Ticket, *, policy: Policy, key: bytes, processes: int = 0
) -> JudgedFile:
    """Judge every row of a file as its chunks are asked for, here or in `processes` beside."""
    layout = policy.layouts[ticket.layout]
    record_type = policy.record_types[layout.record_type]
    opened = open_source(source, layout)

    def chunks() -> Generator[list[Staged], None, None]:
        with closing(opened.rows), closing(in_pieces(opened, CHUNK)) as pieces:
            if processes:
                yield from judged_beside(
                    pieces, ticket, layout, record_type, key, processes=processes
                )
                return
            judge = piece_judge(ticket, layout, record_type, key)
            yield from map(judge, pieces)

    return JudgedFile(opened.columns, chunks(), opened.position)


def write_judged(target: Path, source: Path, ticket: Ticket, *, policy: Policy, key: bytes) -> None:
    """Judge a file ahead into `target`, which is there only when it is complete."""
    judged = judge_file(source, ticket, policy=policy, key=key)
    unfinished = target.with_suffix(".part")
    with unfinished.open("wb") as file:
        marshal.dump((tuple(ticket), judged.columns), file)
        for chunk in judged.chunks:
            rows = marshal.dumps([tuple(row) for row in chunk])
            file.write(len(rows).to_bytes(8, "big") + rows)
    unfinished.replace(target)


def read_judged(target: Path, ticket: Ticket, size: int) -> JudgedFile | None:
    """Return what was judged ahead, or None where it is not there or holds for another ticket."""
    if not target.exists():
        return None
    with target.open("rb") as file:
        for_ticket, columns = marshal.load(file)  # noqa: S302 - written by `write_judged`
        start = file.tell()
    if for_ticket != tuple(ticket):
        return None

    def chunks() -> Generator[list[Staged], None, None]:
        with target.open("rb") as file:
            file.seek(start)
            while length := file.read(8):
                rows = file.read(int.from_bytes(length, "big"))
                yield marshal.loads(rows)  # noqa: S302 - written by `write_judged`

    return JudgedFile(columns, chunks(), lambda: size)
