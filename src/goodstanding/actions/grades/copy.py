"""Looking after the columnar copy: it is derived, so nothing here writes the ledger."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy.shape import Policy
from goodstanding.store.copy import compact as compaction
from goodstanding.store.copy import sync as following
from goodstanding.store.copy import verify as looking
from goodstanding.store.copy.status import Status, status

CopyStatus = Status
Progress = Callable[[int, int], None]


def copy_folder() -> Path:
    """Return where the deployment's copy is."""
    folder: Path = settings.HOME / "copy"
    return folder


def sync_copy(
    *, policy: Policy, rebuild: bool = False, progress: Progress | None = None
) -> CopyStatus:
    """Bring the copy level with the ledger, or make it anew; return how far it is."""
    following.sync(copy_folder(), policy=policy, rebuild=rebuild, progress=progress)
    return copy_status()


def copy_status() -> CopyStatus:
    """Return how far the copy is."""
    return status(copy_folder())


def verify_copy(
    *, seed: str, sample: int = looking.SAMPLE, progress: Progress | None = None
) -> tuple[Fault, ...]:
    """Return every fault of the copy."""
    return looking.verify(copy_folder(), seed=seed, sample=sample, progress=progress)


def compact_copy(*, progress: Progress | None = None) -> CopyStatus:
    """Merge the copy's files, and fold judgements in; return how far it is."""
    compaction.compact(copy_folder(), progress=progress)
    return copy_status()
