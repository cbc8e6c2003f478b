"""Seal a staged batch: compare, append, project, receipt - in one transaction, or not at all."""

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import connection, transaction

from goodstanding.actions.intake.redress import open_redress
from goodstanding.actions.intake.stage_batch import rejects_path
from goodstanding.core.basis.canon import canonical
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.core.records.receipt import Receipt, State
from goodstanding.core.records.seal import digest_of, fingerprinter, salt_of, salter
from goodstanding.store.ledger.append import (
    PRODUCTION,
    append,
    append_stage,
    last_entry,
    numbering_lock,
)
from goodstanding.store.ledger.project import project
from goodstanding.store.models import Batch
from goodstanding.store.shelf import copy_of, is_kept, keep
from goodstanding.store.stage import compare
from goodstanding.store.stage.old_numbers import unjudged_old_numbers
from goodstanding.store.stage.rows import clear_stage, close_stage, counts, pages, rows_digest

RULE = "rule:registry-states-both"
"""Who judges that an old number belongs to a unified code: the registry's own row does."""
WITHDRAWN_BODY = canonical({"code": "", "name": "", "fields": {}, "flags": ""})
FEW = 5
"""So many withdrawals are never unusual, however short the list."""
STEPS = 6


class _HeldError(Exception):
    """The batch would withdraw too much; carries the receipt that says so."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.batch)
        self.receipt = receipt


def seal(
    batch: Batch,
    *,
    policy: Policy,
    key: bytes,
    on: date,
    released_by: str = "",
    progress: Callable[[str, int, int], None],
) -> Receipt:
    """Write a staged batch into the ledger, or hold it where it would withdraw too much."""
    try:
        with transaction.atomic():
            receipt = _seal(
                batch, policy=policy, key=key, on=on, released_by=released_by, progress=progress
            )
    except _HeldError as held:
        receipt = held.receipt
        with transaction.atomic():
            batch.state = "held"
            batch.receipt = receipt.canonical().decode()
            batch.save(force_update=True)
            close_stage(keep=batch.number)
    progress("seal", STEPS, STEPS)
    return receipt


def _seal(
    batch: Batch,
    *,
    policy: Policy,
    key: bytes,
    on: date,
    released_by: str,
    progress: Callable[[str, int, int], None],
) -> Receipt:
    layout = policy.layouts[batch.layout]
    record_type = policy.record_types[layout.record_type]
    numbering_lock()
    progress("seal", 0, STEPS)
    moved = _move_learnt_day(batch, on, released=bool(released_by))
    last_seq, _ = last_entry()
    compare.mark_held_and_corrections(
        batch.number, layout.department, layout.record_type, last_seq=last_seq
    )
    progress("seal", 1, STEPS)
    if layout.delivery == "snapshot":
        withdrawn = compare.add_withdrawals(
            batch.number,
            layout.department,
            layout.record_type,
            after_row=sum(counts(batch.number).values()),
            body=WITHDRAWN_BODY.decode(),
        )
        if not released_by and _too_many(withdrawn, layout):
            raise _HeldError(_receipt(batch, layout, "held"))
    _digest_again(batch, key, "1 = 1" if moved else "kind <> 'fact'")
    progress("seal", 2, STEPS)
    if released_by:
        batch.actor = released_by
    first, last = append_stage(batch)
    if first != last_seq + 1:
        raise RuntimeError("the ledger gave other numbers than its lock promised")
    progress("seal", 3, STEPS)
    if record_type.registers:
        last += _judge_old_numbers(batch)
    progress("seal", 4, STEPS)
    if last >= first:
        project(first, last, policy=policy)
        open_redress(
            first,
            last,
            layout.record_type,
            on=batch.learnt_day,
            policy=policy,
            seed=batch.seed,
        )
    progress("seal", 5, STEPS)
    receipt = _receipt(batch, layout, "sealed")
    if policy.packs and not is_kept(policy.digest):
        keep(copy_of())
    batch.state = "sealed"
    batch.seed = ""
    batch.receipt = receipt.canonical().decode()
    batch.save(force_update=True)
    clear_stage(batch.number)
    return receipt


def _move_learnt_day(batch: Batch, on: date, *, released: bool) -> bool:
    """Let the batch be learnt today where its day has gone by; return whether it moved.

    A batch keeps the day of its opening, unless an officer released it later or (in production,
    where knowledge cannot be back-dated) the ledger knows a later day by now.
    """
    _, latest = last_entry()
    day = max(on, batch.learnt_day) if released else batch.learnt_day
    if settings.MODE == PRODUCTION and latest and latest > day:
        day = max(on, latest)
    moved = day != batch.learnt_day
    batch.learnt_day = day
    return moved


def _too_many(withdrawn: int, layout: Layout) -> bool:
    held = compare.in_force(layout.department, layout.record_type)
    return withdrawn > FEW and withdrawn * 100 > layout.withdraw_percent_max * held


def _digest_again(batch: Batch, key: bytes, condition: str) -> None:
    """Compute salt, fingerprint and digest of rows whose kind or day was decided at sealing."""
    salt_of = salter(bytes.fromhex(batch.seed))
    fingerprint_of = fingerprinter(key)
    learnt = batch.learnt_day.isoformat()
    columns = ("kind", "record_type", "natural_key", "subject", "event_day", "body", "id")
    entering = f"outcome IN ('accepted', 'flagged', 'withdrawn') AND {condition}"
    for page in pages(batch.number, columns, entering):
        changes: list[tuple[str, str, str, int]] = []
        for row_no, kind, record_type, natural_key, subject, event, text, row in page:
            body = str(text).encode()
            event_day = str(event) if event else None
            salt = salt_of(int(str(row_no)))
            changes.append(
                (
                    salt,
                    fingerprint_of(str(subject), event_day, body),
                    digest_of(
                        str(kind),
                        batch.department,
                        str(record_type),
                        str(natural_key),
                        str(subject),
                        event_day,
                        learnt,
                        body,
                        salt,
                    ),
                    int(str(row)),
                )
            )
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE stage_row SET salt = %s, fingerprint = %s, digest = %s WHERE id = %s",
                changes,
            )


def _judge_old_numbers(batch: Batch) -> int:
    """Append a judgement for every old number that the registry states beside a unified code."""
    seed = bytes.fromhex(batch.seed)
    judged = 0
    for found in unjudged_old_numbers(batch.number, batch.department):
        envelopes = [_both_are_one(batch, old_key, new_key) for _, old_key, new_key in found]
        append(
            envelopes,
            salts=[salt_of(seed, -row_no) for row_no, _, _ in found],
            batch=batch.number,
            row_nos=[row_no for row_no, _, _ in found],
            actor=RULE,
        )
        judged += len(found)
    return judged


def _both_are_one(batch: Batch, old_key: str, new_key: str) -> Envelope:
    fields = {
        "judgement": "old_number",
        "from_key": old_key,
        "to_key": new_key,
        "reason": RULE,
    }
    return Envelope(
        kind="judgement",
        department=batch.department,
        record_type="",
        natural_key=old_key,
        subject=Subject(key=new_key, code="", name=""),
        event_day=None,
        learnt_day=batch.learnt_day,
        fields=fields,
    )


def _receipt(batch: Batch, layout: Layout, state: State) -> Receipt:
    found = counts(batch.number)
    withdrawn = found.pop("withdrawn", 0)
    refused = found.get("refused", 0)
    rejects = str(rejects_path(batch, layout)) if refused else None
    if rejects and not (settings.HOME / rejects).exists():
        raise RuntimeError("rows were refused but their file was not written")
    return Receipt(
        batch=batch.number,
        department=batch.department,
        layout=batch.layout,
        name=batch.name,
        file_digest=batch.file_digest,
        learnt_day=batch.learnt_day,
        rows=sum(found.values()),
        accepted=found.get("accepted", 0),
        flagged=found.get("flagged", 0),
        held=found.get("held", 0),
        refused=refused,
        withdrawn=withdrawn,
        state=state,
        rows_digest=rows_digest(batch.number),
        rejects=rejects,
    )
