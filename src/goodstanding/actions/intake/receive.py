"""Receive a department's file: judge it onto the stage, then seal it into the ledger at once.

A batch goes through three states. Open: its rows come onto the stage in chunks, which nobody else
can see; a kill takes them away, and the next `receive` of the same file goes on with the batch's
number, day and seed. Held: it would withdraw too much and waits for an officer.
Sealed: one transaction has written ledger, projections and receipt, and nothing changes any more.

A small file, such as a department's day, takes all its steps in one transaction: of its cost most
is that of making each one durable, and a kill leaves nothing at all.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from goodstanding.actions.intake.layout_choice import choose_layout
from goodstanding.actions.intake.seal_batch import seal
from goodstanding.actions.intake.stage_batch import Sending, stage_file
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.faults_intake import IN_PROGRESS, OTHER_FILE
from goodstanding.core.records.receipt import Receipt
from goodstanding.store.claim import claimed
from goodstanding.store.files.read import digest_file
from goodstanding.store.files.source import over
from goodstanding.store.fingerprint_key import fingerprint_key
from goodstanding.store.ledger.append import PRODUCTION, last_entry, numbering_lock
from goodstanding.store.ledger.faults_ledger import BACK_DATED
from goodstanding.store.models import Batch
from goodstanding.store.room import room_to_write
from goodstanding.store.stage.judged import batch_seed
from goodstanding.store.stage.rows import clear_stage, close_stage, open_stage

Progress = Callable[[str, int, int], None]
"""Told what is done (`read` in bytes, `seal` in steps), how much of it, and out of how much."""
NAME_MAX = 200
SMALL_BYTES = 128 * 1024
"""Up to here nobody else waits noticeably for the one who numbers entries."""
READ_BESIDE = frozenset({"xlsx", "parquet"})
"""Formats that a child process reads."""


def receive(
    source: Path,
    *,
    department: str,
    layout: str | None = None,
    name: str | None = None,
    on: date,
    actor: str,
    policy: Policy,
    seed: str,
    rows: int | None = None,
    judged: Path | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Take a file into the ledger and return its receipt; the same file again changes nothing.

    `rows`: how many data rows the sender announced. `seed`: secret randomness, from which the
    salts of this batch's records are derived. `judged`: where another process may have judged the
    file ahead (`store/stage/judged.py`). Raises `Refused`, with nothing in the ledger, where the
    file as a whole cannot be used or the disk is full.
    """
    file_digest = digest_file(source)
    chosen = choose_layout(policy, department, layout, source)
    batch_name = source.stem if name is None else name
    if len(batch_name) > NAME_MAX:
        raise Refused(over(source.name, "characters of the batch name", NAME_MAX))
    with (
        room_to_write(source.name),
        claimed(f"batch|{department}|{chosen.id}|{batch_name}") as alone,
    ):
        if not alone:
            raise Refused(IN_PROGRESS.at(source.name, name=batch_name))
        known = Batch.objects.filter(
            department=department, layout=chosen.id, name=batch_name
        ).first()
        if known and known.receipt:
            if known.file_digest != file_digest:
                raise Refused(OTHER_FILE.at(source.name, name=batch_name, batch=known.number))
            return Receipt.from_canonical(known.receipt)
        with transaction.atomic() if _in_one_step(known, chosen, source) else nullcontext():
            batch = _open(
                known,
                chosen,
                name=batch_name,
                file_digest=file_digest,
                on=on,
                actor=actor,
                policy=policy,
                seed=seed,
            )
            sending = Sending(source, rows, judged)
            told = progress or silent
            return _take_in(sending, batch, chosen, on=on, policy=policy, progress=told)


def _take_in(
    sending: Sending,
    batch: Batch,
    layout: Layout,
    *,
    on: date,
    policy: Policy,
    progress: Progress,
) -> Receipt:
    """Stage an open batch and seal it; forget it where its file is refused."""
    key = fingerprint_key()
    open_stage()
    try:
        stage_file(sending, batch, layout, policy=policy, key=key, progress=progress)
    except Refused:
        discard_unsealed(batch)
        close_stage()
        raise
    receipt = seal(batch, policy=policy, key=key, on=on, progress=progress)
    close_stage()
    return receipt


def _in_one_step(known: Batch | None, layout: Layout, source: Path) -> bool:
    """Return whether to receive a file in one transaction.

    Not what a kill left open, which must be forgotten for good where the file is refused now; and
    not what another process reads while ours would keep everybody from the ledger.
    """
    read_here = layout.format not in READ_BESIDE
    return known is None and read_here and source.stat().st_size <= SMALL_BYTES


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""
    del what, done, total


def _open(
    known: Batch | None,
    layout: Layout,
    *,
    name: str,
    file_digest: str,
    on: date,
    actor: str,
    policy: Policy,
    seed: str,
) -> Batch:
    """Open the batch, or go on with the one that a kill left open.

    Left open with the same bytes, it keeps its day and its seed, so that ledger and receipt come
    out the same. With other bytes it is begun anew: nobody was ever told of it.
    """
    with transaction.atomic():
        numbering_lock()
        _, latest = last_entry()
        if settings.MODE == PRODUCTION and latest and on < latest:
            raise Refused(BACK_DATED.at(name, day=on, known=latest))
        if known:
            clear_stage(known.number)
            if known.file_digest == file_digest:
                return known
        number = known.number if known else _last_number() + 1
        batch = Batch(
            number=number,
            department=layout.department,
            layout=layout.id,
            name=name,
            file_digest=file_digest,
            learnt_day=on,
            seed=batch_seed(seed, layout, name, file_digest),
            policy=policy.digest,
            actor=actor,
        )
        batch.save(force_insert=known is None, force_update=known is not None)
        return batch


def _last_number() -> int:
    """Return the greatest number of a batch; 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(number), 0) FROM batch")
        return int(cursor.fetchone()[0])


def discard_unsealed(batch: Batch) -> None:
    """Forget a batch that is not sealed: nobody but its sender and an officer knows of it."""
    with transaction.atomic():
        clear_stage(batch.number)
        batch.delete()
    for left in (settings.HOME / "rejects").glob(f"{batch.number}.*"):
        left.unlink()
