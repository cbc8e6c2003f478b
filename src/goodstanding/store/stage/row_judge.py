"""One row of a file as the stage keeps it: judged, with salt, fingerprint and digest."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from goodstanding.core.basis.canon import canonical
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import RecordType
from goodstanding.core.records.judge import CellFault, compile_judge
from goodstanding.core.records.rejects import masked_cells, telling_columns
from goodstanding.core.records.seal import digest_of, fingerprinter, salter
from goodstanding.store.stage.rows import Staged

RowJudge = Callable[[int, Mapping[str, str], frozenset[str]], Staged]
"""Takes a row's number, its cells, and the columns whose cells were stored as numbers."""


class Ticket(NamedTuple):
    """All that decides, besides the fingerprint key, how the rows of a file are judged."""

    file_digest: str
    layout: str
    learnt_day: str
    seed: str
    policy: str
    fictional: bool
    """Whether codes of the demonstration's own division are taken as known."""


def row_judge(ticket: Ticket, layout: Layout, kind: RecordType, key: bytes) -> RowJudge:
    """Return what judges the rows of a file of `layout` under `ticket`."""
    judge = compile_judge(
        layout, kind, on=date.fromisoformat(ticket.learnt_day), fictional=ticket.fictional
    )
    salt_of, fingerprint_of = salter(bytes.fromhex(ticket.seed)), fingerprinter(key)
    department, record_type, registers = layout.department, kind.id, kind.registers
    learnt = ticket.learnt_day
    hide = _hider(layout, kind)

    def judged_row(row_no: int, cells: Mapping[str, str], numeric: frozenset[str]) -> Staged:
        judged = judge(cells, numeric)
        if judged.outcome == "refused":
            return Staged(
                row_no, "refused", "fact", record_type, judged.natural_key[:300],
                judged.subject, None, None, "", "", "", "",
                canonical([tuple(fault) for fault in judged.faults]).decode(),
                canonical(hide(cells, judged.faults)).decode(),
            )  # fmt: skip
        salt = salt_of(row_no)
        return Staged(
            row_no, judged.outcome, "fact", record_type, judged.natural_key,
            judged.subject, judged.event_day, None, judged.body.decode(), salt,
            fingerprint_of(judged.subject, judged.event_day, judged.body),
            digest_of(
                "fact", department, record_type, judged.natural_key, judged.subject,
                judged.event_day, learnt, judged.body, salt,
            ),
            "",
            judged.old_key if registers else "",
        )  # fmt: skip

    return judged_row


def _hider(
    layout: Layout, record_type: RecordType
) -> Callable[[Mapping[str, str], tuple[CellFault, ...]], dict[str, str]]:
    """Return what drops and masks the cells of a refused row."""
    personal = frozenset(name for name, column in layout.columns.items() if column.personal)
    identifying = telling_columns(layout, record_type)

    def hide(cells: Mapping[str, str], faults: tuple[CellFault, ...]) -> dict[str, str]:
        return masked_cells(cells, faults, personal=personal, identifying=identifying)

    return hide
