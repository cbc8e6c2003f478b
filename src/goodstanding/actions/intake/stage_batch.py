"""Put a file's judged rows onto the stage, and write down what was refused."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import orjson
from django.conf import settings
from django.db import transaction

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.faults_intake import FILE_CHANGED, ROW_COUNT
from goodstanding.core.records.judge import CellFault
from goodstanding.core.records.rejects import reason_cells
from goodstanding.store.files.read import digest_file
from goodstanding.store.files.rejects_file import write_rejects
from goodstanding.store.models import Batch
from goodstanding.store.stage.beside import processes_beside
from goodstanding.store.stage.judged import judge_file, read_judged
from goodstanding.store.stage.row_judge import Ticket
from goodstanding.store.stage.rows import add_rows, pages, survey_stage

DEMONSTRATION = "demonstration"


class Sending(NamedTuple):
    """A file as it was sent: how many rows its sender announced, where it may be judged ahead."""

    source: Path
    rows: int | None
    judged: Path | None


def stage_file(
    sending: Sending,
    batch: Batch,
    layout: Layout,
    *,
    policy: Policy,
    key: bytes,
    progress: Callable[[str, int, int], None],
) -> None:
    """Put every row of the file on the stage, in chunks, and write the rejects file."""
    source, rows, judged = sending
    size = source.stat().st_size
    ticket = ticket_of(batch, policy)
    file = (read_judged(judged, ticket, size) if judged else None) or judge_file(
        source,
        ticket,
        policy=policy,
        key=key,
        processes=processes_beside(size, layout.format),
    )
    total = 0
    with closing(file.chunks) as chunks:
        for chunk in chunks:
            with transaction.atomic():
                add_rows(batch.number, chunk)
            total += len(chunk)
            progress("read", file.position(), size)
    survey_stage()
    progress("read", size, size)
    if digest_file(source) != batch.file_digest:
        raise Refused(FILE_CHANGED.at(source.name))
    if rows is not None and rows != total:
        raise Refused(ROW_COUNT.at(source.name, expected=rows, found=total))
    _write_rejects(batch, layout, file.columns)


def ticket_of(batch: Batch, policy: Policy) -> Ticket:
    """Return what decides how the rows of a batch are judged."""
    return Ticket(
        file_digest=batch.file_digest,
        layout=batch.layout,
        learnt_day=batch.learnt_day.isoformat(),
        seed=batch.seed,
        policy=policy.digest,
        fictional=settings.MODE == DEMONSTRATION,
    )


def rejects_path(batch: Batch, layout: Layout) -> Path:
    """Return where the rejects of a batch are, relative to GOODSTANDING_HOME."""
    return Path("rejects") / f"{batch.number}.{layout.format}"


def _write_rejects(batch: Batch, layout: Layout, columns: tuple[str, ...]) -> None:
    kept = [
        name for name in columns if name in layout.columns and not layout.columns[name].personal
    ]
    path = settings.HOME / rejects_path(batch, layout)
    refused = _refused(batch)
    first = next(refused, None)
    if first is None:
        path.unlink(missing_ok=True)
        return

    def all_rows() -> Iterator[dict[str, str]]:
        yield first
        yield from refused

    write_rejects(path, layout, kept, all_rows())


def _refused(batch: Batch) -> Iterator[dict[str, str]]:
    for page in pages(batch.number, ("faults", "source"), "outcome = 'refused'"):
        for row_no, faults, source in page:
            found = [
                CellFault(code, column, values)
                for code, column, values in orjson.loads(str(faults))
            ]
            yield {**orjson.loads(str(source)), **reason_cells(int(str(row_no)), found)}
