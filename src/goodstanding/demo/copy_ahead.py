"""Brings the columnar copy level while files are received, so that the appraisal finds most of it.

In a thread: both sides spend most of their time in the engines, which let the other go on, and a
process of its own would load those engines once more.
"""

from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection

from goodstanding.actions.copy import sync_copy
from goodstanding.core.policy.shape import Policy


class CopyAhead:
    """A copy that is brought level once, beside everything else."""

    def __init__(self, policy: Policy) -> None:
        """Say by which rules; nothing begins yet."""
        self._policy = policy
        self._beside = ThreadPoolExecutor(1)
        self._level: Future[None] | None = None

    def begin(self) -> None:
        """Begin, unless it has begun: the ledger grows on meanwhile."""
        if self._level is None:
            self._level = self._beside.submit(_level, self._policy)
            self._beside.shutdown(wait=False)

    def end(self) -> None:
        """Return when it is done; fail where it failed."""
        if self._level is not None:
            self._level.result()


def _level(policy: Policy) -> None:
    """Bring the copy level by a connection of this thread's own."""
    try:
        sync_copy(policy=policy)
    finally:
        connection.close()
