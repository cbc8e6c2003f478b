"""What an officer does with a batch that waits because it would withdraw too much."""

from datetime import date

from goodstanding.actions.intake.receive import Progress, discard_unsealed, silent
from goodstanding.actions.intake.seal_batch import seal
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.faults_intake import IN_PROGRESS, NO_OFFICER, NO_SUCH_BATCH, NOT_HELD
from goodstanding.core.records.receipt import Receipt
from goodstanding.store.claim import claimed
from goodstanding.store.fingerprint_key import fingerprint_key
from goodstanding.store.models import Batch
from goodstanding.store.stage.rows import close_stage


def release(
    batch_number: int,
    *,
    actor: str,
    on: date,
    policy: Policy,
    progress: Progress | None = None,
) -> Receipt:
    """Seal a held batch in the name of an officer; its records are learnt on the day `on`.

    The comparison with the versions in force is made anew: other batches may have come since.
    """
    held = _held(batch_number, actor)
    with claimed(claim_name(held)) as alone:
        if not alone:
            raise Refused(IN_PROGRESS.at(str(batch_number), name=held.name))
        batch = _held(batch_number, actor)
        close_stage()
        return seal(
            batch,
            policy=policy,
            key=fingerprint_key(),
            on=on,
            released_by=actor,
            progress=progress or silent,
        )


def discard(batch_number: int, *, actor: str) -> None:
    """Drop a held batch: nothing of it was in the ledger, and its name is free again."""
    held = _held(batch_number, actor)
    with claimed(claim_name(held)) as alone:
        if not alone:
            raise Refused(IN_PROGRESS.at(str(batch_number), name=held.name))
        discard_unsealed(_held(batch_number, actor))


def claim_name(batch: Batch) -> str:
    """Return under which name a batch is claimed, as `receive` does."""
    return f"batch|{batch.department}|{batch.layout}|{batch.name}"


def _held(batch_number: int, actor: str) -> Batch:
    where = str(batch_number)
    if not actor.strip():
        raise Refused(NO_OFFICER.at(where))
    batch = Batch.objects.filter(number=batch_number).first()
    if batch is None:
        raise Refused(NO_SUCH_BATCH.at(where, batch=batch_number))
    if batch.state != "held":
        raise Refused(NOT_HELD.at(where, batch=batch_number))
    return batch
