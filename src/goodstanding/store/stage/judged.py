"""Rows of a file as the stage keeps them: judged here and now, or ahead by another process.

Judging needs no database, so a process of its own can do it while the file before is sealed. It
leaves the rows in a file that says for which ticket they hold; under any other ticket, or where
that process was killed, the rows are judged anew. What comes out is the same either way.
"""

import marshal
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from datetime import date
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from goodstanding.core.basis.canon import canonical, keyed
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy, RecordType
from goodstanding.core.records.judge import CellFault, Judge, compile_judge
from goodstanding.core.records.rejects import masked_cells, telling_columns
from goodstanding.core.records.seal import digest_of, fingerprint_of, salt_of
from goodstanding.store.files.read import open_source
from goodstanding.store.files.source import SourceRow
from goodstanding.store.stage.rows import Staged

CHUNK = 2_000


class Ticket(NamedTuple):
    """All that decides, besides the fingerprint key, how the rows of a file are judged."""

    file_digest: str
    layout: str
    learnt_day: str
    seed: str
    policy: str
    fictional: bool
    """Whether codes of the demonstration's own division are taken as known."""


class JudgedFile(NamedTuple):
    """A file's columns, its judged rows in chunks, and how many of its bytes are behind us."""

    columns: tuple[str, ...]
    chunks: Generator[list[Staged], None, None]
    position: Callable[[], int]


def batch_seed(seed: str, layout: Layout, name: str, file_digest: str) -> str:
    """Return the seed of one batch, from which the salts of its rows are derived."""
    identity = f"{layout.department}|{layout.id}|{name}|{file_digest}"
    return keyed(seed.encode(), identity.encode())


def judge_file(source: Path, ticket: Ticket, *, policy: Policy, key: bytes) -> JudgedFile:
    """Judge every row of a file as its chunks are asked for."""
    layout = policy.layouts[ticket.layout]
    record_type = policy.record_types[layout.record_type]
    judge = compile_judge(
        layout, record_type, on=date.fromisoformat(ticket.learnt_day), fictional=ticket.fictional
    )
    opened = open_source(source, layout)
    rows = _judged_rows(opened.rows, judge, ticket, layout, key, record_type)

    def chunks() -> Generator[list[Staged], None, None]:
        with closing(opened.rows):
            while chunk := list(islice(rows, CHUNK)):
                yield chunk

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


def _judged_rows(
    rows: Iterator[SourceRow],
    judge: Judge,
    ticket: Ticket,
    layout: Layout,
    key: bytes,
    kind: RecordType,
) -> Iterator[Staged]:
    """Judge each row and give what the stage keeps of it."""
    seed = bytes.fromhex(ticket.seed)
    department, record_type, registers = layout.department, kind.id, kind.registers
    hide = _hider(layout, kind)
    for row_no, cells, numeric in rows:
        judged = judge(cells, numeric)
        if judged.outcome == "refused":
            yield Staged(
                row_no, "refused", "fact", record_type, judged.natural_key[:300],
                judged.subject, None, None, "", "", "", "",
                canonical([tuple(fault) for fault in judged.faults]).decode(),
                canonical(hide(cells, judged.faults)).decode(),
            )  # fmt: skip
            continue
        salt = salt_of(seed, row_no)
        yield Staged(
            row_no, judged.outcome, "fact", record_type, judged.natural_key,
            judged.subject, judged.event_day, None, judged.body.decode(), salt,
            fingerprint_of(key, judged.subject, judged.event_day, judged.body),
            digest_of(
                "fact", department, record_type, judged.natural_key, judged.subject,
                judged.event_day, ticket.learnt_day, judged.body, salt,
            ),
            "",
            judged.old_key if registers else "",
        )  # fmt: skip


def _hider(
    layout: Layout, record_type: RecordType
) -> Callable[[Mapping[str, str], tuple[CellFault, ...]], dict[str, str]]:
    """Return what drops and masks the cells of a refused row."""
    personal = frozenset(name for name, column in layout.columns.items() if column.personal)
    identifying = telling_columns(layout, record_type)

    def hide(cells: Mapping[str, str], faults: tuple[CellFault, ...]) -> dict[str, str]:
        return masked_cells(cells, faults, personal=personal, identifying=identifying)

    return hide
