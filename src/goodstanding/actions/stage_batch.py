"""Judge a file row by row onto the stage, and write down what was refused."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from itertools import islice
from pathlib import Path

import orjson
from django.conf import settings
from django.db import transaction

from goodstanding.core.basis.canon import canonical
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.faults_intake import FILE_CHANGED, ROW_COUNT
from goodstanding.core.records.judge import CellFault, Judge, compile_judge
from goodstanding.core.records.rejects import masked_cells, reason_cells
from goodstanding.core.records.seal import digest_of, fingerprint_of, salt_of
from goodstanding.store.files.read import digest_file, open_source
from goodstanding.store.files.rejects_file import write_rejects
from goodstanding.store.files.source import SourceRow
from goodstanding.store.models import Batch
from goodstanding.store.stage.rows import Staged, add_rows, pages

CHUNK = 2_000
DEMONSTRATION = "demonstration"


def stage_file(
    source: Path,
    batch: Batch,
    layout: Layout,
    *,
    policy: Policy,
    key: bytes,
    rows: int | None,
    progress: Callable[[str, int, int], None],
) -> None:
    """Put every row of the file on the stage, in chunks, and write the rejects file."""
    record_type = policy.record_types[layout.record_type]
    judge = compile_judge(
        layout,
        record_type,
        on=batch.learnt_day,
        fictional=settings.MODE == DEMONSTRATION,
    )
    opened = open_source(source, layout)
    size = source.stat().st_size
    total = 0
    with closing(opened.rows) as sent:
        judged = _judged_rows(sent, judge, batch, layout, key, registers=record_type.registers)
        while chunk := list(islice(judged, CHUNK)):
            with transaction.atomic():
                add_rows(chunk)
            total += len(chunk)
            progress("read", opened.position(), size)
    progress("read", size, size)
    if digest_file(source) != batch.file_digest:
        raise Refused(FILE_CHANGED.at(source.name))
    if rows is not None and rows != total:
        raise Refused(ROW_COUNT.at(source.name, expected=rows, found=total))
    _write_rejects(batch, layout, opened.columns)


def _judged_rows(
    rows: Iterator[SourceRow],
    judge: Judge,
    batch: Batch,
    layout: Layout,
    key: bytes,
    *,
    registers: bool,
) -> Iterator[Staged]:
    """Judge each row and give what the stage keeps of it."""
    seed = bytes.fromhex(batch.seed)
    number, department = batch.number, batch.department
    learnt_day = batch.learnt_day.isoformat()
    record_type = layout.record_type
    hide = _hider(layout)
    for row_no, cells, numeric in rows:
        judged = judge(cells, numeric)
        if judged.outcome == "refused":
            yield Staged(
                number, row_no, "refused", "fact", record_type, judged.natural_key[:300],
                judged.subject, None, None, "", "", "", "",
                canonical([tuple(fault) for fault in judged.faults]).decode(),
                canonical(hide(cells, judged.faults)).decode(),
            )  # fmt: skip
            continue
        salt = salt_of(seed, row_no)
        yield Staged(
            number, row_no, judged.outcome, "fact", record_type, judged.natural_key,
            judged.subject, judged.event_day, None, judged.body.decode(), salt,
            fingerprint_of(key, judged.subject, judged.event_day, judged.body),
            digest_of(
                "fact", department, record_type, judged.natural_key, judged.subject,
                judged.event_day, learnt_day, judged.body, salt,
            ),
            "",
            judged.old_key if registers else "",
        )  # fmt: skip


def _hider(
    layout: Layout,
) -> Callable[[Mapping[str, str], tuple[CellFault, ...]], dict[str, str]]:
    """Return what drops and masks the cells of a refused row."""
    subject = layout.subject
    personal = frozenset(name for name, column in layout.columns.items() if column.personal)
    identifying = tuple(filter(None, (subject.code, subject.name, subject.old_number)))

    def hide(cells: Mapping[str, str], faults: tuple[CellFault, ...]) -> dict[str, str]:
        return masked_cells(cells, faults, personal=personal, identifying=identifying)

    return hide


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
