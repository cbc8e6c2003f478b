"""Judge a large file's rows in processes beside: this one reads the file and fills the stage.

Judging needs no database, and takes longer than all else that a row goes through before sealing.
Each process is given a chunk, and its next one when it has answered; chunks come back in the
order of the file, so that what is staged is the same as without. A process ends when its pipe
does, also where ours is killed.
"""

import copyreg
import marshal
import multiprocessing
import os
from collections.abc import Generator, Iterator
from contextlib import suppress
from itertools import cycle
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import MappingProxyType
from typing import Any

from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import RecordType
from goodstanding.store.files.source import Piece, SourceRow
from goodstanding.store.stage.piece_judge import piece_judge
from goodstanding.store.stage.row_judge import Ticket
from goodstanding.store.stage.rows import Staged

CHUNK = 2_000
LARGE_BYTES = 8 * 1024 * 1024
"""Below, starting processes costs more than they save."""
MOST = 2
"""More of them would wait for the one that reads and stages."""
PACKED = {"xlsx": 5, "parquet": 12}
"""How many times larger than the file its texts are, roughly. A child reads these formats, which
is one process beside already."""


def _read_only(held: dict[object, object]) -> MappingProxyType[object, object]:
    return MappingProxyType(held)


def hand_over_mappings() -> None:
    """Let the read-only mappings of the rules be handed to other processes, which pickle cannot."""
    copyreg.pickle(MappingProxyType, lambda held: (_read_only, (dict(held),)))


def processes_beside(size: int, file_format: str) -> int:
    """Return in how many processes a file of so many bytes is judged; 0: in this one."""
    text_bytes = size * PACKED.get(file_format, 1)
    if text_bytes < LARGE_BYTES or multiprocessing.current_process().daemon:
        return 0
    processors = len(os.sched_getaffinity(0))
    most = MOST - 1 if file_format in PACKED else MOST
    return min(most, processors) if processors > 1 else 0


def judged_beside(
    pieces: Iterator[Piece],
    ticket: Ticket,
    layout: Layout,
    kind: RecordType,
    key: bytes,
    *,
    processes: int,
) -> Generator[list[Staged], None, None]:
    """Give the judged rows in chunks, in the order of the file."""
    hand_over_mappings()
    context = multiprocessing.get_context("spawn")
    started: list[tuple[BaseProcess, Connection]] = []
    try:
        for _ in range(processes):
            ours, theirs = context.Pipe()
            process: BaseProcess = context.Process(
                target=_judge_chunks, args=(theirs, ticket, layout, kind, key), daemon=True
            )
            process.start()
            theirs.close()
            started.append((process, ours))
        yield from _in_turn(pieces, [pipe for _, pipe in started])
    finally:
        for process, pipe in started:
            pipe.close()
            process.join()


def _in_turn(pieces: Iterator[Piece], pipes: list[Connection]) -> Iterator[list[Staged]]:
    """Hand piece after piece to the processes in turn; each owes one answer at most."""
    owing: list[Connection] = []
    for piece, pipe in zip(pieces, cycle(pipes), strict=False):
        if len(owing) == len(pipes):
            yield _answer(owing.pop(0))
        pipe.send_bytes(marshal.dumps(_as_sent(piece)))
        owing.append(pipe)
    for pipe in owing:
        yield _answer(pipe)


def _as_sent(piece: Piece) -> tuple[int, dict[str, Any], list[Any]]:
    """Return a piece in plain values, which is all that a pipe carries."""
    rows = [(number, dict(cells), numeric) for number, cells, numeric in piece.rows]
    return piece.first, dict(piece.columns), rows


def _piece(first: int, columns: dict[str, list[str]], rows: list[tuple[Any, ...]]) -> Piece:
    return Piece(first, columns, [SourceRow(*row) for row in rows])


def _answer(pipe: Connection) -> list[Staged]:
    try:
        judged: list[Staged] = marshal.loads(pipe.recv_bytes())  # noqa: S302 - from our own process
    except EOFError:
        raise RuntimeError("a process that judges rows has ended") from None
    return judged


def _judge_chunks(
    pipe: Connection, ticket: Ticket, layout: Layout, kind: RecordType, key: bytes
) -> None:
    """Judge the chunks that come through the pipe until it ends (runs in the other process)."""
    judge = piece_judge(ticket, layout, kind, key)
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            piece = marshal.loads(pipe.recv_bytes())  # noqa: S302 - from the process that began us
            pipe.send_bytes(marshal.dumps([tuple(row) for row in judge(_piece(*piece))]))
