"""How many questions each client may still ask now: a bucket that fills again by the second.

Kept in the memory of one server process; several processes allow as many times the rate.
"""

import math
from dataclasses import dataclass, field
from threading import Lock

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.measures.faults_desk import TOO_FAST

MINUTE = 60.0


class TooFast(Refused):
    """More questions than the client may ask now; after so many seconds it may."""

    def __init__(self, wait: int, fault: Fault) -> None:
        """Carry the seconds beside the fault."""
        super().__init__(fault)
        self.wait = wait


@dataclass
class Allowance:
    """What is left of each client's questions, and when that was reckoned (seconds of a clock)."""

    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, client: str, questions: int, *, per_minute: int, now: float) -> int:
        """Take so many questions from what is left; return 0, or the seconds to wait for them."""
        with self._lock:
            left, since = self._left.get(client, (float(per_minute), now))
            left = min(float(per_minute), left + (now - since) * per_minute / MINUTE)
            enough = questions <= left
            self._left[client] = (left - questions if enough else left, now)
        if enough:
            return 0
        return max(1, math.ceil((questions - left) * MINUTE / per_minute))

    def spend(
        self, client: str, questions: int, *, per_minute: int, now: float, where: str
    ) -> None:
        """Take so many questions, or refuse with how long to wait."""
        wait = self.take(client, questions, per_minute=per_minute, now=now)
        if wait:
            raise TooFast(wait, TOO_FAST.at(where, client=client, most=per_minute, wait=wait))


ALLOWANCE = Allowance()
"""Of every client, whichever address it asks."""
