"""The child process of the kill tests of cases: takes one step, and may die on the way.

`python -m tests.kill.case_child CASE DIE_AT`: at event number DIE_AT (0: never) the process kills
itself as `kill -9` would; statements of the database and commits are counted.
"""

import os
import sys
from datetime import date

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.site.settings"
django.setup()

from django.db import connection  # noqa: E402
from tests.actions.case_world import REVIEWER  # noqa: E402
from tests.kill.child import Countdown, say  # noqa: E402

from goodstanding.actions.cases.acts import take_step  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402


def main(case: str, die_at: str) -> None:
    """Remove the record that the case is about."""
    countdown = Countdown(int(die_at))
    commit = connection.commit

    def counted_commit() -> None:
        countdown.tick()
        commit()
        countdown.tick()

    connection.commit = counted_commit
    with connection.execute_wrapper(countdown.statement):
        take_step(
            int(case),
            "remove",
            acting=REVIEWER,
            form={"finding": "wrong", "reasons": "主体认错"},
            on=date(2026, 5, 6),
            policy=load_policy(),
            seed="seed of the kill tests",
        )
    say(f"events {countdown.events}")


if __name__ == "__main__":
    main(*sys.argv[1:])
