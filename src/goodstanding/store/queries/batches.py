"""What was received: receipts of batches, and why rows were refused."""

from contextlib import closing
from itertools import islice
from pathlib import Path

from django.conf import settings

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.faults_intake import NO_SUCH_BATCH
from goodstanding.core.records.receipt import Receipt
from goodstanding.core.records.rejects import ADDED
from goodstanding.store.files.limits import LIMITS
from goodstanding.store.files.read import open_source
from goodstanding.store.models import Batch


def receipts(*, department: str = "", limit: int = 50) -> tuple[Receipt, ...]:
    """Return the latest receipts first; batches that were never sealed or held have none."""
    batches = Batch.objects.exclude(receipt="").order_by("-number")
    if department:
        batches = batches.filter(department=department)
    return tuple(Receipt.from_canonical(batch.receipt) for batch in batches[:limit])


def receipt(batch_number: int) -> Receipt:
    """Return one batch's receipt."""
    batch = Batch.objects.filter(number=batch_number).exclude(receipt="").first()
    if batch is None:
        raise Refused(NO_SUCH_BATCH.at(str(batch_number), batch=batch_number))
    return Receipt.from_canonical(batch.receipt)


def first_rejects(of: Receipt, policy: Policy, *, limit: int = 5) -> tuple[dict[str, str], ...]:
    """Return the added cells (row, code, column, reason) of the first refused rows."""
    if of.rejects is None:
        return ()
    path: Path = settings.HOME / of.rejects
    with closing(open_source(path, policy.layouts[of.layout], LIMITS).rows) as rows:
        return tuple({name: row.cells[name] for name in ADDED} for row in islice(rows, limit))
