"""The child process of the kill tests of population runs: appraises a copy, may die on the way.

`python -m tests.kill.appraise_child HOME DAY DIE_AT`: at the event number DIE_AT (0:
never) the process kills itself as `kill -9` would. Events are every file made durable and every
statement that writes one, so it dies before, between and after each step.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ParamSpec, TypeVar

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.site.settings"
django.setup()

from tests.store.population.small_copy import BITS  # noqa: E402
from tests.store.population.small_world import small_policy  # noqa: E402

from goodstanding.store.population import durable, engine, incremental, run, steps  # noqa: E402

P = ParamSpec("P")
T = TypeVar("T")
EVENTS = "events "


class Countdown:
    """Counts events and ends the process at the chosen one."""

    def __init__(self, die_at: int) -> None:
        """Die at event number `die_at`; never where it is 0."""
        self.left = die_at
        self.events = 0

    def tick(self) -> None:
        """Count one event."""
        self.events += 1
        if self.events == self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, work: Callable[P, T]) -> Callable[P, T]:
        """Count an event before and after some work."""

        def counted(*given: P.args, **more: P.kwargs) -> T:
            self.tick()
            found = work(*given, **more)
            self.tick()
            return found

        return counted


def main(home: str, day: str, die_at: str) -> None:
    """Bring the standings under `home` to a day."""
    countdown = Countdown(int(die_at))
    settle = countdown.around(durable.settle)
    durable.settle, steps.settle = settle, settle
    steps.write_rows = countdown.around(steps.write_rows)
    run.publish = countdown.around(run.publish)
    incremental.publish = countdown.around(incremental.publish)
    engine.Limits.entities_per_step = lambda _self: 1 << BITS  # type: ignore[method-assign]
    policy = small_policy()
    result = incremental.refresh(
        policy.models["card"],
        policy,
        folder=Path(home) / "standings",
        copy=Path(home) / "copy",
        on=date.fromisoformat(day),
        memory="512MB",
    )
    sys.stdout.write(f"{EVENTS}{countdown.events} {result.kept_steps}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
